"""Maps of a run. Lengths on the page are inches, on the ground metres."""

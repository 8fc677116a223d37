"""Charts of runs, in the style of the maps."""

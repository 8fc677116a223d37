"""Pictures of a run. The only place with matplotlib."""

"""Speed of the engine, measured as ratios to the solver's own time in the same run."""

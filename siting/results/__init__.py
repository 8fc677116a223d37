"""The frozen Solution, the run folder, the independent verifier, measures of inequality."""

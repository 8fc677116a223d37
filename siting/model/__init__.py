"""The mathematics: inputs, variables, constraints, objectives, build and solve. The only place with PuLP."""

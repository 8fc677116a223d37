"""The column tables of the data set, one module a theme."""

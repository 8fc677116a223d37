"""The regional data set: column tables, load, check, build."""

"""The constraints, one family a file."""

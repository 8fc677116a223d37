"""The terms of the objectives, one a file."""

"""Ranges of assumptions, their samples and what is told of them."""

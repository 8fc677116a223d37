"""Deciding before the future is known, for any linear programme given as arrays.

`linear` is a programme with names for its columns and rows; `two_stage` decides some columns now, for all scenarios
alike, and the others later, in each scenario by itself, by expected cost, conditional value at risk or least regret;
`worth` says what knowing first, and planning for more than the average, are worth; `protection` guards rows against a
number of uncertain figures that turn out badly at once.
"""

"""Several objectives of one program: what one costs in terms of another.

`objectives` keeps a program alive and minimises, weights and bounds its objectives; `breakpoints` finds every corner of
the trade-off between two objectives of a linear program; `grid` finds the efficient points of two or three objectives
on a grid, for whole parks too.
"""

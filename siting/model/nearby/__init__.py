"""Plans that cost little more than the least: how far each place can go in them, and how different they can be.

`space` keeps a program alive with its cost held near the least; `measures` names what is looked at; `ranges` finds the
lowest and highest of each; `diverse` plans that build elsewhere; `sets` the next best sets of whole parks;
`inequality` how even and uneven such plans are.
"""

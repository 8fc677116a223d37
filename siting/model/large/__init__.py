"""Plans of many zones: after the first stage, commuting flows that no plan wants are left out of the solver's model.

`columns` holds the matrix of a program by column and prices it, `sifted_backend` leaves out and takes in.
"""

"""Plans of many zones: after the first stage, ways to work that no plan wants are left out of the solver's model.

Not chosen by `siting.model.backend.make_backend` yet: on small countries it is proven to give the same stages, on all
communes the stage of suitability is not solved accurately enough.

`columns` holds the matrix of a program by column and prices it, `sifted_backend` leaves out and takes in.
"""

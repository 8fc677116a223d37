"""From places to numbers: travel times, catchments, indices, and `prepare`, the last stop of geography."""

"""The planner's page and the HTTP interface behind it: `siting serve`.

The page is a client of the interface like any other program; nothing it shows is not also to be had there.

```
browser -> app (FastAPI: checks, headers, static files) -> workers (processes: a desk with live models each)
                                                        -> tasks (processes: the siting command, for what takes long)
```
"""

"""Maps, charts, documents and files of runs. The only place with matplotlib."""

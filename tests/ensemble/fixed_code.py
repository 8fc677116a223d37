"""Preloaded by the workers of tests, which would refuse to answer where the program is edited while they run."""

from siting.ensemble import content

CODE = "as the tests found it"
content._code = lambda: CODE  # type: ignore[assignment]

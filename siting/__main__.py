"""`python -m siting` and the `siting` command."""

from __future__ import annotations

import sys

from siting.cli import run


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

"""An explanation on the terminal: titles and sentences, wrapped."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from siting.terminal.output import console

if TYPE_CHECKING:
    from siting.analysis.explain.wording import Section

__all__ = ["print_explanation"]

_DASH = " - "


def print_explanation(sections: Iterable[Section]) -> None:
    """Each section with its title; each line of it wrapped under a dash."""
    from rich.text import Text

    out = console(110)
    room = max(40, min(out.width, 110) - len(_DASH))
    for section in sections:
        out.print()
        out.print(Text(section.title, style="bold"))
        for line in section.lines:
            # Not by rich, which breaks at the narrow no-break spaces within French numbers.
            wrapped = textwrap.wrap(line, room, break_long_words=False, break_on_hyphens=False)
            for position, part in enumerate(wrapped):
                out.print(Text((_DASH if position == 0 else " " * len(_DASH)) + part), no_wrap=True, overflow="ignore")

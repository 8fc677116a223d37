"""What every setting of a document does with its blocks: one method for each kind, none forgotten."""

from __future__ import annotations

from abc import ABC, abstractmethod

from siting.report.documents.blocks import (
    Block,
    Bullets,
    Equation,
    Figure,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    Table,
)

__all__ = ["BlockVisitor"]


class BlockVisitor[T](ABC):
    """Turns blocks into what a format needs (text of typst, HTML); of a format that is appended to, into nothing."""

    def visit(self, block: Block) -> T:
        """A block by the method of its kind."""
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case Bullets():
                return self._bullets(block)
            case KeyFigures():
                return self._key_figures(block)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Equation():
                return self._equation(block)
            case PageBreak():
                return self._page_break()

    @abstractmethod
    def _heading(self, heading: Heading) -> T: ...

    @abstractmethod
    def _paragraph(self, paragraph: Paragraph) -> T: ...

    @abstractmethod
    def _bullets(self, bullets: Bullets) -> T: ...

    @abstractmethod
    def _key_figures(self, block: KeyFigures) -> T: ...

    @abstractmethod
    def _table(self, table: Table) -> T: ...

    @abstractmethod
    def _figure(self, figure: Figure) -> T: ...

    @abstractmethod
    def _equation(self, equation: Equation) -> T: ...

    @abstractmethod
    def _page_break(self) -> T: ...

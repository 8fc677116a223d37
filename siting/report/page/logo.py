"""The publisher's picture as pixels, whatever its format."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

from siting.report.page.style import StyleError

__all__ = ["logo_array"]

_WIDTH = 1200  #: pixels to which a drawing is rendered


@cache
def logo_array(file: Path) -> Any:
    """Rows x columns x 4 of a PNG, or of an SVG rendered by typst. Raises `StyleError` for a picture that is broken."""
    from matplotlib.image import imread

    try:
        if file.suffix.lower() == ".png":
            return imread(file)
        import typst

        source = f'#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image("{file.name}")'.encode()
        # The stubs want one type for source and root; the compiler does not.
        root: Any = str(file.parent)
        picture = typst.compile(source, root=root, format="png", ppi=_WIDTH / 4.0)
        return imread(io.BytesIO(picture))
    except Exception as error:
        message = f"is not a picture that can be read: {error}"
        raise StyleError.one(str(file), message, remedy="save it again") from error

"""Pictures compared with reviewed references, as an eye would: small shifts of a pixel pass, a wrong colour does not.

``UPDATE_REFERENCES=1`` writes the references anew; look at them before they are committed.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from siting.report.page.drawn import Drawn

__all__ = ["assert_looks_like", "assert_same_picture"]

FOLDER = Path(__file__).parent / "references"
_WIDTH = 700  #: pixels of a reference
_BLUR = 1.5  #: pixels: what an eye does not tell apart
_MEAN, _PEAK = 0.6, 30.0  #: least noticeable differences (CIE76) on average, and at the worst pixel in a thousand


def assert_looks_like(drawn: Drawn, name: str) -> None:
    """Raises ``AssertionError`` when a picture does not look like ``references/NAME.png``."""
    picture = _small(Image.open(io.BytesIO(drawn.render("png"))))
    reference = FOLDER / f"{name}.png"
    if os.environ.get("UPDATE_REFERENCES"):
        FOLDER.mkdir(exist_ok=True)
        picture.quantize(128, dither=Image.Dither.NONE).save(reference, optimize=True)
    assert reference.exists(), f"no reference {reference.name}: UPDATE_REFERENCES=1 writes it"
    with Image.open(reference) as opened:
        expected = opened.convert("RGB")
    _assert_alike(picture, expected, name)


def assert_same_picture(made: Path, reference: Path) -> None:
    """Raises ``AssertionError`` when a picture file does not look like another."""
    with Image.open(made) as one, Image.open(reference) as other:
        _assert_alike(_small(one), _small(other), reference.name)


def _assert_alike(picture: Image.Image, expected: Image.Image, name: str) -> None:
    assert picture.size == expected.size
    one, other = (_lab(each.filter(ImageFilter.GaussianBlur(_BLUR))) for each in (picture, expected))
    difference = np.sqrt(((one - other) ** 2).sum(axis=2))
    peak = float(np.quantile(difference, 0.999))
    assert difference.mean() < _MEAN, f"{name}: mean difference {difference.mean():.2f}"
    assert peak < _PEAK, f"{name}: difference {peak:.1f} in a thousandth of the picture"


def _small(picture: Image.Image) -> Image.Image:
    high = round(picture.height * _WIDTH / picture.width)
    return picture.convert("RGB").resize((_WIDTH, high), Image.Resampling.LANCZOS)


def _lab(picture: Image.Image) -> np.ndarray:
    """CIE L*a*b* (D65) of an sRGB picture."""
    rgb = np.asarray(picture, dtype=float) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = linear @ matrix.T / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=2)

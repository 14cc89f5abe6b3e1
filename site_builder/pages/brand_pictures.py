"""Pictures in the colours of a profile, or with its logo: the icon of a home screen, and that of shared links."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import ImageDraw
from PIL.Image import Image, new
from PIL.Image import open as decode

from site_builder.pages.share_drawing import ShareDrawing, logo_within

__all__ = ["ShareDrawing", "share_picture", "size_of", "touch_icon"]

_SHARE_SIZE = (1200, 630)
"""Pixels of the picture of shared links (Open Graph)."""
_LOGO_ROOM = (760, 330)
"""Pixels within which the logo stands in that picture."""


def size_of(content: bytes) -> tuple[int, int]:
    """Return (width, height) in pixels of a picture, given its content."""
    with decode(io.BytesIO(content)) as picture:
        return picture.width, picture.height


def touch_icon(shades: Mapping[str, str]) -> bytes:
    """Return the icon of a home screen, a PNG of 180 x 180 pixels: two pages, as in icon.svg, in the colours `shades`.

    `shades` maps names of colours (catalogue/palette.py) to `#rrggbb`.
    """
    picture, draw = _canvas((180, 180), shades["accent-text"])
    for left, colour in ((40, "accent"), (96, "accent-surface")):
        draw.rounded_rectangle((left, 46, left + 44, 134), 8, fill=shades[colour])
    return _png(picture)


def share_picture(shades: Mapping[str, str], logo: bytes) -> bytes:
    """Return the site's picture of shared links, a PNG of 1200 x 630 pixels, with a bar in the accent colour.

    It shows the `logo` (a picture's content) on white or, if that is empty, the two pages of the icon. `shades` are as
    for touch_icon.
    """
    width, height = _SHARE_SIZE
    picture, draw = _canvas(_SHARE_SIZE, "#ffffff" if logo else shades["accent-text"])
    draw.rectangle((0, height - 24, width, height), fill=shades["accent"])
    if logo:
        own = logo_within(logo, _LOGO_ROOM)
        picture.paste(own, ((width - own.width) // 2, (height - 24 - own.height) // 2), own)
    else:
        for left, colour in ((380, "accent"), (622, "accent-surface")):
            draw.rounded_rectangle((left, 127, left + 198, 479), 34, fill=shades[colour])
        for top, length in ((193, 122), (270, 122), (347, 66)):
            draw.rounded_rectangle((662, top, 662 + length, top + 22), 11, fill=shades["accent-text"])
    return _png(picture)


def _canvas(size: tuple[int, int], ground: str) -> tuple[Image, ImageDraw.ImageDraw]:
    picture = new("RGB", size, ground)
    return picture, ImageDraw.Draw(picture)


def _png(picture: Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()

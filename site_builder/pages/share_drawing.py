"""Draw the picture of a shared link: the name of the catalogue, a title, a line below it, and one at the foot."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL.Image import Image, frombytes, new
from PIL.Image import open as decode
from PIL.ImageDraw import Draw

from site_builder.catalogue.colours import mix
from site_builder.pages.lettering import Lettering

SIZE = (600, 315)
"""Pixels: the least that services show as a large picture (1.91:1). Twice as wide takes three times as long."""

_LEFT, _ROOM = 40, 520
_NAME_TOP, _TITLE_TOP, _TITLE_BOTTOM, _FOOT_TOP = 30, 76, 220, 264
_BAR = 12
_INK = tuple(range(8))
"""Numbers of the colours of letters: from the ground to the full colour, so that their edges are smooth."""
_QUIET = (0, *range(8, 14))
"""The same of the line below the title."""
_ACCENT = 14
_LOGO_COLOURS = 200
_LOGO_ROOM = (200, 44)
_SPEED = 2
"""Level of zlib: at 6 a picture takes 0.9 ms more, of 2, and is 0.8 kB smaller, of 7."""


class ShareDrawing:
    """Draws pictures of shared links that differ in their texts only. The background and the letters are drawn once."""

    def __init__(self, name: str, shades: Mapping[str, str], logo: bytes, bold: bytes, medium: bytes) -> None:
        """Draw the ground: the logo on white, or two pages on the darkest shade, and the `name` of the catalogue.

        `shades` are the custom properties of the light scheme; `bold` and `medium` are TrueType fonts.
        """
        ground, ink = ("#ffffff", shades["accent-text"]) if logo else (shades["accent-text"], "#ffffff")
        quiet = ink if logo else shades["accent-surface"]
        self._palette = b"".join(
            (
                *(_rgb(mix(ink, ground, step / 7)) for step in range(8)),
                *(_rgb(mix(quiet, ground, step / 6)) for step in range(1, 7)),
                _rgb(shades["accent"]),
                _rgb(shades["accent-surface"]),
            )
        )
        self._bits = 8 if logo else 4
        self._titles = Lettering(bold, 40, _INK), Lettering(bold, 30, _INK)
        self._small, self._quiet = Lettering(medium, 21, _INK), Lettering(medium, 21, _QUIET)
        self._ground = new("L", SIZE)
        Draw(self._ground).rectangle((0, SIZE[1] - _BAR, *SIZE), fill=_ACCENT)
        left = self._paste_logo(logo) if logo else self._draw_mark()
        self._small.write(self._ground, left, _NAME_TOP, self._small.cut(name, _LEFT + _ROOM - left))

    def draw(self, title: str, below: str, foot: str) -> bytes:
        """Return a picture as PNG, with a title, a line `below` it and one at the `foot`, cut where they are too long.

        A long title has smaller letters.
        """
        picture = self._ground.copy()
        for letters, height in zip(self._titles, (46, 35), strict=True):
            lines, most = list(letters.lines(title, _ROOM)), (_TITLE_BOTTOM - _TITLE_TOP) // height
            if len(lines) <= most:
                break
        if len(lines) > most:
            lines = [*lines[: most - 1], letters.cut(f"{lines[most - 1]} …", _ROOM)]
        for number, line in enumerate(lines):
            letters.write(picture, _LEFT, _TITLE_TOP + number * height, line)
        top = _TITLE_TOP + len(lines) * height + 8
        self._quiet.write(picture, _LEFT, min(top, _TITLE_BOTTOM), self._quiet.cut(below, _ROOM))
        self._small.write(picture, _LEFT, _FOOT_TOP, self._small.cut(foot, _ROOM))
        return self._png(picture)

    def _draw_mark(self) -> int:
        """Draw the two pages of the icon. Return the left edge of the name beside them, in pixels."""
        draw = Draw(self._ground)
        for left, colour in ((_LEFT, _ACCENT), (_LEFT + 17, _ACCENT + 1)):
            draw.rounded_rectangle((left, _NAME_TOP, left + 14, _NAME_TOP + 26), 3, fill=colour)
        return _LEFT + 46

    def _paste_logo(self, logo: bytes) -> int:
        """Put the logo on the ground, with its own colours in the palette. Return the name's left edge in pixels."""
        own = logo_within(logo, _LOGO_ROOM)
        white = new("RGB", own.size, "#ffffff")
        white.paste(own, (0, 0), own)
        numbers = white.quantize(_LOGO_COLOURS)
        first = len(self._palette) // 3
        self._palette += bytes(numbers.getpalette() or ())
        shifted = frombytes("L", numbers.size, numbers.tobytes()).point([min(255, each + first) for each in range(256)])
        self._ground.paste(shifted, (_LEFT, _NAME_TOP + 13 - own.height // 2))
        return _LEFT + own.width + 14

    def _png(self, picture: Image) -> bytes:
        numbered = frombytes("P", SIZE, picture.tobytes())
        numbered.putpalette(self._palette)
        written = io.BytesIO()
        numbered.save(written, "PNG", bits=self._bits, compress_level=_SPEED)
        return written.getvalue()


def logo_within(content: bytes, room: tuple[int, int]) -> Image:
    """Return a logo scaled to fit in `room` (width, height in pixels), with its transparency. `content` is its file."""
    with decode(io.BytesIO(content)) as opened:
        own = opened.convert("RGBA")
    scale = min(room[0] / own.width, room[1] / own.height)
    return own.resize((max(1, round(own.width * scale)), max(1, round(own.height * scale))))


def _rgb(colour: str) -> bytes:
    return bytes.fromhex(colour.removeprefix("#"))

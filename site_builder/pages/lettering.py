"""Words in one font, size and colour, each drawn once in a process: writing text is then copying."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache, lru_cache

from PIL.Image import Image, new
from PIL.ImageDraw import Draw
from PIL.ImageFont import Layout, truetype

_WORDS = 500
"""Words that are kept: 20 kB each in the largest letters."""
_FAINT = 20
"""Coverage of a pixel (0 to 255) up to which it keeps the colour of the ground."""


class Lettering:
    """Writes text in one font and size into palette pictures, whose pixels are numbers of colours."""

    def __init__(self, font: bytes, size: int, shades: tuple[int, ...]) -> None:
        """Open a TrueType font at `size` pixels. `shades` are the numbers of the colours from faint to full."""
        # Pillow's own layout, not the system's, so that one release of Pillow gives the same bytes everywhere.
        self._font = truetype(io.BytesIO(font), size, layout_engine=Layout.BASIC)
        self._size = size
        self._shades = [shades[coverage * len(shades) // 256] for coverage in range(256)]
        self._width_of = cache(self._font.getlength)
        self._word = lru_cache(_WORDS)(self._drawn)

    def write(self, picture: Image, left: int, top: int, text: str) -> None:
        """Write a line of text into a picture, with its upper left corner at `left` and `top`, in pixels."""
        at = float(left)
        for word in text.split(" "):
            if word:
                drawn, mask = self._word(word)
                picture.paste(drawn, (round(at) - self._size // 4, top), mask)
            at += self.width(f"{word} ")

    def width(self, text: str) -> float:
        """Return the width of a line in pixels."""
        return sum(map(self._width_of, text))

    def lines(self, text: str, room: int) -> Iterator[str]:
        """Yield the text in lines of at most `room` pixels, broken at spaces. A single word that is longer is cut."""
        line = ""
        for word in text.split(" "):
            longer = f"{line} {word}" if line else word
            if line and self.width(longer) > room:
                yield self.cut(line, room)
                longer = word
            line = longer
        yield self.cut(line, room)

    def cut(self, text: str, room: int) -> str:
        """Return the text, cut to `room` pixels with an ellipsis if it is longer."""
        if self.width(text) <= room:
            return text
        at = self._width_of("…")
        for number, letter in enumerate(text):
            at += self._width_of(letter)
            if at > room:
                return f"{text[:number].rstrip()}…"
        return text

    def _drawn(self, word: str) -> tuple[Image, Image]:
        """Return a word in its shades, and the mask of its pixels. Room is left for parts that hang over."""
        size = (round(self.width(word)) + self._size // 2, round(self._size * 1.4))
        coverage = new("L", size)
        Draw(coverage).text((self._size // 4, 0), word, fill=255, font=self._font)
        mask = coverage.point([255 * (each > _FAINT) for each in range(256)])
        return coverage.point(self._shades), mask

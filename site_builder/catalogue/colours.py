"""Colours: reading #rrggbb, mixing, and the contrast between two of them (WCAG 2.1, 1.4.3 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Iterable

TEXT_CONTRAST = 4.5
"""The least contrast of text to its ground."""

MARK_CONTRAST = 3.0
"""The least contrast of the lines and marks that show where a control is."""

WHITE, BLACK = "#ffffff", "#000000"

_STEPS = 50
"""Steps from a colour to black or white between which the nearest one with enough contrast is looked for: 2 % each."""


def mix(one: str, other: str, share: float) -> str:
    """Return the colour (#rrggbb) that has `share` (0 to 1) of each channel of `one`, and the rest of `other`."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (WCAG 2.1), from 1 to 21, of two colours written as #rrggbb."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, grounds: Iterable[str], least: float) -> str:
    """Return `colour`, or its nearest shade with a contrast of at least `least` to all `grounds`; all are #rrggbb.

    The shades go towards black if the first ground is light, else towards white; black or white if none has enough.
    """
    known = tuple(grounds)
    end = BLACK if _luminance(known[0]) > 0.18 else WHITE
    shades = (mix(end, colour, step / _STEPS) for step in range(_STEPS + 1))
    return next((each for each in shades if all(contrast(each, ground) >= least for ground in known)), end)


def words_on(ground: str) -> str:
    """Return the colour of text on `ground` (#rrggbb): black or white, whichever has more contrast (at least 4.58)."""
    return max((BLACK, WHITE), key=lambda each: contrast(each, ground))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

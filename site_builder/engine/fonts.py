"""The fonts that come with the builder, for letters in pictures."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def read_font(name: str) -> bytes:
    """Return the bytes of a TrueType font of the builder. `name` is "bold" or "medium"."""
    return (Path(__file__).parent.parent / "fonts" / f"inter-{name}.ttf").read_bytes()

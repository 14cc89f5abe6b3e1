"""The hidden places beside a published folder."""

from __future__ import annotations

from pathlib import Path


def beside(folder: Path, end: str) -> Path:
    """Return the place beside a folder of which the name ends so."""
    return folder.parent / f".{folder.name}.{end}"

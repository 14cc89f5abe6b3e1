"""The clock of the file system, which does not move for some milliseconds at a time."""

from __future__ import annotations

from pathlib import Path


def tick(root: Path) -> None:
    """Wait until what is laid down now has another time than what was laid down before."""
    file = root / "tick"
    file.write_text("")
    before = file.stat().st_mtime_ns
    while file.stat().st_mtime_ns == before:
        file.write_text("")

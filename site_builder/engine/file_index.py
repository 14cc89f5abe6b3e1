"""What files held when they were last read, told by sizes, times and inodes, as git's index does it.

So of thousands only those are read that have changed.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from site_builder.engine import cache_files
from site_builder.engine.atomic_write import atomic_write

FILE = "file-index.memo"

StatSignature = tuple[int, int, int, int]
"""Size, times of change of content and of inode in nanoseconds, and inode."""


class FileIndex:
    """Notes on files by path, kept in `folder` (None: nothing is noted)."""

    def __init__(self, folder: Path | None, prior_stats: Mapping[str, StatSignature] | None = None) -> None:
        """Read the index from `folder`. `prior_stats` are signatures taken a moment ago, by file."""
        self._folder = folder
        self._prior_stats = prior_stats or {}
        self._known: dict[str, tuple[StatSignature, bytes]] = {}
        self._touched: dict[str, tuple[StatSignature, bytes]] = {}
        self._since = 0
        if folder is not None:
            with contextlib.suppress(OSError, ValueError):
                self._known = msgspec.msgpack.decode(
                    (folder / FILE).read_bytes(), type=dict[str, tuple[StatSignature, bytes]]
                )

    def lookup(self, path: str, file: str) -> bytes | None:
        """Return what is noted of the file at `path`, where it is as it was then."""
        found = self._known.get(path)
        if found is None or found[0] != (self._prior_stats.get(file) or _stat_signature(file)):
            return None
        self._touched[path] = found
        return found[1]

    def signature_before_reading(self, file: str) -> StatSignature | None:
        """Return what tells a file that is about to be read from what it will be when it has changed.

        None where it is so young that it may yet change unnoticed, or nothing is noted here. The clock of the file
        system is asked the first time, by a file in the folder.
        """
        if self._folder is None:
            return None
        with contextlib.suppress(OSError):
            self._since = self._since or cache_files.filesystem_now(self._folder)
            told = _stat_signature(file)
            return (
                told if told and not any(cache_files.is_racy(written, self._since) for written in told[1:3]) else None
            )
        return None

    def record(self, path: str, told: StatSignature | None, mark: bytes) -> None:
        """Note `mark` of the file at `path`, which was told so before it was read."""
        if told:
            self._touched[path] = (told, mark)

    def turn(self) -> None:
        """Keep what was met since the last time, and forget the rest. Failing to write costs time, nothing else."""
        if self._folder is not None and self._touched != self._known:
            with contextlib.suppress(OSError):
                atomic_write(self._folder / FILE, msgspec.msgpack.encode(self._touched))
        self._known, self._touched, self._since, self._prior_stats = self._touched, {}, 0, {}


def stat_signature(stat: os.stat_result) -> StatSignature:
    """Return what tells a file from what it was; the time of its inode does so too, which nobody can put back."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _stat_signature(file: str) -> StatSignature | None:
    try:
        return stat_signature(os.stat(file))
    except OSError:
        return None

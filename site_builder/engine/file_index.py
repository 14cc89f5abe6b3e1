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

FILE = "seen.memo"

Told = tuple[int, int, int, int]
"""Size, times of change of content and of inode in nanoseconds, and inode."""


class Seen:
    """Notes on files by path, kept in `folder` (None: nothing is noted)."""

    def __init__(self, folder: Path | None, looked: Mapping[str, Told] | None = None) -> None:
        """Read what was noted, as far as it can be read; `looked` is what tells of files that were just looked at."""
        self._folder = folder
        self._looked = looked or {}
        self._known: dict[str, tuple[Told, bytes]] = {}
        self._met: dict[str, tuple[Told, bytes]] = {}
        self._since = 0
        if folder is not None:
            with contextlib.suppress(OSError, ValueError):
                self._known = msgspec.msgpack.decode((folder / FILE).read_bytes(), type=dict[str, tuple[Told, bytes]])

    def noted(self, path: str, file: str) -> bytes | None:
        """Return what is noted of the file at `path`, where it is as it was then."""
        found = self._known.get(path)
        if found is None or found[0] != (self._looked.get(file) or _told(file)):
            return None
        self._met[path] = found
        return found[1]

    def before_reading(self, file: str) -> Told | None:
        """Return what tells a file that is about to be read from what it will be when it has changed.

        None where it is so young that it may yet change unnoticed, or nothing is noted here. The clock of the file
        system is asked the first time, by a file in the folder.
        """
        if self._folder is None:
            return None
        with contextlib.suppress(OSError):
            self._since = self._since or cache_files.filesystem_now(self._folder)
            told = _told(file)
            return (
                told if told and not any(cache_files.is_racy(written, self._since) for written in told[1:3]) else None
            )
        return None

    def note(self, path: str, told: Told | None, mark: bytes) -> None:
        """Note `mark` of the file at `path`, which was told so before it was read."""
        if told:
            self._met[path] = (told, mark)

    def turn(self) -> None:
        """Keep what was met since the last time, and forget the rest. Failing to write costs time, nothing else."""
        if self._folder is not None and self._met != self._known:
            with contextlib.suppress(OSError):
                cache_files.atomic_write(self._folder / FILE, msgspec.msgpack.encode(self._met))
        self._known, self._met, self._since, self._looked = self._met, {}, 0, {}


def told_by(stat: os.stat_result) -> Told:
    """Return what tells a file from what it was; the time of its inode does so too, which nobody can put back."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _told(file: str) -> Told | None:
    try:
        return told_by(os.stat(file))
    except OSError:
        return None

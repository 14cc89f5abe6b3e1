"""What lies in a folder: everything looked at once, told by names, sizes, times and inodes, as make and git do it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

Lying = Mapping[str, os.stat_result]
"""Path below a folder -> what the system says of the file, link or empty folder; a folder's ends with a slash."""


def inventory(folder: Path) -> Lying:
    """Return what lies below a folder, links not followed; below one that is not there lies nothing."""
    if os.name == "nt":  # where what comes with a name leaves out which file it is
        return {path: os.lstat(f"{folder}/{path}") for path, _ in _below(folder)}
    return {path: entry.stat(follow_symlinks=False) for path, entry in _below(folder)}


def mark(lying: Lying) -> str:
    """Return a mark of what lies there, which is another as soon as anything is written, removed or replaced."""
    lines = sorted(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ino}\n" for path, stat in lying.items())
    return hashlib.sha256("".join(lines).encode(errors="surrogateescape")).hexdigest()


def times(folder: Path, lying: Lying) -> dict[str, int]:
    """Return when something was last laid down in, or taken from, each folder in which something lies, in nanoseconds.

    One that is not there any more is left out.
    """
    top, found = str(folder), {}
    for below in {"", *(path.rpartition("/")[0] for path in lying)}:
        with suppress(FileNotFoundError, NotADirectoryError):
            found[below] = os.lstat(f"{top}/{below}").st_mtime_ns
    return found


def inodes(folder: Path) -> dict[str, int]:
    """Return which files lie below a folder, by path, as above; the system is asked once a folder, not once a file."""
    return {path: entry.inode() for path, entry in _below(folder)}


def _below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    top = str(folder)
    waiting: list[tuple[str, os.DirEntry[str] | None]] = [("", None)]
    while waiting:
        below, itself = waiting.pop()
        try:
            with os.scandir(f"{top}/{below}") as found:
                entries = list(found)
        except FileNotFoundError:
            continue
        if itself and not entries:
            yield below, itself  # an empty folder is nobody's but a stranger's
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{below}{entry.name}/", entry))
            else:
                yield below + entry.name, entry

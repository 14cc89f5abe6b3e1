"""What lies in a folder: everything looked at once, told by names, sizes, times and inodes, as make and git do it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

Lying = Mapping[str, os.stat_result]
"""Path below a folder -> what the system says of the file, link or empty folder; a folder's ends with a slash."""


def inventory(folder: Path) -> Lying:
    """Return what lies below a folder, links not followed; below one that is not there lies nothing."""
    return dict(_below(folder))


def mark(lying: Lying) -> str:
    """Return a mark of what lies there, which is another as soon as anything is written, removed or replaced."""
    lines = sorted(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ino}\n" for path, stat in lying.items())
    return hashlib.sha256("".join(lines).encode(errors="surrogateescape")).hexdigest()


def same_file(one: os.stat_result, other: os.stat_result) -> bool:
    """Tell whether two names are of the same file."""
    return (one.st_ino, one.st_dev) == (other.st_ino, other.st_dev)


def _below(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(f"{folder}/{below}") as found:
                entries = list(found)
        except FileNotFoundError:
            continue
        if below and not entries:
            yield below, os.lstat(f"{folder}/{below}")  # an empty folder is nobody's but a stranger's
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{below}{entry.name}/")
            else:
                # what Windows says of an entry leaves out which file it is
                yield below + entry.name, os.lstat(entry.path) if os.name == "nt" else entry.stat(follow_symlinks=False)

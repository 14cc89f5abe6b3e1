"""What lies in a folder, everything looked at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def inventory(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield (path below the folder, what the system says of it) of every file, link and empty folder below it.

    The path of a folder ends with a slash; a folder that is not there has nothing in it.
    """
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


def same_file(one: os.stat_result, other: os.stat_result) -> bool:
    """Tell whether two names are of the same file."""
    return (one.st_ino, one.st_dev) == (other.st_ino, other.st_dev)

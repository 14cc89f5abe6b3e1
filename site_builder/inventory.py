"""What lies in a folder: everything looked at once, told by names, sizes, times and inodes, as make and git do it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

Lying = Mapping[str, os.stat_result]
"""Path below a folder -> what the system says of the file, link or empty folder; a folder's ends with a slash."""

Mark = int
"""A sum over what lies somewhere, so that one thing can be taken from it and another added."""


class Inventory(Struct, frozen=True):
    """What lies below a folder, and when something was last laid down in each folder there, or taken from it.

    Times are in nanoseconds, from before a folder was looked into; the folder itself is "", others end with a slash.
    """

    lying: Lying
    times: Mapping[str, int]


def inventory(folder: Path) -> Inventory:
    """Return what lies below a folder, links not followed; below one that is not there lies nothing."""
    lying, times = {}, {}
    for below, time, entries in _folders(folder):
        times[below] = time
        for path, entry in entries:
            lying[path] = entry.stat(follow_symlinks=False)
    if os.name == "nt":  # where what comes with a name leaves out which file it is
        lying = {path: os.lstat(f"{folder}/{path}") for path in lying}
    return Inventory(lying, times)


def mark(lying: Lying) -> Mark:
    """Return a mark of what lies there, which is another as soon as anything is written, removed or replaced."""
    found = 0
    for path, stat in lying.items():
        line = f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ino}".encode(errors="surrogateescape")
        found += int.from_bytes(hashlib.sha256(line).digest(), "big")
    return found


def is_as_it_was(folder: Path, times: Mapping[str, int]) -> bool:
    """Tell whether nothing was laid down in a folder and those below, or taken from them, since it had these times."""
    top = str(folder)
    try:
        if os.path.lexists(top) != ("" in times):
            return False
        return all(os.lstat(f"{top}/{below}").st_mtime_ns == time for below, time in times.items())
    except OSError:
        return False


def _folders(folder: Path) -> Iterator[tuple[str, int, list[tuple[str, os.DirEntry[str]]]]]:
    """Yield each folder, its time, and what lies in it but for folders; an empty folder, with itself."""
    top = str(folder)
    waiting: list[tuple[str, os.DirEntry[str] | None]] = [("", None)]
    while waiting:
        below, itself = waiting.pop()
        try:
            time = os.lstat(f"{top}/{below}").st_mtime_ns
            with os.scandir(f"{top}/{below}") as found:
                entries = list(found)
        except FileNotFoundError:
            continue
        files = []
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{below}{entry.name}/", entry))
            else:
                files.append((below + entry.name, entry))
        if itself and not entries:
            files.append((below, itself))  # it is nobody's but a stranger's
        yield below, time, files

"""What lies in a folder: everything looked at, told by names, sizes, times and inodes, as make and git do it.

Of what is known already only those folders are looked into in which something was laid down since, or taken away.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from stat import S_ISDIR

from msgspec import Struct

Lying = Mapping[str, os.stat_result]
"""Path below a folder -> what the system says of the file, link or empty folder; a folder's ends with a slash."""

Told = tuple[int, int]
"""When something was last laid down in a folder, or taken from it, in nanoseconds; and its inode."""

Folders = Mapping[str, Told]
"""What tells of each folder whether the same lies in it; the one that all lie in is "", others end with a slash."""

Look = Callable[[str], os.stat_result]
"""Tells what the system says of a path below a folder, and raises OSError where it says nothing."""

UNKNOWN: Told = (0, 0)
"""What tells of no folder."""

Mark = int
"""A sum over what lies somewhere, so that one thing can be taken from it and another added."""


class Known(Struct, frozen=True):
    """What lay below a folder: paths of files, links and empty folders; and all folders, outer ones first."""

    paths: Collection[str] = ()
    folders: Folders = {}


class Inventory(Struct, frozen=True):
    """What lies below a folder, and what told of each folder before it was looked into.

    `anew` are those that were not as they were known.
    """

    lying: Lying
    folders: Folders
    anew: frozenset[str]


def inventory(folder: Path, known: Known | None = None) -> Inventory:
    """Return what lies below a folder, links not followed; below one that is not there lies nothing."""
    known, top = known or Known(), str(folder)
    with _looking(top) as look:
        folders, changed = _compared(look, known.folders or {"": UNKNOWN})
        lying = {}
        for path in known.paths if folders else ():
            if not changed or holder(path) in folders:
                with suppress(FileNotFoundError):  # it has just gone
                    lying[path] = look(path)
        anew = frozenset(_look_into(top, look, changed, folders, lying))
        if os.name == "nt":  # where what comes with a name leaves out which file it is
            lying = {path: look(path) for path in lying}
    return Inventory(lying, folders, anew)


def lying_at(folder: Path, paths: Iterable[str]) -> Lying:
    """Return what lies at these paths below a folder, as an inventory has it: of folders only those that are empty."""
    found: dict[str, os.stat_result] = {}
    if not folder.exists():
        return found
    with _looking(str(folder)) as look:
        for path in paths:
            try:
                what = look(path)
            except (FileNotFoundError, NotADirectoryError):
                continue
            if not S_ISDIR(what.st_mode) or (path.endswith("/") and not os.listdir(folder / path)):
                found[path] = what
    return found


def mark(lying: Lying) -> Mark:
    """Return a mark of what lies there, which is another as soon as anything is written, removed or replaced."""
    found = 0
    for path, stat in lying.items():
        line = f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ino}".encode(errors="surrogateescape")
        found += int.from_bytes(hashlib.sha256(line).digest(), "big")
    return found


def told_of(folder: Path, folders: Iterable[str]) -> Folders:
    """Return what tells of folders below another, of those that are there. Raises OSError where the system refuses."""
    with _looking(str(folder)) as look:
        return {below: told for below in folders if (told := _told(look, below))}


def is_as_it_was(folder: Path, folders: Folders) -> bool:
    """Tell whether nothing was laid down in a folder and those below, or taken from them, since these told of them."""
    top = str(folder)
    try:
        if os.path.lexists(top) != ("" in folders):
            return False
        with _looking(top) as look:
            found = ((look(below[:-1] or "."), told) for below, told in folders.items())
            return all(now.st_mtime_ns == time and now.st_ino == inode for now, (time, inode) in found)
    except OSError:
        return False


def holder(path: str) -> str:
    """Return the folder that a file lies in; an empty folder is its own."""
    return path[: path.rfind("/") + 1]


def around(paths: Iterable[str]) -> set[str]:
    """Return the folders that files lie in, and those that these lie in."""
    found = {""}
    for path in paths:
        below = holder(path)
        while below not in found:
            found.add(below)
            below = holder(below[:-1])
    return found


@contextmanager
def _looking(top: str) -> Iterator[Look]:
    """Yield what looks at paths below a folder: from there, where the system can, since the way there may be long."""
    try:
        start = os.open(top, os.O_RDONLY) if os.stat in os.supports_dir_fd else None
    except OSError:  # it is told of when it is looked at
        start = None
    try:
        yield partial(os.lstat, dir_fd=start) if start is not None else lambda path: os.lstat(f"{top}/{path}")
    finally:
        if start is not None:
            os.close(start)


def _told(look: Look, below: str) -> Told | None:
    try:
        found = look(below[:-1] or ".")  # without its slash, or a link would be followed
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (found.st_mtime_ns, found.st_ino) if S_ISDIR(found.st_mode) else None


def _compared(look: Look, known: Folders) -> tuple[dict[str, Told], list[str]]:
    """Return which folders are as they were known, and which others of them are still there."""
    same: dict[str, Told] = {}
    changed: dict[str, None] = {}
    for below, told in known.items():
        outer = holder(below[:-1])
        if below and outer not in same and outer not in changed:
            continue  # what it lay in has gone, or is a link now
        if (now := _told(look, below)) == told:
            same[below] = told
        elif now:
            changed[below] = None
    return same, list(changed)


def _look_into(
    top: str, look: Look, waiting: list[str], folders: dict[str, Told], lying: dict[str, os.stat_result]
) -> Iterator[str]:
    """Look into folders, and those below that are not among `folders`; add what is found to both; yield the folders."""
    known = {*waiting, *folders}
    while waiting:
        below = waiting.pop()
        told = _told(look, below)
        if told is None:
            continue
        try:
            with os.scandir(f"{top}/{below}") as found:
                entries = list(found)
        except FileNotFoundError:
            continue
        folders[below] = told
        yield below
        for entry in entries:
            inner = f"{below}{entry.name}"
            if not entry.is_dir(follow_symlinks=False):
                lying[inner] = entry.stat(follow_symlinks=False)
            elif f"{inner}/" not in known:
                waiting.append(f"{inner}/")
        if below and not entries:
            lying[below] = look(below)  # it is nobody's but a stranger's

"""A site laid out beside the published one, and put in its place in one step.

The new site is laid out beside the old (what has not changed is hard-linked, so it keeps its inode and time), then
the two names are exchanged in one step of the kernel where it can (renameat2 on Linux, renamex_np on macOS), else by
two renames, the second of which the next build completes if the first was the last thing that happened.

What was exchanged is kept as a spare, hidden beside the site: the next site is laid out in it, so that only what has
changed since is touched. To make and remove thousands of folders can take longer than to build what is in them.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from site_builder.inventory import Lying, inodes
from site_builder.output import Output
from site_builder.spool import Kept

MANIFEST = ".studiekatalog.json"
"""Lists what we wrote, with digests: the mark that a folder is ours, and how strangers' files are told apart."""


class Staging:
    """The place beside `folder` where its next site is laid out."""

    def __init__(self, folder: Path) -> None:
        """Look what is in the spare; nothing is touched yet."""
        self._folder = folder
        self._place, self._spare, self._old = (
            folder.parent / f".{folder.name}.{end}" for end in ("new", "spare", "old")
        )
        self._found = _in_spare(self._spare)

    def exchange(self, written: Mapping[str, Output], carried: Lying, manifest: str) -> Lying:
        """Let the folder hold exactly `written`, and as they are the files and empty folders `carried`, paths below it.

        Return what lies there now. Raises OSError where the system refuses; the folder is then as it was.
        """
        try:
            lying = self._lay_out(written, carried)
            (self._place / MANIFEST).write_text(manifest, encoding="utf-8")
            lying[MANIFEST] = os.lstat(self._place / MANIFEST)
            self._swap()
        except OSError:
            shutil.rmtree(self._place, ignore_errors=True)  # a full disk must not stay full for our sake
            raise
        return lying

    def _lay_out(self, written: Mapping[str, Output], carried: Lying) -> dict[str, os.stat_result]:
        found, lying = self._take_spare(), {**carried}
        if self._folder.exists():
            shutil.copymode(self._folder, self._place)
        folders, disk = {""}, self._place.stat().st_dev
        for path in found.keys() - written.keys() - carried.keys():
            self._remove(path)
        for path in (*written, *carried):
            target = f"{self._place}/{path}"
            if path in found:
                if path in carried and (found[path], disk) == (carried[path].st_ino, carried[path].st_dev):
                    continue
                os.unlink(target)
            else:
                self._make_folders(path.rpartition("/")[0], folders)
            if path.endswith("/"):
                pass
            elif path in carried:
                _link(f"{self._folder}/{path}", target)
            elif isinstance(made := written[path].made, Kept):
                _link(made.path, target)
            else:
                _write(target, written[path].content)
            lying[path] = os.lstat(target)
        return lying

    def _take_spare(self) -> dict[str, int]:
        """Make the place: of the spare, if it holds what it should and nothing else, else anew.

        Return which files are in it.
        """
        if self._found:
            with suppress(OSError):
                os.unlink(self._spare / MANIFEST)
                self._spare.rename(self._place)
                return self._found
        shutil.rmtree(self._spare, ignore_errors=True)
        self._place.mkdir()
        return {}

    def _remove(self, path: str) -> None:
        """Remove a file and the folders that are empty then."""
        os.unlink(f"{self._place}/{path}")
        with suppress(OSError):
            while path := path.rpartition("/")[0]:
                os.rmdir(f"{self._place}/{path}")

    def _make_folders(self, path: str, made: set[str]) -> None:
        """Make the folder at `path` and those it lies in, but for those that are `made`."""
        if path not in made:
            self._make_folders(path.rpartition("/")[0], made)
            with suppress(FileExistsError):
                os.mkdir(f"{self._place}/{path}")
            made.add(path)

    def _swap(self) -> None:
        if not self._folder.exists():
            self._place.rename(self._folder)
        elif _exchange(self._place, self._folder):
            self._keep(self._place)
        else:
            shutil.rmtree(self._old, ignore_errors=True)
            self._folder.rename(self._old)
            try:
                self._place.rename(self._folder)
            except OSError:
                self._old.rename(self._folder)
                raise
            self._keep(self._old)

    def _keep(self, before: Path) -> None:
        """Keep the site as it was as the spare. The new one is in its place by now: nothing here may fail."""
        try:
            before.rename(self._spare)
        except OSError:
            shutil.rmtree(before, ignore_errors=True)


def _in_spare(spare: Path) -> dict[str, int]:
    """Return which files are in the spare by path, or none where they are not those that it should hold.

    A spare without its manifest is one at which somebody was interrupted.
    """
    try:
        listed = json.loads((spare / MANIFEST).read_text(encoding="utf-8"))["files"]
        found = inodes(spare)
        return {path: found[path] for path in listed} if listed.keys() == found.keys() - {MANIFEST} else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def finish_interrupted(folder: Path) -> None:
    """Complete the two renames of a build that died between them; the new site was whole by then."""
    staging, old = folder.parent / f".{folder.name}.new", folder.parent / f".{folder.name}.old"
    if not folder.exists() and old.exists():
        (staging if (staging / MANIFEST).is_file() else old).rename(folder)
    for rest in (staging, old):
        shutil.rmtree(rest, ignore_errors=True)


def _write(file: str, content: bytes) -> None:
    with open(file, "xb") as opened:
        opened.write(content)


def _link(old: str, new: str) -> None:
    """Let `new` be what `old` is, by a name for the same bytes where the file system knows such."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where this system or file system cannot."""
    import ctypes  # which takes longer than to exchange

    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            at_cwd, exchange = -100, 2
            return bool(libc.renameat2(at_cwd, os.fsencode(one), at_cwd, os.fsencode(other), exchange) == 0)
        if sys.platform == "darwin":
            swap = 2
            return bool(libc.renamex_np(os.fsencode(one), os.fsencode(other), swap) == 0)
    except (OSError, AttributeError, TypeError):
        pass
    return False

"""Assemble the next site in a hidden folder next to the published one, then exchange the names of the two.

The exchange is one system call where there is one (renameat2 on Linux, renamex_np on macOS); elsewhere it is two
renames, and the next build completes them if the process is killed in between. Unchanged files are hard links, so they
keep their inode and mtime.

The replaced site stays hidden as the standby. The next site is assembled in it, so that only the files that differ are
touched: to create and delete thousands of folders can take longer than to build what they contain.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR

import msgspec

from site_builder.engine.spool import SpooledFile
from site_builder.engine.untrusted_folder import remove_entry
from site_builder.output.output import Output
from site_builder.publish.dir_snapshot import Listing, list_inodes
from site_builder.publish.manifest import MANIFEST, Manifest
from site_builder.publish.paths import FORMER_SUFFIXES, sibling


class StagedTree:
    """The hidden folder in which the next site of `folder` is assembled. `published` lists the current site."""

    def __init__(self, folder: Path, published: Listing) -> None:
        self._folder = folder
        self._published = published
        self._tree, self._standby, self._old = (sibling(folder, suffix) for suffix in ("new", "standby", "old"))

    def exchange(self, written: Mapping[str, Output], kept: Collection[str], manifest: Manifest) -> os.stat_result:
        """Replace the published site by one with the files `written` and, unchanged, the paths `kept`.

        Return the lstat of the new manifest. `written` are new or changed files by path. `kept` are paths of the
        listing, including empty folders (with a final slash). Raises OSError if the system refuses; the published
        folder is then unchanged.
        """
        try:
            self._populate(written, kept)
            _write(f"{self._tree}/{MANIFEST}", msgspec.json.encode(manifest) + b"\n")
            stat = os.lstat(f"{self._tree}/{MANIFEST}")
            self._swap()
        except OSError:
            shutil.rmtree(self._tree, ignore_errors=True)  # free the space on a full disk
            raise
        return stat

    def _populate(self, written: Mapping[str, Output], kept: Collection[str]) -> None:
        """Assemble the tree of the files `written` and the published paths `kept`, with the standby's where equal."""
        in_place = self._use_standby(kept)
        if self._folder.exists():
            shutil.copymode(self._folder, self._tree)
        folders = {""}
        for path in {*written, *kept} - in_place:
            target = f"{self._tree}/{path}"
            self._make_folders(path.rpartition("/")[0], folders)
            if path.endswith("/"):
                continue
            if path not in written:
                _link(f"{self._folder}/{path}", target)
            elif isinstance(source := written[path].content_source, SpooledFile):
                _link(source.file, target)
            else:
                _write(target, written[path].content)

    def _use_standby(self, kept: Collection[str]) -> set[str]:
        """Make the standby the tree, and remove from it all but the paths to be kept. Return those.

        A file of the standby is right if it is a hard link to the published file. A standby without a manifest is
        incomplete: a build was interrupted. Then start with an empty folder.
        """
        try:
            if not S_ISDIR(os.lstat(self._standby).st_mode):  # a link would lead to other people's files
                raise NotADirectoryError(str(self._standby))
            os.unlink(self._standby / MANIFEST)
            device = os.stat(self._standby).st_dev
            inodes = list_inodes(self._standby)
            self._standby.rename(self._tree)
        except OSError:
            remove_entry(self._standby)
            self._tree.mkdir()
            return set()
        wanted = set(kept)
        in_place = set()
        for path, inode in inodes.items():
            stat = self._published.get(path) if path in wanted else None
            if stat and (path.endswith("/") or (stat.st_ino, stat.st_dev) == (inode, device)):
                in_place.add(path)
            else:
                self._remove(path)
        return in_place

    def _remove(self, path: str) -> None:
        """Remove a file or an empty folder, and the folders that are empty then."""
        if not path.endswith("/"):
            os.unlink(f"{self._tree}/{path}")
        with suppress(OSError):  # the first folder that is not empty
            while path := path.rpartition("/")[0]:
                os.rmdir(f"{self._tree}/{path}")

    def _make_folders(self, path: str, made: set[str]) -> None:
        """Make the folder at `path` and its ancestors, except those in `made`. Raises OSError where a file is there."""
        if path not in made:
            self._make_folders(path.rpartition("/")[0], made)
            try:
                os.mkdir(f"{self._tree}/{path}")
            except FileExistsError:
                if not S_ISDIR(os.lstat(f"{self._tree}/{path}").st_mode):  # a symbolic link would lead out of the tree
                    raise
            made.add(path)

    def _swap(self) -> None:
        if not self._folder.exists():
            self._tree.rename(self._folder)
        elif _exchange(self._tree, self._folder):
            self._keep_as_standby(self._tree)
        else:
            shutil.rmtree(self._old, ignore_errors=True)
            self._folder.rename(self._old)
            try:
                self._tree.rename(self._folder)
            except OSError:
                self._old.rename(self._folder)
                raise
            self._keep_as_standby(self._old)

    def _keep_as_standby(self, replaced: Path) -> None:
        """Keep the replaced site. The new one is published already, so a failure here must not be reported."""
        try:
            replaced.rename(self._standby)
        except OSError:
            shutil.rmtree(replaced, ignore_errors=True)


def finish_interrupted(folder: Path) -> None:
    """Complete the exchange of a build that was killed between the two renames, and delete its temporary folders.

    The new tree is published if it is complete, that is, has a manifest; otherwise the old site is put back. Raises
    OSError.
    """
    tree, old = sibling(folder, "new"), sibling(folder, "old")
    for link in (each for each in (tree, old) if each.is_symlink()):
        remove_entry(link)
    if not folder.exists() and old.is_dir():
        (tree if (tree / MANIFEST).is_file() else old).rename(folder)
    for rest in (tree, old, *(sibling(folder, suffix) for suffix in FORMER_SUFFIXES)):
        remove_entry(rest)


def _write(file: str, content: bytes) -> None:
    with open(file, "xb") as opened:
        opened.write(content)


def _link(old: str, new: str) -> None:
    """Hard-link `new` to `old`; copy it where the file system has no hard links or `old` is on another one."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        if os.path.isdir(new):  # copy2 would copy into the folder
            raise
        shutil.copy2(old, new, follow_symlinks=False)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one system call. Return False where the system or file system has none."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            at_cwd, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
            return bool(libc.renameat2(at_cwd, os.fsencode(one), at_cwd, os.fsencode(other), exchange) == 0)
        if sys.platform == "darwin":
            swap = 2  # RENAME_SWAP
            return bool(libc.renamex_np(os.fsencode(one), os.fsencode(other), swap) == 0)
    except (OSError, AttributeError, TypeError):
        pass
    return False

"""A site laid out beside the published one, and put in its place in one step.

The new site is laid out beside the old (what has not changed is hard-linked, so it keeps its inode and time), then
the two names are exchanged in one step of the kernel where it can (renameat2 on Linux, renamex_np on macOS), else by
two renames, the second of which the next build completes if the first was the last thing that happened.

What was exchanged is kept as a spare, hidden beside the site: the next site is laid out in it, so that only what has
changed since is touched. To make and remove thousands of folders can take longer than to build what is in them.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from site_builder.engine.cache_files import is_racy
from site_builder.engine.spool import SpooledFile
from site_builder.output.output import Output
from site_builder.publish.dir_snapshot import Folders, Mark, around, is_as_it_was, lying_at, mark, told_of
from site_builder.publish.manifest import MANIFEST, Manifest
from site_builder.publish.paths import beside
from site_builder.publish.snapshot import believed
from site_builder.publish.standby import Spare, differing


class Laid(Struct, frozen=True):
    """What lies in a folder now: its mark, what tells of its folders, and where it differs from what lay there before.

    Folders are told of only so far that nothing can be laid down there unnoticed.
    """

    mark: Mark
    folders: Folders
    astray: frozenset[str]


class Staging:
    """The place beside `folder` where its next site is laid out."""

    def __init__(self, folder: Path, spare: Spare, marked: Mark) -> None:
        """Nothing is touched yet; the folder is `marked` as it is."""
        self._folder = folder
        self._place, self._spare, self._old = (beside(folder, end) for end in ("new", "spare", "old"))
        self._found = spare
        self._mark_before = marked

    def exchange(
        self, written: Mapping[str, Output], kept: Collection[str], removed: Collection[str], manifest: Manifest
    ) -> Laid:
        """Let the folder hold exactly `written`, and as they are the files and empty folders `kept`, paths below it.

        `removed` are those that nobody wants any more. What was kept in a spool cannot be fetched from it afterwards.
        Raises OSError where the system refuses; the folder is then as it was.
        """
        try:
            changed = self._lay_out(written, kept, removed)
            _write(f"{self._place}/{MANIFEST}", msgspec.json.encode(manifest) + b"\n")
            laid = self._laid({*changed, MANIFEST})
            self._swap()
        except OSError:
            shutil.rmtree(self._place, ignore_errors=True)  # a full disk must not stay full for our sake
            raise
        return laid

    def _lay_out(self, written: Mapping[str, Output], kept: Collection[str], removed: Iterable[str]) -> Collection[str]:
        """Lay the new site out. Return at which paths it may differ from the old."""
        if self._take_spare():
            there: Collection[str] = ()
            changed = {*written, *removed, *self._found.astray}
        else:
            there = self._take_spool(written)
            changed = {*written, *removed, *kept}
        if self._folder.exists():
            shutil.copymode(self._folder, self._place)
        for path in changed.difference(written, kept):
            self._remove(path)
        folders = {""}
        for path in changed.intersection((*written, *kept)).difference(there):
            target = f"{self._place}/{path}"
            if path.endswith("/") or not _unlink(target):
                self._make_folders(path.rpartition("/")[0], folders)
            if path.endswith("/"):
                pass
            elif path not in written:
                _link(f"{self._folder}/{path}", target)
            elif isinstance(source := written[path].content_source, SpooledFile):
                _link(source.file, target)
            else:
                _write(target, written[path].content)
        return changed

    def _laid(self, paths: Collection[str]) -> Laid:
        """Return what lies there, where it may differ from the old site only at these paths."""
        before, after = lying_at(self._folder, paths), lying_at(self._place, paths)
        touched = around(paths)
        kept = {below: told for below, told in self._found.folders.items() if below not in touched}
        folders = {**kept, **told_of(self._place, touched)}
        written_at = after[MANIFEST].st_mtime_ns
        return Laid(
            self._mark_before - mark(before) + mark(after),
            believed(folders, lambda time: is_racy(time, written_at)),
            differing(before, after),
        )

    def _take_spare(self) -> bool:
        """Make the place of the spare, if that is whole, else remove it. Tell which."""
        if self._found.is_whole and is_as_it_was(self._spare, self._found.folders):
            with suppress(OSError):
                os.unlink(self._spare / MANIFEST)
                self._spare.rename(self._place)
                return True
        shutil.rmtree(self._spare, ignore_errors=True)
        self._found = Spare(is_whole=False, astray=frozenset(), folders={})
        return False

    def _take_spool(self, written: Mapping[str, Output]) -> frozenset[str]:
        """Make the place of the folder in which the new files are kept, else anew. Return which of them lie there."""
        kept = [output.content_source for output in written.values() if isinstance(output.content_source, SpooledFile)]
        if kept and kept[0].spool.become(self._place):
            return frozenset(each.path for each in kept if each.spool is kept[0].spool)
        self._place.mkdir()
        return frozenset()

    def _remove(self, path: str) -> None:
        """Remove a file, if it is there, and the folders that are empty then."""
        _unlink(f"{self._place}/{path}")
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


def finish_interrupted(folder: Path) -> None:
    """Complete the two renames of a build that died between them; the new site was whole by then."""
    staging, old = beside(folder, "new"), beside(folder, "old")
    if not folder.exists() and old.exists():
        (staging if (staging / MANIFEST).is_file() else old).rename(folder)
    for rest in (staging, old):
        shutil.rmtree(rest, ignore_errors=True)


def _unlink(file: str) -> bool:
    """Remove a file; False where there is none."""
    try:
        os.unlink(file)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _write(file: str, content: bytes) -> None:
    with open(file, "xb") as opened:
        opened.write(content)


def _link(old: str, new: str) -> None:
    """Let `new` be what `old` is, by a name for the same bytes where the file system knows such."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        if os.path.isdir(new):  # it would be laid into it
            raise
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

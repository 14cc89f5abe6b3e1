"""Publish a site so that the folder holds the whole old or the whole new site, even if the process is interrupted.

This module decides which files are written, kept and removed, and never touches files that the generator did not
publish; staging.py does the writing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from site_builder.engine.system_errors import reason_of
from site_builder.engine.untrusted_folder import open_ordinary_file, remove_entry
from site_builder.output.output import Output
from site_builder.problems import N_, NotOurFolder, OutsideRoot, SiteBuilderError
from site_builder.publish.current_site import CurrentSite, read_site, stamp_of
from site_builder.publish.manifest import MANIFEST, Manifest, any_leaves_folder
from site_builder.publish.paths import sibling
from site_builder.publish.staging import StagedTree, finish_interrupted

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


ASKED_LATER = ("assets/search/", "assets/js.")
"""Beginnings of the paths of files that pages fetch after they were opened. A new version has a new name."""


class Published(Struct, frozen=True):
    """The changes that publishing made. `written` and `removed` are paths relative to the folder, sorted.

    `mended` are paths whose files had been changed or deleted since the last build. `kept` is the number of unchanged
    files, `foreign` that of files that the generator did not publish. `stamp` is `current_site.site_stamp` of the
    folder.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    mended: tuple[str, ...]
    kept: int
    foreign: int
    stamp: str

    @property
    def changed(self) -> bool:
        """True if any file was written or removed."""
        return bool(self.written or self.removed)


class Busy(SiteBuilderError):
    """Raised if another build is publishing to the same folder."""

    message = N_("Another build is publishing to {what}. Try again when it has finished.")


class CannotPublish(SiteBuilderError):
    """Raised if the disk is full, a permission is missing, or a file is in the way; the folder is unchanged."""

    message = N_("{what}: {why}. Nothing was published; the folder is unchanged.")

    def __init__(self, folder: Path, why: str) -> None:
        """Keep the folder, and the reason, a text or a Phrase."""
        super().__init__(str(folder))
        self.why = why


def publish(outputs: Iterable[Output], folder: Path, *, verify: bool = False) -> Published:
    """Make `folder` hold exactly `outputs`, besides files that the generator did not publish; return the changes.

    With `verify`, every file is read, to find changes that left its size and mtime as they were. Raises NotOurFolder if
    the folder is not empty and not ours, or a file that is not ours is in the way of an output; Busy if another build
    is publishing to it; OutsideRoot if an output's path leads out of it; CannotPublish if the system refuses. In all of
    these the folder is unchanged.
    """
    folder = Path(os.path.realpath(folder))  # of a symbolic link the target is replaced, not the link
    wanted = {output.path: output for output in outputs}
    with _refusals(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _lock(folder):
            finish_interrupted(folder)
            return _publish(wanted, folder, read_site(folder, verify=verify))


def _publish(wanted: Mapping[str, Output], folder: Path, current: CurrentSite) -> Published:
    if any_leaves_folder(new := wanted.keys() - current.files.keys()):
        raise OutsideRoot(next(path for path in sorted(new) if any_leaves_folder([path])))
    if in_the_way := sorted(wanted.keys() & set(current.foreign)):
        raise NotOurFolder(f"{folder}: {in_the_way[0]}")
    files = {path: f"{wanted[path].digest}-{wanted[path].size}" for path in sorted(wanted)}
    written = {path for path, digest_and_size in files.items() if current.files.get(path) != digest_and_size}
    written |= wanted.keys() & current.modified
    before = superseded(current, wanted)
    removed = current.files.keys() - wanted.keys() - before
    kept = [path for path in wanted if path not in written] + sorted(before)
    files |= {path: current.files[path] for path in sorted(before)}
    manifest = current.listing.get(MANIFEST)
    if written or removed or before != current.superseded or manifest is None:
        tree = StagedTree(folder, current.listing)
        record = Manifest(files, tuple(sorted(before)))
        manifest = tree.exchange({path: wanted[path] for path in written}, [*kept, *current.foreign], record)
    return Published(
        written=tuple(sorted(written)),
        removed=tuple(sorted(removed)),
        mended=tuple(sorted(current.modified)),
        kept=len(kept) - len(before),
        foreign=len(current.foreign),
        stamp=stamp_of(manifest, files, current.foreign),
    )


def superseded(current: CurrentSite, wanted: Collection[str]) -> frozenset[str]:
    """Return the paths of the previous site's files that are kept, since a page open in a browser may request them.

    They are scripts and search index files of the `current` site, with a hash in their names, that are not among the
    paths `wanted`. Only the version before the wanted one is kept; older ones are removed.
    """
    gone = frozenset(path for path in current.files if path not in wanted and path.startswith(ASKED_LATER))
    last = gone - current.superseded or gone
    return last - current.modified


@contextmanager
def _refusals(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise CannotPublish(folder, reason_of(fault)) from fault


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the system releases it when the process ends, also if it is killed.

    Nothing is written to the file. A link or pipe at its path is replaced, not followed. Raises Busy if another process
    holds the lock.
    """
    path = sibling(folder, "lock")
    if not path.is_file() or path.is_symlink():
        remove_entry(path)
    with open(open_ordinary_file(path, os.O_RDWR | os.O_CREAT), "rb") as file:
        try:
            _lock_file(file.fileno())
        except (BlockingIOError, PermissionError):
            raise Busy(str(folder)) from None
        yield


def _lock_file(handle: int) -> None:
    """Lock an open file. Raises BlockingIOError, or on Windows PermissionError, where another process holds it."""
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

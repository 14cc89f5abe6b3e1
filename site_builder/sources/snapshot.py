"""Snapshots of the sources: the names, sizes, times and inodes of all files that a build reads."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from site_builder.engine import cache_files
from site_builder.engine.cache_files import SECOND_NS, filesystem_now, is_racy
from site_builder.engine.file_index import StatSignature, stat_signature
from site_builder.engine.untrusted_folder import read_ordinary_file
from site_builder.sources.walk import FOLDERS

GIT = ("HEAD", "index", "logs/HEAD", "shallow")
"""Files of git that change with the revision, the staged files, or the depth of the history."""


MAX_GITDIR_BYTES = 8 * 1024
"""Largest `.git` file of a worktree that is read: it holds one path."""


class SourceSnapshot(Struct, frozen=True):
    """A listing of the sources and of git's state.

    `digest` is the SHA-256 of the listing and of the builder's version and code, in hexadecimal. `youngest` are two
    mtimes, in nanoseconds on the clock of the file system: the latest of all, and the latest of those in whole seconds
    (0: none). `at` is the moment of the snapshot, in nanoseconds of time.monotonic_ns. `signatures` are by absolute
    path.
    """

    digest: str
    youngest: tuple[int, int]
    at: int
    signatures: Mapping[str, StatSignature]

    def is_racy(self, folder: Path) -> bool:
        """Return True if a write after the snapshot could have left the mtime of a source unchanged.

        `folder` is on the file system of the sources; its clock is read with a temporary file. True if that cannot be
        written.
        """
        try:
            moment = filesystem_now(folder) - (time.monotonic_ns() - self.at)
        except OSError:
            return True
        return any(is_racy(mtime, moment) for mtime in self.youngest)


def snapshot_sources(root: Path) -> SourceSnapshot:
    """Return a snapshot of the sources below `root` as they are now. Raises OSError if a file cannot be examined."""
    sources = {path: stat_signature(stat) for path, stat in _files(root, FOLDERS)}
    git = {path: stat_signature(stat) for path, stat in _files(git_folder(root), GIT)}
    mtimes = [signature[1] for signature in sources.values()]
    in_seconds = [mtime for mtime in mtimes if not mtime % SECOND_NS]
    youngest = (max(mtimes, default=0), max(in_seconds, default=0))
    listing = f"{cache_files.fingerprint()} {sorted(sources.items())} {sorted(git.items())}"
    return SourceSnapshot(sha256(listing.encode()).hexdigest(), youngest, time.monotonic_ns(), sources)


def git_folder(root: Path) -> Path:
    """Return the git folder of the checkout or worktree around `root`; without one, a path that does not exist.

    A `.git` file that names no folder is returned itself, so that git reports the fault.
    """
    root = root.resolve()
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_dir():
            return git
        if git.is_file():
            return _named_folder(git) or git
    return root / ".git"


def _named_folder(git: Path) -> Path | None:
    """Return the folder that the `.git` file of a worktree names, None where it names none."""
    with suppress(OSError, ValueError):  # a link, too large or too long; a NUL in a path
        mark, _, name = read_ordinary_file(git, MAX_GITDIR_BYTES).decode(errors="replace").partition(":")
        named = git.parent / name.strip()
        if mark == "gitdir" and name.strip() and named.is_dir():
            return named
    return None


def _files(root: Path, places: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Yield (path, stat) of every file of the places below the root. Links are followed, missing places left out."""
    for place in (root / name for name in places):
        if place.is_dir():
            folders = [str(place)]
            while folders:
                entries: list[os.DirEntry[str]] = []
                with suppress(OSError), os.scandir(folders.pop()) as found:
                    entries = list(found)
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                        continue
                    try:
                        yield entry.path, entry.stat()
                    except OSError:  # a broken or circular link, which the build reports
                        with suppress(FileNotFoundError):  # it was removed meanwhile
                            yield entry.path, entry.stat(follow_symlinks=False)
        elif place.exists():
            yield str(place), place.stat()

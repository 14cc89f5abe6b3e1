"""Reads the site that a folder holds now, and whether it is still as it was published."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from site_builder.problems import NotOurFolder
from site_builder.publish.dir_snapshot import Listing, list_dir
from site_builder.publish.manifest import MANIFEST, read_manifest


class CurrentSite(Struct, frozen=True):
    """The site that a folder holds now.

    `files` are those of its manifest; `modified` are those of them that are missing or have other bytes; `foreign` are
    the paths of other people's files, links and empty folders.
    """

    listing: Listing
    files: Mapping[str, str]
    modified: frozenset[str]
    foreign: tuple[str, ...]


def site_stamp(folder: Path) -> str:
    """Return a digest that is another after the folder's site was replaced or somebody added or changed a file in it.

    Return "" where no stamp of a whole site can be read: a file is missing or was changed, or another build is
    publishing.
    """
    try:
        current = read_site(folder.resolve())
    except (OSError, NotOurFolder):
        return ""
    if current.modified or MANIFEST not in current.listing:
        return ""
    return stamp_of(current.listing[MANIFEST], {path: current.listing[path] for path in current.foreign})


def read_site(folder: Path) -> CurrentSite:
    """Return the site in `folder`. Raises NotOurFolder where it is not ours, OSError where it cannot be read."""
    if not folder.exists() or not any(folder.iterdir()):
        return CurrentSite({}, {}, frozenset(), ())
    try:
        files = read_manifest(folder)
    except (OSError, ValueError):
        raise NotOurFolder(str(folder)) from None
    listing = list_dir(folder)
    if MANIFEST not in listing:  # deleted since
        raise NotOurFolder(str(folder))
    published_at = listing[MANIFEST].st_mtime_ns
    return CurrentSite(
        listing,
        files,
        frozenset(
            path
            for path, digest_and_size in files.items()
            if _is_modified(digest_and_size, listing.get(path), f"{folder}/{path}", published_at)
        ),
        tuple(path for path in listing if path not in files and path != MANIFEST),
    )


def _is_modified(digest_and_size: str, found: os.stat_result | None, file: str, published_at: int) -> bool:
    """Return whether a file is not as it was published.

    Its bytes are read only where it has the right size and is newer than the manifest (`published_at`, nanoseconds).
    """
    if found is None or not stat.S_ISREG(found.st_mode) or not digest_and_size.endswith(f"-{found.st_size}"):
        return True
    if found.st_mtime_ns <= published_at:
        return False
    try:
        return hashlib.sha256(Path(file).read_bytes()).hexdigest() != digest_and_size.partition("-")[0]
    except OSError:
        return True


def stamp_of(manifest: os.stat_result, foreign: Listing) -> str:
    """Return a digest of the manifest's and other people's stat signatures. Empty folders count by their paths alone:
    hard links keep the signature of a file, but folders are made anew.
    """
    lines = [f"{manifest.st_mtime_ns} {manifest.st_ino}"]
    for path, found in sorted(foreign.items()):
        signature = "" if _is_folder(path) else f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"
        lines.append(f"{path} {signature}")
    return hashlib.sha256("\0".join(lines).encode(errors="surrogateescape")).hexdigest()


def _is_folder(path: str) -> bool:
    return path.endswith("/")

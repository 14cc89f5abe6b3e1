"""Read the site in a folder, and compare its files with its manifest."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from site_builder.problems import NotOurFolder
from site_builder.publish.dir_snapshot import Listing, list_dir
from site_builder.publish.manifest import MANIFEST, read_manifest


class CurrentSite(Struct, frozen=True):
    """The site that a folder holds now. All paths are relative to the folder.

    `listing` has all its paths with their lstat; `files` maps our files to digest and size (Manifest.files). Of these,
    `modified` are missing or have other bytes than were published, and `superseded` belong to the previous site.
    `foreign` are files, links and empty folders that the generator did not publish.
    """

    listing: Listing
    files: Mapping[str, str]
    modified: frozenset[str]
    superseded: frozenset[str]
    foreign: tuple[str, ...]


VERIFIED = -1
"""The time of publication, in nanoseconds, of a site whose every file is read: each is newer."""


def read_site(folder: Path, *, verify: bool = False) -> CurrentSite:
    """Return the site in `folder`; an empty one for a folder that is empty or does not exist.

    To find modified files it reads those newer than the manifest; with `verify` it reads every file. Raises
    NotOurFolder if the folder is not empty and has no manifest of ours, OSError if it cannot be read.
    """
    if not folder.exists() or not any(folder.iterdir()):
        return CurrentSite({}, {}, frozenset(), frozenset(), ())
    try:
        recorded = read_manifest(folder)
    except (OSError, ValueError):
        raise NotOurFolder(str(folder)) from None
    files = recorded.files
    listing = list_dir(folder)
    if MANIFEST not in listing:  # it was deleted after it was read
        raise NotOurFolder(str(folder))
    published_at = VERIFIED if verify else listing[MANIFEST].st_mtime_ns
    modified = (path for path in files if _is_modified(folder, path, files[path], listing.get(path), published_at))
    foreign = (path for path in listing if path not in files and path != MANIFEST)
    return CurrentSite(listing, files, frozenset(modified), frozenset(recorded.superseded), tuple(foreign))


def site_stamp(folder: Path, *, verify: bool = False) -> str:
    """Return a checksum that changes with each publish to `folder` (`stamp_of`); "" if a published file was modified.

    Also "" if the folder is not ours or cannot be read. It calls lstat for each file of the manifest; with `verify` it
    reads each. Files that the generator did not publish are seen at the top level only; publish() sees all.
    """
    try:
        files = read_manifest(folder).files
        manifest = os.lstat(folder / MANIFEST)
        names = os.listdir(folder)
        published_at = VERIFIED if verify else manifest.st_mtime_ns
        for path, digest_and_size in files.items():
            if _is_modified(folder, path, digest_and_size, os.lstat(f"{folder}/{path}"), published_at):
                return ""
    except (OSError, ValueError):
        return ""
    return stamp_of(manifest, files, names)


def stamp_of(manifest: os.stat_result, files: Iterable[str], paths: Iterable[str]) -> str:
    """Return a SHA-256, in hexadecimal, that is new for each published site or change of other files beside it.

    It covers the mtime and inode of the manifest and the names of files that are not ours. `manifest` is its lstat,
    `files` are the paths that we published, `paths` all paths of the folder; only names at its top level count.
    """
    names = {path.partition("/")[0] for path in paths} - {path.partition("/")[0] for path in files} - {MANIFEST}
    text = "\0".join((f"{manifest.st_mtime_ns} {manifest.st_ino}", *sorted(names)))
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()


def _is_modified(
    folder: Path, path: str, digest_and_size: str, found: os.stat_result | None, published_at: int
) -> bool:
    """Return whether a file is not as it was published.

    Its bytes are read only where it has the right size and is newer than the manifest (`published_at`, nanoseconds).
    """
    if found is None or not stat.S_ISREG(found.st_mode) or not digest_and_size.endswith(f"-{found.st_size}"):
        return True
    if VERIFIED < found.st_mtime_ns <= published_at:
        return False
    try:
        return hashlib.sha256((folder / path).read_bytes()).hexdigest() != digest_and_size.partition("-")[0]
    except OSError:
        return True

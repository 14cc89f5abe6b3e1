"""Cache of file digests by stat signature, as in git's index: of thousands of files, only changed ones are read."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from site_builder.engine.atomic_write import atomic_write
from site_builder.engine.cache_files import MAX_BYTES, filesystem_now, is_racy
from site_builder.engine.untrusted_folder import read_ordinary_file

FILE = "file-index.memo"

StatSignature = tuple[int, int, int, int]
"""Size in bytes, mtime and ctime in nanoseconds, and inode of a file."""


class FileIndex:
    """The digest of each file with its stat signature, by path from the root, saved in `folder` (None: not saved).

    The caller chooses the digest. In the methods, `path` is the key, from the root with slashes; `file` is the path to
    open.
    """

    def __init__(self, folder: Path | None, prior_stats: Mapping[str, StatSignature] | None = None) -> None:
        """Read the index from `folder`; an unreadable one counts as empty.

        `prior_stats` are signatures just taken, by `file`.
        """
        self._folder = folder
        self._prior_stats = prior_stats or {}
        self._entries: dict[str, tuple[StatSignature, bytes]] = {}
        self._touched: dict[str, tuple[StatSignature, bytes]] = {}
        self._now = 0
        if folder is not None:
            with contextlib.suppress(OSError, ValueError, RecursionError):
                self._entries = msgspec.msgpack.decode(
                    read_ordinary_file(folder / FILE, MAX_BYTES), type=dict[str, tuple[StatSignature, bytes]]
                )

    def lookup(self, path: str, file: str) -> bytes | None:
        """Return the digest recorded for `path`; None if there is none, or the signature of `file` has changed."""
        entry = self._entries.get(path)
        if entry is None or entry[0] != (self._prior_stats.get(file) or _signature_of(file)):
            return None
        self._touched[path] = entry
        return entry[1]

    def signature_before_reading(self, file: str) -> StatSignature | None:
        """Return the signature of a file that is about to be read, to be given to `record` afterwards.

        None if the file is so young that a later write could leave its times unchanged (is_racy), or without a folder.
        """
        if self._folder is None:
            return None
        with contextlib.suppress(OSError):
            self._now = self._now or filesystem_now(self._folder)
            signature = _signature_of(file)
            if signature and not any(is_racy(written, self._now) for written in signature[1:3]):
                return signature
        return None

    def record(self, path: str, signature: StatSignature | None, digest: bytes) -> None:
        """Record the digest of the file at `path`, which had this signature before it was read; do nothing for None."""
        if signature:
            self._touched[path] = (signature, digest)

    def save(self) -> None:
        """Write the entries that were looked up or recorded since the last save to the folder, and drop the others.

        An OSError is ignored: the next build then reads the files again.
        """
        if self._folder is not None and self._touched != self._entries:
            with contextlib.suppress(OSError):
                atomic_write(self._folder / FILE, msgspec.msgpack.encode(self._touched), self._folder.parent)
        self._entries, self._touched, self._now, self._prior_stats = self._touched, {}, 0, {}


def stat_signature(stat: os.stat_result) -> StatSignature:
    """Return (size, mtime, ctime, inode), times in nanoseconds. The ctime changes even if the mtime is set back."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _signature_of(file: str) -> StatSignature | None:
    try:
        return stat_signature(os.stat(file))
    except OSError:
        return None

"""The memo's files: for each function one file of results, and one for the new results of each later build.

A file is a MessagePack map from keys to encoded results, after a checksum. It is mapped into memory, and results are
slices of it, so a result that is not looked up is never copied or decoded. A file's name holds the fingerprint of the
builder that wrote it. Corrupt files and those of another builder are deleted.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import os
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from zlib import crc32

from msgspec import MsgspecError, msgpack

from site_builder.engine.atomic_write import TEMP_SUFFIX, atomic_write
from site_builder.engine.untrusted_folder import open_ordinary_file, remove_entry

Encoded = bytes | memoryview
"""A result as MessagePack: just encoded, or a slice of a mapped file."""

LIBRARIES = {
    "yaml": "pyyaml",
    **{name: name for name in ("markdown", "msgspec", "nh3", "whoosh", "jinja2", "babel", "selectolax")},
}
"""Libraries on which cached results depend: name of the module -> name of the distribution."""

FINGERPRINTED_SUFFIXES = (".py", ".yaml", ".mo")
"""Suffixes of the package's files on which results depend: code, tables and translations."""

CRC_BYTES = 4
"""Size of the checksum in bytes (CRC-32). It detects damage, not tampering: anybody can compute it."""

SECOND_NS = 1_000_000_000
"""Nanoseconds in a second."""

MTIME_GRANULARITY_NS = SECOND_NS // 20
"""Nanoseconds within which two writes may get the same modification time: five times the 10 ms of Linux's coarsest
clock."""

MAX_BYTES = 1 << 30
"""Largest file that is read, in bytes: twenty times that of the pages of 10,000 courses. A larger one is corrupt."""

COMPACT_AFTER_FILES = 16
"""Number of files of one function from which they are merged into one: reading sixteen small files takes 1 ms."""


class CacheFiles:
    """The files of one function's results in `folder`; `name` is the function's name, from which theirs begin.

    `read` counts the files it deletes: `corrupt_files`, and `stale_files` of another version of the builder.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Set the folder and the function's name; nothing is read yet."""
        self.corrupt_files = 0
        self.stale_files = 0
        self._folder = folder
        self._name = name
        self._files: list[Path] = []

    def read(self) -> dict[bytes, memoryview]:
        """Return the encoded results by key, a digest; empty if there are none.

        Files of another version of the builder, and corrupt ones, are deleted.
        """
        results: dict[bytes, memoryview] = {}
        for file in sorted(self._list()):
            if not file.name.startswith(self._prefix):
                self.stale_files += 1
            else:
                try:
                    results.update(_decode(_mapped(file)))
                    self._files.append(file)
                    continue
                except (OSError, ValueError, MsgspecError, RecursionError, MemoryError):
                    self.corrupt_files += 1
            remove_entry(file)
        return results

    def _list(self) -> list[Path]:
        try:
            names = os.listdir(self._folder)
        except OSError:  # no such folder: nothing is cached
            return []
        return [self._folder / name for name in names if name.startswith(f"{self._name}-") and name.endswith(".memo")]

    def write(self, used: Mapping[bytes, Encoded], new: Mapping[bytes, Encoded], stored: int, *, compact: bool) -> None:
        """Write the `new` results to another file; or, to compact, all `used` results to one that replaces the others.

        `stored` is the number of results in the files. Compacts if `compact`, from COMPACT_AFTER_FILES files on, or if
        more than half of the used results are new or more than half of all are unused. An OSError is ignored.
        """
        compact = compact or len(self._files) >= COMPACT_AFTER_FILES or 2 * len(new) > len(used)
        compact = compact or stored + len(new) > 2 * len(used)
        if not new and not compact:
            return
        with contextlib.suppress(OSError):
            content = _encode(used if compact else new)
            file = self._folder / f"{self._prefix}{hashlib.sha256(content).hexdigest()[:16]}.memo"
            atomic_write(file, content, self._folder.parent)
            if compact:
                for old in self._files:
                    if old != file:
                        remove_entry(old)

    @property
    def _prefix(self) -> str:
        return f"{self._name}-{fingerprint()[:16]}-"


def _encode(results: Mapping[bytes, Encoded]) -> bytes:
    """Return a file's content: a checksum, and a MessagePack map from keys to encoded results."""
    body = msgpack.encode(results)
    return crc32(body).to_bytes(CRC_BYTES, "big") + body


def _decode(content: memoryview) -> dict[bytes, memoryview]:
    """Return the encoded results in a file's content, as slices of it.

    Raises ValueError for another checksum, MsgspecError for anything but a map from bytes to bytes.
    """
    body = content[CRC_BYTES:]
    if crc32(body).to_bytes(CRC_BYTES, "big") != content[:CRC_BYTES]:
        raise ValueError
    return msgpack.decode(body, type=dict[bytes, memoryview])


def _mapped(file: Path) -> memoryview:
    """Return the content of a file, mapped into memory. A cache file is replaced or deleted, never written again.

    Raises OSError if it cannot be opened or is no ordinary file, ValueError if it is empty or too large.
    """
    with open(open_ordinary_file(file, os.O_RDONLY), "rb") as opened:
        if os.fstat(opened.fileno()).st_size > MAX_BYTES:
            raise ValueError
        if os.name == "nt":  # Windows cannot delete a mapped file
            return memoryview(opened.read())
        return memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))


def filesystem_now(folder: Path) -> int:
    """Return the current time in nanoseconds on the clock of the folder's file system, which may be another machine's.

    Creates the folder if it does not exist. Raises OSError if no file can be created in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=TEMP_SUFFIX) as file:
        return os.stat(file.name).st_mtime_ns


def is_racy(written: int, now: int) -> bool:
    """Return whether a file written at `written` could be written again at `now` with the same modification time.

    Both are nanoseconds since 1970. A time of whole seconds is assumed to be rounded to two seconds (FAT).
    """
    return written > now - (MTIME_GRANULARITY_NS if written % SECOND_NS else 2 * SECOND_NS)


def _versions() -> list[str]:
    """Return the installed versions of LIBRARIES, as in `jinja2-3.1.6.dist-info`.

    Found by listing folders: importing importlib.metadata takes 20 ms of the 110 of a build in which nothing changed.
    """
    found = {Path(spec.origin).parent.parent for name in LIBRARIES if (spec := find_spec(name)) and spec.origin}
    names = (name for folder in found for name in os.listdir(folder) if name.endswith("-info"))
    return sorted(name for name in names if name.partition("-")[0].lower() in LIBRARIES.values())


@cache
def fingerprint() -> str:
    """Return the SHA-256, in hexadecimal, of this package's code and texts, the libraries' versions and Python's."""
    found = hashlib.sha256(str(sys.implementation.cache_tag).encode())  # Unicode tables differ between versions
    package = os.path.dirname(os.path.dirname(__file__))
    files = (
        f"{folder}/{name}"
        for folder, _, names in os.walk(package)
        for name in names
        if name.endswith(FINGERPRINTED_SUFFIXES)
    )
    for file in sorted(files):
        with open(file, "rb", buffering=0) as opened:
            found.update(file.removeprefix(package).replace(os.sep, "/").encode() + b"\0" + opened.read())
    found.update("".join(_versions()).encode())
    return found.hexdigest()

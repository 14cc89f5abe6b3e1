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

Encoded = bytes | memoryview
"""A result as MessagePack: just encoded, or a slice of a mapped file."""

LIBRARIES = {
    "yaml": "pyyaml",
    **{name: name for name in ("markdown", "msgspec", "nh3", "whoosh", "jinja2", "babel", "selectolax")},
}
"""Whose results are remembered, each under the name that it is imported by, with that of what is installed."""

FINGERPRINTED_SUFFIXES = (".py", ".yaml", ".mo")
"""How the names of this package's files end that decide what is made: the form says what its .yaml and .mo say."""

CRC_BYTES = 4
"""Bytes that a checksum takes (CRC-32): against chance, since who can write there can do anything."""

SECOND_NS = 1_000_000_000
MTIME_GRANULARITY_NS = SECOND_NS // 20
"""Nanoseconds in which a file system that knows parts of a second may give two writes one time: Linux counts in up to
10 ms. One that knows none may for a second or, as FAT, two."""

COMPACT_AFTER_FILES = 16
"""Files of a function's results; with more, they are put together in one."""


class CacheFiles:
    """The files of one function's results in `folder`; `corrupt_files` and `stale_files` count those deleted."""

    def __init__(self, folder: Path, name: str) -> None:
        """Set the folder and the function's name; nothing is read yet."""
        self.corrupt_files = 0
        self.stale_files = 0
        self._folder = folder
        self._name = name
        self._files: list[Path] = []

    def read(self) -> dict[bytes, memoryview]:
        """Return the encoded results by key. Files of another builder, and corrupt ones, are deleted."""
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
            _delete(file)
        return results

    def _list(self) -> list[Path]:
        try:
            names = os.listdir(self._folder)
        except OSError:  # no such folder: nothing is cached
            return []
        return [self._folder / name for name in names if name.startswith(f"{self._name}-") and name.endswith(".memo")]

    def write(self, used: Mapping[bytes, Encoded], new: Mapping[bytes, Encoded], stored: int, *, compact: bool) -> None:
        """Write the encoded results: `new` to another file, or all that are `used` to one file in place of the others.

        The latter if `compact`, or if there are COMPACT_AFTER_FILES, or if at least half of the results are new or, of
        the `stored` ones, unused. A write error only costs time next time.
        """
        compact = compact or len(self._files) >= COMPACT_AFTER_FILES or 2 * len(new) > len(used)
        compact = compact or stored + len(new) > 2 * len(used)
        if not new and not compact:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            content = _encode(used if compact else new)
            file = self._folder / f"{self._prefix}{hashlib.sha256(content).hexdigest()[:16]}.memo"
            atomic_write(file, content)
            if compact:
                for old in self._files:
                    if old != file:
                        _delete(old)

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
    """Return what is in a file, which nobody writes to again. Raises OSError, or ValueError where that is nothing."""
    if os.name == "nt":  # where a file that somebody has mapped cannot be removed
        return memoryview(file.read_bytes())
    with open(file, "rb") as opened:
        return memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))


def filesystem_now(folder: Path) -> int:
    """Return the time on the clock that stamps the files in a folder, which need not be this machine's, in nanoseconds.

    The folder is made where there is none. Raises OSError where the system refuses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=TEMP_SUFFIX) as file:
        return os.stat(file.name).st_mtime_ns


def is_racy(written: int, now: int) -> bool:
    """Tell whether a file may yet change unnoticed, since a write now might bear the time at which it was written."""
    return written > now - (MTIME_GRANULARITY_NS if written % SECOND_NS else 2 * SECOND_NS)


def _delete(file: Path) -> None:
    with contextlib.suppress(OSError):
        file.unlink()


def _versions() -> list[str]:
    """What is installed of them, as `jinja2-3.1.6.dist-info`; to import importlib.metadata would take longer."""
    found = {Path(spec.origin).parent.parent for name in LIBRARIES if (spec := find_spec(name)) and spec.origin}
    names = (name for folder in found for name in os.listdir(folder) if name.endswith("-info"))
    return sorted(name for name in names if name.partition("-")[0].lower() in LIBRARIES.values())


@cache
def fingerprint() -> str:
    """Return a hash of this package's code and texts, and of the libraries whose results are remembered."""
    found = hashlib.sha256(str(sys.implementation.cache_tag).encode())  # what is compiled is for one Python
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

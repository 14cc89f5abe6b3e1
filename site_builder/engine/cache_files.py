"""Results on the disk, by function: a file of all, and beside it files of what was added since.

A file that is damaged, cut short or of another builder is thrown away: its name tells the builder, and it begins with
a checksum of the rest of itself. What a value hands over as a buffer (PEP 574) lies by itself in the file, and is not
copied out of it: of most files and texts nobody asks more than that they are as they were.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import os
import pickle
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

from site_builder.engine.atomic_write import TEMP_SUFFIX, atomic_write

LIBRARIES = {
    "yaml": "pyyaml",
    **{name: name for name in ("markdown", "msgspec", "nh3", "whoosh", "jinja2", "babel")},
}
"""Whose results are remembered, each under the name that it is imported by, with that of what is installed."""

FINGERPRINTED_SUFFIXES = (".py", ".yaml", ".mo")
"""How the names of this package's files end that decide what is made: the form says what its .yaml and .mo say."""

CRC_BYTES = 4
"""Bytes that a checksum takes (CRC-32): against chance, since who can write there can do anything."""

LENGTH_BYTES = 8
"""Bytes that a number takes: how many buffers there are, and how long each is."""

SECOND_NS = 1_000_000_000
MTIME_GRANULARITY_NS = SECOND_NS // 20
"""Nanoseconds in which a file system that knows parts of a second may give two writes one time: Linux counts in up to
10 ms. One that knows none may for a second or, as FAT, two."""

COMPACT_AFTER_FILES = 16
"""Files of a function's results; with more, they are put together in one."""


class CacheFiles:
    """The cached results of one function in `folder`; `corrupt_files` and `stale_files` count the files deleted."""

    def __init__(self, folder: Path, name: str) -> None:
        """Nothing is read before it is asked for."""
        self.corrupt_files = 0
        self.stale_files = 0
        self._folder = folder
        self._name = name
        self._files: list[Path] = []

    def read(self) -> dict[bytes, Any]:
        """Return what is remembered."""
        known: dict[bytes, Any] = {}
        for file in sorted(self._lying()):
            if not file.name.startswith(self._mark):
                self.stale_files += 1
            else:
                try:
                    known.update(_unpacked(_mapped(file)))
                    self._files.append(file)
                    continue
                except Exception:  # unpickling can raise anything; whatever it is, the file is of no use
                    self.corrupt_files += 1
            _forget(file)
        return known

    def _lying(self) -> list[Path]:
        try:
            names = os.listdir(self._folder)
        except OSError:  # nothing was ever remembered
            return []
        return [self._folder / name for name in names if name.startswith(f"{self._name}-") and name.endswith(".memo")]

    def write(self, used: Mapping[bytes, Any], made: Mapping[bytes, Any], known: int) -> None:
        """Remember `used`, of which `made` is new; `known` is how many there were with what is of no use any more.

        Failing to write costs time next time, nothing else.
        """
        put_together = len(self._files) >= COMPACT_AFTER_FILES or 2 * len(made) > len(used) or known > 2 * len(used)
        if not made and not put_together:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            content = _packed(used if put_together else made)
            whole = self._folder / f"{self._mark}{hashlib.sha256(content).hexdigest()[:16]}.memo"
            atomic_write(whole, content)
            if put_together:
                for old in self._files:
                    if old != whole:
                        _forget(old)

    @property
    def _mark(self) -> str:
        return f"{self._name}-{fingerprint()[:16]}-"


def _packed(values: Mapping[bytes, Any]) -> bytes:
    """Return a file's content: checksum, number of buffers, their lengths, the buffers, all else pickled."""
    buffers: list[pickle.PickleBuffer] = []
    rest = pickle.dumps(values, protocol=5, buffer_callback=buffers.append)
    raw = [buffer.raw() for buffer in buffers]
    numbers = (number.to_bytes(LENGTH_BYTES, sys.byteorder) for number in (len(raw), *map(len, raw)))
    content = b"".join((*numbers, *raw, rest))
    return crc32(content).to_bytes(CRC_BYTES, "big") + content


def _unpacked(content: memoryview) -> dict[bytes, Any]:
    """Return the values in a file's content. Raises ValueError where it is damaged."""
    if crc32(content[CRC_BYTES:]).to_bytes(CRC_BYTES, "big") != content[:CRC_BYTES]:
        raise ValueError
    many, start = int.from_bytes(content[CRC_BYTES : CRC_BYTES + LENGTH_BYTES], sys.byteorder), CRC_BYTES + LENGTH_BYTES
    ends = list(accumulate(content[start : start + many * LENGTH_BYTES].cast("Q"), initial=start + many * LENGTH_BYTES))
    buffers = (content[first:last] for first, last in pairwise(ends))
    values: dict[bytes, Any] = pickle.loads(content[ends[-1] :], buffers=buffers)  # noqa: S301 - our own file, whole
    return values


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


def _forget(file: Path) -> None:
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

"""Bytes kept on the disk while a site is made: copies of this process write them, publishing links to them."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import tempfile
from pathlib import Path
from weakref import WeakValueDictionary

from msgspec import Struct

from site_builder.store import PART


class Spool:
    """A folder of files that goes when this object does; where `folder` is None or full, bytes stay in memory."""

    def __init__(self, folder: Path | None) -> None:
        """Make the folder in `folder`, and clear away what builds left that were killed."""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._numbers = itertools.count()
        self._process = 0
        if folder is not None:
            with contextlib.suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                for part in folder.glob(f"*{PART}"):
                    part.unlink(missing_ok=True)
                for left in folder.glob("spool-*"):
                    if not _alive(int(left.name.split("-")[1])):
                        with contextlib.suppress(OSError):  # another build was quicker
                            gone = left.rename(f"{left}.gone")  # what copies of that process yet add fails
                            shutil.rmtree(gone, ignore_errors=True)
                self._folder = tempfile.TemporaryDirectory(prefix=f"spool-{os.getpid()}-", dir=folder)
                _spools[self._folder.name] = self

    def keep(self, content: bytes) -> bytes | Kept:
        """Return `content` as it is kept: a file, or where there is no room for one, the bytes."""
        if self._folder is None:
            return content
        path = f"{self._folder.name}/{os.getpid()}/{next(self._numbers)}"
        try:
            if self._process != os.getpid():
                self._process = os.getpid()
                os.mkdir(os.path.dirname(path))
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
            try:
                if os.write(file, content) != len(content):
                    return content
            finally:
                os.close(file)
        except OSError:  # what cannot be kept on the disk will not be published to it either, but that is said there
            return content
        return Kept(path, self)

    def end(self) -> None:
        """Remove the folder before its time, where nobody asks for bytes any more."""
        if self._folder is not None:
            self._folder.cleanup()

    def __reduce__(self) -> tuple[object, ...]:
        """Tell a copy of this process, or the one it is a copy of, which spool is meant: it has the same."""
        return _same, (self._folder.name if self._folder else "",)


_spools: WeakValueDictionary[str, Spool] = WeakValueDictionary()


def _same(folder: str) -> Spool:
    return _spools[folder]


class Kept(Struct, frozen=True):
    """Bytes in the file `path`, for as long as there is somebody who has this; called, it returns them."""

    path: str
    spool: Spool

    def __call__(self) -> bytes:
        """Return the bytes."""
        return Path(self.path).read_bytes()


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True

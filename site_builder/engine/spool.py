"""Bytes kept on the disk while a site is made: copies of this process write them, publishing takes them as they lie."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from weakref import WeakValueDictionary

from msgspec import Struct

from site_builder.engine.atomic_write import TEMP_SUFFIX


class Spool:
    """A folder of files that goes when this object does; where `folder` is None or full, bytes stay in memory.

    They lie as they will in the site, so that where none stands yet the folder becomes it.
    """

    def __init__(self, folder: Path | None) -> None:
        """Make the folder in `folder`, and clear away what builds left that were killed."""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        if folder is not None:
            with contextlib.suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                for part in folder.glob(f"*{TEMP_SUFFIX}"):
                    part.unlink(missing_ok=True)
                for left in folder.glob("spool-*"):
                    if not _alive(int(left.name.split("-")[1])):
                        with contextlib.suppress(OSError):  # another build was quicker
                            gone = left.rename(f"{left}.gone")  # what copies of that process yet add fails
                            shutil.rmtree(gone, ignore_errors=True)
                self._folder = tempfile.TemporaryDirectory(prefix=f"spool-{os.getpid()}-", dir=folder)
                _spools[self._folder.name] = self
                os.mkdir(self.place)

    @property
    def place(self) -> str:
        """Where the files lie: in a folder of its own, since nobody else may look into the one around it."""
        return f"{self._folder.name}/site" if self._folder else ""

    def write(self, path: str, content: bytes) -> bytes | SpooledFile:
        """Return the bytes of the file at `path` as they are kept: in a file, or as they are if it has no room."""
        if self._folder is None or not _STEPS.isdisjoint(path.replace("\\", "/").split("/")):
            return content
        try:
            file = self._opened(path)
            try:
                if os.write(file, content) != len(content):
                    return content
            finally:
                os.close(file)
        except (OSError, ValueError):  # what cannot be kept will not be published either, but that is said there
            return content
        return SpooledFile(path, self)

    def become(self, place: Path) -> bool:
        """Let the folder of all that is kept be at `place`, if that can be: nobody can fetch any of it then."""
        try:
            os.rename(self.place, place)
        except OSError:  # it is on another disk
            return False
        return True

    def end(self) -> None:
        """Remove the folder before its time, where nobody asks for bytes any more."""
        if self._folder is not None:
            self._folder.cleanup()

    def _opened(self, path: str) -> int:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            return os.open(f"{self.place}/{path}", flags, 0o666)
        except FileNotFoundError:
            self._make_folder(path.rpartition("/")[0])
            return os.open(f"{self.place}/{path}", flags, 0o666)

    def _make_folder(self, path: str) -> None:
        """Make a folder and those it lies in; but not the one for all, which is gone where the build was killed."""
        if not path:
            raise FileNotFoundError
        try:
            os.mkdir(f"{self.place}/{path}")
        except FileExistsError:  # another process was quicker
            pass
        except FileNotFoundError:
            self._make_folder(path.rpartition("/")[0])
            self._make_folder(path)

    def __reduce__(self) -> tuple[object, ...]:
        """Tell a copy of this process, or the one it is a copy of, which spool is meant: it has the same."""
        return _same, (self._folder.name if self._folder else "",)


_STEPS = {"", ".", ".."}
"""What no step of a path may be, or it might lead out of the folder."""

_spools: WeakValueDictionary[str, Spool] = WeakValueDictionary()


def _same(folder: str) -> Spool:
    return _spools[folder]


class SpooledFile(Struct, frozen=True):
    """Bytes of the file at `path`, kept in the `spool` for as long as somebody has this; called, it returns them."""

    path: str
    spool: Spool

    def __call__(self) -> bytes:
        """Return the bytes."""
        return Path(self.file).read_bytes()

    @property
    def file(self) -> str:
        """Where they lie."""
        return f"{self.spool.place}/{self.path}"


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True

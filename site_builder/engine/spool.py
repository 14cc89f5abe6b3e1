"""Files for the rendered bytes of one build, until they are published.

Workers write a page as soon as it is rendered, so that no process holds all pages in memory and their bytes do not
cross a pipe. Publishing hard-links the files into the site.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path

from msgspec import Struct

from site_builder.engine.atomic_write import TEMP_SUFFIX
from site_builder.engine.untrusted_folder import remove_entry

_SPOOL = re.compile(r"spool-([0-9]{1,9})-\w+")
"""The name of a spool: the number of its process, which no system makes longer, and random characters."""


class SpooledFile(Struct, frozen=True):
    """The bytes of one output in a file, of path `file`. It exists until the spool is closed."""

    file: str

    def __call__(self) -> bytes:
        """Return the bytes. Raises FileNotFoundError once the spool is closed."""
        return Path(self.file).read_bytes()


class Spool:
    """A new folder of files below `folder`. If that is None or not writable, the bytes stay in memory.

    Use it as a context manager, or call `close`; else it is removed when the process ends.
    """

    def __init__(self, folder: Path | None) -> None:
        """Create the spool, and remove those of builds that were killed."""
        self._path = ""
        self._numbers = count()
        if folder is None:
            return
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            _remove_leftovers(folder)
            self._path = tempfile.mkdtemp(prefix=f"spool-{os.getpid()}-", dir=folder)
            atexit.register(self.close)

    def write(self, content: bytes) -> bytes | SpooledFile:
        """Return the file that `content` was written to; or `content` itself, if the system refuses (a full disk).

        Publishing then writes `content` itself, and reports the error if it is refused too.
        """
        if not self._path:
            return content
        name = f"{self._path}/{os.getpid()}-{next(self._numbers)}"  # unique among workers, which inherit the counter
        try:
            with open(name, "xb", buffering=0) as file:
                whole = file.write(content) == len(content)
        except OSError:
            return content
        return SpooledFile(name) if whole else content

    def close(self) -> None:
        """Remove the folder and all its files. Published files remain, since they are hard links or copies."""
        atexit.unregister(self.close)
        if self._path:
            shutil.rmtree(self._path, ignore_errors=True)

    def __enter__(self) -> Spool:
        """Return the spool, to be closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the spool."""
        self.close()


def _remove_leftovers(folder: Path) -> None:
    """Remove the spools and temporary files of processes that were killed."""
    for part in folder.glob(f"*{TEMP_SUFFIX}"):
        remove_entry(part)
    for spool in folder.glob("spool-*"):
        named = _SPOOL.fullmatch(spool.name)
        if named is None or not _is_running(int(named[1])):
            remove_entry(spool)


def _is_running(process: int) -> bool:
    if os.name == "nt":  # where os.kill ends the process, whatever the signal
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # another user's
        return True
    return True

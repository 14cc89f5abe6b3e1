"""Write a file in one step: another process reads the old content or the new."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE, S_ISREG

from site_builder.engine.untrusted_folder import (
    HAS_FOLDER_HANDLES,
    NotAnOrdinaryFile,
    folder_handle,
    require_ordinary_path,
    steps_below,
)

TEMP_SUFFIX = ".part"
"""Suffix of the temporary file beside the target. A killed process leaves it behind."""


def atomic_write(file: Path, content: bytes | str, root: Path) -> None:
    """Replace the content of `file`; another process reads the old content or the new, never a part. Raises OSError.

    Text is written as UTF-8 with its line ends unchanged. Permissions are kept. If `file` is below `root`,
    missing folders are created and no link is followed: raises NotAnOrdinaryFile. Elsewhere the user has chosen the
    path: its folder must exist, a link is followed, and a device or pipe (/dev/stdout) is written to directly.
    """
    data = content.encode() if isinstance(content, str) else content
    steps = steps_below(file, root)
    is_below = bool(steps)
    if not is_below:
        file = Path(os.path.realpath(file))
        if file.exists() and not file.is_file():
            file.write_bytes(data)
            return
        root, steps = file.parent, (file.name,)
    try:
        if is_below:
            root.mkdir(parents=True, exist_ok=True)
        if HAS_FOLDER_HANDLES:
            with folder_handle(root, steps[:-1]) as folder:
                _replace(steps[-1], data, folder)
        else:
            require_ordinary_path(file, root)
            file.parent.mkdir(parents=True, exist_ok=True)
            _replace(str(file), data, None)
    except NotAnOrdinaryFile:
        raise NotAnOrdinaryFile(str(file)) from None
    except OSError as fault:
        raise type(fault)(fault.errno, fault.strerror or str(fault), str(file)) from fault


def _replace(name: str, data: bytes, folder: int | None) -> None:
    """Write `data` to the file `name` in `folder`, a handle (None: `name` is a path). Raises NotAnOrdinaryFile."""
    mode = None
    with suppress(FileNotFoundError):
        found = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
        if not S_ISREG(found):
            raise NotAnOrdinaryFile(name)
        mode = S_IMODE(found)
    head, tail = os.path.split(name)
    temporary = os.path.join(head, f".{tail[:60]}.{os.urandom(4).hex()}{TEMP_SUFFIX}")  # a name has at most 255 bytes
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(temporary, flags, 0o666, dir_fd=folder)
    try:
        with open(handle, "wb") as written:
            written.write(data)
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(written.fileno(), mode)
        os.replace(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=folder)  # frees the space on a full disk
        raise

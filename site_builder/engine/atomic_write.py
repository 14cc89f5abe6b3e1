"""Writing a file in one step."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

TEMP_SUFFIX = ".part"
"""Suffix of the temporary file beside the target. A killed process leaves it behind."""


def atomic_write(file: Path, content: bytes | str) -> None:
    """Replace the content of `file`; another process reads the old content or the new, never a part. Raises OSError.

    Text is written as UTF-8 with its line ends unchanged. An existing file keeps its permissions; a symbolic link keeps
    its target, which is replaced. Missing folders are created. A device or pipe (/dev/stdout) is written to directly.
    """
    data = content.encode() if isinstance(content, str) else content
    target = file.resolve()
    if target.exists() and not target.is_file():
        file.write_bytes(data)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}{TEMP_SUFFIX}")
    try:
        with temporary.open("xb") as written:
            written.write(data)
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()  # frees the space on a full disk
        raise

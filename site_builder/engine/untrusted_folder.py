"""Open files in folders from unknown authors: a checkout can hold links, pipes and devices.

No function follows a link below such a folder or waits for a pipe.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from site_builder.problems import N_, SiteBuilderError

_PLAIN = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
"""Flags of opening: a link is refused, a pipe is not waited for, and no other program inherits the file."""

HAS_FOLDER_HANDLES = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
"""Whether paths can be resolved one step at a time from an open folder. Windows cannot."""


class NotAnOrdinaryFile(SiteBuilderError, OSError):
    """Raised if a path where a regular file is expected is a link, pipe, device or folder, or leads through a link."""

    message = N_(
        "{what} is a link, or no ordinary file or folder; nothing was written. Put the file or folder itself there."
    )


def read_ordinary_file(file: Path | str, limit: int) -> bytes:
    """Return the content of a regular file. Raises OSError if it cannot be read, NotAnOrdinaryFile for links and pipes.

    It also raises NotAnOrdinaryFile for a file of more than `limit` bytes.
    """
    handle = open_ordinary_file(file, os.O_RDONLY)
    with open(handle, "rb", buffering=0) as opened:
        content = opened.read(limit + 1)
    if len(content) > limit:
        raise NotAnOrdinaryFile(str(file))
    return content


def open_ordinary_file(file: Path | str, flags: int) -> int:
    """Return a file descriptor, which the caller closes, of a regular file opened with `flags` (os.O_RDONLY, ...).

    Raises OSError if it cannot be opened, NotAnOrdinaryFile for links and pipes.
    """
    handle = os.open(file, flags | _PLAIN, 0o666)
    if S_ISREG(os.fstat(handle).st_mode) and not os.path.islink(file):  # Windows has no O_NOFOLLOW
        return handle
    os.close(handle)
    raise NotAnOrdinaryFile(str(file))


def require_ordinary_path(file: Path, root: Path) -> None:
    """Raise NotAnOrdinaryFile if a folder between `root` and `file` is a link, or `file` is no regular file.

    A path that does not exist is accepted.
    """
    at = root
    parts = steps_below(file, root)
    for number, part in enumerate(parts, 1):
        at /= part
        try:
            mode = os.lstat(at).st_mode
        except FileNotFoundError:
            return
        if not (S_ISREG(mode) if number == len(parts) else S_ISDIR(mode)):
            raise NotAnOrdinaryFile(str(at))


def steps_below(file: Path, root: Path) -> tuple[str, ...]:
    """Return the names on the path from `root` to `file`, such as ("a", "b.md"); () if `file` is not below it.

    No link is followed below `root`.
    """
    absolute = Path(os.path.abspath(file))
    for top in (Path(os.path.abspath(root)), root.resolve()):
        if absolute.is_relative_to(top):
            return absolute.relative_to(top).parts
    return ()


@contextmanager
def folder_handle(root: Path, folders: tuple[str, ...]) -> Iterator[int]:
    """Open the folder at `folders` (names) below `root`, as a context manager with its file descriptor.

    Missing folders are created. Raises NotAnOrdinaryFile for a link, OSError for another refusal.
    """
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
    handle = os.open(root, flags)
    try:
        for number, name in enumerate(folders, 1):
            with suppress(FileExistsError):
                os.mkdir(name, dir_fd=handle)
            try:
                inner = os.open(name, flags | os.O_NOFOLLOW, dir_fd=handle)
            except NotADirectoryError:  # what O_NOFOLLOW with O_DIRECTORY says of a link
                raise NotAnOrdinaryFile(str(root.joinpath(*folders[:number]))) from None
            os.close(handle)
            handle = inner
        yield handle
    finally:
        os.close(handle)


def clean_own_folder(folder: Path) -> bool:
    """Create a folder that only this program writes to, and remove links, pipes and devices from its top level.

    A link or pipe at the path of the folder is removed, not followed. A .gitignore in the folder excludes it from git.
    Return True if the folder can be used, False if the system refuses, as in a read-only checkout.
    """
    try:
        if not _is_folder(folder):
            with suppress(FileNotFoundError):
                folder.unlink()
            folder.mkdir(parents=True)
        with os.scandir(folder) as entries:
            strange = [each.path for each in entries if not each.is_dir(follow_symlinks=False) and not _is_file(each)]
        for path in strange:
            os.unlink(path)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError:
        return False
    return True


def remove_entry(path: Path) -> None:
    """Remove a file, link or folder with its contents; no link is followed. An OSError is ignored."""
    with suppress(OSError):
        if _is_folder(path):
            shutil.rmtree(path)
        else:
            path.unlink()


def _is_file(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)


def _is_folder(path: Path) -> bool:
    """Return whether a path is a folder itself, not a link to one."""
    try:
        return S_ISDIR(os.lstat(path).st_mode)
    except FileNotFoundError:
        return False

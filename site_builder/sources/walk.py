"""List the source files below the project's root, and read their bytes.

Paths are relative to the root, with slashes. A file is below the root even after symbolic links are followed, or it is
one of the builder's own templates that the project has no file of the same path for.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from errno import EACCES, ELOOP, ENOENT
from pathlib import Path

from site_builder.engine.system_errors import reason_of
from site_builder.engine.untrusted_folder import read_ordinary_file
from site_builder.file_names import escaped
from site_builder.problems import N_, Phrase, Place, Problem, error
from site_builder.sources.package_files import package_path
from site_builder.sources.stray_files import bad_name, folder_like_a_file, no_file, portable_name

FOLDERS = ("catalogue", "content", "templates")
TEMPLATES = "templates"
"""The folder that may hold a file for any of the builder's own templates, assets and interface texts, in its place."""

MAX_TEXT_BYTES = 512 * 1024
"""Largest text file in bytes. A course file has some 3 kB; one of half a megabyte is a mistake or an attack."""

MAX_IMAGE_BYTES = 4 * 1024 * 1024
"""Largest image in bytes: more than a photograph needs on a page."""

ADDRESSES = "catalogue/published-addresses.txt"
"""The file with every address that was ever published, one a line; `site-builder release` writes it."""

TEXT_TYPES = (".md", ".yaml", ".txt")
"""File names of texts."""

IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".webp", ".avif")
"""File names of images. No SVG: an SVG can carry script."""

LIMITS = {ADDRESSES: 64 * 1024 * 1024}
"""Largest size in bytes of single files. The list of addresses grows with every release."""


def walk(root: Path, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Yield (path from the root in NFC, path to open) of every source file, in the order of FOLDERS.

    In each folder the files come first, then the folders, both sorted by name. A template that the project does not
    have is the builder's own. README.md and hidden files other than `.md` are left out. An error is appended
    to `problems` for each folder that cannot be listed, link to a folder or out of the root, and pipe.
    """
    for name in FOLDERS:
        own = _top(root, name, problems)
        if name != TEMPLATES or _is_package_folder(root / name):
            yield from own
        else:
            package = package_path(name)
            yield from {**dict(_below(str(package), name, package.resolve(), problems)), **dict(own)}.items()


def _top(root: Path, name: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Yield (path, path to open), as `walk`, of the files of one of FOLDERS; none where it does not exist."""
    top, real_root = root / name, root.resolve()
    if top.is_symlink() and (problem := _link_problem(name, top, real_root)):
        problems.append(problem)
    elif top.exists():
        yield from _below(str(top), name, real_root, problems)


def _is_package_folder(folder: Path) -> bool:
    """Return whether a folder is the one that the builder's own templates are edited in."""
    package = package_path(folder.name)
    return folder.exists() and folder.samefile(package)


def _below(folder: str, path: str, real_root: Path, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Yield the files of a folder in order of name, then those of its folders. One system call lists a folder."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as fault:
        problems.append(_unreadable(path, fault))
        return
    folders = []
    for entry in entries:
        name = f"{path}/{unicodedata.normalize('NFC', entry.name)}"
        if entry.name == "README.md" or (entry.name.startswith(".") and not _is_hidden_text(path, entry)):
            continue
        if not entry.name.isprintable():  # nor are the halves of characters that stand for bytes which are no UTF-8
            problems.append(_unprintable(path, entry.name))
            continue
        if entry.is_dir(follow_symlinks=False):
            folders.append((name, entry.path))
            if name.endswith(TEXT_TYPES) and not name.startswith(TEMPLATES):
                problems.append(folder_like_a_file(name))
        elif entry.is_symlink() and (problem := _link_problem(name, Path(entry.path), real_root)):
            problems.append(problem)
        elif entry.is_dir():
            problems.append(
                error(
                    Place(name),
                    "stray-file",
                    N_("The link to a folder is not followed."),
                    N_("Put the folder itself here."),
                )
            )
        elif entry.is_file():
            yield name, os.path.realpath(entry.path) if entry.is_symlink() else entry.path
        else:
            problems.append(no_file(name))
    for name, inner in folders:
        yield from _below(inner, name, real_root, problems)


def _is_hidden_text(folder: str, entry: os.DirEntry[str]) -> bool:
    """Return whether a hidden file would be a source by its ending, as `.norsk.md`. Tools keep settings in others."""
    return entry.name.endswith(".md") and not folder.startswith(TEMPLATES) and entry.is_file(follow_symlinks=False)


def _as_text(name: str) -> str:
    """Return a file name as text: one that is no UTF-8 is read as Windows-1252, as old archives have it."""
    try:
        return os.fsencode(name).decode()
    except UnicodeDecodeError:
        return os.fsencode(name).decode("cp1252", "ignore")


def _unprintable(folder: str, name: str) -> Problem:
    """Return the problem of a name with bytes that are no UTF-8, or control characters."""
    shown = escaped(name)
    return bad_name(f"{folder}/{shown}", shown, portable_name(_as_text(name)))


def _link_problem(path: str, link: Path, real_root: Path) -> Problem | None:
    """Return the problem of a symbolic link to a missing file or out of the project; None for other links."""
    try:
        if link.resolve(strict=True).is_relative_to(real_root):
            return None
    except RuntimeError:  # a link to itself, in Python 3.11
        return _unreadable(path, OSError(ELOOP, os.strerror(ELOOP)))
    except OSError as fault:
        return _unreadable(path, fault)
    return error(
        Place(path),
        "outside-root",
        N_("The link points outside the project."),
        N_("Put the file itself here."),
    )


_READ = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
"""Flags of reading: a file replaced by a link or pipe after it was listed is not followed or waited for."""

_NO_TARGET = N_("the target of the link does not exist")
"""The reason why a path that a folder lists does not exist."""


def _unreadable(path: str, fault: OSError) -> Problem:
    return error(
        Place(path),
        "unreadable-file",
        N_("The file cannot be read: {said}."),
        N_("Check that it exists and that you have permission to read it."),
        said=Phrase(_NO_TARGET) if fault.errno == ENOENT else reason_of(fault),
    )


def read_below(root: Path, path: str) -> bytes:
    """Return the content of the source at `path`. Raises OSError for a link out of `root`, a pipe, or a large file."""
    file = Path(os.path.realpath(root / path))  # of a link to itself, the link; Path.resolve() raises RuntimeError
    if not file.is_relative_to(root.resolve()):
        raise PermissionError(EACCES, os.strerror(EACCES), path)
    return read_ordinary_file(file, _limit(path))


def read_bytes(path: str, file: str, problems: list[Problem]) -> bytes | None:
    """Return the bytes of the source `file` (a path to open).

    `path` is its path from the root, which decides its size limit. If it is too large or cannot be read, append an
    error to `problems` and return None.
    """
    limit = _limit(path)
    try:
        with open(os.open(file, _READ), "rb", buffering=0) as opened:
            if (size := os.fstat(opened.fileno()).st_size) <= limit:
                return opened.read()
    except OSError as fault:
        problems.append(_unreadable(path, fault))
        return None
    problems.append(
        error(
            Place(path),
            "too-large",
            N_("The file is {size} kB; at most {limit} kB are read."),
            N_("Shorten the text, or make the picture smaller."),
            size=size // 1024,
            limit=limit // 1024,
        )
    )
    return None


def _limit(path: str) -> int:
    """Return the largest size in bytes of the file at a path."""
    return LIMITS.get(path) or (MAX_IMAGE_BYTES if path.endswith(IMAGE_TYPES) else MAX_TEXT_BYTES)

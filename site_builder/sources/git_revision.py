"""Give access to a project's sources in a folder or at a git revision."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from site_builder.problems import N_, SiteBuilderError
from site_builder.sources.git import GitFailed, run_git
from site_builder.sources.walk import FOLDERS

REGULAR, LINK = ("100644", "100755"), "120000"
"""Modes of git's trees: files, and symbolic links, whose content is their target."""

UNSAFE_STEPS = {"", ".", "..", ".git"}
"""Steps of a path that no file of a tree may have. git refuses them at checkout, but lists them."""


class NoSuchRevision(SiteBuilderError):
    """Raised if an argument of the command line is neither a project folder nor a git revision, such as `main~1`."""

    message = N_("{what} is neither a folder nor a git revision.")


@contextmanager
def folder_of(where: str, root: Path) -> Iterator[Path]:
    """Open a project as a context manager with its folder: `where` itself, or a temporary one with revision `where`.

    The temporary folder has catalogue/ and content/ as git stores them, unfiltered, and is removed afterwards. Raises
    NoSuchRevision if `where` is neither a folder with a catalogue nor a revision of the repository around `root`.
    """
    if (Path(where) / FOLDERS[0]).is_dir():
        yield Path(where)
        return
    if where.startswith("-"):
        raise NoSuchRevision(where)
    with tempfile.TemporaryDirectory() as temporary:
        try:
            _write_revision(root, where, Path(temporary))
        except (GitFailed, OSError, ValueError):
            raise NoSuchRevision(where) from None
        yield Path(temporary)


def _write_revision(root: Path, revision: str, folder: Path) -> None:
    """Write catalogue/ and content/ at a revision to a folder. Links come last, so that no file is written through one.

    Raises GitFailed, OSError or ValueError.
    """
    listed = run_git(root, "ls-tree", "-r", "-z", "--full-name", revision, "--", *FOLDERS[:2])
    prefix = run_git(root, "rev-parse", "--show-prefix").decode().removesuffix("\n")
    files: list[tuple[str, str]] = []
    links: list[tuple[str, str]] = []
    for entry in os.fsdecode(listed).split("\0")[:-1]:
        (mode, _, blob), path = entry.split("\t")[0].split(), entry.partition("\t")[2].removeprefix(prefix)
        if mode in (*REGULAR, LINK) and not UNSAFE_STEPS & set(path.replace("\\", "/").split("/")):
            (links if mode == LINK else files).append((path, blob))
    if not files:
        raise GitFailed(revision)
    contents = _blobs(root, [blob for _, blob in files + links])
    for path, blob in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(contents[blob])
    for path, blob in links:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).symlink_to(os.fsdecode(contents[blob]))


def _blobs(root: Path, names: list[str]) -> dict[str, bytes]:
    """Return the contents of git's objects by name."""
    answer = run_git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    found, at = {}, 0
    while at < len(answer):
        header = answer[at : (start := answer.index(b"\n", at) + 1)].split()
        size = int(header[2])
        found[header[0].decode()] = answer[start : start + size]
        at = start + size + 1
    return found

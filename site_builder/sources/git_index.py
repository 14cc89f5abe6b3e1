"""Find out whether git tracks a file in a folder.

Only the builder writes to .memo/, and git ignores it. Files in it that git tracks were committed by somebody, so they
are not trusted.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from site_builder.engine.untrusted_folder import read_ordinary_file
from site_builder.sources.git import GitFailed, run_git
from site_builder.sources.snapshot import git_folder

MAX_BYTES = 256 * 1024 * 1024
"""Largest index that is searched: one of two million files."""


def is_tracked(folder: Path, root: Path) -> bool:
    """Return whether git tracks a file in `folder`, which is below `root`. True if git fails; False outside a checkout.

    The index is searched for the folder's name first, which takes 1 ms; git itself, which takes 10 ms, is run only if
    the name is found or the index cannot be read.
    """
    git = git_folder(root)
    try:
        index = read_ordinary_file(git / "index", MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        index = b""
    shortened = os.fsencode(f"{folder.name[1:]}/")  # version 4 leaves out what the name shares with the one before it
    if index and shortened not in index and not _is_split(git):
        return False
    try:
        return bool(run_git(root, "ls-files", "-z", "--", str(folder.resolve().relative_to(root.resolve()))))
    except GitFailed:
        return True


def _is_split(git: Path) -> bool:
    """Return whether the index in the git folder `git` continues in a second file (split index)."""
    with suppress(OSError):
        return any(name.startswith("sharedindex.") for name in os.listdir(git))
    return True

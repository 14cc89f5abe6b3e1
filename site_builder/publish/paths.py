"""The hidden paths next to a published folder, and the folders that must not be published to."""

from __future__ import annotations

import os
from pathlib import Path

from site_builder.problems import OutsideRoot

FORMER_SUFFIXES = ("spare", "noted")
"""Suffixes of hidden paths that earlier versions used and that are deleted now."""

PROTECTED = ("catalogue", "content", "templates", "site_builder", ".git")
"""Folders of a root that are never published to."""


def sibling(folder: Path, suffix: str) -> Path:
    """Return the hidden path next to a folder: `.public.lock` for the folder `public` and the suffix `lock`."""
    return folder.parent / f".{folder.name}.{suffix}"


def refuse_overlap(root: Path, folder: Path) -> None:
    """Raise OutsideRoot if publishing to `folder` could overwrite sources.

    That is so if it contains `root`, or is one of the PROTECTED folders of `root`, or is inside one.
    """
    root, folder = (Path(os.path.realpath(each)) for each in (root, folder))
    for source in (root, *(root / name for name in PROTECTED)):
        if source.is_relative_to(folder) or (source != root and folder.is_relative_to(source)):
            raise OutsideRoot(str(folder))

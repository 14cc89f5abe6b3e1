"""Where a folder may be published, and the hidden places beside it."""

from __future__ import annotations

from pathlib import Path

from site_builder.problems import OutsideRoot


def beside(folder: Path, end: str) -> Path:
    """Return the place beside a folder of which the name ends so."""
    return folder.parent / f".{folder.name}.{end}"


def refuse_overlap(root: Path, folder: Path) -> None:
    """Raise OutsideRoot where publishing to `folder` would put the sources themselves at risk."""
    root, folder = root.resolve(), folder.resolve()
    for precious in (
        root,
        *(root / name for name in ("catalogue", "content", "templates", "site_builder", ".git")),
    ):
        if precious.is_relative_to(folder) or (precious != root and folder.is_relative_to(precious)):
            raise OutsideRoot(str(folder))

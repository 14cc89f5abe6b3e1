"""The folders of a root that commands write to."""

from __future__ import annotations

from pathlib import Path

from site_builder.engine.untrusted_folder import NotAnOrdinaryFile, clean_own_folder


def memo_folder(root: Path) -> Path | None:
    """Return the folder of a root's memo; None for a folder that is no root, so that nothing is written there.

    Links and pipes are removed from it: it may have come with a stranger's checkout.
    """
    folder = root / ".memo"
    return folder if (root / "content" / "site.yaml").is_file() and clean_own_folder(folder) else None


def output_folder(root: Path, given: Path | None) -> Path:
    """Return the folder to publish to: the given one, else public/ below the root.

    Raises NotAnOrdinaryFile where that is a link out of the root; one that is given may lead anywhere.
    """
    if given is not None:
        return given
    folder = root / "public"
    if folder.is_symlink() and not folder.resolve().is_relative_to(root.resolve()):
        raise NotAnOrdinaryFile(str(folder))
    return folder

"""The folders of a root that commands write to."""

from __future__ import annotations

import os
from pathlib import Path

import click

from site_builder.engine.untrusted_folder import NotAnOrdinaryFile, clean_own_folder, remove_entry
from site_builder.messages import translate
from site_builder.problems import N_
from site_builder.sources.files import read_site_language
from site_builder.sources.git_index import is_tracked

_EMPTIED = f"{__name__}.emptied"
"""Key of the folders that the command has emptied, in click's context. It trusts files written there since."""

_TRACKED = N_(
    "git tracks files in .memo/, or cannot say whether it does, so they may be a stranger's: the folder was emptied "
    "and nothing in it was read. If git tracks them, take them out of the repository: git rm -r --cached .memo"
)


def memo_folder(root: Path) -> Path | None:
    """Return the folder of a root's memo, `.memo`; None if `root` is no project, or the folder cannot be written.

    Links and pipes are removed from it. If git tracks files in it, it is emptied: they came with the checkout.
    """
    folder = root / ".memo"
    if not (root / "content" / "site.yaml").is_file():
        return None
    context = click.get_current_context(silent=True)
    emptied = context.meta.setdefault(_EMPTIED, set()) if context else set()
    if folder not in emptied and not folder.is_symlink() and came_with_checkout(folder, root):
        remove_entry(folder)
        emptied.add(folder)
        click.echo(translate(_TRACKED, read_site_language(root)), err=True)
    return folder if clean_own_folder(folder) else None


def came_with_checkout(folder: Path, root: Path) -> bool:
    """Return whether git tracks files of a folder below the root, so that the builder may not have written them."""
    return folder.is_dir() and folder.resolve().is_relative_to(root.resolve()) and is_tracked(folder, root)


def output_folder(root: Path, given: Path | None) -> Path:
    """Return the folder to publish to: the given one, or else public/ below the root.

    Raises NotAnOrdinaryFile if public/ is a link out of the root or to itself; a given folder may lead anywhere.
    """
    if given is not None:
        return given
    folder = root / "public"
    target = Path(os.path.realpath(folder))
    if folder.is_symlink() and (target.is_symlink() or not target.is_relative_to(root.resolve())):
        raise NotAnOrdinaryFile(str(folder))
    return folder

"""A draft written to the disk, and what its editor does next."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.console import WRONG_USE, show
from site_builder.cli.session import check_sources_of

if TYPE_CHECKING:
    from site_builder.authoring.new_files import NewFile


def write_draft(root: Path, draft: NewFile, language: str) -> None:
    """Write a file that is not there yet, and say what `check` finds in it and what is next."""
    from site_builder.catalogue.checks.placeholders import FILL_IN
    from site_builder.engine.timings import Stages
    from site_builder.messages import translate
    from site_builder.problems import N_

    path = root / draft.path
    if path.exists():
        click.echo(
            translate(N_("{path} is there already; nothing was written."), language, {"path": draft.path}), err=True
        )
        sys.exit(WRONG_USE)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(draft.text, encoding="utf-8")
    found = [each for each in check_sources_of(root, 1, Stages()) if each.place.path == draft.path]
    show([each for each in found if each.code != "unfinished"], root, language)  # the marks are told of below
    click.echo(translate(N_("Wrote {path}."), language, {"path": draft.path}))
    if FILL_IN in draft.text:
        said = N_("Now: open the file, write what is marked «{mark}», and run site-builder check {path}")
        click.echo(translate(said, language, {"mark": FILL_IN, "path": draft.path}))
        click.echo(translate(N_("See the page as you write: site-builder serve --open"), language))

"""Write a new file, and print the next steps for its editor."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from site_builder.authoring.new_files import NewFile
from site_builder.catalogue.checks.placeholders import FILL_IN, TO_DO
from site_builder.cli.console import WRONG_USE, print_problems
from site_builder.cli.session import check_sources_of
from site_builder.cli.write_sources import write_sources
from site_builder.engine.timings import Stages
from site_builder.messages import translate
from site_builder.problems import N_


def write_new_file(root: Path, file: NewFile, language: str) -> None:
    """Write the first draft of a new file below `root`, then print its problems and the next steps in `language`.

    Exits with WRONG_USE if the file exists. Raises NotAnOrdinaryFile as `write_sources`.
    """
    path = root / file.path
    if path.exists():
        message = N_("{path} already exists; nothing was written.")
        click.echo(translate(message, language, {"path": file.path}), err=True)
        sys.exit(WRONG_USE)
    write_sources(root, {file.path: file.text})
    problems = [each for each in check_sources_of(root, 1, Stages()) if each.place.path == file.path]
    print_problems([each for each in problems if each.code != "unfinished"], root, language)  # next step names them
    click.echo(translate(N_("Wrote {path}."), language, {"path": file.path}))
    if mark := next((each for each in (FILL_IN, TO_DO) if each in file.text), ""):
        message = N_("Next: open the file, fill in the places marked «{mark}», and run site-builder check {path}")
        click.echo(translate(message, language, {"mark": mark, "path": file.path}))
        click.echo(translate(N_("See the page as you write: site-builder serve --open"), language))

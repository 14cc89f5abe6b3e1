"""`site-builder check`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from site_builder.terminal import FINE, PROBLEMS, language_of, show, told, watched
from site_builder.verbs.options import shared
from site_builder.verbs.work import check_site


@click.command()
@shared
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How problems are written: for people, for programs, for a pull request.",
)
def check(root: Path, now: datetime | None, jobs: int, language: str | None, form: str) -> None:
    """Do all that build does except publishing, and show every problem."""
    from site_builder.problems import Invalid, has_errors
    from site_builder.report import as_github, as_json, summary

    with told(root, language):
        try:
            with watched() as stages:
                site = check_site(root, now, jobs, stages)
            problems, spoken = site.problems, language or site.catalogue.settings.languages[0]
        except Invalid as invalid:
            problems, spoken = invalid.problems, language or language_of(root)
        if form == "json":
            click.echo(as_json(problems, spoken))
        elif form == "github":
            for line in as_github(problems, spoken):
                click.echo(line)
        else:
            show(problems, root, spoken)
            click.echo(summary(problems, spoken))
    sys.exit(PROBLEMS if has_errors(problems) else FINE)

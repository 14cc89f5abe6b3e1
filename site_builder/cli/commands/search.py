"""`site-builder search`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from site_builder.cli.console import progress, report_errors
from site_builder.cli.options import build_options
from site_builder.cli.site_session import build_site
from site_builder.search.explain import explain


@click.command()
@build_options
@click.argument("text", metavar="WORDS", nargs=-1, required=True)
@click.option("--most", type=click.IntRange(1, 1000), default=10, show_default=True, help="Number of hits to show.")
def search(root: Path, now: datetime | None, jobs: int, language: str | None, text: tuple[str, ...], most: int) -> None:
    """Explain the hits of a search for WORDS: the matching terms, their weights and the reasons."""
    with report_errors(root, language):
        with progress() as stages:
            site = build_site(root, now, jobs, stages)
        language = language or site.catalogue.settings.languages[0]
        for line in explain(" ".join(text), site.catalogue, site.outputs, language, most):
            click.echo(line)

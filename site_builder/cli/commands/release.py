"""`site-builder release`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from site_builder.cli.console import report_errors
from site_builder.cli.options import shared
from site_builder.cli.session import build_site


@click.command()
@shared
def release(root: Path, now: datetime | None, jobs: int, language: str | None) -> None:
    """After publishing: add the site's addresses to those that must answer for ever."""
    from site_builder.changes.release import record_addresses
    from site_builder.engine.timings import Stages
    from site_builder.messages import translate
    from site_builder.problems import N_
    from site_builder.sources.walk import ADDRESSES

    with report_errors(root, language):
        site = build_site(root, now, jobs, Stages())
    spoken = language or site.catalogue.settings.languages[0]
    count = record_addresses(root, site.addresses)
    if count:
        said = N_("{count} new addresses will be kept for ever; commit {file}.")
        click.echo(translate(said, spoken, {"count": count, "file": ADDRESSES}))
    else:
        click.echo(translate(N_("No new addresses."), spoken))

"""`site-builder why`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from site_builder.cli.console import progress, report_errors
from site_builder.cli.options import clock, shared
from site_builder.cli.session import build_site


@click.command()
@shared
@click.argument("address")
def why(root: Path, now: datetime | None, jobs: int, language: str | None, address: str) -> None:
    """Say which files made the page at ADDRESS, and when it would change by itself."""
    from site_builder.cli.why import why as explain
    from site_builder.messages import translate
    from site_builder.problems import N_

    moment = now or clock()
    with report_errors(root, language):
        with progress() as stages:
            site = build_site(root, moment, jobs, stages)
        spoken = language or site.catalogue.settings.languages[0]
        try:
            lines = list(explain(address, site.outputs, site.catalogue, moment, spoken))
        except KeyError:
            said = N_("{address}: no page answers there.")
            raise click.UsageError(translate(said, spoken, {"address": address})) from None
        for line in lines:
            click.echo(line)

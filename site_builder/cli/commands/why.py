"""`site-builder why`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from site_builder.cli.console import progress, report_errors
from site_builder.cli.options import build_options, clock
from site_builder.cli.site_session import build_site
from site_builder.cli.why import explain_page
from site_builder.messages import translate
from site_builder.problems import N_


@click.command()
@build_options
@click.argument("address")
def why(root: Path, now: datetime | None, jobs: int, language: str | None, address: str) -> None:
    """List the files that the page at ADDRESS is made from, and when it changes by itself.\f

    `address` is a URL path or a full address. Raises UsageError if there is no such page.
    """
    moment = now or clock()
    with report_errors(root, language):
        with progress() as stages:
            site = build_site(root, moment, jobs, stages)
        language = language or site.catalogue.settings.languages[0]
        try:
            lines = list(explain_page(address, site.outputs, site.catalogue, moment, language))
        except KeyError:
            message = N_("{address}: no such page.")
            raise click.UsageError(translate(message, language, {"address": address})) from None
        for line in lines:
            click.echo(line)

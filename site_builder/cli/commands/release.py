"""`site-builder release`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from site_builder.cli.console import report_errors
from site_builder.cli.options import build_options
from site_builder.cli.site_session import build_site
from site_builder.cli.write_sources import write_sources
from site_builder.engine.timings import Stages
from site_builder.exports.calendar_ids import gathering_addresses
from site_builder.messages import translate
from site_builder.problems import N_
from site_builder.sources.walk import ADDRESSES


@click.command()
@build_options
def release(root: Path, now: datetime | None, jobs: int, language: str | None) -> None:
    """Record the published URLs that must stay valid. Run it after publishing.

    Addresses are only ever added to catalogue/published-addresses.txt.
    """
    with report_errors(root, language):
        site = build_site(root, now, jobs, Stages())
    language = language or site.catalogue.settings.languages[0]
    file = root / ADDRESSES
    recorded = set(file.read_text(encoding="utf-8").split()) if file.exists() else set()
    new = {*site.addresses, *gathering_addresses(site.catalogue, recorded)} - recorded
    if not new:
        click.echo(translate(N_("No new addresses."), language))
        return
    with report_errors(root, language):
        write_sources(root, {ADDRESSES: "".join(f"{address}\n" for address in sorted(recorded | new))})
    message = N_("New permanent addresses: {count}. Commit {file}.")
    click.echo(translate(message, language, {"count": len(new), "file": ADDRESSES}))

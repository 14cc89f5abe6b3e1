"""`site-builder build`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from site_builder.cli.console import OK, language_of, print_lines, progress, report_errors
from site_builder.cli.folders import came_with_checkout, memo_folder, output_folder
from site_builder.cli.options import WebAddress, build_options, clock
from site_builder.cli.problem_text import as_text, build_report, timings_table, up_to_date
from site_builder.cli.styles import STYLES
from site_builder.engine.up_to_date import BuildRecord, forget_build, last_build, record_build
from site_builder.problems import printable
from site_builder.publish.current_site import site_stamp
from site_builder.publish.paths import refuse_overlap
from site_builder.sources.snapshot import snapshot_sources


def _believable(warnings: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the recorded (style, line) pairs without control characters and commands to CI runners.

    The record may be part of a checkout from an unknown author."""
    for style, line in warnings:
        if style in STYLES and not line.lstrip().startswith(("::", "##[")):
            yield style, printable(line)


@click.command()
@build_options
@click.option("--output", type=click.Path(path_type=Path), help="Folder to publish to (default: public/).")
@click.option("--base", type=WebAddress(), help="Address of the site (default: the one in site.yaml).")
@click.option("--timings", is_flag=True, help="End with a table of the time and memory of each stage.")
@click.option("--verify", is_flag=True, help="Read every published file, and mend those that others have changed.")
@click.option("--production", "purpose", flag_value="production", help="Publish nothing without a named publisher.")
@click.option("--relative", "purpose", flag_value="relative", help="Build a copy that opens from a folder or a zip.")
@click.option("--preview", "purpose", flag_value="preview", help="Build a trial, closed to search engines.")
def build(
    root: Path,
    now: datetime | None,
    jobs: int,
    language: str | None,
    output: Path | None,
    base: str | None,
    timings: bool,
    verify: bool,
    purpose: str | None,
) -> None:
    """Check the catalogue, build the site and publish it. An error leaves the published site unchanged."""
    with report_errors(root, language):
        folder, records = output_folder(root, output), memo_folder(root)
        refuse_overlap(root, folder)
        verify = verify or came_with_checkout(folder, root)
        moment = now or clock()
        before = snapshot_sources(root)
        language = language or language_of(root)
        inputs = {
            "sources": before.digest,
            "folder": str(folder.absolute()),
            "base": str(base),
            "purpose": str(purpose),
            "language": language,
            "epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
        }
        last = last_build(records) if records else None
        if last and last.covers(inputs, moment) and last.site == site_stamp(folder, verify=verify):
            print_lines(_believable(last.warnings))
            click.echo(up_to_date(str(folder), language))
            return
        from site_builder.cli.site_session import publish_site  # 150 ms, which a build with no changes saves

        with progress(language) as stages:
            publish = partial(publish_site, base=base, purpose=purpose, verify=verify, prior_stats=before.signatures)
            site, published = publish(root, moment, jobs, stages, folder)
        warnings = tuple(as_text(site.problems, root, language))
        if records:
            forget_build(records)
        if records and not before.is_racy(records):
            record_build(records, BuildRecord(inputs, published.stamp, *site.unchanging_interval, warnings))
        print_lines(warnings)
        lines = build_report(site.counts, published, stages.seconds, str(folder), language)
        for line in (*lines, *(timings_table(stages.seconds, stages.peak, language) if timings else ())):
            click.echo(line)
        sys.exit(OK)  # while `site` is still referenced, so that it is not freed object by object: see cli/main.run

"""`site-builder build`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from site_builder.cli.console import OK, language_of, progress, report_errors, show
from site_builder.cli.options import WebAddress, clock, shared
from site_builder.cli.session import publish_site


@click.command()
@shared
@click.option("--output", type=click.Path(path_type=Path), help="Where to publish; else public/ in the root.")
@click.option("--base", type=WebAddress(), help="The address it will have, instead of the one in site.yaml.")
@click.option("--timings", "timed", is_flag=True, help="End with a table of what each stage took.")
@click.option("--preview", is_flag=True, help="A trial for reviewers: says so, and asks search engines to stay away.")
def build(
    root: Path,
    now: datetime | None,
    jobs: int,
    language: str | None,
    output: Path | None,
    base: str | None,
    timed: bool,
    preview: bool,
) -> None:
    """Check everything, build the site and publish it. Nothing changes where there is an error."""
    from site_builder.engine.up_to_date import is_current, record_build, snapshot_sources
    from site_builder.publish.paths import refuse_overlap

    folder = output or root / "public"
    options = {"base": base, "preview": preview}
    with report_errors(root, language):
        refuse_overlap(root, folder)
        moment = now or clock()
        before = snapshot_sources(root)
        if is_current(root, folder, options, moment, before):
            from site_builder.cli.problem_text import unchanged

            click.echo(unchanged(str(folder), language or language_of(root)))
            return
        with progress(language or language_of(root)) as stages:
            site, published = publish_site(
                root, moment, jobs, stages, folder, base=base, preview=preview, prior_stats=before.signatures
            )
        if not site.problems:  # warnings are said at every build
            from site_builder.catalogue.deadlines import unchanging_interval

            record_build(root, folder, options, unchanging_interval(site.catalogue, moment), before, published.stamp)
        from site_builder.cli.problem_text import built, timings

        spoken = language or site.catalogue.settings.languages[0]
        show(site.problems, root, spoken)
        for line in built(site.counts, published, stages.seconds, str(folder), spoken):
            click.echo(line)
        if timed:
            for line in timings(stages.seconds, stages.peak, spoken):
                click.echo(line)
        sys.exit(OK)  # from here, so that the site is still held and nobody takes it apart: see cli.run

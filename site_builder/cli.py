"""The command line: verbs to calls, problems to lines, outcomes to exit codes (0 fine, 1 problems, 2 wrong use).

What takes time to import is imported by the verb that needs it.
"""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from site_builder import __version__
from site_builder.terminal import FINE, PROBLEMS, explain, language_of, show, told, watched

if TYPE_CHECKING:
    from site_builder.build import Site
    from site_builder.memo import Memo
    from site_builder.stages import Stages


class Instant(click.ParamType[datetime]):
    """A moment: ISO 8601; without a zone it is the clock in Oslo; a date alone is its midnight."""

    name = "ISO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the aware datetime."""
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no moment; write 2016-02-23 or 2016-02-23T12:00", param, ctx)
        return found if found.tzinfo else found.replace(tzinfo=ZoneInfo("Europe/Oslo"))


class WebAddress(click.ParamType[str]):
    """Where a site will be: http or https, a host, perhaps a port; no path, since addresses begin at the root."""

    name = "URL"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address without a final slash."""
        if not re.fullmatch(r"https?://[a-z0-9.-]+(:\d+)?/?", str(value), re.IGNORECASE):
            self.fail(f"{value!r} is no address of a site; write https://katalog.example", param, ctx)
        return str(value).rstrip("/")


def _options(*decorators: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def decorate(command: Any) -> Any:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


_shared = _options(
    click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path("."),
        help="The project's folder, with catalogue/, content/ and templates/.",
    ),
    click.option("--now", type=Instant(), help="Build as of this moment instead of the clock's."),
    click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        default=os.cpu_count() or 1,
        show_default="all cores",
        help="Processes to work with.",
    ),
    click.option("--language", type=click.Choice(["nb", "en"]), help="Language of the messages; else the site's."),
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="site-builder")
def main() -> None:
    """Course files in, a validated, static course catalogue out."""


@main.command()
@_shared
@click.option("--output", type=click.Path(path_type=Path), help="Where to publish; else public/ in the root.")
@click.option("--base", type=WebAddress(), help="The address it will have, instead of the one in site.yaml.")
@click.option("--preview", is_flag=True, help="A trial for reviewers: says so, and asks search engines to stay away.")
def build(
    root: Path,
    now: datetime | None,
    jobs: int,
    language: str | None,
    output: Path | None,
    base: str | None,
    preview: bool,
) -> None:
    """Check everything, build the site and publish it. Nothing changes where there is an error."""
    from site_builder.publish.folder import publish, refuse_overlap
    from site_builder.report import built, unchanged
    from site_builder.unchanged import is_current, remember, sources_mark

    folder = output or root / "public"
    options = {"base": base, "preview": preview}
    with told(root, language):
        refuse_overlap(root, folder)
        moment = now or _clock()
        if is_current(root, folder, options, moment):
            click.echo(unchanged(str(folder), language or language_of(root)))
            return
        before = sources_mark(root)
        with watched() as stages:
            site = _build(root, moment, jobs, stages, base=base, preview=preview)
            with stages.stage("publish"):
                published = publish(site.outputs, folder)
        if not site.problems:  # warnings are said at every build
            from site_builder.catalogue.deadlines import steady

            remember(root, folder, options, steady(site.catalogue, moment), before)
        spoken = language or site.catalogue.settings.languages[0]
        show(site.problems, root, spoken)
        for line in built(site.counts, published, stages.seconds, str(folder), spoken):
            click.echo(line)


@main.command()
@_shared
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
                site = _check(root, now, jobs, stages)
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


@main.command()
@_shared
@click.option("--output", type=click.Path(path_type=Path), help="Where to build; else public/ in the root.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen on.")
@click.option("--open", "show", is_flag=True, help="Open the site in a browser.")
def serve(
    root: Path,
    now: datetime | None,
    jobs: int,
    language: str | None,
    output: Path | None,
    host: str,
    port: int,
    show: bool,
) -> None:
    """Build, serve on this machine, and build and reload again on each change."""
    from site_builder.publish.folder import refuse_overlap
    from site_builder.report import panel_words
    from site_builder.serve import Desk
    from site_builder.serve import serve as run

    folder = output or root / "public"
    with told(root, language):
        refuse_overlap(root, folder)

        def rebuild(moment: datetime | None) -> str:
            return _rebuild(root, folder, moment, jobs, language)

        desk = Desk(rebuild, panel_words(language or language_of(root)), now)
        run(root, folder, desk, host=host, port=port, say=click.echo, show=show)


@main.command()
@_shared
def release(root: Path, now: datetime | None, jobs: int, language: str | None) -> None:
    """After publishing: add the site's addresses to those that must answer for ever."""
    from site_builder.messages import words
    from site_builder.problems import N_
    from site_builder.release import record_addresses
    from site_builder.sources.walk import ADDRESSES
    from site_builder.stages import Stages

    with told(root, language):
        site = _build(root, now, jobs, Stages())
    spoken = language or site.catalogue.settings.languages[0]
    count = record_addresses(root, site.addresses)
    if count:
        said = N_("{count} new addresses will be kept for ever; commit {file}.")
        click.echo(words(said, spoken, {"count": count, "file": ADDRESSES}))
    else:
        click.echo(words(N_("No new addresses."), spoken))


@main.command()
@click.argument("old")
@click.argument("new", default=".")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("."),
    help="The git checkout that revisions are looked up in.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "text", "json", "atom"]),
    default="text",
    show_default=True,
    help="How changes are written: for a pull request, a terminal, a program, a feed reader.",
)
@click.option("--now", type=Instant(), help="The moment an Atom feed is stamped with instead of the clock's.")
@click.option("--language", type=click.Choice(["nb", "en"]), help="Language of the report; else the site's.")
def changes(old: str, new: str, root: Path, form: str, now: datetime | None, language: str | None) -> None:
    """Say what changed for readers from OLD to NEW: project folders, or git revisions of the root."""
    from site_builder import change_report
    from site_builder.comparison import compare

    with told(root, language):
        found, after = compare(old, new, root)
    spoken = language or after.settings.languages[0]
    if form == "json":
        click.echo(change_report.as_json(found))
    elif form == "atom":
        moment = now or _clock()
        click.echo(change_report.as_atom(found, after.settings.base, moment, spoken), nl=False)
    else:
        for line in (change_report.as_markdown if form == "markdown" else change_report.as_text)(found, spoken):
            click.echo(line)


@main.command()
@_shared
@click.argument("text", metavar="WORDS", nargs=-1, required=True)
@click.option("--most", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many hits to show.")
def search(root: Path, now: datetime | None, jobs: int, language: str | None, text: tuple[str, ...], most: int) -> None:
    """Say what readers find who search for WORDS, by which terms, with what weight and why."""
    from site_builder.search_report import explain

    with told(root, language):
        with watched() as stages:
            site = _build(root, now, jobs, stages)
        spoken = language or site.catalogue.settings.languages[0]
        for line in explain(" ".join(text), site.catalogue, site.outputs, spoken, most):
            click.echo(line)


def _clock() -> datetime:
    """Return the moment of SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set, else the clock's."""
    oslo = ZoneInfo("Europe/Oslo")
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not written:
        return datetime.now(oslo)
    try:
        return datetime.fromtimestamp(int(written), oslo)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {written!r}; it must be whole seconds since 1970") from None


def _rebuild(root: Path, folder: Path, now: datetime | None, jobs: int, language: str | None) -> str:
    """Build and publish once for `serve` and say what came of it; where it fails the last good site stays.

    Returns what was wrong, in words, or "" where nothing was.
    """
    from site_builder.problems import SiteBuilderError
    from site_builder.publish.folder import publish
    from site_builder.report import built
    from site_builder.stages import Stages

    stages = Stages()
    try:
        site = _build(root, now, jobs, stages)
        with stages.stage("publish"):
            published = publish(site.outputs, folder)
    except SiteBuilderError as fault:
        return "\n".join(explain(fault, root, language))
    spoken = language or site.catalogue.settings.languages[0]
    show(site.problems, root, spoken)
    for line in built(site.counts, published, stages.seconds, str(folder), spoken):
        click.echo(line)
    return ""


def _build(
    root: Path,
    now: datetime | None,
    jobs: int,
    stages: Stages,
    *,
    base: str | None = None,
    preview: bool = False,
) -> Site:
    from site_builder.build import build as build_site

    with _prepared(root, jobs) as memo:
        moment = now or _clock()
        return build_site(root, now=moment, memo=memo, stages=stages, base=base, preview=preview)


def _check(root: Path, now: datetime | None, jobs: int, stages: Stages) -> Site:
    from site_builder.build import check as check_site

    with _prepared(root, jobs) as memo:
        return check_site(root, now=now or _clock(), memo=memo, stages=stages)


@contextmanager
def _prepared(root: Path, jobs: int) -> Iterator[Memo]:
    """Yield the memo of a root and keep it afterwards. Meanwhile nobody looks for garbage: there is hardly any."""
    from site_builder.memo import Memo

    memo = Memo(root / ".memo", jobs)
    gc.disable()
    try:
        yield memo
    finally:
        gc.enable()
        memo.save()

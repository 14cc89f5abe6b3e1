"""Option types and the options that commands share, and the only reading of the clock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, tzinfo
from gettext import gettext
from pathlib import Path
from typing import Any

import click

from site_builder.catalogue.schema.address_parsers import parse_site_address
from site_builder.catalogue.schema.iso_languages import is_language
from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.cli.time_zone import read_time_zone
from site_builder.messages import translate
from site_builder.problems import N_
from site_builder.sources.record import Record


class Instant(click.ParamType[datetime]):
    """An option's type: a date and time in ISO 8601; a date alone is its midnight.

    Without an offset it is in the project's time zone.
    """

    name = "ISO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the aware datetime of an option's text. Raises BadParameter if it is not ISO 8601."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            message = gettext("{value!r} is not a date or time; write 2016-02-23 or 2016-02-23T12:00")
            self.fail(message.format(value=value), param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=_project_zone(ctx))


def _project_zone(ctx: click.Context | None) -> tzinfo:
    """Return the time zone of the project that a command is for: of --root where it was given before, else found."""
    root = ctx.params.get("root") if ctx else None
    return read_time_zone(root if isinstance(root, Path) else find_root())


class WebAddress(click.ParamType[str]):
    """An option's type: the full address of a site, as `adresse` in site.yaml.

    It has http or https, a host, and optionally a port and a path.
    """

    name = "URL"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address without a final slash. Raises BadParameter for a text that is no such address."""
        try:
            return parse_site_address(value).rstrip("/")
        except InvalidValue:
            message = gettext("{value!r} is not the address of a site; write https://katalog.example")
            self.fail(message.format(value=value), param, ctx)


class LanguageCode(click.ParamType[str]):
    """An option's type: the code of a language in ISO 639, such as `nb`."""

    name = "CODE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code as a text. Raises BadParameter for anything else."""
        if is_language(value):
            return str(value)
        self.fail(gettext("{value!r} is not the code of a language; write nb or en").format(value=value), param, ctx)


def options(*decorators: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return one decorator that applies all the given ones; the option of the first is listed first."""

    def decorate(command: Any) -> Any:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


def find_root() -> Path:
    """Return the nearest folder that has content/site.yaml, from the current one upwards; if none has, the current one.

    The path is relative. Raises UsageError if the current folder has been removed.
    """
    here = Path(".")
    try:
        current = Path.cwd()
    except OSError:
        message = N_("The folder that the command is run in no longer exists. Go to another one, and try again.")
        raise click.UsageError(translate(message, "nb")) from None
    for number, folder in enumerate((current, *current.parents)):
        if (folder / "content" / "site.yaml").is_file():
            return here.joinpath(*[".."] * number)
    return here


root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=find_root,
    help="The project's folder, with catalogue/, content/ and templates/ (default: here or above).",
)
language_option = click.option(
    "--language", type=click.Choice(["nb", "en"]), help="Language of messages (default: the site's)."
)
year_option = click.option("--year", help="The academic year (default: the newest).")


def chosen_year(records: Iterable[Record], year: str | None, language: str) -> str:
    """Return the key of the academic year of `year_option`: the newest where none is given.

    Raises UsageError, in `language`, if `records` have no such year.
    """
    years = {each.key for each in records if each.kind == "year"}
    chosen = year or max(years, default="")
    if chosen not in years:
        raise click.UsageError(
            translate(N_("The catalogue has no academic year «{year}»."), language, {"year": chosen})
        )
    return chosen


root_options = options(root_option, language_option)
"""Options of every command that reads a project."""

build_options = options(
    root_option,
    click.option("--now", type=Instant(), help="Build as of this moment (default: now)."),
    click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        default=os.cpu_count() or 1,
        show_default="all cores",
        help="Number of processes.",
    ),
    language_option,
)
"""Options of every command that builds or checks the site."""


def clock() -> datetime:
    """Return the current time in UTC, or the time in SOURCE_DATE_EPOCH if that is set (reproducible-builds.org).

    Raises UsageError if SOURCE_DATE_EPOCH is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        message = gettext("SOURCE_DATE_EPOCH is {value!r}; it must be whole seconds since 1970")
        raise click.UsageError(message.format(value=epoch)) from None

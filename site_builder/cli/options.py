"""What verbs share: kinds of values, the options every build has, and the one look at the clock."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click


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


def options(*decorators: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return one decorator that does what all of them do, the first outermost."""

    def decorate(command: Any) -> Any:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


_root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("."),
    help="The project's folder, with catalogue/, content/ and templates/.",
)
_language = click.option(
    "--language", type=click.Choice(["nb", "en"]), help="Language of the messages; else the site's."
)
shared_root = options(_root, _language)

shared = options(
    _root,
    click.option("--now", type=Instant(), help="Build as of this moment instead of the clock's."),
    click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        default=os.cpu_count() or 1,
        show_default="all cores",
        help="Processes to work with.",
    ),
    _language,
)


def clock() -> datetime:
    """Return the moment of SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set, else the clock's."""
    oslo = ZoneInfo("Europe/Oslo")
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not written:
        return datetime.now(oslo)
    try:
        return datetime.fromtimestamp(int(written), oslo)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {written!r}; it must be whole seconds since 1970") from None

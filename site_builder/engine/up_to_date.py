"""The record of the last build, by which the next one is skipped if nothing has changed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Struct

from site_builder.engine.atomic_write import atomic_write
from site_builder.engine.untrusted_folder import read_ordinary_file

RECORD = "last-build.json"

MAX_BYTES = 1024 * 1024
"""Largest record that is read: one with some 2,000 warnings. After a build with more, the next one builds again."""

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment with its time zone. A record with any other is not read."""


class BuildRecord(Struct, frozen=True):
    """One build: digests of its inputs by name, the stamp of the published site, and the interval in which it is valid.

    `site` is as `site_stamp` returns it. `since` is included and `until` excluded, both aware (None: unlimited): pages
    change when a deadline's phase begins. `warnings` are the printed lines of its warnings: (text, style of the
    terminal).
    """

    inputs: Mapping[str, str]
    site: str
    since: Moment | None = None
    until: Moment | None = None
    warnings: tuple[tuple[str, str], ...] = ()

    def covers(self, inputs: Mapping[str, str], now: datetime) -> bool:
        """Return whether a build with these inputs at `now` (aware) would publish the same site."""
        begun = self.since is None or self.since <= now
        return begun and (self.until is None or now < self.until) and self.inputs == inputs


def last_build(folder: Path) -> BuildRecord | None:
    """Return the record in `folder`; None if there is none, or it cannot be read."""
    try:
        return msgspec.json.decode(read_ordinary_file(folder / RECORD, MAX_BYTES), type=BuildRecord)
    except (OSError, ValueError, RecursionError):
        return None


def record_build(folder: Path, record: BuildRecord) -> None:
    """Write the record to `folder`. An OSError is ignored: the next build is then not skipped."""
    with suppress(OSError):
        atomic_write(folder / RECORD, msgspec.json.encode(record), folder.parent)


def forget_build(folder: Path) -> None:
    """Remove the record of the last build from `folder`, if there is one. An OSError is ignored."""
    with suppress(OSError):
        (folder / RECORD).unlink(missing_ok=True)

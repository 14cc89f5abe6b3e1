"""What was published last, noted beside the folder: so whoever looks next need not look into every folder.

What is noted is believed of a folder in which nothing was laid down since, as git's untracked cache does it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from site_builder.publish.dir_snapshot import UNKNOWN, Folders, Inventory, Known, inventory
from site_builder.publish.manifest import MANIFEST, lead_out
from site_builder.publish.paths import beside


class Noted(Struct, frozen=True):
    """What is known of a published site and of its spare, and the paths at which they do not have the same file."""

    site: Known = Known()
    spare: Folders = {}
    astray: frozenset[str] = frozenset()


def read_note(folder: Path) -> Noted:
    """Return what is noted of a published folder: nothing, where no note can be read."""
    with suppress(OSError, ValueError):
        noted = msgspec.msgpack.decode(beside(folder, "noted").read_bytes(), type=Noted)
        paths = {*noted.site.paths, *noted.site.folders, *noted.spare, *noted.astray} - {"", MANIFEST}
        if not lead_out([path.removesuffix("/") for path in paths]):  # else somebody else wrote that note
            return noted
    return Noted()


def write_note(folder: Path, noted: Noted) -> None:
    """Note that. Failing to write, or to write all, costs time at the next look, nothing else."""
    with suppress(OSError, UnicodeEncodeError):  # a stranger's file may have a name that is no text
        beside(folder, "noted").write_bytes(msgspec.msgpack.encode(noted))


def lying_in(folder: Path) -> Inventory:
    """Return what lies in a published folder. Raises OSError where it cannot be looked at."""
    return inventory(folder, read_note(folder).site)


def believed(folders: Folders, doubted: Callable[[int], bool]) -> Folders:
    """Return what tells of folders, outer ones first, without those of which the time in nanoseconds is `doubted`."""
    return {below: UNKNOWN if doubted(told[0]) else told for below, told in sorted(folders.items())}

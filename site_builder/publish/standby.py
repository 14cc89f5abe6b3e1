"""The site before the one that is published, hidden beside it: the next can be laid out in it."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from site_builder.publish.dir_snapshot import Folders, Inventory, Lying, holder, inventory, is_as_it_was, lying_at
from site_builder.publish.manifest import MANIFEST, read_manifest
from site_builder.publish.paths import beside
from site_builder.publish.snapshot import Noted


class Spare(Struct, frozen=True):
    """What is hidden beside a folder: whether the next site can be laid out in it, and where the two differ.

    `astray` are paths at which they do not have the same file; `folders` tell whether somebody has been there since.
    """

    is_whole: bool
    astray: frozenset[str]
    folders: Folders

    @classmethod
    def of(cls, folder: Path, found: Inventory, noted: Noted) -> Spare:
        """Return the spare of `folder`, in which that was found; what is noted of both is believed where it holds.

        It is not whole where what lies in it is not what its manifest lists; without one, somebody was interrupted.
        """
        place = beside(folder, "spare")
        if noted.spare and is_as_it_was(place, noted.spare):
            same = found.folders.keys() - found.anew
            paths = {*found.lying, *noted.site.paths, *noted.astray} if found.anew else noted.astray
            near = [path for path in paths if holder(path) not in same]
            here = {path: found.lying[path] for path in near if path in found.lying}
            return cls(True, noted.astray.difference(near) | differing(here, lying_at(place, near)), noted.spare)
        hidden = inventory(place)
        try:
            is_whole = read_manifest(place).keys() == hidden.lying.keys() - {MANIFEST}
        except (OSError, ValueError):
            is_whole = False
        return cls(is_whole, differing(found.lying, hidden.lying), hidden.folders)


def differing(one: Lying, other: Lying) -> frozenset[str]:
    """Return the paths at which there is not the same file in both; each has a manifest of its own."""
    alike = {path for path in one.keys() & other.keys() if os.path.samestat(one[path], other[path])}
    return frozenset((one.keys() | other.keys()) - alike - {MANIFEST})

"""The list of the files that were published, stored in the published folder."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import msgspec
from msgspec import Struct

from site_builder.engine.untrusted_folder import read_ordinary_file

MANIFEST = ".studiekatalog.json"
"""File name. A folder with this file is ours; files in it that the manifest does not list are other people's."""


MAX_BYTES = 256 * 1024 * 1024
"""Largest manifest that is read: that of a million files."""


class Manifest(Struct, frozen=True):
    """`files` maps the path of each published file to `<SHA-256 in hexadecimal>-<number of bytes>`.

    `superseded` are those of them that belong to the site published before (see `folder.superseded`).
    """

    files: dict[str, str]
    superseded: tuple[str, ...] = ()


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest in `folder`.

    Raises OSError where there is no such file, ValueError where it is damaged or a path leads out of the folder.
    """
    try:
        manifest = msgspec.json.decode(read_ordinary_file(folder / MANIFEST, MAX_BYTES), type=Manifest)
    except RecursionError:
        raise ValueError(MANIFEST) from None
    if any_leaves_folder(manifest.files):
        raise ValueError(MANIFEST)
    return manifest


def any_leaves_folder(paths: Collection[str]) -> bool:
    """Return whether a path leads out of the folder that it is relative to, has empty or `.` steps, or is the manifest.

    All paths are joined and searched at once, because there are thousands.
    """
    text = "\0".join(("", *paths, ""))
    steps = (f"{before}{step}{after}" for before in "/\0" for step in ("", ".", "..") for after in "/\0")
    return bool(paths) and (
        text.count("\0") != len(paths) + 1 or any(each in text for each in (*steps, "\\", f"\0{MANIFEST}\0"))
    )

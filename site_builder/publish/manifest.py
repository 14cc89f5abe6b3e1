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
    """The published files: path -> `<SHA-256 in hexadecimal>-<number of bytes>`.

    `superseded` are those of them that belong to the previous site (see `folder.superseded`).
    """

    files: dict[str, str]
    superseded: tuple[str, ...] = ()


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest in `folder`.

    Raises OSError if there is none, ValueError if it is damaged or one of its paths leads out of the folder.
    """
    try:
        manifest = msgspec.json.decode(read_ordinary_file(folder / MANIFEST, MAX_BYTES), type=Manifest)
    except RecursionError:
        raise ValueError(MANIFEST) from None
    if any_leaves_folder(manifest.files):
        raise ValueError(MANIFEST)
    return manifest


def any_leaves_folder(paths: Collection[str]) -> bool:
    """Return whether any path is unsafe: it leads out of the folder, has empty or `.` segments, or is the manifest's.

    All paths are joined and searched at once, because there are thousands.
    """
    text = "\0".join(("", *paths, ""))
    steps = (f"{before}{step}{after}" for before in "/\0" for step in ("", ".", "..") for after in "/\0")
    return bool(paths) and (
        text.count("\0") != len(paths) + 1 or any(each in text for each in (*steps, "\\", f"\0{MANIFEST}\0"))
    )

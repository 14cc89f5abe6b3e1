"""What of a folder we wrote: a list that lies in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

MANIFEST = ".studiekatalog.json"
"""Lists what we wrote, with digests: the mark that a folder is ours, and how strangers' files are told apart."""


class Manifest(Struct, frozen=True):
    """`files` are those that we wrote, by path, each with the digest and size it was written with, as its seal."""

    files: dict[str, str]


def read_manifest(folder: Path) -> Mapping[str, str]:
    """Return the files of the manifest in `folder`. Raises OSError or ValueError where there is none to be trusted."""
    files = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest).files
    if lead_out(files):
        raise ValueError(MANIFEST)
    return files


def lead_out(paths: Collection[str]) -> bool:
    """Tell whether any of the paths, as they are written, may not lie below a folder of ours."""
    text = "\0".join(("", *paths, ""))  # all at once, since there are thousands
    steps = (f"{before}{step}{after}" for before in "/\0" for step in ("", ".", "..") for after in "/\0")
    return bool(paths) and (
        text.count("\0") != len(paths) + 1 or any(each in text for each in (*steps, "\\", f"\0{MANIFEST}\0"))
    )

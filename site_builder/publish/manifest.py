"""What of a folder we wrote: a list that lies in it."""

from __future__ import annotations

from collections.abc import Mapping
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
    if any(map(leads_out, files)):
        raise ValueError(MANIFEST)
    return files


def leads_out(path: str) -> bool:
    """Tell whether a path, as it is written, may not lie below a folder of ours."""
    return bool({"", ".", ".."} & set(path.split("/"))) or "\\" in path or "\0" in path or path == MANIFEST

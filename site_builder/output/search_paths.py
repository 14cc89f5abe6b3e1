"""Paths of the search index in the published folder, for the index itself and for the pages that link it."""

from __future__ import annotations

from collections.abc import Iterable

GROUP_MARK = "*"
"""Between the name of a group of files, in the manifest, and their number."""


def manifest_path(language: str) -> str:
    """Return the path of the search index's manifest for a language code: `search/nb.json`."""
    return f"search/{language}.json"


def index_file_path(name: str) -> str:
    """Return the path of the index file that the manifest calls `name`: `assets/search/NAME.json`.

    files.js has the same rule for the browser.
    """
    return f"assets/search/{name}.json"


def file_names(names: Iterable[str]) -> list[str]:
    """Return the names of single files, in order: a group `HASH*2` becomes `HASH-0` and `HASH-1`, other names are kept.

    `names` are as in the manifest. codec.js has the same rule for the browser.
    """
    found: list[str] = []
    for name in names:
        group, _, size = name.partition(GROUP_MARK)
        found += [f"{group}-{number}" for number in range(int(size))] if size else [name]
    return found

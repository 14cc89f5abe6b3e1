"""Paths of the search index in the published folder, for the index itself and for the pages that link it."""

from __future__ import annotations

from collections.abc import Iterable

GROUP_MARK = "*"
"""Between the name of a group of files, in the manifest, and their number."""


def manifest_path(language: str) -> str:
    """Return the path of the search index's manifest for a language of the interface (its code)."""
    return f"search/{language}.json"


def index_file_path(name: str) -> str:
    """Return the path of the index file that the manifest calls `name`. The browser's copy of this rule: files.js."""
    return f"assets/search/{name}.json"


def file_names(names: Iterable[str]) -> list[str]:
    """Return the names of files, given those of files and of groups: `HASH*2` is HASH-0 and HASH-1. Twin: codec.js."""
    found: list[str] = []
    for name in names:
        group, _, size = name.partition(GROUP_MARK)
        found += [f"{group}-{number}" for number in range(int(size))] if size else [name]
    return found

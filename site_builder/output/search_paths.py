"""Paths of the search index in the published folder, for the index itself and for the pages that link it."""

from __future__ import annotations


def manifest_path(language: str) -> str:
    """Return the path of the search index's manifest for a language of the interface (its code)."""
    return f"search/{language}.json"


def index_file_path(name: str) -> str:
    """Return the path of the index file that the manifest calls `name`. The browser's copy of this rule: files.js."""
    return f"assets/search/{name}.json"

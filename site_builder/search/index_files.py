"""The index as the browser reads it: a small manifest for each language, and files named by their content.

What is found (finding.py) is the same in every language of the interface, and takes numpy; how it is shown (showing.py)
each says in its own. The two are made apart, and joined here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct
from msgspec.json import encode

from site_builder.output.output import FileFacts, Output
from site_builder.output.search_paths import index_file_path, manifest_path
from site_builder.search.completeness import assert_cards_complete


class Part(Struct, frozen=True):
    """A part of the index: what it adds to a manifest, and the files that the manifest then names."""

    manifest_fields: Mapping[str, object]
    files: tuple[Output, ...]


class Files:
    """Contents, each once, under a name that changes with it."""

    def __init__(self) -> None:
        """Begin with none."""
        self._contents: dict[str, bytes] = {}

    def add(self, content: bytes) -> str:
        """Return the name of a file of that content."""
        name = hashlib.sha256(content).hexdigest()[:10]
        self._contents[name] = content
        return name

    def outputs(self) -> tuple[Output, ...]:
        """Return the files."""
        return tuple(
            Output(path, content, facts=FileFacts.of(path, content))
            for name, content in self._contents.items()
            if (path := index_file_path(name))
        )


def index_files(found: Part, shown: Mapping[str, Part]) -> tuple[Output, ...]:
    """Return the whole index, of what is found and how each language shows it.

    Raises IncompleteIndex where a language does not show everything that is found.
    """
    files = {output.path: output for part in (found, *shown.values()) for output in part.files}
    manifests = [
        Output(manifest_path(language), encode({**found.manifest_fields, **part.manifest_fields}))
        for language, part in shown.items()
    ]
    for manifest in manifests:
        assert_cards_complete(manifest.content, lambda path: files[path].content)
    return (*files.values(), *manifests)

"""The files of the index: a small manifest for each interface language, and files named by their digest.

The index has two parts, which are made independently and joined here: its words (build_index.py, with numpy, in a
worker process), which are the same in every language, and hit cards and facets (result_cards.py), in each language.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.json import encode

from site_builder.output.output import FileFacts, Output
from site_builder.output.search_paths import GROUP_MARK, file_names, index_file_path, manifest_path
from site_builder.search.completeness import assert_cards_complete

FORMAT = 11
"""Version of the files' format. The browser refuses any other; raise it with every change of format."""

NAME_LENGTH = 10
"""Hexadecimal digits of a file's name: 40 bits, far more than the thousands of files of an index need to differ."""


MOST_NAMES = 32
"""Names in the manifest for files of one kind; of more files, neighbours share a name and change it together.

A name takes 5 bytes compressed, and whoever searches fetches all names. Of shards hardly one keeps its name when a text
grows: the scores of every word depend on the mean length of texts.
"""


class Part(Struct, frozen=True):
    """A part of the index: fields of the manifest (name -> JSON value), and the files that these fields name.

    One part is the words of the index, the others are the hit cards and facets in each language.
    """

    manifest_fields: Mapping[str, object]
    files: tuple[Output, ...]


class CachedPart(Struct, frozen=True):
    """A Part as it is stored in the memo. `files` are (path, content, facts of the file)."""

    manifest_fields: dict[str, Any]
    files: tuple[tuple[str, bytes, FileFacts], ...]

    @classmethod
    def of(cls, part: Part) -> CachedPart:
        """Return the part in its stored form."""
        files = ((file.path, file.content, file.facts or FileFacts.of(file.path, file.content)) for file in part.files)
        return cls(dict(part.manifest_fields), tuple(files))

    def part(self) -> Part:
        """Return the part that was stored."""
        files = (Output(path, content, facts=facts) for path, content, facts in self.files)
        return Part(self.manifest_fields, tuple(files))


class HashedFiles:
    """Collects files of the index, named by the digest of their content. Equal contents are one file."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def add(self, content: bytes) -> str:
        """Add a file with this content, and return its name: NAME_LENGTH hexadecimal digits of its SHA-256."""
        name = hashlib.sha256(content).hexdigest()[:NAME_LENGTH]
        self._contents[name] = content
        return name

    def add_all(self, contents: Sequence[bytes]) -> list[str]:
        """Add files with these contents, and return at most MOST_NAMES names: `HASH`, or `HASH*2` for a group of two.

        `search_paths.file_names` expands these names.
        """
        size = -(-len(contents) // MOST_NAMES)
        if size <= 1:
            return [self.add(content) for content in contents]
        return [self._add_group(contents[first : first + size]) for first in range(0, len(contents), size)]

    def _add_group(self, contents: Sequence[bytes]) -> str:
        """Add files that have one digest, of them all, in their names; return it with their number: `HASH*2`."""
        digest = hashlib.sha256()
        for content in contents:
            digest.update(hashlib.sha256(content).digest())
        name = f"{digest.hexdigest()[:NAME_LENGTH]}{GROUP_MARK}{len(contents)}"
        self._contents |= zip(file_names([name]), contents, strict=True)
        return name

    def outputs(self) -> tuple[Output, ...]:
        """Return the added files, in order."""
        paths = {index_file_path(name): content for name, content in self._contents.items()}
        return tuple(Output(path, content, facts=FileFacts.of(path, content)) for path, content in paths.items())


def index_files(words: Part, cards: Mapping[str, Part]) -> tuple[Output, ...]:
    """Return all files of the index, with a manifest for each language. `cards` maps language codes to their parts.

    `words` is the part that all languages share (build_index), `cards` are those with hit cards and facets
    (result_cards). Raises IncompleteIndex if a language lacks cards.
    """
    files = {output.path: output for part in (words, *cards.values()) for output in part.files}
    manifests = [
        Output(manifest_path(language), encode({**words.manifest_fields, **part.manifest_fields}))
        for language, part in cards.items()
    ]
    for manifest in manifests:
        assert_cards_complete(manifest.content, lambda path: files[path].content)
    return (*files.values(), *manifests)

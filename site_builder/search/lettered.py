"""Mappings of texts in small files by the first letters of their keys, so that a query reads only what it may need."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

import msgspec

from site_builder.output.search_paths import file_names, index_file_path

FILE_SIZE = 2_500
"""Characters of a file: some 0.8 kB compressed."""


def lettered_files(texts: Mapping[str, str], letters: int) -> tuple[list[str], list[bytes]]:
    """Return (starts, contents) of the files of `texts`, each of about FILE_SIZE characters as JSON.

    A file has the keys whose first `letters` letters of the first word are its start or later, up to the next start.
    The first start is "". Keys with the same first letters are in one file.
    """
    files: list[tuple[str, dict[str, str]]] = [("", {})]
    size = 0
    by_letters = sorted(texts, key=lambda key: (first_letters(key, letters), key))
    for start, group in groupby(by_letters, lambda key: first_letters(key, letters)):
        here = {key: texts[key] for key in group}
        characters = sum(len(key) + len(text) for key, text in here.items())
        if size and size + characters > FILE_SIZE:
            files.append((start, {}))
            size = 0
        files[-1][1].update(here)
        size += characters
    return [start for start, _ in files], [msgspec.json.encode(content) for _, content in files]


class LetteredFiles:
    """The mapping in files of an exported index. `read` returns the content of a file of the site by its path.

    `starts` are those of the files; `names` are theirs in the manifest (search_paths.file_names).
    """

    def __init__(self, starts: Sequence[str], names: Sequence[str], letters: int, read: Callable[[str], bytes]) -> None:
        self._starts = starts
        self._names = file_names(names)
        self._letters = letters
        self._read = read
        self._files: dict[str, dict[str, str]] = {}

    def get(self, key: str) -> str:
        """Return the text of a key, "" for an unknown one."""
        return self.file(key).get(key, "")

    def file(self, key: str) -> Mapping[str, str]:
        """Return the content of the file that has a key, if any has."""
        name = self._names[bisect_right(self._starts, first_letters(key, self._letters)) - 1]
        if name not in self._files:
            self._files[name] = msgspec.json.decode(self._read(index_file_path(name)))
        return self._files[name]


def first_letters(key: str, letters: int) -> str:
    """Return the first `letters` letters of the first word of a key."""
    return key.split(" ", 1)[0][:letters]

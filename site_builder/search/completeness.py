"""Completeness of the index: every build looks up each document in the finished files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from site_builder.output.search_paths import file_names, index_file_path
from site_builder.problems import IncompleteIndex
from site_builder.search.analysis import tokens
from site_builder.search.documents import Document
from site_builder.search.facts import FACT_MARK, form_of
from site_builder.search.lookup import Lookup


def assert_cards_complete(manifest: bytes, read: Callable[[str], bytes]) -> None:
    """Raise IncompleteIndex unless the files of hit cards hold one card for each document that the manifest counts.

    `manifest` is its JSON; `read` returns the content of a file of the site by its path.
    """
    fields = msgspec.json.decode(manifest)
    files = (read(index_file_path(name)) for name in file_names(fields["cards"]))
    cards = [msgspec.json.decode(file, type=list[msgspec.Raw]) for file in files]  # Raw: counted, not decoded
    if lacking := sum(fields["kinds"]) - sum(map(len, cards)):
        raise IncompleteIndex(f"{lacking} cards")


def assert_complete(documents: Sequence[Document], manifest: bytes, read: Callable[[str], bytes]) -> None:
    """Raise IncompleteIndex unless a search of the index files for each document's first word, or first fact, finds it.

    Stop words do not count; a document with neither is skipped. `manifest` is JSON with the fields of build_index;
    `read` returns the content of a file of the site by its path.
    """
    fields = msgspec.json.decode(manifest)
    lookup, stop_words = Lookup(fields, read), frozenset(fields["stop"])
    by_word: dict[str, frozenset[int]] = {}
    for number, document in enumerate(documents):
        words = (word for text in _texts(document) for word in tokens(text) if word not in stop_words)
        word = next(words, None)
        if word is None and document.facts:
            word = form_of(FACT_MARK + document.facts[0])
        if word is None:
            continue
        if word not in by_word:
            by_word[word] = lookup.documents_with(word)
        if number not in by_word[word]:
            raise IncompleteIndex(f"{document.kind} {document.key}")


def _texts(document: Document) -> Iterator[str]:
    """Yield the texts of a document, the long one last: it is tokenised only if all others are stop words."""
    yield from document.short_fields.values()
    yield document.text

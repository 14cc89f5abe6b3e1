"""The proof, at every build, that nothing is missing from the search index that readers get."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from site_builder.output.search_paths import index_file_path
from site_builder.problems import IncompleteIndex
from site_builder.search.analysis import is_stop, tokens
from site_builder.search.documents import Document
from site_builder.search.lookup import Index


def assert_cards_complete(manifest: bytes, read: Callable[[str], bytes]) -> None:
    """Raise IncompleteIndex unless everything that the manifest says can be found has its card.

    The finished files are asked, not what they were made from. `read` gives a file of the site by its path.
    """
    said = msgspec.json.decode(manifest)
    files = (read(index_file_path(name)) for name in said["cards"])
    cards = [msgspec.json.decode(file, type=list[msgspec.Raw]) for file in files]  # told apart, and not taken apart
    if lacking := sum(said["kinds"]) - sum(map(len, cards)):
        raise IncompleteIndex(f"{lacking} cards")


def assert_complete(found: Sequence[Document], manifest: bytes, read: Callable[[str], bytes]) -> None:
    """Raise IncompleteIndex unless each document is found by a word of its own, as above.

    Of the manifest only what is found is looked at.
    """
    index = Index(manifest, read)
    by_word: dict[str, frozenset[int]] = {}
    for number, document in enumerate(found):
        words = (word for text in _texts(document) for word in tokens(text) if not is_stop(word))
        word = next(words, None)
        if word is None:
            continue
        if word not in by_word:
            by_word[word] = index.documents_with(word)
        if number not in by_word[word]:
            raise IncompleteIndex(f"{document.kind} {document.key}")


def _texts(document: Document) -> Iterator[str]:
    """Yield the texts of a document, the long one last, which is hardly ever asked for."""
    yield from document.names.values()
    yield document.text.decode()

"""The proof, at every build, that nothing is missing from the search index that readers get."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from site_builder.problems import IncompleteIndex
from site_builder.search.analysis import is_stop, tokens
from site_builder.search.documents import Document
from site_builder.search.lookup import Index


def prove_complete(found: Sequence[Document], manifests: Iterable[bytes], read: Callable[[str], bytes]) -> None:
    """Raise IncompleteIndex unless each document is found by a word of its own and has its card, in each language.

    The finished files are asked, not what they were made from. `read` gives a file of the site by its path.
    """
    proved: list[tuple[object, object]] = []
    for manifest in manifests:
        index = Index(manifest, read)
        words = index.manifest["starts"], index.manifest["shards"]
        if words not in proved:  # they are the same in every language
            _prove_found(found, index)
            proved.append(words)
        cards = [msgspec.json.decode(read(f"assets/search/{name}.json")) for name in index.manifest["cards"]]
        if sum(map(len, cards)) != len(found):
            raise IncompleteIndex(f"{len(found) - sum(map(len, cards))} cards")


def _prove_found(found: Sequence[Document], index: Index) -> None:
    by_word: dict[str, frozenset[int]] = {}
    for number, document in enumerate(found):
        words = (word for text in document.fields.values() for word in tokens(text) if not is_stop(word))
        word = next(words, None)
        if word is None:
            continue
        if word not in by_word:
            by_word[word] = index.documents_with(word)
        if number not in by_word[word]:
            raise IncompleteIndex(f"{document.kind} {document.key}")

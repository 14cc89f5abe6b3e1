"""Comparison of two built indexes: the searches whose first hits differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from site_builder.output.search_paths import file_names, index_file_path
from site_builder.search.ranking import Index

COMPARED = 5
"""First hits that are compared: those that a reader sees."""


class ChangedSearch(Struct, frozen=True):
    """A search whose first hits differ between two indexes: the titles before and after, at most COMPARED of each.

    A title that only the old index has begins with `- `, one that only the new one has with `+ `. `text` is the query.
    """

    text: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Cards:
    """The hit cards of an index. A card has the address, title and other facts of a document, to show on a hit."""

    def __init__(self, index: Index) -> None:
        """Keep the index; card files are read when a search needs them."""
        self._index = index
        self._names = file_names(index.manifest["cards"])
        self._files: dict[str, Sequence[Mapping[str, str]]] = {}

    def first(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return (address, title) of the first hits of a search, at most COMPARED, the best first."""
        hits = self._index.search(text, typing=False).hits[:COMPARED]
        cards = [self._card(hit.document) for hit in hits]
        return tuple((card["address"], card["title"]) for card in cards)

    def _card(self, document: int) -> Mapping[str, str]:
        size: int = self._index.manifest["size"]
        name = self._names[document // size]
        if name not in self._files:
            content = self._index.read(index_file_path(name))
            self._files[name] = msgspec.json.decode(content)
        return self._files[name][document % size]


def changes(texts: Iterable[str], old: Index, new: Index) -> Iterator[ChangedSearch]:
    """Yield each query of `texts` whose first hits, or their order, differ between the indexes `old` and `new`."""
    before, after = Cards(old), Cards(new)
    for text in dict.fromkeys(texts):
        then, now = before.first(text), after.first(text)
        if [address for address, _ in then] != [address for address, _ in now]:
            known, found = ({address for address, _ in each} for each in (then, now))
            yield ChangedSearch(
                text,
                tuple(title if address in found else f"- {title}" for address, title in then),
                tuple(title if address in known else f"+ {title}" for address, title in now),
            )

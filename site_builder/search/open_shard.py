"""A shard of an exported index, decoded: its forms, their entries, and the postings of their terms."""

from __future__ import annotations

import msgspec

from site_builder.search.analysis import fold
from site_builder.search.codec import front_decode

WHOLE = 16
"""Weight, in sixteenths, of an entry that is a number alone: the word itself."""


class OpenShard:
    """A decoded shard of the lexicon. `forms` are its words in order, `folded` their folded spellings.

    `entries` has a list for each form: (number of the term in `postings`, weight in sixteenths, reason or "").
    `postings` are encoded, one text for each term (codec.decode_scores).
    """

    def __init__(self, content: bytes) -> None:
        """Decode front coding and back references."""
        data = msgspec.json.decode(content)
        self.forms = front_decode(data["forms"])
        self.folded = [fold(form) for form in self.forms]
        self.postings: list[str] = data["postings"].split(" ")
        self.entries: list[list[tuple[int, int, str]]] = []
        terms = 0
        for row in data["entries"]:
            entries = []
            for back, weight, *reason in [[row, WHOLE]] if isinstance(row, int) else row:
                entries.append((terms - back if back else terms, weight, data["reasons"][reason[0]] if reason else ""))
                terms += not back
            self.entries.append(entries)

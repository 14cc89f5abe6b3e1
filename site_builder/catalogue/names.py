"""Find the keys of subjects, places, institutions and requirements by their names.

`check`, `new` and `import` read names here, so that all accept «gym», «Kroppsøving» and «Hedmark».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from site_builder.catalogue.schema.notation import MAX_CORRECTED
from site_builder.sources.record import Record

NAMES = ("navn", "kortnavn", "hverdagsord", "samisk navn")
"""Keys of vocabulary files that hold names."""

_AMBIGUOUS = ""

_WORDS_OF_PLACES = re.compile(r"^(?:campus|studiested|studiestad|på|i) | (?:campus|studiested|studiestad)$")
"""Words beside the name of a place that only say that it is a place: «campus Hamar», «Hamar studiested»."""

_BREAK = re.compile(r"[;,/\n+&]|\s(?:og|samt|and)\s")
"""The signs and words between two names in one cell: «Hamar og Elverum»."""

MAX_WORDS = 3
"""Words of a name that is looked for inside a text, at most: «Mo i Rana»."""

_KIND_OF_INSTITUTION = re.compile(r"(?:høgskolen|høyskolen|høgskulen|universitetet) (?:i|på) ", re.IGNORECASE)
"""Words that short names leave out: «Hedmark» is Høgskolen i Hedmark."""


class Names(Struct, frozen=True):
    """The keys of vocabulary files by name. `kind` is "subject", "place", "institution" or "requirement".

    `by_kind` maps kind -> case-folded name -> key; the key is "" for a name that several have.
    """

    by_kind: Mapping[str, Mapping[str, str]]

    def key(self, kind: str, name: str) -> str | None:
        """Return the key of the entry of `kind` with that key or name, in any letter case; None for none or several.

        A place may have «campus» or «studiested» beside its name.
        """
        known, folded = self.by_kind.get(kind, {}), _folded(name)
        found = known.get(folded) or (known.get(_WORDS_OF_PLACES.sub("", folded)) if kind == "place" else None)
        return found or None

    def only(self, kind: str) -> str | None:
        """Return the key of the only entry of `kind`; None if there are none or several."""
        keys = {key for key in self.by_kind.get(kind, {}).values() if key != _AMBIGUOUS}
        return keys.pop() if len(keys) == 1 else None

    def key_within(self, kind: str, text: str) -> str | None:
        """Return the key of the only entry of `kind` that `text` names: `hamar` for "Hamar (B201)"; else None."""
        words = re.findall(r"\w+", text.casefold()[:MAX_CORRECTED])
        spans = (words[first:last] for first in range(len(words)) for last in range(first + 1, first + MAX_WORDS + 1))
        keys = {found for span in spans if (found := self.key(kind, " ".join(span)))}
        return keys.pop() if len(keys) == 1 else None

    def keys(self, kind: str, cell: str) -> tuple[str, ...]:
        """Return the keys of all names in the cell of a table, "Hamar og Elverum"; () if one of them is unknown.

        The names are separated by `,`, `;`, `/`, `+`, `&`, a line break, or «og».
        """
        keys, unknown = self.keys_and_unknown(kind, cell)
        return keys if not unknown else ()

    def keys_and_unknown(self, kind: str, cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the keys of the known names in the cell of a table (as `keys`), and the unknown names as written."""
        if single := self.key(kind, cell):
            return (single,), ()
        parts = [part.strip() for part in _BREAK.split(cell) if part.strip()]
        found = {part: self.key(kind, part) for part in parts}
        keys = tuple(dict.fromkeys(key for key in found.values() if key))
        return keys, tuple(part for part, key in found.items() if not key)


def names_in(records: Iterable[Record]) -> Names:
    """Return the names of the subjects, places, institutions and requirements among the records."""
    by_kind: dict[str, dict[str, str]] = {}
    for record in records:
        if record.kind in ("subject", "place", "institution", "requirement"):
            known = by_kind.setdefault(record.kind, {})
            for name in _names(record):
                folded = _folded(name)
                known[folded] = record.key if known.get(folded, record.key) == record.key else _AMBIGUOUS
    for record in records:  # a key always means itself
        if record.kind in by_kind:
            by_kind[record.kind][record.key] = record.key
    return Names(by_kind)


def _names(record: Record) -> Iterable[str]:
    for field in NAMES:
        for name in _texts(record.fields.get(field, ())):
            yield name
            if record.kind == "institution" and (found := _KIND_OF_INSTITUTION.match(name)):
                yield name[found.end() :]


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (each for each in value.values() if isinstance(each, str))
    elif isinstance(value, (list, tuple)):
        yield from (each for each in value if isinstance(each, str))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())

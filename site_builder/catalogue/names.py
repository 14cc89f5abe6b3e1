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

_SIGNS = r"[;,/\n+&]"
"""The pattern of a sign between two names in one cell."""

WORDS = "ord ved navn"
"""Key of files of languages, with the words that stand beside names in it (NameWordsEntry)."""

MAX_WORDS = 3
"""Words of a name that is looked for inside a text, at most: «Mo i Rana»."""


class Names(Struct, frozen=True):
    """The keys of vocabulary files by name. `kind` is "subject", "place", "institution" or "requirement".

    `by_kind` maps kind -> case-folded name -> key; the key is "" for a name that several have. `between` are words
    between two names: «Hamar og Elverum». `before_places` and `after_places` only say that a name is that of a place:
    «campus Hamar», «Hamar studiested».
    """

    by_kind: Mapping[str, Mapping[str, str]]
    between: tuple[str, ...] = ()
    before_places: tuple[str, ...] = ()
    after_places: tuple[str, ...] = ()

    def key(self, kind: str, name: str) -> str | None:
        """Return the key of the entry of `kind` with that key or name, in any letter case; None for none or several.

        A place may have a word beside its name: «campus Hamar».
        """
        known, folded = self.by_kind.get(kind, {}), _folded(name)
        found = known.get(folded) or (known.get(self._place_alone(folded)) if kind == "place" else None)
        return found or None

    def _place_alone(self, name: str) -> str:
        """Return the name of a place, in lower case, without a word before and after it."""
        before = next((word for word in self.before_places if name.startswith(f"{word} ")), "")
        name = name.removeprefix(before).lstrip()
        after = next((word for word in self.after_places if name.endswith(f" {word}")), "")
        return name.removesuffix(after).rstrip()

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
        """Return the keys of the names in `cell` (as `keys` does, for `kind`), and the unknown names as written."""
        if single := self.key(kind, cell):
            return (single,), ()
        parts = self.parts(cell)
        found = {part: self.key(kind, part) for part in parts}
        keys = tuple(dict.fromkeys(key for key in found.values() if key))
        return keys, tuple(part for part, key in found.items() if not key)

    def parts(self, text: str) -> tuple[str, ...]:
        """Return the names in a text, `Hamar og Elverum`, as they are written; they need not be known."""
        pattern = f"{_SIGNS}|\\s(?:{'|'.join(map(re.escape, self.between))})\\s" if self.between else _SIGNS
        return tuple(part.strip() for part in re.split(pattern, text) if part.strip())


def names_in(records: Iterable[Record]) -> Names:
    """Return the names of the subjects, places, institutions and requirements among the records.

    The records of languages have the words that stand beside names.
    """
    by_kind: dict[str, dict[str, str]] = {}
    found = tuple(records)
    before = _words(found, "før institusjon")
    for record in found:
        if record.kind in ("subject", "place", "institution", "requirement"):
            known = by_kind.setdefault(record.kind, {})
            for name in _names(record, before):
                folded = _folded(name)
                known[folded] = record.key if known.get(folded, record.key) == record.key else _AMBIGUOUS
    for record in found:  # a key always means itself
        if record.kind in by_kind:
            by_kind[record.kind][record.key] = record.key
    return Names(by_kind, *(_words(found, key) for key in ("mellom navn", "før sted", "etter sted")))


def _words(records: Iterable[Record], key: str) -> tuple[str, ...]:
    """Return the words under a key of WORDS in all languages among the records, in lower case, the longest first."""
    groups = (each.fields.get(WORDS) for each in records if each.kind == "language")
    words = {word.casefold() for group in groups if isinstance(group, Mapping) for word in _texts(group.get(key, ()))}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _names(record: Record, before: Iterable[str]) -> Iterable[str]:
    """Yield the names of a record; of an institution also without a word `before` it: Høgskolen i Hedmark, Hedmark."""
    for field in NAMES:
        for name in _texts(record.fields.get(field, ())):
            yield name
            if record.kind == "institution":
                kind = next((word for word in before if name.casefold().startswith(f"{word} ")), "")
                yield name[len(kind) :].lstrip()


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (each for each in value.values() if isinstance(each, str))
    elif isinstance(value, (list, tuple)):
        yield from (each for each in value if isinstance(each, str))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())

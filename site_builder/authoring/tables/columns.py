"""Recognise the headings of spreadsheets as fields of a course: by the fields' names and a list of synonyms.

Similar spelling is never enough: `suggestion` returns it as a question for the editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from site_builder.authoring.tables.rows import COLUMNS
from site_builder.catalogue.checks.duplicates import CODES
from site_builder.catalogue.schema.key_synonyms import COLUMN_WORDS, by_letters, letters
from site_builder.problems import N_, nearest

_WEAK: Mapping[str, str] = {
    "tittel": "navn, namn, emne, kurs, studium, studie, studietilbud, tilbud, name, course",
    "trinn": "målgruppe",
    "opptakskrav": "opptak, krav",
}
"""Column -> headings that mean it where no other heading does."""

EXPLAINED: Mapping[str, str] = {
    "søknadsfrist": N_("the deadlines of the year apply; a deadline of its own needs «hvem», «hva» and «dato»"),
    "forkunnskaper": N_("credits and subject have a column each: forkunnskaper.fag, forkunnskaper.studiepoeng"),
    "forkunnskapskrav": N_("credits and subject have a column each: forkunnskaper.fag, forkunnskaper.studiepoeng"),
    **dict.fromkeys(CODES, N_("the catalogue has no field for codes; content/profile.yaml may declare «emnekode»")),
    "language": N_("it may be the language of the text or of the teaching; say which in a recipe"),
    "semester": N_("it may be the start or the length; say which in a recipe"),
}
"""Heading in lower case -> the reason why no column means it."""

CODE_HEADINGS = ("emnekode", "kode", "emnenr", "emnenummer", "kurskode", "studiekode", "course code")
"""Headings of codes, which the field of a catalogue's own in CODES holds."""

_LIKE = 0.75
"""Similarity (difflib ratio) of a heading and a name that it may mean, at least: `Intern` is 0.62 like `frister`."""

_MEANT_ALREADY = N_("another column of the table is what this one would mean")
"""The reason for a heading of _WEAK beside a heading that means the same."""

_UNIT = re.compile(r"(semest(?:er|re)|år)", re.IGNORECASE)


_STRONG = {letters(column): column for column in COLUMNS} | by_letters(COLUMN_WORDS)
_WEAKLY = by_letters(_WEAK)
_EXPLAINED = {letters(heading): why for heading, why in EXPLAINED.items()}


def meaning(heading: str) -> str | None:
    """Return the column, one of COLUMNS, of which a heading is the name or a synonym; None if there is none."""
    return _STRONG.get(letters(heading)) if heading else None


class Headings(Struct, frozen=True):
    """The headings that are known in one catalogue: `named` maps those of a recipe, as written, to columns.

    `own` maps headings, reduced to letters and digits (key_synonyms.letters), to the fields that the profile declares.
    """

    named: Mapping[str, str] = {}
    own: Mapping[str, str] = {}

    def meaning(self, heading: str) -> str | None:
        """Return the column that a heading means: by the recipe, its name or synonym, or an own field; else None."""
        return self.named.get(heading) or meaning(heading) or self.own.get(letters(heading))

    def weak_meaning(self, heading: str) -> str | None:
        """Return the column that a heading means if no other heading of the table means it; None for other headings."""
        return None if heading in self.named else _WEAKLY.get(letters(heading))


def headings_of(columns: Iterable[str], named: Mapping[str, str]) -> Headings:
    """Return the headings of a catalogue whose courses have these columns, with those that a recipe names.

    `columns` are as of table_columns.columns_of ("forkunnskaper.fag"); `named` maps headings, as written, to columns.
    """
    own = [column for column in columns if column not in COLUMNS]
    code = next((column for column in own if column in CODES), None)
    coded = dict.fromkeys(map(letters, CODE_HEADINGS), code) if code else {}
    return Headings(named, {**coded, **{letters(column): column for column in own}})


def explanation(heading: str) -> str | None:
    """Return the msgid that says why no column means a heading that tables often have; None for other headings."""
    return _EXPLAINED.get(letters(heading)) or (_MEANT_ALREADY if letters(heading) in _WEAKLY else None)


def suggestion(heading: str) -> str | None:
    """Return the column whose name or synonym is similar to a heading, to ask the user about; else None."""
    plain = letters(heading)
    if len(plain) <= 3 or plain in _WEAKLY:
        return None
    found = next((name for name in _STRONG if len(name) > 3 and plain.startswith(name)), None)
    found = found or nearest(plain, _STRONG, _LIKE)
    return _STRONG[found] if found else None


def unit(heading: str) -> str:
    """Return the unit in which a heading counts a duration: "semestre" of "Varighet (semestre)"; "" for none."""
    found = _UNIT.search(heading)
    return found[1].lower() if found else ""

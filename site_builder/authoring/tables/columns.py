"""Recognise the headings of spreadsheets as fields of a course: by the fields' names and a list of synonyms.

Likeness of spelling is never enough: `suggestion` returns it as a question for the editor.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from msgspec import Struct

from site_builder.authoring.tables.rows import COLUMNS
from site_builder.catalogue.checks.duplicates import CODES
from site_builder.catalogue.schema.table_columns import ID, PROVIDER, TEXT
from site_builder.problems import N_, nearest

_WRITTEN: Mapping[str, str] = {
    ID: "id, studietilbud-id",
    PROVIDER: "institusjon, institusjonsnavn, institusjonsnamn, høgskole, høyskole, høgskule, universitet, lærested, "
    "lærestad, tilbyder, tilbydar, utdanningsinstitusjon, institution, provider, university",
    "tittel": "emnenavn, emnenamn, emnetittel, studienavn, studienamn, studietittel, kursnavn, kursnamn, kurstittel, "
    "navn på studiet, navn på emnet, navn på emne, navn på studietilbud, navn på tilbudet, studietilbudets navn, "
    "programnavn, studieprogramnavn, title, course title, course name",
    "fag": "fagområde, fagnavn, fagnamn, undervisningsfag, skolefag, skulefag, subject",
    "trinn": "klassetrinn, årstrinn, årssteg, skoletrinn, skulesteg, klassesteg, for trinn, school years, grades",
    "studiepoeng": "sp, stp, poeng, ects, ects-poeng, antall studiepoeng, talet på studiepoeng, antall sp, "
    "studiepoengtall, vekting, credits",
    "språk": "målform, språk i teksten, tekstspråk",
    "undervisningsspråk": "underv.språk, undervisningsmål, undervisingsspråk, språk i undervisningen, "
    "language of instruction, teaching language",
    "studieform": "organisering, undervisningsform, undervisingsform, leveringsform, studiets organisering, "
    "organisering av studiet, delivery",
    "studiesteder": "sted, studiested, studiestad, studiestader, campus, undervisningssted, undervisingsstad, "
    "undervisningssteder, place, location",
    "oppstart": "start, studiestart, oppstartsemester, oppstartssemester, startsemester, semesterstart, startdato, "
    "oppstartsdato, oppstartstidspunkt, semester for oppstart, første semester, start term",
    "varighet": "lengde, varigheit, studielengde, antall semestre, antall semester, talet på semester, duration",
    "eksamensform": "eksamen, vurderingsform, vurdering, exam",
    "arbeidsmengde": "timer, arbeidstimer, workload",
    "opptakskrav": "krav for opptak, opptakskriterier, opptaksgrunnlag, adgangskrav, admission requirements",
    "plasser": "antall plasser, studieplasser, antall studieplasser, plassar, studieplassar, kapasitet, seats",
    "pris": "kostnad, studieavgift, kursavgift, egenandel, price, fee",
    "lenke": "url, nettside, nettadresse, nettsted, lenkje, link, hjemmeside, webside, lenke til studiet, web",
    "kontakt.navn": "kontaktperson, kontakt, ansvarlig, ansvarleg, emneansvarlig, fagansvarlig, faglig ansvarlig, "
    "studieansvarlig, contact",
    "kontakt.e-post": "e-post, epost, mail, e-mail, e-postadresse, kontakt e-post",
    "kontakt.telefon": "telefon, tlf, tlf.nr, telefonnummer, mobil, phone",
    "opphav.kilde": "kilde, kjelde, source",
    "statusmerknad": "merknad til status",
    "bygger på": "byggjer på, bygg på, forutsetter, føreset",
    TEXT: "beskrivelse, omtale, innhold, innhald, om studiet, om emnet, kort omtale, description",
}
"""Column -> other headings that mean it, and nothing else, in tables of courses."""

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
    "semester": N_("it may be the start or the length; say which in a recipe"),
}
"""Heading in lower case -> the reason why no column means it."""

CODE_HEADINGS = ("emnekode", "kode", "emnenr", "emnenummer", "kurskode", "studiekode", "course code")
"""Headings of codes, which the field of a catalogue's own in CODES holds."""

_UNIT = re.compile(r"(?:antall|talet på|tal på)?\s*(semest(?:er|re)|år)", re.IGNORECASE)


def letters(heading: str) -> str:
    """Return a heading's letters and digits in lower case, without remarks in brackets: `E-post (valgfritt)`."""
    plain = unicodedata.normalize("NFC", re.sub(r"\([^()]*\)", " ", heading[:200])).casefold()
    return "".join(each for each in plain if each.isalnum())


def _by_letters(table: Mapping[str, str]) -> dict[str, str]:
    return {letters(word): column for column, words in table.items() for word in words.split(", ")}


_STRONG = {letters(column): column for column in COLUMNS} | _by_letters(_WRITTEN)
_WEAKLY = _by_letters(_WEAK)
_EXPLAINED = {letters(heading): why for heading, why in EXPLAINED.items()}


def meaning(heading: str) -> str | None:
    """Return the column that a heading certainly means, or None."""
    return _STRONG.get(letters(heading)) if heading else None


class Headings(Struct, frozen=True):
    """The columns that headings mean in one catalogue: `named` by a recipe, `own` by letters -> a field of its own."""

    named: Mapping[str, str] = {}
    own: Mapping[str, str] = {}

    def meaning(self, heading: str) -> str | None:
        """Return the column that a heading certainly means, or None."""
        return self.named.get(heading) or meaning(heading) or self.own.get(letters(heading))

    def weak_meaning(self, heading: str) -> str | None:
        """Return the column that a heading means where no other heading does, or None."""
        return None if heading in self.named else _WEAKLY.get(letters(heading))


def headings_of(columns: Iterable[str], named: Mapping[str, str]) -> Headings:
    """Return the headings of a catalogue whose courses have these columns, with those that a recipe names."""
    own = [column for column in columns if column not in COLUMNS]
    code = next((column for column in own if column in CODES), None)
    coded = dict.fromkeys(map(letters, CODE_HEADINGS), code) if code else {}
    return Headings(named, {**coded, **{letters(column): column for column in own}})


def explanation(heading: str) -> str | None:
    """Return the msgid that says why no column means a heading that tables often have, or None."""
    return _EXPLAINED.get(letters(heading))


def suggestion(heading: str) -> str | None:
    """Return the column whose name or synonym is similar to a heading, to ask the user about it; None without one."""
    plain = letters(heading)
    found = nearest(plain, _STRONG) if len(plain) > 3 else None
    return _STRONG[found] if found else None


def unit(heading: str) -> str:
    """Return the unit in which a heading counts a duration: `semestre` of `Varighet (semestre)`; empty for none."""
    found = _UNIT.search(heading)
    return found[1].lower() if found else ""

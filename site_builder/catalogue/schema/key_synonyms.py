"""Other words for the fields of a course: headings of tables, and keys that an editor writes from memory."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

from site_builder.catalogue.schema.table_columns import ID, PROVIDER, TEXT
from site_builder.problems import nearest

COLUMN_WORDS: Mapping[str, str] = {
    ID: "id, studietilbud-id",
    PROVIDER: "institusjon, institusjonsnavn, institusjonsnamn, høgskole, høyskole, høgskule, universitet, lærested, "
    "lærestad, tilbyder, tilbydar, utdanningsinstitusjon, institution, provider, university, "
    "skole, skule, lärosäte, läroanstalt, uddannelsessted, school, college",
    "tittel": "emnenavn, emnenamn, emnetittel, studienavn, studienamn, studietittel, kursnavn, kursnamn, kurstittel, "
    "navn på studiet, navn på emnet, navn på emne, navn på studietilbud, navn på tilbudet, studietilbudets navn, "
    "programnavn, studieprogramnavn, title, course title, course name, kursens namn, kursets navn, kursustitel, "
    "fagets titel, titel",
    "fag": "fagområde, emneområde, fagnavn, fagnamn, undervisningsfag, skolefag, skulefag, subject, ämne, "
    "ämnesområde, topic",
    "trinn": "klassetrinn, årstrinn, årssteg, skoletrinn, skulesteg, klassesteg, for trinn, school years, grades",
    "studiepoeng": "sp, stp, poeng, ects, ects-poeng, antall studiepoeng, talet på studiepoeng, antall sp, "
    "studiepoengtall, vekting, credits, högskolepoäng, hp, ects-point",
    "språk": "målform, språk i teksten, tekstspråk",
    "undervisningsspråk": "underv.språk, undervisningsmål, undervisingsspråk, språk i undervisningen, "
    "language of instruction, teaching language",
    "studieform": "organisering, undervisningsform, undervisingsform, leveringsform, studiets organisering, "
    "organisering av studiet, delivery",
    "studiesteder": "sted, studiested, studiestad, studiestader, campus, undervisningssted, undervisingsstad, "
    "undervisningssteder, place, location, venue, studieort, plats, kursort, kursussted",
    "oppstart": "start, studiestart, oppstartsemester, oppstartssemester, startsemester, semesterstart, startdato, "
    "oppstartsdato, oppstartstidspunkt, semester for oppstart, første semester, start term, start date, "
    "kursstart, startdatum, kursusstart",
    "varighet": "lengde, varigheit, studielengde, antall semestre, antall semester, talet på semester, duration, "
    "längd, varaktighet, varighed",
    "eksamensform": "eksamen, vurderingsform, vurdering, exam",
    "arbeidsmengde": "timer, arbeidstimer, workload",
    "opptakskrav": "krav for opptak, opptakskriterier, opptaksgrunnlag, adgangskrav, admission requirements, "
    "förkunskapskrav, behörighet, entry requirements",
    "plasser": "antall plasser, studieplasser, antall studieplasser, plassar, studieplassar, kapasitet, seats, "
    "antal platser, platser, max antal, antal pladser, pladser",
    "pris": "kostnad, studieavgift, kursavgift, egenandel, price, fee",
    "lenke": "url, nettside, nettadresse, nettsted, lenkje, link, hjemmeside, webside, lenke til studiet, web",
    "kontakt.navn": "kontaktperson, kontakt, ansvarlig, ansvarleg, emneansvarlig, fagansvarlig, faglig ansvarlig, "
    "studieansvarlig, contact",
    "kontakt.e-post": "e-post, epost, mail, e-mail, e-postadresse, kontakt e-post",
    "kontakt.telefon": "telefon, tlf, tlf.nr, telefonnummer, mobil, phone",
    "opphav.type": "opphav, opphavstype",
    "opphav.kilde": "kilde, kjelde, source",
    "statusmerknad": "merknad til status",
    "bygger på": "byggjer på, bygg på, forutsetter, føreset",
    TEXT: "beskrivelse, omtale, innhold, innhald, om studiet, om emnet, kort omtale, description, about, "
    "kursbeskrivning, beskrivning, innehåll, kursusbeskrivelse, indhold",
}
"""Column -> other headings that mean it, and nothing else, in tables of courses."""

_KEYS: Mapping[str, str] = {
    "frister": "søknadsfrist, søknadsfrister, frist, deadline",
    "nivå": "nivaa, niva, level",
    "språk": "spraak, sprak, language",
    "samlinger": "samlingsdatoer, samlingar, datoer",
    "status": "tilstand, state",
    "forkunnskaper": "forkunnskapskrav, forkunnskapar, forkrav",
    "samlinger.fra": "dato, dag, start, startdato, fra dato, frå",
    "samlinger.til": "slutt, sluttdato, til dato",
    "samlinger.sted": "stad, by, studiested, campus",
    "frister.dato": "frist, dag",
    "moduler.tittel": "navn, emne",
    "opphav.adresse": "lenke, url, nettadresse",
}
"""Field or key of a group -> other words that mean it in a file, beside those of tables."""

_LIKE = 0.7
"""Similarity (difflib ratio) of a misspelt key, at least: `tags` is 0.6 like `status`, and `emnekode` like `lenke`."""


def letters(heading: str) -> str:
    """Return a heading's letters and digits, case-folded, without remarks in brackets: "epost" of "E-post (ny)"."""
    plain = unicodedata.normalize("NFC", re.sub(r"\([^()]*\)", " ", heading[:200])).casefold()
    return "".join(each for each in plain if each.isalnum())


def by_letters(table: Mapping[str, str]) -> dict[str, str]:
    """Return the `letters` of each word in a table of synonyms -> the column or field that it means.

    `table` maps a column or field to its synonyms, separated by commas.
    """
    return {letters(word): column for column, words in table.items() for word in words.split(", ")}


_MEANT = by_letters(COLUMN_WORDS)
_MEANT_IN_FILES = by_letters({key: words for key, words in _KEYS.items() if "." not in key})
_IN_GROUPS = {
    group: by_letters({key.partition(".")[2]: words for key, words in _KEYS.items() if key.startswith(f"{group}.")})
    for group in {key.partition(".")[0] for key in _KEYS if "." in key}
}


def meant_key(key: str, group: str, known: Collection[str]) -> str | None:
    """Return the key among `known` that an unknown key means or resembles, to ask the user about; or None.

    `group` is the field that holds the keys, such as "samlinger"; "" for the fields of the file.
    """
    plain = letters(key)
    column = _MEANT.get(plain, "")
    words = _IN_GROUPS.get(group, {}) if group else _MEANT_IN_FILES
    for meant in (words.get(plain), column, column.removeprefix(f"{group}."), column.partition(".")[0]):
        if meant in known:
            return meant
    return nearest(key, known, _LIKE)

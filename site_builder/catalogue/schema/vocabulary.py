"""The fields of subjects, institutions, places, requirements, search words and units."""

from __future__ import annotations

from typing import Any, cast

from site_builder.catalogue.schema.entry_types import Entry, Nested, field
from site_builder.catalogue.schema.field_types import EnumOf, FieldType, ListOf
from site_builder.catalogue.schema.fields import (
    ADDRESS,
    COUNTY,
    CREDITS,
    DAY,
    FACTS,
    GRADES,
    INSTITUTION,
    LINE,
    LINES,
    OUTLINES,
    PLACES,
    POSITION,
    SLUG,
    SUBJECTS,
    TEXT,
    TOWNS,
    YES,
)
from site_builder.catalogue.schema.own_choices import OwnChoice
from site_builder.catalogue.schema.usual_choices import Area

AREA: FieldType[Area | OwnChoice] = cast("Any", EnumOf(Area))
"""A group of subjects, where the profile declares none of its own."""


class SubjectEntry(Entry, file_title="Fag"):
    """The fields of catalogue/vocabulary/subjects/KEY.yaml: see Subject in catalogue/vocabulary.py."""

    name = field("navn", TEXT, about="Navnet, slik det skal stå.")
    everyday = field("hverdagsord", LINES, (), about="Ord lærere bruker om faget.")
    area = field("område", AREA, about="Gruppen faget hører til i menyer.")
    required = field("kompetansekrav", YES, False, about="Om det er kompetansekrav i faget.")


class InstitutionEntry(Entry, file_title="Institusjon"):
    """The fields of catalogue/vocabulary/institutions/KEY.yaml: see Institution in catalogue/vocabulary.py."""

    name = field("navn", LINE, about="Navnet, slik det skal stå.")
    short_names = field("kortnavn", LINES, (), about="Kortere navn, det vanligste først.")
    valid_from = field("gyldig fra", DAY, None, about="Den første dagen det gjaldt.")
    valid_until = field("gyldig til", DAY, None, about="Den siste dagen det gjaldt.")
    successor = field("etterfølger", INSTITUTION, None, about="Nøkkelen til institusjonen som tok over.")
    places = field("studiesteder", PLACES, (), about="Hvor man må reise. I filen står nøklene fra vocabulary/places.")
    home_page = field("nettsted", ADDRESS, None, about="Institusjonens nettsted.")
    application = field("søknad", ADDRESS, None, about="Siden der man søker opptak hos institusjonen.")
    note = field("merknad", LINE, None, about="En setning om hvorfor.")


class PlaceEntry(Entry, file_title="Studiested"):
    """The fields of catalogue/vocabulary/places/KEY.yaml: see StudyPlace in catalogue/vocabulary.py."""

    name = field("navn", LINE, about="Navnet, slik det skal stå.")
    county = field("fylke", COUNTY, about="Fylket, slik det het i 2016.")
    sami_name = field("samisk navn", LINE, None, about="Navnet på nordsamisk.")
    position = field("posisjon", POSITION, None, about="Breddegrad og lengdegrad, for søk «nær».")


class RequirementEntry(Entry, file_title="Kompetansekrav"):
    """The fields of catalogue/vocabulary/requirements/KEY.yaml: see Requirement in catalogue/vocabulary.py."""

    name = field("navn", TEXT, about="Navnet, slik det skal stå.")
    grades = field("trinn", GRADES, about="Trinnene det gjelder, for eksempel 1-7, 8-13 eller voksne.")
    subjects = field("fag", SUBJECTS, about="Fagene kravet gjelder.")
    credits = field("studiepoeng", CREDITS, about="Hvor mange studiepoeng som kreves.")
    valid_from = field("gyldig fra", DAY, None, about="Den første dagen det gjaldt.")
    source = field("kilde", LINE, about="Hvor det står.")
    confirmed = field("bekreftet", YES, about="Om en kilde bekrefter regelen.")


class WordEntry(Entry):
    """Search words and phrases, and the grades, credits, subjects or other facts of courses that they ask for.

    A fact is `name=value`, such as `status=full`; `near` are facts that come near. `questions` are examples of what
    people ask who want these facts.
    """

    words = field("ord", LINES, (), about="Ordene, med små bokstaver.")
    questions = field("spørsmål", LINES, (), about="Eksempler på hva folk spør om. Søket lærer av ordene i dem.")
    grades = field("trinn", GRADES, None, about="Trinnene det gjelder, for eksempel 1-7, 8-13 eller voksne.")
    credits = field("studiepoeng", CREDITS, None, about="Antall studiepoeng, bare tallet.")
    subjects = field("fag", SUBJECTS, (), about="Faget. I filen står nøkkelen fra vocabulary/subjects.")
    facts = field("fakta", FACTS, (), about="Fakta ordene spør om, navn=verdi, for eksempel status=full; ett holder.")
    near = field("nest", FACTS, (), about="Fakta som er nest best.")
    unanswered = field("uten svar", YES, False, about="Om katalogen ikke svarer på dette. Siden er da den nærmeste.")


class PhraseEntry(Entry):
    """A phrase in searches that would be split into words (`written`), and the word that replaces it (`meant`)."""

    written = field("skrevet", LINE, about="Slik det skrives.")
    meant = field("betyr", LINE, about="Ordet det skal leses som.")


class WordsEntry(Entry, file_title="Ord lærere søker med"):
    """The fields of words.yaml, phrases.yaml, questions.yaml and real-words.yaml in catalogue/vocabulary/.

    Everyday names of subjects are in the subjects' own files.
    """

    words = field("ord", ListOf(Nested(WordEntry)), (), about="Ordene, med små bokstaver.")
    real = field("virkelige ord", LINES, (), about="Ord som ikke er feilskrevne ord av katalogen.")
    stop = field("stoppord", LINES, (), about="Ord som står i nesten alt i denne katalogen, og som søket ser bort fra.")
    online = field("nett", LINES, (), about="Ord for å studere på nett.")
    phrases = field(
        "uttrykk", ListOf(Nested(PhraseEntry)), (), about="Skrivemåter som ellers ville blitt delt i stykker."
    )


class TownsEntry(Entry, file_title="Hvor byer og kommuner ligger"):
    """The fields of catalogue/vocabulary/towns.yaml: `source`, and (name, degrees north, degrees east) of towns."""

    source = field("kilde", LINE, about="Hvor det står.")
    towns = field("steder", TOWNS, about="Navn, breddegrad og lengdegrad, ett sted på hver linje.")


class CountyEntry(Entry):
    """A county on the map: its name, and its outlines as positions of their vertices."""

    name = field("navn", COUNTY, about="Fylket, skrevet som hos studiestedene.")
    outlines = field("omriss", OUTLINES, about="Hjørnene i omrisset, ett omriss for fastlandet og ett for hver øy.")


class CountiesEntry(Entry, file_title="Kart over fylkene"):
    """The fields of catalogue/vocabulary/counties.yaml: `source`, and the counties with outlines, for a map."""

    source = field("kilde", LINE, about="Hvor kartet kommer fra. Det står under kartet.")
    counties = field("fylker", ListOf(Nested(CountyEntry)), about="Fylkene, ett om gangen.")


class UnitEntry(Entry):
    """A unit of education, its key in addresses, and the number of credits that one is worth."""

    name = field("navn", TEXT, about="Navnet, slik det skal stå.")
    key = field("nøkkel", SLUG, about="Navnet det har i adresser.")
    credits = field("studiepoeng", CREDITS, about="Hvor mange studiepoeng ett av dem er.")


class UnitsEntry(Entry, file_title="Eldre mål for utdanning"):
    """The fields of catalogue/vocabulary/units.yaml: older units of education and their worth in credits.

    `source` says where the conversion is stated, `confirmed` whether a source confirms it.
    """

    units = field("enheter", ListOf(Nested(UnitEntry)), about="Målene, ett om gangen.")
    source = field("kilde", LINE, about="Hvor det står.")
    confirmed = field("bekreftet", YES, about="Om en kilde bekrefter regelen.")

"""The fields of subjects, institutions, places, requirements, search words and units."""

from __future__ import annotations

from site_builder.catalogue.schema.enums import Area
from site_builder.catalogue.schema.field_types import Entry, EnumOf, ListOf, Nested, field
from site_builder.catalogue.schema.fields import (
    ADDRESS,
    CREDITS,
    DAY,
    GRADES,
    INSTITUTION,
    KEY,
    LINE,
    LINES,
    PLACES,
    SUBJECTS,
    TEXT,
    YES,
)


class SubjectEntry(Entry):
    """catalogue/vocabulary/subjects/KEY.yaml"""

    name = field("navn", TEXT)
    everyday = field("hverdagsord", LINES, ())
    area = field("område", EnumOf(Area))
    required = field("kompetansekrav", YES, False)


class InstitutionEntry(Entry):
    """catalogue/vocabulary/institutions/KEY.yaml"""

    name = field("navn", LINE)
    short_names = field("kortnavn", LINES, ())
    valid_from = field("gyldig fra", DAY, None)
    valid_until = field("gyldig til", DAY, None)
    successor = field("etterfølger", INSTITUTION, None)
    places = field("studiesteder", PLACES, ())
    home_page = field("nettsted", ADDRESS, None)
    note = field("merknad", LINE, None)


class PlaceEntry(Entry):
    """catalogue/vocabulary/places/KEY.yaml"""

    name = field("navn", LINE)
    county = field("fylke", LINE)
    sami_name = field("samisk navn", LINE, None)


class RequirementEntry(Entry):
    """catalogue/vocabulary/requirements/KEY.yaml: one kompetansekrav, with its source."""

    name = field("navn", TEXT)
    grades = field("trinn", GRADES)
    subjects = field("fag", SUBJECTS)
    credits = field("studiepoeng", CREDITS)
    valid_from = field("gyldig fra", DAY, None)
    source = field("kilde", LINE)
    confirmed = field("bekreftet", YES)


class WordEntry(Entry):
    """Words that stand for school years, credits or subjects."""

    words = field("ord", LINES)
    grades = field("trinn", GRADES, None)
    credits = field("studiepoeng", CREDITS, None)
    subjects = field("fag", SUBJECTS, ())


class PhraseEntry(Entry):
    """A way of writing that would be torn apart, and the word it is read as."""

    written = field("skrevet", LINE)
    meant = field("betyr", LINE)


class WordsEntry(Entry):
    """catalogue/vocabulary/words.yaml: what teachers search with that is no subject's everyday name."""

    words = field("ord", ListOf(Nested(WordEntry)), ())
    online = field("nett", LINES, ())
    phrases = field("uttrykk", ListOf(Nested(PhraseEntry)), ())


class UnitEntry(Entry):
    """A measure of education in credits."""

    name = field("navn", TEXT)
    key = field("nøkkel", KEY)
    credits = field("studiepoeng", CREDITS)


class UnitsEntry(Entry):
    """catalogue/vocabulary/units.yaml: older measures of education, and what they are in credits."""

    units = field("enheter", ListOf(Nested(UnitEntry)))
    source = field("kilde", LINE)
    confirmed = field("bekreftet", YES)

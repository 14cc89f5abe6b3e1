"""The fields for the phrases in which a language states facts of a course; catalogue/claim_phrases.py compiles them."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.catalogue.schema.entry_types import Entry, field
from site_builder.catalogue.schema.field_types import FieldType, MapOf
from site_builder.catalogue.schema.fields import LINE, LINES
from site_builder.catalogue.schema.parsers import one_of

PHRASES: Mapping[str, str] = {
    "studiepoeng": "credits",
    "oppstart": "start",
    "varighet": "length",
    "status": "state",
    "trinn": "grades",
    "studiesteder": "places",
    "frister": "deadline",
    "samlinger": "gatherings",
    "ingen samlinger": "no gatherings",
    "studieform": "delivery",
    "plasser": "seats",
    "pris": "price",
    "undervisningsspråk": "teaching languages",
}
"""Key of phrases -> kind of claim."""

_KIND = FieldType(one_of(list(PHRASES)), {"enum": list(PHRASES)})


class ClaimWordsEntry(Entry):
    """The phrases of a language that state facts of a course.

    A hole in a phrase, `{name}`, stands for one of several words. `holes` maps names of holes to word -> the word that
    fields have; `phrases` maps a field to its phrases.
    """

    course = field("studiet", LINES, (), about="Ord for studietilbudet: the course, this course.")
    holes = field(
        "ord", MapOf(LINE, MapOf(LINE, LINE)), {}, about="Hull i setningene, og ordene der med ordet feltene har."
    )
    phrases = field("setninger", MapOf(_KIND, LINES), {}, about="Felt, og setninger som sier hva det er.")
    unsure_before = field("usikkert før", LINES, (), about="Ord før en påstand som gjør den usikker: not, if, when.")
    unsure_after = field("usikkert etter", LINES, (), about="Ord etter en påstand som gjør den usikker: or, unless.")

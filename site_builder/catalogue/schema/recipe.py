"""The fields of a recipe: how the tables of an institution are imported."""

from __future__ import annotations

from site_builder.catalogue.schema import parsers
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entry_types import Entry, field
from site_builder.catalogue.schema.field_types import FieldType, ListOf, MapOf
from site_builder.catalogue.schema.fields import LINE, whole
from site_builder.catalogue.schema.table_columns import PROVIDER, UNUSED, columns_of

MAX_ROW = 20_000
"""Highest number of a row of headings."""

_COLUMN = FieldType(parsers.parse_text, {"type": "string", "examples": [*columns_of(CourseEntry), PROVIDER, UNUSED]})
"""A column of the table that `export` writes. The own fields of a catalogue are columns too, so the names are open;
`import` reports others."""

_VALUE = MapOf(_COLUMN, LINE)


class RecipeEntry(Entry, file_title="Oppskrift for import"):
    """The fields of catalogue/import/NAME.yaml: see Recipe in authoring/tables/recipe.py."""

    sheet = field("ark", LINE, None, about="Navnet på arket med studietilbudene.")
    row = field("overskrifter i rad", whole(MAX_ROW), None, about="Nummeret på raden med overskriftene.")
    columns = field(
        "kolonner", MapOf(LINE, _COLUMN), {}, about="Overskrift i regnearket: feltet den betyr, eller «ikke brukt»."
    )
    values = field(
        "verdier",
        _VALUE,
        {},
        about="Verdier for felt uten egen kolonne. {Overskrift} i en verdi blir byttet ut med cellen under den.",
    )
    translations = field(
        "oversettelser",
        MapOf(_COLUMN, MapOf(LINE, LINE)),
        {},
        about="Felt: slik det står i regnearket: verdien i filen, eller «ikke brukt» for en celle uten verdi.",
    )
    left_out = field(
        "hopp over", MapOf(LINE, ListOf(LINE)), {}, about="Overskrift: verdier som betyr at raden ikke skal tas med."
    )

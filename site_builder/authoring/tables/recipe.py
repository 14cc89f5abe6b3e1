"""Recipes: how the headings and words of a table become fields.

A first import drafts one, which the catalogue keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from site_builder.authoring.tables.columns import suggestion
from site_builder.authoring.tables.finding import Table, one_line
from site_builder.catalogue.schema.recipe import RecipeEntry
from site_builder.catalogue.schema.table_columns import UNUSED
from site_builder.sources.yaml_writer import scalar

_HEADING = re.compile(r"\{([^{}]+)\}")

MAX_TRANSLATED = 30
"""Cells of a column that a draft lists for translation, at most."""


class Recipe(Struct, frozen=True):
    """The instructions for reading a table. `sheet` is its name; `row` the number of the row of headings (from 1).

    `columns` maps headings to columns, `values` columns to values for rows without one. `translations` maps columns to
    cell -> value; `left_out` maps headings to the cells whose rows are left out.
    """

    sheet: str | None = None
    row: int | None = None
    columns: Mapping[str, str] = {}
    values: Mapping[str, str] = {}
    translations: Mapping[str, Mapping[str, str]] = {}
    left_out: Mapping[str, tuple[str, ...]] = {}

    @classmethod
    def of(cls, entry: RecipeEntry) -> Recipe:
        """Return the recipe in a file of catalogue/import/."""
        return cls(entry.sheet, entry.row, entry.columns, entry.values, entry.translations, entry.left_out)

    def values_of(self, row: Mapping[str, str]) -> dict[str, str]:
        """Return column -> value for a row (heading -> cell): `{Heading}` in a value is replaced by the row's cell."""
        return {
            column: " ".join(_HEADING.sub(lambda found: row.get(found[1], ""), value).split())
            for column, value in self.values.items()
        }

    @property
    def quoted(self) -> frozenset[str]:
        """The headings that occur as `{Heading}` in `values`."""
        return frozenset(heading for value in self.values.values() for heading in _HEADING.findall(value))

    def leaves_out(self, row: Mapping[str, str]) -> bool:
        """Return whether a row (heading -> cell) has a cell for which it is left out."""
        return any(
            one_line(row.get(heading, "")).casefold() in (each.casefold() for each in words)
            for heading, words in self.left_out.items()
        )


def draft(
    table: Table,
    missing: Iterable[str],
    unread: Mapping[str, Iterable[str]],
    explanations: Mapping[str, str],
    head: str,
) -> str:
    """Return the YAML of a recipe for a table: `head` as its first comment, then each heading and its column.

    Values that a person must write are comments. `missing` are required columns without a heading; `unread` maps
    columns to the cells that are not values of theirs. `explanations` are the texts of the comments by name: `missing`,
    `unread` and `like`, in which `{heading}` and `{column}` are filled in.
    """
    lines = [f"# {line}" for line in head.splitlines()]
    if table.sheet:
        lines.append(f"ark: {scalar(table.sheet)}")
    lines += [f"overskrifter i rad: {table.row}", "kolonner:"]
    for position, heading in enumerate(table.headings):
        if heading:
            column = table.columns.get(position, UNUSED)
            like = suggestion(heading) if column == UNUSED else None
            if like:
                lines.append(f"  # {explanations['like'].format(heading=heading, column=like)}")
            lines.append(f"  {scalar(heading)}: {scalar(column)}")
    if wanted := tuple(missing):
        lines += [f"# {explanations['missing']}", "# verdier:", *(f"#   {column}: ..." for column in wanted)]
    if unread:
        lines += [f"# {explanations['unread']}", "# oversettelser:"]
    for column, cells in unread.items():
        lines.append(f"#   {scalar(column)}:")
        lines += [f"#     {scalar(cell)}: ..." for cell in sorted({one_line(each) for each in cells})[:MAX_TRANSLATED]]
    return "\n".join(lines) + "\n"

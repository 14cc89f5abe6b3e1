"""Check that no field is written in the text below the fields, where it is shown as text and has no effect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.catalogue.checks.text_places import place_at
from site_builder.catalogue.markdown.without_code import without_code
from site_builder.catalogue.schema.entry_types import Entry
from site_builder.problems import N_, Problem, warning
from site_builder.sources.record import Record

_LINE = re.compile(r"^(?P<field>(?P<key>[a-zæøå][a-zæøå ]{1,30}):[ \t]+\S[^\n]*)", re.MULTILINE)


def fields_in_text(record: Record, type_: type[Entry]) -> Iterator[Problem]:
    """Yield a warning for each line of the text that is written as a field of the entry type `type_`: `plasser: 30`."""
    if not _LINE.search(record.body):
        return
    keys = {each.key for each in type_.fields.values()}
    for found in _LINE.finditer(without_code(record.body)):
        if found["key"] in keys:
            yield warning(
                place_at(record, found.start(), len(found["field"])),
                "field-in-text",
                N_("«{written}» stands in the text, so it is shown as words and not read as a field."),
                N_("Move the line up between the two lines of ---, or write it as a sentence."),
                written=found["field"].rstrip(),
            )

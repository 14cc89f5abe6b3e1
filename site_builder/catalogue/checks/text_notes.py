"""Report differences between a text as written and as shown, and leftovers: markup, damaged and invisible letters.

The conversion of a text makes notes of them (catalogue/markdown/); here each note gets its code, message and hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.catalogue.checks.characters import texts_of
from site_builder.catalogue.checks.note_messages import MESSAGES
from site_builder.catalogue.markdown.leftovers import field_leftovers, has_field_leftovers
from site_builder.catalogue.markdown.private_addresses import PRIVATE_ADDRESS, is_private
from site_builder.catalogue.markdown.stated_days import DATE_SIGNS, day_notes
from site_builder.catalogue.markdown.wrapped_addresses import WRAPPERS, wrapped_target
from site_builder.catalogue.texts import Note
from site_builder.problems import N_, Place, Problem, error, warning
from site_builder.sources.record import Record

MARKDOWN = frozenset(["emphasis", "open-link", "piped-link", "wiki-link"])
"""Notes whose hint is how Markdown is written, which is no help in a field."""

NO_MARKDOWN = N_("Delete the marks: fields have no Markdown.")
"""Their hint in a field."""

_ERRORS = frozenset(["unclosed-fence", "broken-link"])
"""Codes that stop publishing: most of the text would be something else, or a link leads nowhere."""


def note_problems(record: Record, notes: tuple[Note, ...]) -> Iterator[Problem]:
    """Yield the problem of each note of a record's text, at its place in the file."""
    for note in notes:
        place = Place(record.path, record.body_line + note.line - 1, note.column, note.length)
        yield _problem(place, note.name, note.values)


def field_note_problems(record: Record) -> Iterator[Problem]:
    """Yield a problem for each piece of markup, impossible date, and damaged or invisible letter in fields."""
    if DATE_SIGNS.search(record.header):
        for text, loc in texts_of(record.fields, ()):
            for note in day_notes(text, text):
                if note.values["written"] != text.strip():  # a field of a date says so itself
                    yield _problem(record.place(*loc), note.name, note.values, fixable=False)
    private = bool(PRIVATE_ADDRESS.search(record.header))
    wrapped = any(word in record.header for word in WRAPPERS)
    if not (private or wrapped) and not has_field_leftovers(record.header):
        return
    for text, loc in texts_of(record.fields, ()):
        if wrapped and (target := wrapped_target(text)) is not None:
            yield _problem(record.place(*loc), "wrapped-address", {"written": text, "target": target}, fixable=False)
        if private and is_private(text):
            yield _problem(record.place(*loc), "private-address", {"written": text}, fixable=False)
        for each in field_leftovers(text):
            yield _problem(record.place(*loc), each.name, {"fix": "", **each.values}, fixable=False)


def _problem(place: Place, name: str, values: Mapping[str, str], *, fixable: bool = True) -> Problem:
    code, message, hint = MESSAGES[name]
    if not fixable and name in MARKDOWN:
        hint = NO_MARKDOWN
    given = dict(values) | ({"correction": values["fix"]} if fixable and "fix" in values else {})
    return (error if code in _ERRORS else warning)(place, code, message, hint, **given)

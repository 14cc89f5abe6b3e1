"""Messages about the values and fields of course files, by name: the only place where they are written.

A name is the problem's code, and after a dot the variant of the wording. The parsers and the checks look messages up
here; the form in the browser receives the table as JSON (pages/views/form.py). tests/authoring/test_form_rules.py runs
both on the same courses and compares the messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_builder import problems
from site_builder.catalogue.schema.address_messages import ADDRESS_MESSAGES
from site_builder.catalogue.schema.provenance_messages import PROVENANCE
from site_builder.problems import N_, Place, Problem

MESSAGES: Mapping[str, tuple[str, str]] = {
    "missing-key": (N_("The key «{key}» is missing."), N_("Add a line `{key}: ...`.")),
    "missing-key.form": (N_("The field «{key}» is not filled in."), N_("It is required.")),
    "unknown-key": (N_("The key «{key}» is not known here."), N_("Delete it, or write one of: {known}.")),
    "unknown-key.nearest": (N_("The key «{key}» is not known here."), N_("Did you mean «{suggestion}»?")),
    "wrong-shape": (
        N_("Found a list or a group of fields; one value is expected."),
        N_("Write the value after the colon, on the same line."),
    ),
    "wrong-shape.list": (
        N_("Expected a list: each item begins with a hyphen."),
        N_("See the example in the editors' guide (catalogue/README.md)."),
    ),
    "wrong-shape.group": (
        N_("Expected a group of fields, one a line, indented."),
        N_("See the example in the editors' guide (catalogue/README.md)."),
    ),
    "empty-value": (N_("The key has no value."), N_("Fill it in, or delete the line.")),
    "double-value": (N_("«{value}» is listed twice."), N_("Delete one of the two.")),
    "too-long": (
        N_("The text is {length} characters; this field takes at most {limit}."),
        N_("Move the rest to the text below the fields."),
    ),
    "bad-choice": (N_("«{value}» is not one of the choices."), N_("Write one of: {choices}.")),
    "bad-choice.nearest": (
        N_("«{value}» is not one of the choices."),
        N_("Did you mean «{suggestion}»? One of: {choices}."),
    ),
    "bad-grades": (N_("«{value}» is not a range of school years."), N_("Write {suggestion}.")),
    "bad-grades.range": (
        N_("«{value}» is not a range of school years."),
        N_("School years run from 1 to 13, the lowest first: {suggestion}."),
    ),
    "bad-credits": (
        N_("«{value}» is not a number of credits."),
        N_("Write only the number, from 0.5 to 120: {suggestion}."),
    ),
    "bad-date": (
        N_("«{value}» is not a date as it is written here."),
        N_("Write year, month and day with hyphens: {suggestion}."),
    ),
    "bad-date.day": (N_("«{value}» is not a day of the calendar."), N_("Check the day and the month.")),
    "bad-date.far": (
        N_("«{value}» is too far in the past or future."),
        N_("Check the year; it runs from {low} to {high}."),
    ),
    "bad-semester": (N_("«{value}» is not a semester."), N_("Write the semester and the year: {suggestion}.")),
    "bad-duration": (N_("«{value}» is not a duration."), N_("Count in semesters: {suggestion}.")),
    **ADDRESS_MESSAGES,
    "bad-key": (
        N_("«{value}» cannot be part of an address."),
        N_("Write a name with letters from a to z or digits: {suggestion}."),
    ),
    "bad-email": (N_("«{value}» is not an e-mail address."), N_("Write it as name@institution.no.")),
    "bad-phone": (
        N_("«{value}» is not a telephone number."),
        N_("Write digits and spaces, with + and country code if it is abroad."),
    ),
    "bad-number": (
        N_("«{value}» is not a whole number from {low} to {high}."),
        N_("Write a number in that range, with digits only."),
    ),
    "bad-number.decimal": (
        N_("«{value}» is not a number."),
        N_("Write digits, with a comma before decimals."),
    ),
    "bad-country": (
        N_("«{value}» is not the code of a country."),
        N_("Write two capital letters, as in NO, SE or GB."),
    ),
    "bad-position": (
        N_("«{value}» is not a position."),
        N_("Write the degrees north and east with a point and a space between, as 59.91 10.75."),
    ),
    "bad-position.town": (
        N_("«{value}» is not a town and its position."),
        N_("Write the name, then the degrees north and east, as Mosjøen 65.84 13.19."),
    ),
    "bad-own-field": (
        N_("«{key}» is a field that every catalogue has."),
        N_("Give the field of your own another key."),
    ),
    "bad-own-field.key": (
        N_("«{key}» cannot be the key of a field."),
        N_("Write small letters, digits, spaces and hyphens, beginning with a letter."),
    ),
    "bad-own-field.double": (
        N_("Two fields have the key «{key}» or the same address."),
        N_("Give one of them another key."),
    ),
    "bad-own-field.address": (
        N_("«{key}» would have the address of another list or page of a year, «{address}»."),
        N_("Give the field another key, or leave out «fasett»."),
    ),
    "bad-own-field.choices": (
        N_("The field «{key}» is a choice, but has nothing to choose from."),
        N_("Add «valg», a list of values."),
    ),
    "bad-own-field.no-choices": (
        N_("The field «{key}» has values to choose from, but is of kind «{kind}»."),
        N_("Write «slag: valg», or delete «valg»."),
    ),
    "bad-own-field.facet": (
        N_("Courses cannot be divided by the field «{key}»: it is of kind «{kind}»."),
        N_("Delete «fasett», or write the field as «valg», «liste», «tekst» or «ja eller nei»."),
    ),
    "title-contradicts": (
        N_("The title says {in_title}, the field «{key}» says {in_field}."),
        N_("Correct the wrong one: teachers search by the field and read the title."),
    ),
    "modules-do-not-sum": (
        N_("The modules add up to {total} credits, the course has {credits}."),
        N_("Correct the course's credits or a module's."),
    ),
    "module-outside-course": (
        N_("The module is in {semester}, but the course runs from {first} to {last}."),
        N_("Correct the module's semester, or the course's start and duration."),
    ),
    "level-without-prior": (
        N_("A course at level {level} usually requires credits in the subject, and none are given."),
        N_("Add «forkunnskaper» with subject and credits, or «bygger på»."),
    ),
    "state-without-note": (
        N_("The course is «{state}», but no reason is given."),
        N_("Add «statusmerknad» with one sentence for those who had planned to apply."),
    ),
    "state-day-alone": (
        N_("The course has no state that could begin on {day}."),
        N_("Add «status», for example «status: full», or delete the line."),
    ),
    "state-too-early": (
        N_("The course is «{state}» from {day}, but places are not allotted until {allotted}."),
        N_("Write {suggestion} or a later day: until then teachers can apply, or wait for an answer."),
    ),
    "state-without-day": (
        N_("The course is «{state}», but from which day is not given; the page says so from {after}."),
        N_("Add `status fra: {after}`, or a later day. Until then teachers can apply."),
    ),
    "application-without-deadline": (
        N_("The course has an application of its own for «{who}», but no deadline for that group."),
        N_("Add «frister» with «hvem: {who}» and the last day; the year's deadlines do not apply here."),
    ),
    "delivery-contradicts": (
        N_("The course is «{delivery}» but has gatherings in person."),
        N_("Write «nett- og samlingsbasert», or «form: digital» on the gatherings."),
    ),
    "missing-places": (
        N_("The course is «{delivery}», but no place is given."),
        N_("Add «studiesteder»: where must students travel?"),
    ),
    **PROVENANCE,
    "gathering-order": (
        N_("The gathering ends on {last}, before it begins on {first}."),
        N_("Swap the two dates, or correct one."),
    ),
    "gathering-overlap": (
        N_("The gathering begins on {first}, before the one before it ends."),
        N_("Correct the dates of one of them."),
    ),
    "gathering-before-start": (
        N_("The gathering on {first} is before the course starts ({start})."),
        N_("Correct the year of the date, or the start."),
    ),
    "gathering-after-end": (
        N_("The gathering on {last} is after the course ends."),
        N_("Correct the date, or the start and duration."),
    ),
    "long-gathering": (N_("The gathering lasts {days} days."), N_("Check the month of both dates.")),
    "gathering-on-holiday": (N_("{day} is a public holiday ({name})."), N_("Check the date.")),
    "deadline-before-opening": (
        N_("The deadline {day} is before applications open on {opens}."),
        N_("Check the year of the date."),
    ),
    "bad-old-address": (
        N_("«{address}» is not an address on this site."),
        N_("Write it from the first slash, without the host: /2015-2016/hihm/naturfag-2/."),
    ),
    "bad-old-address.listed": (
        N_("«{address}» is not an address on this site."),
        N_("Delete the line, or restore it from git: `site-builder release` writes this file."),
    ),
    "empty-text": (
        N_("There is no text below the fields."),
        N_("Write a few paragraphs on the contents of the course, the teaching and the participants it suits."),
    ),
}
"""Name -> (message, hint): gettext msgids with `{names}` of values."""


class InvalidValue(ValueError):
    """A value that cannot be parsed: the `name` of its message, and the `values` that the message quotes."""

    def __init__(self, name: str, /, **values: object) -> None:
        """Record the fault; `name` must be in MESSAGES."""
        super().__init__(name)
        self.name = name
        self.code = code_of(name)
        self.message, self.hint = MESSAGES[name]
        self.values = values


def code_of(name: str) -> str:
    """Return the problem code of a message's name: the part before the dot."""
    return name.partition(".")[0]


def error(place: Place, name: str, /, **values: Any) -> Problem:
    """Return the error at `place` with the message `name`."""
    return problems.error(place, code_of(name), *MESSAGES[name], **values)


def warning(place: Place, name: str, /, **values: Any) -> Problem:
    """Return the warning at `place` with the message `name`."""
    return problems.warning(place, code_of(name), *MESSAGES[name], **values)

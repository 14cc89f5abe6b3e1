"""Messages about the values and fields of course files, by name; value_messages.py has the rest of the table.

A name is the problem's code, and after a dot the variant of the wording. The parsers and the checks look messages up
here; the form in the browser receives the table as JSON (pages/views/form.py). tests/authoring/test_form_rules.py runs
both on the same courses and compares the messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_builder import problems
from site_builder.catalogue.schema.provenance_messages import PROVENANCE
from site_builder.catalogue.schema.value_messages import READABLE, VALUE_MESSAGES
from site_builder.problems import N_, Place, Problem

MESSAGES: Mapping[str, tuple[str, str]] = {
    **VALUE_MESSAGES,
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
    "missing-publisher": (
        N_("The site has an address that readers can reach, but does not state {keys}."),
        N_(
            "Add the fields: readers must know who answers for the site, how to reach them, and how long the host keeps"
            " its log. `build --production` publishes nothing without them."
        ),
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
    "rolling-with-deadline": (
        N_("The year has rolling admission, and {day} as the last day to apply."),
        N_("Delete «løpende opptak», or the deadline; a course that has a deadline names it in its own file."),
    ),
    "rolling-with-deadline.own": (
        N_("There is rolling admission here, and {day} as the last day to apply."),
        N_("Delete «løpende opptak», or the deadline."),
    ),
    "delivery-contradicts": (
        N_("The course is «{delivery}» but has gatherings in person."),
        N_("Write «nett- og samlingsbasert», or «form: digital» on the gatherings."),
    ),
    "delivery-contradicts.own": (
        N_("The course is «{delivery}» but has gatherings in person."),
        N_("Write another of the forms of delivery in the profile, or «form: digital» on the gatherings."),
    ),
    "bad-delivery": (
        N_("The form of delivery «{word}» has a name that another one has, or no letter or digit in its name."),
        N_("Give each form of delivery a name of its own; its address is made from the name."),
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
        N_(
            "Write it from the first slash, without the host, in small letters a to z, digits and hyphens; for example "
            "/2015-2016/hihm/naturfag-2/."
        ),
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
    """Raised for a value that cannot be parsed: `name` is the key of its message in MESSAGES.

    `values` are those that the message quotes. `code`, `message` and `hint` are as in Problem.
    """

    def __init__(self, name: str, /, **values: object) -> None:
        """Look up the message `name`, a key of MESSAGES; `values` are those that it quotes."""
        super().__init__(name)
        self.name = name
        self.code = code_of(name)
        self.message, self.hint = MESSAGES[name]
        self.values = values

    def read_as(self, *readings: str, certain: bool) -> InvalidValue:
        """Return the error with a hint that suggests `readings`, texts that the value may mean; itself without any.

        If `certain`, `check --fix` writes the first; else the hint asks. Errors whose code is not in READABLE are
        unchanged.
        """
        if self.code not in READABLE or not readings:
            return self
        values = {**self.values, "suggestion": " / ".join(readings)} | ({"certain": readings[0]} if certain else {})
        return InvalidValue(f"{self.code}.{'reading' if certain else 'question'}", **values)


def code_of(name: str) -> str:
    """Return the problem code of a message's name: "bad-date" of "bad-date.day"."""
    return name.partition(".")[0]


def error(place: Place, name: str, /, **values: Any) -> Problem:
    """Return the error at `place` with the message `name` (a key of MESSAGES), filled with `values`."""
    return problems.error(place, code_of(name), *MESSAGES[name], **values)


def warning(place: Place, name: str, /, **values: Any) -> Problem:
    """Return the warning at `place` with the message `name` (a key of MESSAGES), filled with `values`."""
    return problems.warning(place, code_of(name), *MESSAGES[name], **values)

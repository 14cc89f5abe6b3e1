"""Labels: texts, in any language, that name facets and the values of a course's fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from site_builder.catalogue.schema.enums import CourseState, Delivery
from site_builder.catalogue.schema.own_choices import OwnChoice
from site_builder.catalogue.schema.own_delivery import OwnDelivery
from site_builder.catalogue.schema.roles import Role
from site_builder.catalogue.schema.times import DurationUnit, Semester
from site_builder.catalogue.schema.usual_choices import AREAS, ROLE_NAMES, SCHEMES, Area, Scheme
from site_builder.catalogue.texts import Text
from site_builder.problems import N_


class Label(Struct, frozen=True):
    """The name of a facet or a value, in any language: a `text` of the catalogue, or `message`, a msgid with `values`.

    Otherwise one field says what it names: `language` is the code of a language whose name CLDR has, `day` a date, or
    with `is_month` its month and year. With a `currency` (ISO 4217), the values are amounts of money in it.
    """

    text: Text | None = None
    message: str = ""
    values: Mapping[str, object] = {}
    language: str = ""
    currency: str = ""
    day: date | None = None
    is_month: bool = False

    def __hash__(self) -> int:
        """Return a hash of text and message. The values are a mapping, which is not hashable."""
        return hash((self.text, self.message, self.language, self.day))


DELIVERIES: dict[Delivery, tuple[str, str]] = {
    Delivery.ONLINE: ("nettbasert", N_("online")),
    Delivery.BLENDED: ("nett-og-samlinger", N_("online with gatherings")),
    Delivery.GATHERINGS: ("samlingsbasert", N_("with gatherings")),
    Delivery.CAMPUS: ("pa-studiestedet", N_("on campus")),
    Delivery.MOOC: ("mooc", N_("MOOC")),
}
"""Delivery -> key and name."""

STATES: dict[CourseState, tuple[str, str]] = {
    CourseState.OPEN: ("apen", N_("as planned")),
    CourseState.VACANT: ("ledige-plasser", N_("places available")),
    CourseState.FULL: ("full", N_("full")),
    CourseState.CANCELLED: ("avlyst", N_("cancelled")),
    CourseState.NOT_THIS_YEAR: ("ikke-i-ar", N_("not offered this year")),
}
"""State -> key and name."""

SINCE = {
    CourseState.VACANT: N_("places available from {date}"),
    CourseState.FULL: N_("full from {date}"),
    CourseState.CANCELLED: N_("cancelled {date}"),
    CourseState.NOT_THIS_YEAR: N_("not offered this year"),
}
"""State -> its words at any time, with the day on which it takes effect where it has one."""

APPLY_NOW = ("kan-sokes", N_("can be applied for now"))
"""Key and name of a state beside STATES: by the reader's clock, the course can be applied for."""

LANGUAGE_NAMES = {
    "nb": N_("Bokmål"),
    "nn": N_("Nynorsk"),
    "se": N_("North Sami"),
    "en": N_("English"),
    "sv": N_("Swedish"),
    "da": N_("Danish"),
    "nsl": N_("Norwegian Sign Language"),
}
"""Language of teaching -> name. Names of other languages are those of CLDR."""

DURATION_WORDS: Mapping[DurationUnit, tuple[str, str]] = {
    DurationUnit.SEMESTER: (N_("one semester"), N_("{count} semesters")),
    DurationUnit.TERM: (N_("one term"), N_("{count} terms")),
    DurationUnit.YEAR: (N_("one year"), N_("{count} years")),
    DurationUnit.MONTH: (N_("one month"), N_("{count} months")),
    DurationUnit.WEEK: (N_("one week"), N_("{count} weeks")),
    DurationUnit.DAY: (N_("one day"), N_("{count} days")),
    DurationUnit.HOUR: (N_("one hour"), N_("{count} hours")),
}
"""Unit of a duration -> its singular and plural."""


def message_label(message: str, **values: object) -> Label:
    """Return a label of a msgid and the values of its `{name}` placeholders."""
    return Label(message=message, values=values)


def language_label(language: str) -> Label:
    """Return the label of a language, by its code ("nb"): the language's name."""
    return message_label(LANGUAGE_NAMES[language]) if language in LANGUAGE_NAMES else Label(language=language)


def delivery_label(delivery: Delivery | OwnDelivery) -> Label:
    """Return the label of a form of delivery: its name in the profile, or that of the builder."""
    return (
        Label(Text(dict(delivery.names)))
        if isinstance(delivery, OwnDelivery)
        else message_label(DELIVERIES[delivery][1])
    )


def area_label(area: Area | OwnChoice) -> Label:
    """Return the label of a group of subjects: its name in the profile, or that of the builder."""
    return Label(Text(dict(area.names))) if isinstance(area, OwnChoice) else message_label(AREAS[area])


def scheme_label(scheme: Scheme | OwnChoice) -> Label:
    """Return the label of a scheme of funding: its name in the profile, or that of the builder."""
    return Label(Text(dict(scheme.names))) if isinstance(scheme, OwnChoice) else message_label(SCHEMES[scheme][0])


def scheme_about(scheme: Scheme | OwnChoice) -> Label | None:
    """Return the label of a sentence about a scheme of funding; None for one of the profile without a sentence."""
    if isinstance(scheme, OwnChoice):
        return Label(Text(dict(scheme.about))) if scheme.about else None
    return message_label(SCHEMES[scheme][1])


def role_label(role: Role) -> Label:
    """Return the label of a role: its name in the profile, or that of the builder."""
    return Label(Text(dict(role.names))) if role.names else message_label(ROLE_NAMES[role.id])


def credit_message(number: float) -> str:
    """Return the msgid for a number of credits, in the singular for 1; its placeholder is `{number}`."""
    return N_("{number} credit") if number == 1 else N_("{number} credits")


def plain_number(number: float) -> str:
    """Return a number as text with a decimal comma and without trailing zeros: `30`, `7,5`."""
    return f"{number:g}".replace(".", ",")


def start_label(start: Semester) -> Label:
    """Return the label of the day on which a course begins; if it has none, of its semester."""
    return Label(day=start.day) if start.day else semester_label(start)


def semester_label(semester: Semester) -> Label:
    """Return the label of a semester, such as «autumn 2016»; if terms are months, of the month and its year."""
    if semester.is_month:
        return Label(day=date(semester.year, semester.half + 1, 1), is_month=True)
    if semester.terms:
        return Label(
            Text({language: f"{word} {semester.year}" for language, word in semester.terms[semester.half].words})
        )
    return message_label(N_("autumn {year}") if semester.half else N_("spring {year}"), year=semester.year)


_ENDING, _LEAST_STEM = 2, 4
"""Letters at the end of a role's name in which its forms differ, and fewest that must be alike."""


def names_role(what: str, who: str) -> bool:
    """Return whether the text `what` of a deadline names its role `who`: «Skoleeiers svarfrist» names «skoleeiere»."""
    return who.casefold()[: max(_LEAST_STEM, len(who) - _ENDING)] in what.casefold()

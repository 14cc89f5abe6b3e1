"""What courses can be sorted into: the same facets for the lists one clicks through and for search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from msgspec import Struct

from site_builder.catalogue.model import Course, Text
from site_builder.catalogue.schema.parsers import Area, CourseState, Delivery, Grades, Semester
from site_builder.problems import N_


class Label(Struct, frozen=True):
    """Words for a facet or a value: a text of the catalogue, or a gettext msgid with its values."""

    text: Text | None = None
    message: str = ""
    values: Mapping[str, object] = {}

    def __hash__(self) -> int:
        """Return a hash without the values, which have none."""
        return hash((self.text, self.message))


class FacetValue(Struct, frozen=True):
    """One value of a facet. `key` is fit for addresses; values are shown in order of `order`, then label."""

    key: str
    label: Label
    order: tuple[int | str, ...] = ()


class Facet(Struct, frozen=True):
    """A way to divide courses. `key` is fit for addresses (Norwegian without æ, ø, å); `values` reads a course."""

    key: str
    label: Label
    values: Callable[[Course], tuple[FacetValue, ...]]


STAGES: tuple[tuple[str, str, int, int], ...] = (
    ("smaskolen", N_("Lower primary (grades 1–4)"), 1, 4),
    ("mellomtrinnet", N_("Upper primary (grades 5–7)"), 5, 7),
    ("ungdomstrinnet", N_("Lower secondary (grades 8–10)"), 8, 10),
    ("videregaende", N_("Upper secondary (vg1–vg3)"), 11, 13),
)
"""Stages of schooling: key, name, lowest and highest school year."""

DELIVERIES: dict[Delivery, tuple[str, str]] = {
    Delivery.ONLINE: ("nettbasert", N_("online")),
    Delivery.BLENDED: ("nett-og-samlinger", N_("online with gatherings")),
    Delivery.GATHERINGS: ("samlingsbasert", N_("with gatherings")),
    Delivery.CAMPUS: ("pa-studiestedet", N_("on campus")),
    Delivery.MOOC: ("mooc", N_("MOOC")),
}
"""Delivery -> key and name."""

STATES: dict[CourseState, tuple[str, str]] = {
    CourseState.OPEN: ("apen", N_("open for applications")),
    CourseState.VACANT: ("ledige-plasser", N_("vacant places")),
    CourseState.FULL: ("full", N_("full")),
    CourseState.CANCELLED: ("avlyst", N_("cancelled")),
    CourseState.NOT_THIS_YEAR: ("ikke-i-ar", N_("not offered this year")),
}
"""State -> key and name."""

AREAS = {
    Area.LANGUAGES: N_("Languages"),
    Area.SCIENCE: N_("Mathematics and science"),
    Area.SOCIETY: N_("Society and beliefs"),
    Area.ARTS: N_("Practical and aesthetic subjects"),
    Area.BASIC: N_("Basic skills"),
    Area.PEDAGOGY: N_("Pedagogy and leadership"),
    Area.VOCATIONAL: N_("Vocational subjects"),
}
"""Area of subjects -> name."""

LANGUAGE_NAMES = {"nb": N_("Bokmål"), "nn": N_("Nynorsk"), "se": N_("North Sami"), "en": N_("English")}


def _message(message: str, **values: object) -> Label:
    return Label(message=message, values=values)


def plain_number(number: float) -> str:
    """Return credits as people write them: `30`, `7,5`."""
    return f"{number:g}".replace(".", ",")


def semester_label(semester: Semester) -> Label:
    """Words for a semester."""
    return _message(N_("autumn {year}") if semester.half else N_("spring {year}"), year=semester.year)


@cache
def _name(key: str, name: str) -> FacetValue:
    """A value that is called the same in every language."""
    return FacetValue(key, Label(Text({"nb": name})))


def _subject(course: Course) -> tuple[FacetValue, ...]:
    return (FacetValue(course.subject.key, Label(course.subject.name)),)


def _level(course: Course) -> tuple[FacetValue, ...]:
    return () if course.level is None else _of_level(course.level)


@cache
def _of_level(level: int) -> tuple[FacetValue, ...]:
    return (FacetValue(str(level), _message(N_("Level {level}"), level=level), (level,)),)


def _grades(course: Course) -> tuple[FacetValue, ...]:
    return _of_grades(course.grades)


@cache
def _of_grades(grades: Grades) -> tuple[FacetValue, ...]:
    """There are few notations of grades, and thousands of courses."""
    stages = [
        FacetValue(key, _message(name), (0, low)) for key, name, low, high in STAGES if grades.overlaps(low, high)
    ]
    ranges = [
        FacetValue(f"{low}-{high}", _message(N_("Grades {low}–{high}"), low=low, high=high), (2, low, high))
        for low, high in grades.ranges
    ]
    adults = [FacetValue("voksne", _message(N_("Adults")), (1,))] if grades.adults else []
    return (*stages, *adults, *ranges)


def _credits(course: Course) -> tuple[FacetValue, ...]:
    return _of_credits(course.credits)


@cache
def _of_credits(credits: float) -> tuple[FacetValue, ...]:
    number = plain_number(credits)
    label = _message(N_("{number} credits"), number=number)
    return (FacetValue(number.replace(",", "-"), label, (int(credits * 10),)),)


def _institution(course: Course) -> tuple[FacetValue, ...]:
    return (_name(course.institution.key, course.institution.name),)


def _county(course: Course) -> tuple[FacetValue, ...]:
    return tuple(_of_county(county) for county in course.counties)


@cache
def _of_county(county: str) -> FacetValue:
    return _name(county.casefold().replace("ø", "o").replace("æ", "ae").replace("å", "a").replace(" ", "-"), county)


def _place(course: Course) -> tuple[FacetValue, ...]:
    return tuple(_name(place.key, place.name) for place in course.offering.places)


def _delivery(course: Course) -> tuple[FacetValue, ...]:
    return _of_delivery(course.offering.delivery)


@cache
def _of_delivery(delivery: Delivery) -> tuple[FacetValue, ...]:
    key, name = DELIVERIES[delivery]
    return (FacetValue(key, _message(name), (list(DELIVERIES).index(delivery),)),)


def _start(course: Course) -> tuple[FacetValue, ...]:
    return _of_start(course.offering.start)


@cache
def _of_start(start: Semester) -> tuple[FacetValue, ...]:
    key = f"{'host' if start.half else 'var'}-{start.year}"
    return (FacetValue(key, semester_label(start), (start.year, start.half)),)


def _language(course: Course) -> tuple[FacetValue, ...]:
    return tuple(map(_of_language, course.offering.teaching_languages))


@cache
def _of_language(language: str) -> FacetValue:
    return FacetValue(language, _message(LANGUAGE_NAMES[language]), (list(LANGUAGE_NAMES).index(language),))


def _state(course: Course) -> tuple[FacetValue, ...]:
    return _of_state(course.offering.state)


@cache
def _of_state(state: CourseState) -> tuple[FacetValue, ...]:
    key, name = STATES[state]
    return (FacetValue(key, _message(name), (list(STATES).index(state),)),)


def _requirement(course: Course) -> tuple[FacetValue, ...]:
    return tuple(
        FacetValue(fulfilment.requirement.key, Label(fulfilment.requirement.name))
        for fulfilment in course.fulfilments
        if fulfilment.complete
    )


FACETS: tuple[Facet, ...] = (
    Facet("fag", _message(N_("Subject")), _subject),
    Facet("niva", _message(N_("Level")), _level),
    Facet("trinn", _message(N_("Grades")), _grades),
    Facet("studiepoeng", _message(N_("Credits")), _credits),
    Facet("institusjon", _message(N_("Institution")), _institution),
    Facet("fylke", _message(N_("County")), _county),
    Facet("sted", _message(N_("Place")), _place),
    Facet("studieform", _message(N_("Delivery")), _delivery),
    Facet("oppstart", _message(N_("Start")), _start),
    Facet("sprak", _message(N_("Teaching language")), _language),
    Facet("status", _message(N_("State")), _state),
    Facet("kompetansekrav", _message(N_("Meets the requirement")), _requirement),
)
"""Every facet, in the order they are shown."""

BY_KEY = {facet.key: facet for facet in FACETS}


def divide(facet: Facet, courses: Iterable[Course]) -> dict[FacetValue, tuple[Course, ...]]:
    """Return the courses by value of `facet`, values in their order (a course may stand under several)."""
    found: dict[str, list[Course]] = {}
    values: list[FacetValue] = []
    for course in courses:
        for value in facet.values(course):
            if value.key not in found:
                found[value.key] = []
                values.append(value)
            found[value.key].append(course)
    values.sort(key=lambda value: (value.order, _sorting_words(value.label)))
    return {value: tuple(found[value.key]) for value in values}


def _sorting_words(label: Label) -> str:
    words = label.text.in_language("nb") if label.text else label.message
    return alphabetical(words)


@lru_cache(maxsize=65536)
def alphabetical(words: str) -> str:
    """Return a key that sorts as Norwegian does: case folded, æ, ø, å after z in that order, aa as a plain aa."""
    return words.casefold().translate(_AFTER_Z)


_AFTER_Z = {ord(letter): place for letter, place in {"æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c"}.items()}

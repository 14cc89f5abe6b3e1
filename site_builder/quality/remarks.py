"""Remarks: what readers miss in courses, and texts that are hard, short, long, old, twice there or badly pictured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import unescape
from itertools import combinations

from msgspec import Struct

from site_builder.catalogue.model import Course
from site_builder.catalogue.schema.enums import Delivery
from site_builder.catalogue.vocabulary import Institution
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.problems import N_
from site_builder.quality.texts import Text, lix, text_of, texts, words_in, words_of

FEWEST, MOST = 120, 250
"""Words of a text, as the editors' guide asks for."""

HARD = 55
"""LIX from which a text is heavy for most readers (Björnsson 1968: 50 to 60 is difficult, over 60 very difficult)."""

ALIKE = 0.6
"""Share of five-word sequences two texts have in common (Jaccard) from which they say the same."""

LONGEST_ALT = 200
"""Characters of an alternative text. WCAG sets no limit; what takes longer to hear belongs beside the picture."""

EMPTY_WORDS = frozenset(
    (
        "bilde",
        "bilete",
        "foto",
        "fotografi",
        "illustrasjon",
        "figur",
        "logo",
        "image",
        "picture",
        "photo",
        "skjermbilde",
    )
)

SHINGLE = 5
_PICTURE = re.compile(r"<img\b[^>]*>")
_ATTRIBUTE = re.compile(r'(src|alt)="([^"]*)"')
_FILE_NAME = re.compile(r"\.(?:png|jpe?g|webp|avif|gif|svg)$|^(?:IMG|DSC)[_-]?\d+", re.IGNORECASE)


class Remark(Struct, frozen=True):
    """Something about one text. `institution` is "" where it is the catalogue's own. `message` has `{names}`."""

    source: str
    title: str
    institution: str
    kind: str
    message: str
    values: Mapping[str, object]


def remarks(catalogue: Catalogue, year: AcademicYear) -> tuple[Remark, ...]:
    """Return what there is to say of a year's courses and of the catalogue's own texts, by institution and file."""
    readable = texts(catalogue, year)
    found = [
        *(each for course in year.courses for each in _missing(course)),
        *(each for course in year.courses for each in _length(text_of(course))),
        *(each for text in readable for each in _hard(text)),
        *(each for text in readable for each in _pictures(text)),
        *_old_names(catalogue.institutions, year),
        *_twice(year.courses),
    ]
    return tuple(sorted(found, key=lambda each: (each.institution, each.source, each.kind, str(each.values))))


def _remark(text: Text, kind: str, message: str, **values: object) -> Remark:
    return Remark(text.source, text.title, text.institution, kind, message, values)


def _missing(course: Course) -> Iterator[Remark]:
    """What readers ask for. A sample has no page, nobody to answer for it and no places to give."""
    text, offering, sample = text_of(course), course.offering, course.provenance.sample
    if not course.link and not sample:
        yield _remark(text, "link", N_("There is no link to the institution’s own page."))
    if not course.contact and not sample:
        yield _remark(text, "contact", N_("Nobody is named who answers questions."))
    if not course.admission:
        yield _remark(text, "admission", N_("Nothing is said of admission."))
    if offering.seats is None and not sample:
        yield _remark(text, "seats", N_("The number of places is not given."))
    if not offering.gatherings and offering.delivery not in (Delivery.ONLINE, Delivery.MOOC):
        yield _remark(text, "gatherings", N_("The dates of the gatherings are not given."))


def _length(text: Text) -> Iterator[Remark]:
    count = words_in(text.prose.text)
    if count < FEWEST:
        message = N_("The text has {count} words; {fewest} are asked for.")
        yield _remark(text, "short", message, count=count, fewest=FEWEST)
    elif count > MOST:
        message = N_("The text has {count} words; at most {most} are read.")
        yield _remark(text, "long", message, count=count, most=MOST)


def _hard(text: Text) -> Iterator[Remark]:
    index = lix(text.prose.text)
    if index >= HARD:
        yield _remark(text, "hard", N_("The text is heavy to read (LIX {index})."), index=index)


def _pictures(text: Text) -> Iterator[Remark]:
    """Pictures whose alternative text says nothing to who cannot see them; `check` tells of those that have none."""
    for tag in _PICTURE.findall(text.prose.html):
        parts = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
        said = " ".join(parts.get("alt", "").split())
        name = parts.get("src", "").rsplit("/", 1)[-1]
        if not said:
            continue
        if _FILE_NAME.search(said) or said.casefold() == name.rpartition(".")[0].casefold():
            message = N_("The alternative text of {name} is a file name: «{said}».")
        elif said.casefold().strip(".: 0123456789") in EMPTY_WORDS:
            message = N_("The alternative text of {name} only says that it is a picture: «{said}».")
        elif len(said) > LONGEST_ALT:
            message = N_("The alternative text of {name} is {count} characters; what is longer than {most} is text.")
        else:
            continue
        yield _remark(text, "picture", message, name=name, said=said, count=len(said), most=LONGEST_ALT)


def _old_names(institutions: Mapping[str, Institution], year: AcademicYear) -> Iterator[Remark]:
    """Texts that still use the name of an institution that had been merged before the year began."""
    begins = date(int(year.key[:4]), 8, 1)
    gone = [
        (each, institutions[each.successor].name)
        for each in institutions.values()
        if each.valid_until and each.valid_until < begins and each.successor and each.successor in institutions
    ]
    for course in year.courses:
        for each, today in gone:
            if re.search(rf"\b{re.escape(each.name)}\b", course.prose.text):
                message = N_("The text says {old}; since {day} it is {new}.")
                yield _remark(text_of(course), "old name", message, old=each.name, day=str(each.valid_until), new=today)


def _twice(courses: Iterable[Course]) -> Iterator[Remark]:
    """Pairs whose texts are nearly the same. Only texts that share a rare sequence are compared."""
    shingles = {course: _shingles(course.prose.text) for course in courses}
    holders: dict[tuple[str, ...], list[Course]] = {}
    for course, found in shingles.items():
        for each in found:
            holders.setdefault(each, []).append(course)
    pairs = {pair for held in holders.values() if 1 < len(held) <= 20 for pair in combinations(held, 2)}
    for one, other in sorted(pairs, key=lambda pair: (pair[0].source, pair[1].source)):
        a, b = shingles[one], shingles[other]
        share = len(a & b) / len(a | b)
        if share >= ALIKE:
            message = N_("{share} per cent of the text is also in {other}.")
            yield _remark(text_of(one), "twice", message, share=round(100 * share), other=other.source)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = [word.casefold() for word in words_of(text)]
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def unanswered(linked: Iterable[tuple[Text, str]], faults: Mapping[str, str]) -> tuple[Remark, ...]:
    """Return a remark for each link that has a fault (address -> what is wrong)."""
    message = N_("{address} does not answer: {fault}")
    return tuple(
        _remark(text, "dead", message, address=address, fault=faults[address])
        for text, address in linked
        if address in faults
    )

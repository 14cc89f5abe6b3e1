"""Remarks on courses: what readers miss, and texts that are hard, short, long, old or twice there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from site_builder.catalogue.fields import Delivery
from site_builder.catalogue.model import AcademicYear, Catalogue, Course, Institution
from site_builder.problems import N_

FEWEST, MOST = 120, 250
"""Words of a text, as the editors' guide asks for."""

HARD = 55
"""LIX from which a text is heavy for most readers (Björnsson 1968: 50 to 60 is difficult, over 60 very difficult)."""

ALIKE = 0.6
"""Share of five-word sequences two texts have in common (Jaccard) from which they say the same."""

SHINGLE = 5
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one course. `message` is a msgid with `{names}`."""

    source: str
    course: str
    institution: str
    kind: str
    message: str
    values: Mapping[str, object]


def lix(text: str) -> int:
    """Return the readability index (Björnsson 1968): words a sentence plus per cent of words over six letters."""
    words = _WORD.findall(text)
    if not words:
        return 0
    sentences = max(1, len(_SENTENCE.findall(text)))
    long = sum(len(word) > 6 for word in words)
    return round(len(words) / sentences + 100 * long / len(words))


def remarks(catalogue: Catalogue, year: AcademicYear) -> tuple[Remark, ...]:
    """Return what there is to say of a year's courses, by institution and file."""
    found = [
        *(each for course in year.courses for each in _missing(course)),
        *(each for course in year.courses for each in _text(course)),
        *_old_names(catalogue.institutions, year),
        *_twice(year.courses),
    ]
    return tuple(sorted(found, key=lambda each: (each.institution, each.source, each.kind, str(each.values))))


def nynorsk_share(catalogue: Catalogue, year: AcademicYear) -> float:
    """Return how much of the catalogue's own words, of courses, articles and stories, is nynorsk: 0 to 1.

    Mållova (1980) § 8, as it was then: at least a quarter of each of the two written standards over time.
    """
    texts = [
        *((course.language, course.prose.text) for course in year.courses),
        *((article.language, article.prose.text) for article in catalogue.articles.values()),
        *((story.language, story.prose.text) for story in catalogue.stories),
    ]
    count = {language: 0 for language in ("nb", "nn")}
    for language, text in texts:
        if language in count:
            count[language] += len(_WORD.findall(text))
    whole = sum(count.values())
    return count["nn"] / whole if whole else 0.0


def _remark(course: Course, kind: str, message: str, **values: object) -> Remark:
    return Remark(course.source, course.title, course.institution.name, kind, message, values)


def _missing(course: Course) -> Iterator[Remark]:
    offering = course.offering
    """A sample has no page, nobody to answer for it and no places to give; it is not asked for them."""
    sample = course.provenance.sample
    if not course.link and not sample:
        yield _remark(course, "link", N_("There is no link to the institution’s own page."))
    if not course.contact and not sample:
        yield _remark(course, "contact", N_("Nobody is named who answers questions."))
    if not course.admission:
        yield _remark(course, "admission", N_("Nothing is said of admission."))
    if offering.seats is None and not sample:
        yield _remark(course, "seats", N_("The number of places is not given."))
    if not offering.gatherings and offering.delivery not in (Delivery.ONLINE, Delivery.MOOC):
        yield _remark(course, "gatherings", N_("The dates of the gatherings are not given."))


def _text(course: Course) -> Iterator[Remark]:
    count = len(_WORD.findall(course.prose.text))
    if count < FEWEST:
        message = N_("The text has {count} words; {fewest} are asked for.")
        yield _remark(course, "short", message, count=count, fewest=FEWEST)
    elif count > MOST:
        message = N_("The text has {count} words; at most {most} are read.")
        yield _remark(course, "long", message, count=count, most=MOST)
    index = lix(course.prose.text)
    if index >= HARD:
        yield _remark(course, "hard", N_("The text is heavy to read (LIX {index})."), index=index)


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
                yield _remark(course, "old name", message, old=each.name, day=str(each.valid_until), new=today)


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
            yield _remark(one, "twice", message, share=round(100 * share), other=other.source)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def links(courses: Iterable[Course]) -> tuple[tuple[Course, str], ...]:
    """Return each course with each link to others that it has, once."""
    found = [(course, address) for course in courses for address in _addresses(course) if address.startswith("http")]
    return tuple(dict.fromkeys(found))


def _addresses(course: Course) -> Iterator[str]:
    yield course.link or ""
    yield from (link.href for link in course.prose.links)


def unanswered(linked: Iterable[tuple[Course, str]], faults: Mapping[str, str]) -> tuple[Remark, ...]:
    """Return a remark for each link that has a fault (address -> what is wrong)."""
    message = N_("{address} does not answer: {fault}")
    return tuple(
        _remark(course, "dead", message, address=address, fault=faults[address])
        for course, address in linked
        if address in faults
    )

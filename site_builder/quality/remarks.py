"""Remarks on texts: missing facts, unsuitable length, hard to read, outdated names, duplicates, alternative texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import unescape
from itertools import combinations

from site_builder.catalogue.model import Course
from site_builder.catalogue.text_parts import EXPECTED, in_order, part_heading, parts_of
from site_builder.catalogue.vocabulary import Institution
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.problems import N_
from site_builder.quality.remark import Remark
from site_builder.quality.standards import standards_remarks
from site_builder.quality.texts import MeasuredText, lix, text_of, texts, word_count, words_of
from site_builder.quality.wording import wording_remarks

FEWEST, MOST = 250, 600
"""Words of a course's text, from the editors' guide (catalogue/README.md)."""

HARD = 55
"""LIX from which a text is heavy for most readers (Björnsson 1968: 50 to 60 is difficult, over 60 very difficult)."""

ALIKE = 0.6
"""Jaccard similarity of the five-word sequences of two texts from which they count as duplicates."""

LONGEST_ALT = 200
"""Characters of an alternative text. WCAG sets no limit; a longer description belongs in the text itself."""

EMPTY_WORDS = frozenset(  # alternative texts that do not describe the picture
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
"""Words of a sequence that two texts are compared by."""

MOST_HOLDERS = 20
"""Texts that share a sequence; a more frequent one is a stock phrase and does not suggest a duplicate."""

_PICTURE = re.compile(r"<img\b[^>]*>")
_ATTRIBUTE = re.compile(r'(src|alt)="([^"]*)"')
_FILE_NAME = re.compile(r"\.(?:png|jpe?g|webp|avif|gif|svg)$|^(?:IMG|DSC)[_-]?\d+", re.IGNORECASE)


def remarks(catalogue: Catalogue, year: AcademicYear) -> tuple[Remark, ...]:
    """Return the remarks on a year's courses and on all articles and stories, sorted by institution, file and kind."""
    readable = texts(catalogue, year)
    found = [
        *(each for course in year.courses for each in _missing(course)),
        *(each for course in year.courses for each in _length(text_of(course))),
        *(each for course in year.courses for each in _parts(course)),
        *(each for text in readable for each in _hard(text)),
        *(each for text in readable for each in _pictures(text)),
        *_old_names(catalogue.institutions, year),
        *_duplicates(year.courses),
        *standards_remarks(catalogue),
        *wording_remarks(readable, catalogue.terms),
    ]
    return tuple(sorted(found, key=lambda each: (each.institution, each.source, each.kind, str(each.values))))


def _remark(text: MeasuredText, kind: str, message: str, **values: object) -> Remark:
    return Remark(text.source, text.title, text.institution, kind, message, values)


def _missing(course: Course) -> Iterator[Remark]:
    """Yield a remark for each missing fact. An invented sample course needs no link, contact or number of places."""
    text, offering, sample = text_of(course), course.offering, course.provenance.sample
    if not course.link and not sample:
        yield _remark(text, "link", N_("There is no link to the institution’s own page."))
    if not sample and (source_year := course.provenance.year) and source_year[:4] < offering.year[:4]:
        yield _remark(text, "source", N_("The source is about {source}, before the year itself."), source=source_year)
    if not course.contact and not sample:
        yield _remark(text, "contact", N_("There is no contact for questions."))
    if not course.admission:
        yield _remark(text, "admission", N_("Admission is not described."))
    if offering.seats is None and not sample:
        yield _remark(text, "seats", N_("The number of places is not given."))
    if not offering.gatherings and not offering.delivery.is_online:
        yield _remark(text, "gatherings", N_("The dates of the gatherings are not given."))


def _length(text: MeasuredText) -> Iterator[Remark]:
    count = word_count(text.prose.text)
    if count < FEWEST:
        message = N_("The text has {count} words; at least {fewest} are recommended.")
        yield _remark(text, "short", message, count=count, fewest=FEWEST)
    elif count > MOST:
        message = N_("The text has {count} words; at most {most} are recommended.")
        yield _remark(text, "long", message, count=count, most=MOST)


def _parts(course: Course) -> Iterator[Remark]:
    """Yield a remark for the parts that a text lacks, and one if its parts are in another order than elsewhere."""
    found = parts_of(course.prose)
    missing = [key for key in EXPECTED if key not in {part.key for part in found}]
    if missing:
        message = N_("These parts have no heading: {parts}.")
        yield _remark(text_of(course), "parts", message, parts=_headings(missing, course))
    if not in_order(found):
        message = N_("The parts are in another order than in other courses: {parts}.")
        yield _remark(text_of(course), "order", message, parts=_headings((part.key for part in found), course))


def _headings(keys: Iterable[str], course: Course) -> str:
    """Return the headings of parts in the language of a course's text, in English where there are no others."""
    return ", ".join(part_heading(key, course.language) for key in keys)


def _hard(text: MeasuredText) -> Iterator[Remark]:
    index = lix(text.prose.text)
    if index >= HARD:
        yield _remark(text, "hard", N_("The text is heavy to read (LIX {index})."), index=index)


def _pictures(text: MeasuredText) -> Iterator[Remark]:
    """Yield a remark for each alternative text that does not describe its picture. `check` reports missing ones."""
    for tag in _PICTURE.findall(text.prose.html):
        parts = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
        alternative = " ".join(parts.get("alt", "").split())
        name = parts.get("src", "").rsplit("/", 1)[-1]
        if not alternative:
            continue
        if _FILE_NAME.search(alternative) or alternative.casefold() == name.rpartition(".")[0].casefold():
            message = N_("The alternative text of {name} is a file name: «{said}».")
        elif alternative.casefold().strip(".: 0123456789") in EMPTY_WORDS:
            message = N_("The alternative text of {name} only says that it is a picture: «{said}».")
        elif len(alternative) > LONGEST_ALT:
            message = N_(
                "The alternative text of {name} is {count} characters; move a description longer than {most} "
                "to the text."
            )
        else:
            continue
        values = {"name": name, "said": alternative, "count": len(alternative), "most": LONGEST_ALT}
        yield _remark(text, "picture", message, **values)


def _old_names(institutions: Mapping[str, Institution], year: AcademicYear) -> Iterator[Remark]:
    """Yield a remark for each text with the name of an institution that was merged before the year began."""
    begins = date(int(year.key[:4]), 8, 1)
    merged = [
        (each, institutions[each.successor].name)
        for each in institutions.values()
        if each.valid_until and each.valid_until < begins and each.successor and each.successor in institutions
    ]
    for course in year.courses:
        for each, today in merged:
            if re.search(rf"\b{re.escape(each.name)}\b", course.prose.text):
                message = N_("The text has the name {old}; since {day} it is {new}.")
                yield _remark(text_of(course), "old name", message, old=each.name, day=str(each.valid_until), new=today)


def _duplicates(courses: Iterable[Course]) -> Iterator[Remark]:
    """Yield a remark for each pair of nearly equal texts. Compares only texts that share a rare sequence."""
    shingles = {course: _shingles(course.prose.text) for course in courses}
    holders: dict[tuple[str, ...], list[Course]] = {}
    for course, found in shingles.items():
        for each in found:
            holders.setdefault(each, []).append(course)
    pairs = {pair for held in holders.values() if 1 < len(held) <= MOST_HOLDERS for pair in combinations(held, 2)}
    for one, other in sorted(pairs, key=lambda pair: (pair[0].source, pair[1].source)):
        a, b = shingles[one], shingles[other]
        share = len(a & b) / len(a | b)
        if share >= ALIKE:
            message = N_("{share} per cent of the text is also in {other}.")
            yield _remark(text_of(one), "twice", message, share=round(100 * share), other=other.source)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = [word.casefold() for word in words_of(text)]
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def broken_links(
    linked: Iterable[tuple[MeasuredText, str]], gone: Mapping[str, str], silent: Mapping[str, str]
) -> tuple[Remark, ...]:
    """Return a remark for each pair of text and URL in `linked` whose URL is in `gone` or `silent`, in the same order.

    `gone` maps the URLs of missing pages to faults (status codes), `silent` those from which no answer came.
    """
    messages = (
        (gone, N_("{address} does not answer: {fault}")),
        (silent, N_("{address} gave no answer this time: {fault}. Try it in a browser.")),
    )
    return tuple(
        _remark(text, "dead", message, address=address, fault=faults[address])
        for text, address in linked
        for faults, message in messages
        if address in faults
    )

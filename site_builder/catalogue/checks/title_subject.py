"""Check that a course whose title is the name of a subject, `Engelsk 1, 5.–10. trinn`, has that subject in `fag`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.vocabulary import SubjectEntry
from site_builder.problems import Problem

MAX_TITLE = 200
"""Characters at the beginning of a title that are read: the longest name of a subject has 51."""

_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"^[A-ZÆØÅ]{1,8}[-\d][\w-]*\s+")
_BEFORE = re.compile(
    r"^(?:nettbasert\s+)?(?:(?:videreutdanning|vidareutdanning|etterutdanning|fordypning|fordjuping|studium|kurs)\s+i\s+)?",
    re.IGNORECASE,
)
"""Words in front of the subject, `Videreutdanning i engelsk`."""

_AFTER = re.compile(r"[,:;(/–—\d]|\s-\s|\sfor\s(?:\d|lær)", re.IGNORECASE)
"""The beginning of what follows the subject: level, school years, participants."""


def title_subject_problems(entries: Entries) -> Iterator[Problem]:
    """Yield a warning for each course whose title begins with the name of a subject other than its own.

    No warning is given for a name shared by several subjects, or if the title also names the course's own subject.
    """
    subjects = entries.of(SubjectEntry)
    everyday = _by_name((key, each.everyday) for key, each in subjects.items())
    names = _by_name((key, each.name.values()) for key, each in subjects.items())
    for _, record, course in entries.pairs(CourseEntry):
        own = subjects.get(course.subject)
        key = subject_of(course.title, names, everyday)
        if key and own and key != course.subject and not _speaks_of(course.title, own):
            yield messages.warning(
                record.place("fag"), "title-contradicts", key="fag", in_title=key, in_field=course.subject
            )


def subject_of(title: str, names: Mapping[str, str], everyday: Mapping[str, str]) -> str:
    """Return the key of the subject that a title names before its level or school years; "" if none or unclear.

    `names` and `everyday` map case-folded names to keys. One in `everyday` counts only before a level, `Tysk 1`:
    «Skriving, 5.–10. trinn» may be of any subject.
    """
    words = _BEFORE.sub("", _CODE.sub("", title[:MAX_TITLE].strip()))
    found = _AFTER.search(words)
    head = _plain(words[: found.start()] if found else words)
    is_level = bool(found and found[0] in "123")
    return names[head] if head in names else everyday.get(head, "") if is_level else ""


def _by_name(names: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Return name in lower case -> key, from keys with their names; "" for a name of several keys."""
    found: dict[str, str] = {}
    for key, each in names:
        for name in set(map(_plain, each)):
            found[name] = "" if name in found else key
    return found


def _speaks_of(title: str, subject: SubjectEntry) -> bool:
    """Return whether a title has a word for a subject, or begins with a part of the subject's name."""
    text = f" {_plain(title)} "
    if any(f" {_plain(name)} " in text for name in (*subject.name.values(), *subject.everyday)):
        return True
    first = text.split()[:1]
    return any(first == [word] for name in subject.name.values() for word in _plain(name).split())


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))

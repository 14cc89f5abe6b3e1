"""Copy a year's courses to the next year: dates moved, states reset, courses of merged institutions moved.

A course that moves to a successor institution gets an old address: its key at the old institution, in the new year. If
two merged institutions have a course of the same title, the second gets the old institution's name in its title. Texts
are edited line by line, so that comments, order and quoting are kept. A gathering keeps its weekday (52 weeks later).
Deadlines, semesters and the opening of applications keep their date: 1 March has been the teachers' deadline in every
known year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from site_builder.authoring.new_files import NewFile
from site_builder.catalogue.checks.duplicates import CODES, codes_differ, identities
from site_builder.catalogue.model import Course
from site_builder.catalogue.successors import institution_on
from site_builder.catalogue.vocabulary import Institution
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.sources.yaml_writer import scalar

_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_SEMESTER = re.compile(r"\b((?:oppstart|semester):\s*+(?:[^\n,}:]*?\s)?)(20\d\d)\b(?!-)")
"""A field with a term, of the builder or the profile, and its year."""
_TERM = re.compile(r"^([ ]*+- navn:[^\n]{0,60}?\b)(20\d\d)[ \t]*+$", re.MULTILINE)
"""The name of a term in year.yaml, and its year."""
_BUILDS_ON = re.compile(r"^(bygger på:\s*)([a-z0-9-]+/[a-z0-9-]+)", re.MULTILINE)
_LINK = re.compile(r"(?<=\]\()(?:\.\./(?P<institution>[a-z0-9-]+)/)?(?P<name>[a-z0-9-]+)(?=\.md[)#\s])")
_RESET = ("status", "status fra", "statusmerknad", "gamle adresser")
_BLOCK = re.compile(r"^(?P<key>[^\s:#-][^:\n]*):.*\n(?:^(?:[ \t].*|-.*)?\n)*", re.MULTILINE)

_TITLE = re.compile(
    r"""^(?P<key>tittel:[ \t]*+)(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'\n].*?)"""
    r"(?P<comment>(?<![ \t])[ \t]++#.*)?\n(?:[ \t].*\n)*",
    re.MULTILINE,
)


class NextYear(Struct, frozen=True):
    """The new files, and one line, in Norwegian, for each thing that a person must confirm."""

    files: tuple[NewFile, ...]
    to_confirm: tuple[str, ...]


def prepare_next_year(catalogue: Catalogue, old: AcademicYear, new: str, texts: Mapping[str, str]) -> NextYear:
    """Return the files of the year `new` ("2017-2018"), made from those of `old`; `texts` maps old paths to texts.

    The new year is a draft, not published until `open_year` changes its status. `new` must be valid, and not exist.
    """
    years = int(new[:4]) - int(old.key[:4])
    files = [NewFile(f"catalogue/{new}/year.yaml", year_text(texts[old.source], new, years))]
    confirm = [f"catalogue/{new}/year.yaml: frister og datoer er flyttet {years} år fram; bekreft dem med en kilde."]
    moved = _moved_keys(old, catalogue.institutions, _replaced(old.opens, old.opens.year + years))
    titles = _new_titles(old, moved)
    for course in old.courses:
        path = f"catalogue/{new}/{moved[course.key]}.md"
        text = course_text(texts[course.source], years, course.key, moved, new)
        if title := titles.get(course.key):
            text = with_title(text, title)
            line = f"et annet tilbud ved institusjonen har samme tittel; dette heter nå «{title}». skal begge stå?"
            confirm.append(f"{path}: {line}")
        files.append(NewFile(path, text))
        confirm += [f"{path}: {line}" for line in _to_confirm(course, text, moved[course.key], catalogue.institutions)]
    return NextYear(tuple(files), tuple(confirm))


def _moved_keys(old: AcademicYear, known: Mapping[str, Institution], day: date) -> Mapping[str, str]:
    """Return old key -> new key: at the institution that exists on `day`, when applications open.

    Where two courses would get the same key, the second has its old institution appended.
    """
    found: dict[str, str] = {}
    taken = set[str]()
    for course in old.courses:
        name = course.key.split("/")[1]
        key = f"{institution_on(day, course.institution, known)}/{name}"
        if key in taken:
            key = f"{key}-{course.institution.key}"
        taken.add(key)
        found[course.key] = key
    return found


def _new_titles(old: AcademicYear, moved: Mapping[str, str]) -> Mapping[str, str]:
    """Return old key -> new title, for each course that equals an earlier one of its new institution."""
    found: dict[str, str] = {}
    seen: dict[tuple[object, ...], dict[str, str]] = {}
    for course in old.courses:
        institution = moved[course.key].split("/")[0]
        codes = {own.field.key: str(own.value) for own in course.own if own.field.key in CODES}
        ours = _identities(course, institution, course.title)
        if any(not codes_differ(codes, seen[each]) for each in ours & seen.keys()):
            found[course.key] = f"{course.title} ({course.institution.short_name})"
            ours = _identities(course, institution, found[course.key])
        seen |= {each: codes for each in ours - seen.keys()}
    return found


def _identities(course: Course, institution: str, title: str) -> set[tuple[object, ...]]:
    """Return the identities (duplicates.identities) of a course under a title, each after the key `institution`."""
    shape = (course.subject.key, course.grades, course.credits, course.language)
    return {(institution, *each) for each in identities(title, course.level, shape)}


def year_text(text: str, new: str, years: int) -> str:
    """Return the text of year.yaml for the year `new` ("2017-2018"), made from `text`, that of the old year.

    It is a draft, every date is `years` later, and sources are marked as not confirmed.
    """
    text = _DAY.sub(lambda found: _same_date(found, years), text)
    text = _TERM.sub(lambda found: f"{found[1]}{int(found[2]) + years}", text)
    text = re.sub(r"^navn:.*$", f"navn: {new[:4]}/{new[5:]}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^status:.*$", "status: utkast", text, count=1, flags=re.MULTILINE)
    return re.sub(r"^    kilde: .*$", "    kilde: Ikke bekreftet; ført videre fra året før.", text, flags=re.MULTILINE)


def course_text(text: str, years: int, key: str, moved: Mapping[str, str], new: str) -> str:
    """Return the text of a course's file in the year `new`, made from `text`, that of the old year.

    Gatherings are on the same weekday, `years` later; state and old addresses are removed. `key` is the course's key
    (INSTITUTION/NAME) in the old year; `moved` maps old keys to new ones.
    """
    _, matter, body = text.split("---\n", 2)
    matter = _BLOCK.sub(lambda found: "" if found["key"].strip() in _RESET else _moved_block(found, years), matter)
    matter = _BUILDS_ON.sub(lambda found: found[1] + moved.get(found[2], found[2]), matter)
    if moved.get(key, key) != key:
        line = f"gamle adresser: [/{new}/{key}/]\n"
        before, source, after = matter.partition("opphav:\n") if "\nopphav:\n" in matter else (matter, "", "")
        matter = f"{before}{line}{source}{after}"
    return f"---\n{matter}---\n{_LINK.sub(lambda found: _moved_link(found, key, moved), body)}"


def with_title(text: str, title: str) -> str:
    """Return the text of a course's file with another title. A comment after the old title is kept."""
    return _TITLE.sub(lambda found: f"{found['key']}{scalar(title)}{found['comment'] or ''}\n", text, count=1)


def _moved_link(found: re.Match[str], key: str, moved: Mapping[str, str]) -> str:
    """Return the path of a link to another course of the year, relative to the new file of the course `key`."""
    own = key.split("/")[0]
    target = f"{found['institution'] or own}/{found['name']}"
    if target not in moved:
        return found[0]
    institution, name = moved[target].split("/")
    here = moved.get(key, key).split("/")[0]
    return name if institution == here else f"../{institution}/{name}"


def _moved_block(found: re.Match[str], years: int) -> str:
    key, block = found["key"].strip(), found[0]
    if key == "samlinger":
        return _DAY.sub(lambda day: same_weekday(_date(day), years).isoformat(), block)
    if key == "frister":
        return _DAY.sub(lambda day: _same_date(day, years), block)
    if key in ("oppstart", "moduler"):
        on_days = _DAY.sub(lambda day: same_weekday(_date(day), years).isoformat(), block)
        return _SEMESTER.sub(lambda when: f"{when[1]}{int(when[2]) + years}", on_days)
    return block


def same_weekday(day: date, years: int) -> date:
    """Return the day on the same weekday that is nearest to the same date `years` later: 52 or 53 weeks a year."""
    target = _replaced(day, day.year + years)
    return day + timedelta(weeks=round((target - day).days / 7))


def _replaced(day: date, year: int) -> date:
    """Return the same date in another year; 28 February for a 29 February that does not exist."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _date(found: re.Match[str]) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _same_date(found: re.Match[str], years: int) -> str:
    day = _date(found)
    return _replaced(day, day.year + years).isoformat()


def _to_confirm(course: Course, text: str, key: str, institutions: Mapping[str, Institution]) -> Iterator[str]:
    institution, name = key.split("/")
    if institution != course.institution.key:
        yield f"{course.institution.name} er blitt {institutions[institution].name}; se over tittel, tekst og lenke."
    if name != course.key.split("/")[1]:
        yield "to sammenslåtte institusjoner har et tilbud med dette navnet; skal begge stå?"
    if "\nsamlinger:" in text:
        yield "samlingene er flyttet til samme ukedag; bekreft datoene, også mot helligdager."
    if "\nfrister:" in text:
        yield "egne frister er flyttet til samme dato; bekreft dem."
    if "dokumentert" in text:
        yield f"kilden gjelder {course.offering.year}; bekreft at tilbudet finnes, og før opp ny kilde."

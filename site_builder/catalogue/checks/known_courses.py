"""Check references to courses, `INSTITUTION/NAME`, and suggest a course for a reference that is unknown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.file_names import slug
from site_builder.problems import MAX_PER_FILE, N_, Problem, error, nearest
from site_builder.sources.record import Record

_ENDINGS = ("/", ".md", ".html")
"""Endings that may follow the name of a course in a path or an address."""


def known_course_problems(entries: Entries, key: str, record: Record, *loc: str | int) -> Iterator[Problem]:
    """Yield an error at the path `loc` of `record` if no year has a course `key` (INSTITUTION/NAME).

    A course file that could not be read counts as existing.
    """
    known: Mapping[str, str] = {full.split("/", 1)[1]: full for full in entries.records["course"]}
    if key in known or any(path.endswith(f"/{key}.md") for path in entries.unreadable):
        return
    among_first = all(part < MAX_PER_FILE for part in loc if isinstance(part, int))
    others = {each: full for each, full in known.items() if full != record.key} if among_first else {}
    own = record.key.split("/")[1] if record.kind == "course" else ""
    certain = _same_course(key, others, own)
    suggestion = certain or _by_title(entries, key, others, own) or _alike(key, others, own)
    yield error(
        record.place(*loc),
        "unknown-course",
        N_("«{key}» is not a course of the catalogue."),
        N_("Write {suggestion}.")
        if certain
        else N_("Did you mean «{suggestion}»?")
        if suggestion
        else N_("Check the spelling, or add the file {file}."),
        key=key,
        suggestion=suggestion,
        file=f"catalogue/.../{'/'.join(slug(part) for part in key.split('/') if part) or slug(key)}.md",
        **({"certain": certain} if certain else {}),
    )


def _same_course(text: str, known: Collection[str], own: str) -> str:
    """Return the key of the course at a path or address, or with this name at the institution `own`; else ""."""
    path = text.lower()
    while path.endswith(_ENDINGS):
        path = path.rstrip("/").removesuffix(".md").removesuffix(".html")
    if (last_two := "/".join(path.rsplit("/", 2)[-2:])) in known:
        return last_two
    alone = f"{own}/{text.lower().removesuffix('.md')}"
    return alone if alone in known else ""


def _by_title(entries: Entries, text: str, known: Mapping[str, str], own: str) -> str:
    """Return the key of the course whose title is the text, or else begins with it; "" without one.

    Of several courses it is the only one of the institution `own`; "" if that has none or several.
    """
    courses = entries.of(CourseEntry)
    titles = {key: courses[full].title.casefold() for key, full in known.items() if full in courses}
    wanted = text.casefold()
    for titled in (
        [key for key, title in titles.items() if title == wanted],
        [key for key, title in titles.items() if wanted and re.match(re.escape(wanted) + r"(?!\w)", title)],
    ):
        ours = [key for key in titled if key.split("/")[0] == own]
        if len(ours) == 1 or (len(titled) == 1 and not ours):
            return (ours or titled)[0]
    return ""


def _alike(text: str, known: Collection[str], own: str) -> str:
    """Return the most similar known key with the digits of `text`: first among those of `own`; "" without one."""
    figures = re.sub("[^0-9]", "", text)
    alike = [key for key in known if re.sub("[^0-9]", "", key) == figures]
    institution = text.split("/")[0] if "/" in text else own
    of_one = [key for key in alike if key.split("/")[0] == institution]
    return nearest(text, of_one) or nearest(text, alike) or ""

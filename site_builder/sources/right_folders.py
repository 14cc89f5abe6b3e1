"""Find the path that a text file in a wrong folder should have, by the years and institutions of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Collection

from site_builder.file_names import suggested_slug
from site_builder.problems import nearest

_YEAR_FILE = re.compile(r"catalogue/(\d{4}-\d{4})/year\.yaml")
_INSTITUTION_FILE = re.compile(r"catalogue/vocabulary/institutions/([a-z0-9-]+)\.yaml")
_VOCABULARIES = {
    **dict.fromkeys(("fag", "emner", "emne", "subject"), "subjects"),
    **dict.fromkeys(("steder", "stader", "studiesteder", "place", "sted"), "places"),
    **dict.fromkeys(("institusjoner", "institusjonar", "institution", "institusjon"), "institutions"),
    **dict.fromkeys(("krav", "kompetansekrav", "requirement"), "requirements"),
}
"""Other names for the folders of the vocabulary -> their names."""

MOST_KNOWN = 1_000
"""Institutions that a step of a path is compared with, at most."""


def right_path(path: str, paths: Collection[str]) -> str:
    """Return the path at which a misplaced file would be read; "" if its year, institution or folder is unknown.

    `path` is its path now, and `paths` are those of all files of the project, from its root. The newest year is taken
    if `path` names none.
    """
    root, *steps, name = path.split("/")
    stem = suggested_slug(name.partition(".")[0])
    if root == "content":
        return f"content/{'historier/' if 'historier' in steps else ''}{stem}.md"
    if root != "catalogue":
        return ""
    if steps[:1] == ["vocabulary"] or (steps and steps[0] in _VOCABULARIES):
        folder = next((_VOCABULARIES[step] for step in steps if step in _VOCABULARIES), "")
        return f"catalogue/vocabulary/{folder}/{stem}.yaml" if folder else ""
    years = sorted(found[1] for each in paths if (found := _YEAR_FILE.fullmatch(each)))
    institutions = sorted(found[1] for each in paths if (found := _INSTITUTION_FILE.fullmatch(each)))[:MOST_KNOWN]
    year, institution = _year(steps, years), _institution(steps, stem, institutions)
    return f"catalogue/{year}/{institution}/{stem}.md" if year and institution else ""


def _year(steps: list[str], years: list[str]) -> str:
    """Return the year that the steps of a path name, as `2016`, `2016-17` or `h2016`; the newest if they name none."""
    numbers = [number for step in steps for number in re.findall(r"20\d\d", step)]
    if numbers:
        return next((year for year in years if year.startswith(numbers[0])), "")
    return years[-1] if years else ""


def _institution(steps: list[str], stem: str, institutions: list[str]) -> str:
    """Return the institution that a step of a path is, or is like, or with which the name begins; else the only one."""
    for step in steps:
        if step in institutions:
            return step
    for step in steps:
        if not re.search(r"\d{4}", step) and (like := nearest(step, institutions, 0.75)):
            return like
    begun = next((each for each in institutions if stem.startswith(f"{each}-")), "")
    return begun or (institutions[0] if len(institutions) == 1 else "")

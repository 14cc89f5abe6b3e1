"""Open an academic year: it becomes the site's current year, and the open years before it become archived.

Only the lines concerned change; comments and order are kept. Pages of archived courses link to the same course in the
newest year (catalogue/successors.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from site_builder.catalogue.schema.enums import YearState
from site_builder.catalogue.successors import institution_on, same_course
from site_builder.catalogue.vocabulary import Institution
from site_builder.catalogue.years import AcademicYear, Catalogue

SETTINGS, EXPECTED_SEARCHES = "content/site.yaml", "content/expected-searches.yaml"
_UNTICKED = re.compile(r"^- \[ \] (.*)$", re.MULTILINE)
_WANTED = re.compile(r"\b(?P<kind>studietilbud|institusjon)(?P<between>:\s*[\"']?)(?P<key>[a-z0-9-]+(?:/[a-z0-9-]+)?)")


def unconfirmed(listed: str) -> tuple[str, ...]:
    """Return the unticked items (`- [ ] ...`) of the Markdown list `listed`, without their boxes."""
    return tuple(_UNTICKED.findall(listed))


def open_year(catalogue: Catalogue, new: str, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return path -> new text of the files that change when the year `new` ("2017-2018") is opened.

    `texts` maps paths to the texts of years and settings, and of the expected searches if there are any. These then
    expect the courses and institutions of the new year.
    """
    changed = {SETTINGS: _with_line(texts[SETTINGS], "studieår", new)}
    for year in catalogue.years:
        if year.key == new:
            changed[year.source] = _with_line(texts[year.source], "status", YearState.OPEN)
            if EXPECTED_SEARCHES in texts:
                changed[EXPECTED_SEARCHES] = _WANTED.sub(
                    partial(_wanted, year, catalogue.institutions), texts[EXPECTED_SEARCHES]
                )
        elif year.key < new and year.state is YearState.OPEN:
            changed[year.source] = _with_line(texts[year.source], "status", YearState.ARCHIVED)
    return {path: text for path, text in changed.items() if text != texts[path]}


def _wanted(year: AcademicYear, institutions: Mapping[str, Institution], found: re.Match[str]) -> str:
    """Return the kind and key of an expected search, as `found` in the file, with the key of the year."""
    kind, key = found["kind"], found["key"]
    if kind == "studietilbud" and "/" in key and key.split("/")[0] in institutions:
        key = same_course(key, year, institutions) or key
    elif kind == "institusjon" and key in institutions:
        key = institution_on(year.opens, institutions[key], institutions)
    return f"{kind}{found['between']}{key}"


def _with_line(text: str, key: str, value: str) -> str:
    """Return the YAML text with `value` for `key`: replaced in its line, or appended. Comments stay."""
    changed, count = re.subn(rf"^({key}:[ \t]*)[^\s#]+", rf"\g<1>{value}", text, count=1, flags=re.MULTILINE)
    return changed if count else f"{text.rstrip()}\n{key}: {value}\n"

"""A year that was a draft is opened: it becomes the site's year, and the ones that were open become archived.

An archived course leads to the same one in the newest year (pages/course_view.py), also at an institution that took
over. Only the lines that say so are changed; comments and order stay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from site_builder.catalogue.fields import YearState
from site_builder.catalogue.model import Catalogue

SETTINGS = "content/site.yaml"
_UNTICKED = re.compile(r"^- \[ \] (.*)$", re.MULTILINE)


def unconfirmed(listed: str) -> tuple[str, ...]:
    """Return the lines of a list of what must be confirmed that nobody has ticked."""
    return tuple(_UNTICKED.findall(listed))


def opened(catalogue: Catalogue, new: str, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return path -> text of the files that change when the year `new` is opened; `texts` are years and settings."""
    found = {SETTINGS: _with_line(texts[SETTINGS], "studieår", new)}
    for year in catalogue.years:
        if year.key == new:
            found[year.source] = _with_line(texts[year.source], "status", YearState.OPEN)
        elif year.key < new and year.state is YearState.OPEN:
            found[year.source] = _with_line(texts[year.source], "status", YearState.ARCHIVED)
    return {path: text for path, text in found.items() if text != texts[path]}


def _with_line(text: str, key: str, value: str) -> str:
    """A file of YAML in which `key` stands with `value`, and what stands beside it as before."""
    changed, count = re.subn(rf"^({key}:[ \t]*)[^\s#]+", rf"\g<1>{value}", text, count=1, flags=re.MULTILINE)
    return changed if count else f"{text.rstrip()}\n{key}: {value}\n"

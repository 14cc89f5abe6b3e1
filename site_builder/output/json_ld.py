"""JSON-LD: sound JSON, and each thing with the fields it is of no use without.

The fields are those that schema.org's consumers demand (https://developers.google.com/search/docs/appearance, and
https://schema.org/Course): a course without a provider or a list item without a position is not read at all.
"""

from __future__ import annotations

from typing import Any

import msgspec

REQUIRED: dict[str, tuple[str, ...]] = {
    "Article": ("headline",),
    "BreadcrumbList": ("itemListElement",),
    "CollegeOrUniversity": ("name",),
    "Course": ("name", "description", "provider", "hasCourseInstance"),
    "CourseInstance": ("name", "courseMode"),
    "Dataset": ("name", "description"),
    "Event": ("name", "startDate"),
    "ListItem": ("position", "name", "item"),
    "Offer": ("category",),
    "Place": ("name", "address"),
    "WebSite": ("name", "url"),
}


def lacking(block: str) -> list[str]:
    """Return what a block of JSON-LD lacks or breaks: `Type.field` for each field that is not there or is empty."""
    try:
        data = msgspec.json.decode(block)
    except ValueError as fault:
        return [str(fault)]
    found: list[str] = []
    _look_through(data, found)
    if not isinstance(data, dict) or "schema.org" not in str(data.get("@context")):
        found.append("@context")
    return found


def _look_through(data: Any, found: list[str]) -> None:
    """Add what the data lacks to what was `found`, wherever in it."""
    if isinstance(data, list):
        for each in data:
            _look_through(each, found)
    elif isinstance(data, dict):
        kind = str(data.get("@type", ""))
        for name in REQUIRED.get(kind, ()):
            if data.get(name) in (None, "", [], {}):
                found.append(f"{kind}.{name}")
        for each in data.values():
            if isinstance(each, (dict, list)):
                _look_through(each, found)

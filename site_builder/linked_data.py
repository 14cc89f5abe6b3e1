"""JSON-LD: sound JSON, and each thing with the fields it is of no use without.

The fields are those that schema.org's consumers demand (https://developers.google.com/search/docs/appearance, and
https://schema.org/Course): a course without a provider or a list item without a position is not read at all.
"""

from __future__ import annotations

from collections.abc import Iterator
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


def lacking(block: str) -> Iterator[str]:
    """Yield what a block of JSON-LD lacks or breaks."""
    try:
        data = msgspec.json.decode(block)
    except ValueError as fault:
        yield str(fault)
        return
    yield from missing(data)
    if not isinstance(data, dict) or "schema.org" not in str(data.get("@context")):
        yield "@context"


def missing(data: Any) -> Iterator[str]:
    """Yield `Type.field` for every required field that is not there or is empty, wherever in the data."""
    if isinstance(data, list):
        for each in data:
            yield from missing(each)
    elif isinstance(data, dict):
        kind = str(data.get("@type", ""))
        for name in REQUIRED.get(kind, ()):
            if data.get(name) in (None, "", [], {}):
                yield f"{kind}.{name}"
        for each in data.values():
            if isinstance(each, (dict, list)):
                yield from missing(each)

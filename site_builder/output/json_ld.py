"""Check JSON-LD: well-formed JSON, and the properties without which search engines ignore an object.

See https://developers.google.com/search/docs/appearance and https://schema.org/Course: a course without a provider, or
a list item without a position, is not read at all.
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
    "CourseInstance": ("courseMode",),
    "Dataset": ("name", "description"),
    "Event": ("startDate",),
    "ListItem": ("position", "name", "item"),
    "Offer": ("category",),
    "Place": ("name", "address"),
    "WebSite": ("name", "url"),
}
"""Type -> its required properties."""


def property_errors(block: str) -> list[str]:
    """Return the faults of a JSON-LD script: `Course.provider` for a required property that is absent or empty.

    `block` is its text. `@context` is among the faults if it does not name schema.org. For invalid JSON, return the
    parser's message alone. [] means no faults.
    """
    try:
        data = msgspec.json.decode(block)
    except ValueError as fault:
        return [str(fault)]
    errors = list(_missing_properties(data))
    if not isinstance(data, dict) or "schema.org" not in str(data.get("@context")):
        errors.append("@context")
    return errors


def _missing_properties(data: Any) -> Iterator[str]:
    """Yield the required properties that the data lacks, at any depth."""
    if isinstance(data, list):
        for each in data:
            yield from _missing_properties(each)
    elif isinstance(data, dict):
        kind = str(data.get("@type", ""))
        for name in REQUIRED.get(kind, ()):
            if data.get(name) in (None, "", [], {}):
                yield f"{kind}.{name}"
        for each in data.values():
            if isinstance(each, (dict, list)):
                yield from _missing_properties(each)

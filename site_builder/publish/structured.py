"""JSON-LD in the finished pages: sound JSON, and each thing with the fields it is of no use without.

The fields are those that schema.org's consumers demand (https://developers.google.com/search/docs/appearance, and
https://schema.org/Course): a course without a provider or a list item without a position is not read at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from site_builder.output import Output
from site_builder.problems import N_, Problem, error
from site_builder.publish.origins import Origins

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


def structured_faults(output: Output, blocks: Iterable[str], origins: Origins) -> Iterator[Problem]:
    """Yield a problem for each block of JSON-LD that is not JSON, and for each field that is missing in one."""
    for block in blocks:
        try:
            data = json.loads(block)
        except ValueError as fault:
            said = [str(fault)]
        else:
            said = list(missing(data))
            if not isinstance(data, dict) or "schema.org" not in str(data.get("@context")):
                said.append("@context")
        for each in said:
            yield error(
                origins.template(output, "application/ld+json"),
                "bad-structured-data",
                N_("The data for search engines on {page} lack or break this: {said}."),
                N_("See the template, or pages/structured_data.py."),
                page=output.path,
                said=each,
            )


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
            yield from missing(each)

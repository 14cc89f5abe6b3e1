"""Hostile values in fields: each place of each file gets some of them in turn, so that every value is tried everywhere
in some kind of field.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from hostile_cases.case import COURSE, Case
from hostile_cases.rich_site import fields_and_body, places_in, written


def _nested(depth: int) -> object:
    value: object = "x"
    for _ in range(depth):
        value = [value]
    return value


VALUES: dict[str, object] = {
    "nothing": None,
    "empty": "",
    "space": " ",
    "no-break": "\u00a0",
    "no list": [],
    "no mapping": {},
    "list of nothing": [None],
    "list of lists": [[]],
    "mapping of mappings": {"a": {"b": {}}},
    "true": True,
    "zero": 0,
    "negative": -1,
    "infinite": float("inf"),
    "not a number": float("nan"),
    "a number of 400 digits": 10**400,
    "5,000 digits": "9" * 5_000,
    "Arabic digits": "٣٠",
    "wide digits": "３０",
    "exponent": "1e5",
    "no day": "2016-02-30",
    "the last day": "9999-12-31",
    "the first day": "0001-01-01",
    "no date": "0000-00-00",
    "unseen": "\u200b\u2060",
    "turned": "a\u202eb",
    "script": "<script>alert(1)</script>",
    "handler": '"><img src=x onerror=alert(1)>',
    "end of data": "</script><script>alert(1)</script>",
    "template": "{{ 7*7 }}{% raw %}{#",
    "end of CDATA": "]]>",
    "formula": '=HYPERLINK("https://evil.example")',
    "path": "../../etc/passwd",
    "host": "//evil.example/",
    "javascript": "javascript:alert(1)",
    "command of CI": "a\n::error::x",
    "calendar": "X\r\nEND:VCALENDAR",
    "format": "%s%n{0}{x}{",
    "half a host": "http://[::1",
    "user": "https://u:p@h.no/",
    "port": "https://h.no:99999/",
    "30,000 letters": "x" * 30_000,
    "10,000 words": "xy " * 10_000,
    "60 levels": _nested(60),
    "3,000 items": ["x"] * 3_000,
    "500 keys": {f"k{number}": "x" for number in range(500)},
    "surrogate pair": "😀",
    "dotless": "İı",
    "itself": "hihm/naturfag-2-1-7",
    "slashes": "/a/../b/",
    "pipes": "a|b;c,d",
    "quotes": "'\"`",
    "merge key": "<<",
    "line separator": "a\u2028b",
}
SIGNS = ('"', "'", "`'\"", "«»", "--", "#", "%2e", "/", "&quot;", "\u0308", '\u00ad"', "ß", "\u01c6", "١")
"""Titles that have no letter of the alphabet to be listed, sorted or linked by."""

PER_PLACE = 1
SHOWN = ("script", "handler", "end of data", "template", "end of CDATA", "formula", "command of CI", "turned", "format")
"""Values that could do harm on a page or in an export."""


def value_cases(root: Path) -> Iterator[Case]:
    """Yield cases for every place in every file of the site below `root`, then titles of signs alone."""
    values = cycle(VALUES.items())
    for file in sorted(each for each in root.rglob("*") if each.suffix in (".md", ".yaml")):
        path = file.relative_to(root).as_posix()
        fields, body = fields_and_body(file.read_text(encoding="utf-8"))
        for place in places_in(fields):
            for name, value in islice(values, PER_PLACE):
                text = written(_with(fields, place, value), body)
                id_ = f"{path}:{'.'.join(map(str, place))}: {name}"
                yield Case("value", id_, {path: text.encode()}, is_built=name in SHOWN)
    fields, body = fields_and_body((root / COURSE).read_text(encoding="utf-8"))
    for sign in SIGNS:
        text = written(_with(fields, ("tittel",), sign), body)
        yield Case("title", ascii(sign), {COURSE: text.encode()}, is_built=True)


def _with(fields: dict[str, Any], place: tuple[str | int, ...], value: object) -> dict[str, Any]:
    changed: Any = copy.deepcopy(fields)
    at = changed
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = value
    result: dict[str, Any] = changed
    return result

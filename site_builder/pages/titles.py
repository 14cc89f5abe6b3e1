"""No-break spaces and HTML that keep titles and ranges of numbers from breaking into lines in the wrong place."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from site_builder.catalogue.schema.school_years import GRADE_WORDS

_BEFORE_NUMBER = re.compile(rf"(?<![,:;]) (?=\d{{1,2}}(?:\D|$)|(?:{'|'.join(GRADE_WORDS)})\b)")
"""Spaces of a title at which a line must not break: before a level, and inside grades. Between the two it may."""
_RANGE = re.compile(r"(\d{1,4}\.?–\d{1,4}\.?)")
"""Grades or years; browsers break a line after their dash."""
_TAG_OR_RANGE = re.compile(r'<(?:[^<>"]|"[^"]*")*>|' + _RANGE.pattern)
_WHOLE = Markup('<span class="whole">{}</span>')


def unbroken(title: str) -> str:
    """Return a title with no-break spaces before its level and inside its grades: `Norsk 1, 1.–7. trinn`."""
    return _BEFORE_NUMBER.sub("\N{NO-BREAK SPACE}", title)


def whole_ranges(title: str) -> Markup:
    """Return a title as HTML in which no line breaks inside a range of numbers, such as 8.–10."""
    if "–" not in title:
        return escape(title)
    parts = (_WHOLE.format(each) if at % 2 else escape(each) for at, each in enumerate(_RANGE.split(title)))
    return Markup("").join(parts)


def whole_ranges_in(html: str) -> str:
    """Return sanitised HTML changed so that no line of text breaks inside a range of numbers."""
    if "–" not in html:
        return html
    return _TAG_OR_RANGE.sub(lambda found: _WHOLE.format(found[1]) if found[1] else found[0], html)

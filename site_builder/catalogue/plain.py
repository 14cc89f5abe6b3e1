"""Plain texts in no time: where the extra `fast` is installed, pulldown-cmark makes of them what Python-Markdown would.

Plain is what both read alike: headings, paragraphs, lists of one level, emphasis and links, each written in the one
usual way. Of all else the two make different things, and Python-Markdown's is what counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from site_builder.sources.files import slug

_FOREIGN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\\`_{}<>&|~\u2028\u2029]")
"""What means something to one of the two, or to an extension of ours, or ends a line for one alone."""

_LINK = re.compile(r"\[(?<!!\[)([^\W_](?:[^\[\]*\n]*[\w.?!»)])?)\]\([A-Za-z0-9/.#][A-Za-z0-9/.:?=#%+,@-]*\)")
_EMPHASIS = re.compile(r"\*(?<![^\s(«\"“–—]\*)(\*?)([^\W_](?:[^*\n]*[\w.,:?!»)])?)\1\*(?![^\s.,;:)»?!])")
_LEFT = re.compile(r"[*\[\]]")

_BEGIN = r"(?![0-9]+[.)])[\w«\"“'(–—]"
_LINE = rf"{_BEGIN}[^\n]*(?<!\s)"
_PARAGRAPH = rf"{_LINE}(?:\n{_LINE})*"
_HEADED = rf"#{{1,6}} {_BEGIN}[^\n#]*(?<!\s)(?:\n{_PARAGRAPH})?"
_LIST = rf"(?:- {_LINE}(?:\n- {_LINE})*|1\. {_LINE}(?:\n[0-9]{{1,9}}\. {_LINE})*)(?!\n+(?:-|1\.) )"
_BLOCKS = re.compile(rf"\n*(?:(?:{_HEADED}|{_PARAGRAPH}|{_LIST})(?:\n\n+|\n?\Z))*")
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>")
_TAG = re.compile(r"<[^>]*>")


def html_of_plain(body: str) -> str | None:
    """Return what `converter.html_of` makes of a text, or None where that has to be asked."""
    if (convert := _converter()) is None or _FOREIGN.search(body):
        return None
    words = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", body)) if _LEFT.search(body) else body
    if _LEFT.search(words) or not _BLOCKS.fullmatch(words):
        return None
    html = convert(body).replace("&quot;", '"').rstrip("\n")
    names: list[str] = []

    def named(heading: re.Match[str]) -> str:
        names.append(id_of(_TAG.sub("", heading[2])))
        return f'<h{heading[1]} id="{names[-1]}">{heading[2]}</h{heading[1]}>'

    html = _HEADING.sub(named, html)
    return html if len(names) == len(set(names)) else None  # equal headings are told apart by Python-Markdown


def id_of(heading: str) -> str:
    """Return what a heading of these words is linked to by, before equal ones are told apart."""
    return slug(" ".join(heading.split()))


@cache
def _converter() -> Callable[[str], str] | None:
    try:
        from pyromark import html
    except ImportError:
        return None
    return html

"""Plain texts in no time: where the extra `fast` is installed, pulldown-cmark makes of them what Python-Markdown would.

Plain is what both read alike: headings, paragraphs, lists of one level, tables, emphasis, links and code, each written
in the one usual way. Of all else the two make different things, and Python-Markdown's is what counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from site_builder.sources.files import slug

_FOREIGN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f<>&~\u2028\u2029\ue000]")
"""What means something to one of the two, or to an extension of ours, or ends a line for one alone."""

_CODE = re.compile(r"`(?!\s)[^`\n|\\]+(?<!\s)`")
_DOT = re.compile(r"\\\.(?<=[0-9]\\\.)")
_STAR = re.compile(r"^\*(?= )", re.MULTILINE)
_NAMED = re.compile(r"^(#{1,6} [^\n{}]*) \{#[a-z][a-z0-9-]*\}$", re.MULTILINE)
_LINK = re.compile(r"\[(?<!!\[)([^\W_](?:[^\[\]*\n]*[\w.?!»)])?)\]\([A-Za-z0-9/.#][A-Za-z0-9/.:?=#%+,@-]*\)")
_EMPHASIS = re.compile(r"\*(?<![^\s(«\"“–—]\*)(\*?)([^\W_](?:[^*\n]*[\w.,:?!»)])?)\1\*(?![^\s.,;:)»?!])")
_USUAL = (
    ("`", _CODE, "\x01"),
    ("\\.", _DOT, "\x01"),
    ("* ", _STAR, "\x02"),
    (" {#", _NAMED, r"\1"),
    ("](", _LINK, r"\1"),
    ("*", _EMPHASIS, r"\2"),
)
"""What a text has in it, what is written so in the usual way, and what is left of it: words, or a mark no text has."""

_LEFT = re.compile(r"[*\[\]\\`_{}]")

_FIRST = r"\w«\"“'(–—"
_LINE = rf"(?![0-9]+[.)])[{_FIRST}\x01][^\n]*(?<!\s)"
_PARAGRAPH = rf"{_LINE}(?:\n{_LINE})*"
_HEADED = rf"#{{1,6}} [{_FIRST}][^\n#\x01]*(?<!\s)(?:\n{_PARAGRAPH})?"
_BULLETS = "|".join(rf"{bullet} {_LINE}(?:\n[{bullet} ] {_LINE})*" for bullet in ("-", "\x02"))
_NUMBERS = rf"1\. {_LINE}(?:\n(?:[0-9]{{1,9}}\.|  ) {_LINE})*"
"""A line in which an item goes on stands under its first word."""

_LIST = rf"(?:{_BULLETS}|{_NUMBERS})(?!\n+(?:-|\x02|1\.) )"
_TABLE = r"\|[^\n]*\|\n\|(?: *:?-{3,}:? *\|)+(?:\n\|[^\n]*\|)+(?=\n\n|\n?\Z)"
_BLOCKS = re.compile(rf"\n*(?:(?:{_HEADED}|{_PARAGRAPH}|{_LIST}|{_TABLE})(?:\n\n+|\n?\Z))*")
_TABLES = re.compile(rf"^{_TABLE}", re.MULTILINE)  # else a line of bars takes the square of its length
_OTHER_SPACE = re.compile(r"\| *[^\S\n ]|[^\S\n ] *\|")
_INDENTED = re.compile(r"^ +", re.MULTILINE)
_HEADING = re.compile(r"<h([1-6])(?: id=\"([^\"]*)\")?>(.*?)</h\1>")
_TAG = re.compile(r"<[^>]*>")

_AS_OURS = (
    *((f"<{name}>", f"<{name}>\n") for name in ("table", "thead", "tr")),
    *((f"</{name}>", f"</{name}>\n") for name in ("th", "td")),
    ("</tr></thead><tbody>", "</tr>\n</thead>\n<tbody>"),
    ("</tbody></table>", "</tbody>\n</table>"),
    *((f'"text-align: {side}"', f'"text-align: {side};"') for side in ("left", "center", "right")),
)
"""How pulldown-cmark writes a table, and Python-Markdown."""


def html_of_plain(body: str) -> str | None:
    """Return what `converter.markdown_to_html` makes of a text, or None where that has to be asked."""
    if (convert := _converter()) is None or _FOREIGN.search(body):
        return None
    words = body
    if _LEFT.search(body):
        for sign, usual, left in _USUAL:
            if sign in words:
                words = usual.sub(left, words)
        if _LEFT.search(words):
            return None
    if not _BLOCKS.fullmatch(words):
        return None
    if "|" in words and not all(map(_is_usual, _TABLES.findall(words))):
        return None
    # Python-Markdown leaves the spaces before a line of a list's item, so here they stand for themselves, too.
    html = convert(_INDENTED.sub(lambda spaces: "\ue000" * len(spaces[0]), body) if "\n " in body else body)
    html = html.replace("\ue000", " ").replace("&quot;", '"').rstrip("\n")
    if "<table>" in html:
        for theirs, ours in _AS_OURS:
            html = html.replace(theirs, ours)
    names: list[str] = []

    def named(heading: re.Match[str]) -> str:
        names.append(heading[2] or id_of(_TAG.sub("", heading[3])))
        return f'<h{heading[1]} id="{names[-1]}">{heading[3]}</h{heading[1]}>'

    html = _HEADING.sub(named, html)
    return html if len(names) == len(set(names)) else None  # equal headings are told apart by Python-Markdown


def _is_usual(table: str) -> bool:
    """Whether all rows of a table have as many cells, and no spaces at their edges that only one of the two removes."""
    return len({row.count("|") for row in table.split("\n")}) == 1 and not _OTHER_SPACE.search(table)


def id_of(heading: str) -> str:
    """Return what a heading of these words is linked to by, before equal ones are told apart."""
    return slug(" ".join(heading.split()))


@cache
def _converter() -> Callable[[str], str] | None:
    try:
        from pyromark import Markdown, Options
    except ImportError:
        return None
    return Markdown(options=Options.ENABLE_TABLES | Options.ENABLE_HEADING_ATTRIBUTES).html

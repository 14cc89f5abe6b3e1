"""Convert a text of bounded size to Prose: sanitised HTML, plain text, headings, links, and notes for the editor.

The page shows a text as the preview of the repository host does. Python-Markdown converts the text as it is written. If
a host reads it differently (a list without an empty line before it, a list in a list indented by two spaces), it
converts the text rewritten for Python-Markdown. Each difference that remains gives a note.
"""

from __future__ import annotations

import re
from functools import cache

from nh3 import Cleaner

from site_builder.catalogue.markdown.allowed import ALLOWED_ATTRIBUTES, ALLOWED_CLASSES, ALLOWED_TAGS, SCHEMES
from site_builder.catalogue.markdown.differences import differences
from site_builder.catalogue.markdown.host_reading import host_html, reading
from site_builder.catalogue.markdown.host_rewriting import rewritten
from site_builder.catalogue.markdown.leftovers import MAX_NOTES
from site_builder.catalogue.markdown.limits import MAX_CHARACTERS, MAX_NESTING, MAX_OPEN_TAGS, refusal
from site_builder.catalogue.markdown.list_numbers import without_dates
from site_builder.catalogue.markdown.lost_words import lost_words
from site_builder.catalogue.markdown.parts import prose_of
from site_builder.catalogue.markdown.python_markdown import markdown_to_html
from site_builder.catalogue.markdown.raw_tags import most_open, tags
from site_builder.catalogue.markdown.removed import removed_markup
from site_builder.catalogue.markdown.text_notes import text_notes
from site_builder.catalogue.markdown.without_code import without_footnotes
from site_builder.catalogue.texts import Note, Prose, Refusal

MAX_GROWTH = 30
"""Characters of HTML for each character of Markdown, at most. An ordinary text has 1.2, a table without words 10."""

MAX_REWRITTEN = 4 * MAX_CHARACTERS
"""Characters of a text written anew, at most: list items are indented by two more spaces for each level."""

_H1 = re.compile(r"<(/?)h1\b")
_ALIGNED = re.compile(r'<(t[dh]) style="text-align: (left|center|right);">')
_CODE_CLASS = re.compile(r'<code class="language-[\w#.+-]*">')


def converted(body: str) -> Prose:
    """Return the converted text of a file; only a refusal if it is too deep or large, or leaves many elements open.

    Call `convert` instead, which checks the other limits first.
    """
    text, notes = without_dates(without_footnotes(body))
    try:
        html = _html(text)
        raw = tags(html) if "<" in body else ()
        if most_open(raw) > MAX_OPEN_TAGS:
            return Prose("", "", refusal=Refusal("tags", _first_raw_line(body), MAX_OPEN_TAGS))
        html, clean, others = _as_host(text, html)
    except RecursionError:
        return Prose("", "", refusal=Refusal("nested", 1, MAX_NESTING))
    if len(clean) > MAX_GROWTH * (len(body) + 100):
        return Prose("", "", refusal=Refusal("growth", 1, MAX_GROWTH))
    removed = () if html == clean and not raw else tuple(removed_markup(body, html, clean))
    dated = {note.line for note in notes if note.name == "list-number.date"}
    of_text = (note for note in text_notes(body, clean) if note.name != "item-letter" or note.line not in dated)
    found = (*notes, *others, *of_text)
    noted = {note.line for note in found} | {line for _, line in removed}
    found = (*found, *lost_words(body, clean, noted))
    return prose_of(body, clean, removed, found[:MAX_NOTES])


def _as_host(text: str, html: str) -> tuple[str, str, tuple[Note, ...]]:
    """Return the HTML that a host shows, the same sanitised, and notes of the differences that remain.

    `html` is the result of Python-Markdown for the unchanged text.
    """
    clean = _sanitised(html)
    wanted = _host_reading(text)
    if reading(clean) == wanted:
        return html, clean, ()
    notation = rewritten(text)
    if not refusal(notation, MAX_REWRITTEN):
        html = _html(notation)
        clean = _sanitised(html)
    if reading(clean) == wanted:
        return html, clean, ()
    return html, clean, tuple(differences(text, reading(clean), wanted, _own_reading, _host_reading))


def _host_reading(text: str) -> list[str]:
    html = host_html(text)
    return reading(_sanitised(html) if "<" in text or "&" in text else html)


def _own_reading(text: str) -> list[str]:
    return reading(_sanitised(_html(rewritten(text))))


def _html(text: str) -> str:
    """Return the HTML of a text, unsanitised: without h1, `style` and classes of code."""
    html = _H1.sub(r"<\1h2", markdown_to_html(text))
    return _CODE_CLASS.sub("<code>", _ALIGNED.sub(r'<\1 class="\2">', html))


def _sanitised(html: str) -> str:
    return _cleaner().clean(html)


@cache
def _cleaner() -> Cleaner:
    """Return this process's sanitiser."""
    return Cleaner(
        tags=set(ALLOWED_TAGS),
        attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
        allowed_classes=ALLOWED_CLASSES,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def _first_raw_line(body: str) -> int:
    return body.count("\n", 0, body.find("<") + 1) + 1

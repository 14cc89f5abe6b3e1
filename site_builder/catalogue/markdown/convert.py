"""Convert Markdown to Prose: sanitised HTML, plain text, headings, links, and a list of the removed markup.

The result depends on the text alone, so it can be cached. Internal links stay as written; rendering replaces them.
Every text is treated as untrusted input.
"""

from __future__ import annotations

import re
from functools import cache

from nh3 import Cleaner

from site_builder.catalogue.markdown.allowed import ALLOWED_ATTRIBUTES, ALLOWED_CLASSES, ALLOWED_TAGS, SCHEMES
from site_builder.catalogue.markdown.limits import MAX_NESTING, MAX_OPEN_TAGS, refusal
from site_builder.catalogue.texts import Prose, Refusal

MAX_GROWTH = 30
"""Characters of HTML for each character of Markdown, at most. An ordinary text has 1.2, a table without words 10."""

_H1 = re.compile(r"<(/?)h1\b")
_ALIGNED = re.compile(r'<(t[dh]) style="text-align: (left|center|right);">')
_CODE_CLASS = re.compile(r'<code class="language-[\w#.+-]*">')


def convert(body: str) -> Prose:
    """Return the converted text of a file.

    Every heading has an id made from its words. h1 becomes h2, because the page's own title is its h1. A text
    that exceeds a limit (limits.py) is not converted: the result has only the `refusal`.
    """
    if refused := refusal(body):
        return Prose("", "", refusal=refused)
    from site_builder.catalogue.markdown.parts import prose_of  # with the next three 35 ms, unused if all are cached
    from site_builder.catalogue.markdown.python_markdown import markdown_to_html
    from site_builder.catalogue.markdown.raw_tags import open_at_most, tags
    from site_builder.catalogue.markdown.removed import removed_markup

    try:
        html = markdown_to_html(body)
    except RecursionError:
        return Prose("", "", refusal=Refusal("nested", 1, MAX_NESTING))
    html = _CODE_CLASS.sub("<code>", _ALIGNED.sub(r'<\1 class="\2">', _H1.sub(r"<\1h2", html)))
    raw = tags(html) if "<" in body else ()
    if open_at_most(raw) > MAX_OPEN_TAGS:
        return Prose("", "", refusal=Refusal("tags", _first_raw_line(body), MAX_OPEN_TAGS))
    clean = _cleaner().clean(html)
    if len(clean) > MAX_GROWTH * (len(body) + 100):
        return Prose("", "", refusal=Refusal("growth", 1, MAX_GROWTH))
    removed = () if html == clean and not raw else tuple(removed_markup(body, html, clean))
    return prose_of(body, clean, removed)


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

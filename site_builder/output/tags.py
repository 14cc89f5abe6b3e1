"""Scan the tags of a page as written, for faults that the HTML5 parser repairs or does not see.

Most tags are on many pages, so a process examines each tag once and caches the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from site_builder.output.blocked_content import may_be_blocked

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
"""Elements that have no end tag (HTML standard, 13.1.2)."""

_NOT_PAIRED = "|".join((*sorted(_VOID), "script", "style", "template"))
"""Void elements, and those whose content is skipped."""

_TAG = re.compile(r"""<[a-zA-Z/][^<>"']*+(?:(?:"[^"<]*+"|'[^'<]*+')[^<>"']*+)*+>""", re.ASCII)
"""A start or end tag without `<` in its attributes."""

_PAIRED_TAG = re.compile(
    rf'<(?:(/?(?!(?:{_NOT_PAIRED})\b)[a-zA-Z][a-zA-Z0-9-]*+)[^<>"/]*+(?:(?:"[^"]*+"|/(?!>))[^<>"/]*+)*+>'
    r"|script\b[^>]*>.*?</script>|style\b[^>]*>.*?</style>|template\b[^>]*>.*?</template>|!--.*?-->)",
    re.ASCII | re.DOTALL,
)
"""A start or end tag, with its name as the group; or a comment or an element whose content is skipped, with an empty
group. Tags that end with `/>` do not match. Attributes may contain `>`.
"""

_NAME = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*+", re.ASCII)

MAX_CACHED_TAGS = 1 << 15
"""Different tags that a process caches. A site of 200 courses in four languages has 20,000."""


class TagFindings(NamedTuple):
    """The first tag of a page that is not closed or closes none, as `<p>` or `</p>` ("" without one).

    `may_be_blocked` says whether the content security policy may block a tag.
    """

    unclosed: str
    may_be_blocked: bool


def examine_tags(html: str) -> TagFindings:
    """Return the findings about the tags of a page.

    A page with a `<` that begins no tag has a comment, a script or an attribute with `<` in it: it is scanned by a
    slower pattern that skips these, and `may_be_blocked` is true.
    """
    tags = _TAG.findall(html)
    if len(tags) + html[:9].lower().startswith("<!doctype") != html.count("<") or "<template>" in tags:
        return TagFindings(_first_unclosed(_PAIRED_TAG.findall(html)), may_be_blocked=True)
    unclosed = _first_unclosed(map(_paired_name, tags))
    if unclosed:  # perhaps quotes in the text of a script
        unclosed = _first_unclosed(_PAIRED_TAG.findall(html))
    return TagFindings(unclosed, any(map(_may_be_blocked, set(tags))))


@lru_cache(MAX_CACHED_TAGS)
def _paired_name(tag: str) -> str:
    """Return the name of a tag, with the `/` of an end tag; "" for a tag that needs no other one."""
    found = _NAME.match(tag)
    name = found[0][1:] if found else ""
    return "" if name in _VOID or tag.endswith("/>") else name


_may_be_blocked = lru_cache(MAX_CACHED_TAGS)(may_be_blocked)


def _first_unclosed(names: Iterable[str]) -> str:
    open_tags: list[str] = []
    for name in names:
        if name[:1] == "/":
            if not open_tags or open_tags.pop() != name[1:]:
                return f"<{name}>"
        elif name:
            open_tags.append(name)
    return f"<{open_tags[-1]}>" if open_tags else ""

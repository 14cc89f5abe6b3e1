"""Convert Markdown to Prose: sanitised HTML, plain text, headings, links, and a list of the removed markup.

The result depends on the text alone, so it can be cached. Internal links stay as written; rendering replaces them.
Every text is treated as untrusted input.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape

from nh3 import Cleaner

from site_builder.catalogue.texts import Heading, Link, Prose

ALLOWED_TAGS = frozenset(
    """
    a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img
    ins kbd li ol p pre q s small span strong sub summary sup table tbody td tfoot th thead time tr ul
    """.split()  # noqa: SIM905 - fifty quoted words are harder to read
)
"""Elements allowed in the result. All others are removed and reported."""

ALLOWED_ATTRIBUTES = {
    "*": {"id", "lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "abbr": {"title"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "details": {"open"},
}
ALLOWED_CLASSES = {"td": {"left", "center", "right"}, "th": {"left", "center", "right"}}
"""Alignment of table columns. Python-Markdown writes it as `style`, which the site's content policy forbids."""

SCHEMES = {"http", "https", "mailto", "tel"}

MAX_CHARACTERS = 60_000
"""Longest text that is converted: some thirty printed pages, which take 0.4 s."""

MAX_OPEN_BRACKETS = 200
"""Most unclosed brackets of one kind in a paragraph. Conversion takes time proportional to the square of their number
(4,000 of `[`: 3.4 s), so without a limit one text could block the whole build."""

_CODE = re.compile(r"^(```|~~~).*?^\1[ \t]*$|^(?: {4}|\t).*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_RAW_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]*)>|<!--.*?-->|<[!?][^>]*>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([^\s=\"'>/]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+))?")
_HEADING = re.compile(r"<h([2-6]) id=\"([^\"]*)\"[^>]*>(.*?)</h\1>", re.DOTALL)
_HREF = re.compile(r"<a(?: [^>\"]*| [a-z]+=\"[^\"]*\")*? href=\"([^\"]*)\"")
_SRC = re.compile(r"<img(?: [^>\"]*| [a-z]+=\"[^\"]*\")*? src=\"([^\"]*)\"")
_H1 = re.compile(r"<(/?)h1\b")
_ALIGNED = re.compile(r'<(t[dh]) style="text-align: (left|center|right);">')
_CODE_CLASS = re.compile(r'<code class="language-[^"]*">')
_TAG = re.compile(r"<[^>]+>")
_BLOCK_END = re.compile(r"</(?:p|li|h[2-6]|td|th|dd|dt|blockquote|pre|figcaption|summary|caption)>|<br ?/?>")


def convert(body: str) -> Prose:
    """Return the converted text of a file.

    Every heading has an id made from its words. h1 becomes h2, because the page's own title is its h1. A text
    that nests too deep or is too long is not converted: the result has only `refused_at`, the line where that begins.
    """
    if line := _refused_at(body):
        return Prose("", "", refused_at=line)
    from site_builder.catalogue.markdown.python_markdown import markdown_to_html  # 25 ms, unused if all are cached

    try:
        html = markdown_to_html(body)
    except RecursionError:
        return Prose("", "", refused_at=1)
    html = _CODE_CLASS.sub("<code>", _ALIGNED.sub(r'<\1 class="\2">', _H1.sub(r"<\1h2", html)))
    clean = _cleaner().clean(html)
    removed = _removed(body, html)
    return Prose(
        html=clean,
        text=_plain(clean),
        headings=tuple(
            Heading(int(level), unescape(name), _plain(words)) for level, name, words in _HEADING.findall(clean)
        ),
        links=tuple(Link(href, _line_of(body, href)) for href in map(unescape, _HREF.findall(clean))),
        images=tuple(Link(src, _line_of(body, src)) for src in map(unescape, _SRC.findall(clean))),
        removed=tuple(dict.fromkeys((*removed, *_unexplained(body, html, clean, {markup for markup, _ in removed})))),
    )


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


def _refused_at(body: str) -> int:
    """Return the line of the first paragraph with too many open brackets or past MAX_CHARACTERS; 0 if none."""
    if len(body) <= MAX_CHARACTERS and max(map(body.count, "[(<")) <= MAX_OPEN_BRACKETS:
        return 0
    line, characters = 1, 0
    for paragraph in body.split("\n\n"):
        characters += len(paragraph)
        left_open = max(paragraph.count(one) - paragraph.count(other) for one, other in ("[]", "()", "<>"))
        if left_open > MAX_OPEN_BRACKETS or characters > MAX_CHARACTERS:
            return line
        line += paragraph.count("\n") + 2
    return 0


def _removed(body: str, html: str) -> tuple[tuple[str, int], ...]:
    """Return the raw tags and link schemes in `body` that are not allowed, each with its line in the body."""
    raw: list[tuple[str | None, int]] = []
    if "<" in body:
        blanked = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), body)
        raw = [(_fault(tag), blanked.count("\n", 0, tag.start()) + 1) for tag in _RAW_TAG.finditer(blanked)]
    written = [unescape(href) for href in (*_HREF.findall(html), *_SRC.findall(html))]
    links = [
        (f"{scheme}:", _line_of(body, href))
        for href in written
        if (scheme := _forbidden_scheme(href)) and not any(part and part.endswith(f"={scheme}:>") for part, _ in raw)
    ]
    return tuple(dict.fromkeys((part, line) for part, line in (*raw, *links) if part))


def _forbidden_scheme(address: str) -> str | None:
    """Return the scheme of an address if it is not allowed."""
    scheme = re.match(r"\s*([a-zA-Z][\w+.-]*)\s*:", address)
    return scheme[1] if scheme and scheme[1].lower() not in SCHEMES else None


def _fault(tag: re.Match[str]) -> str | None:
    """Return the part of a raw tag that is not allowed, as shown in the message; None if all of it is."""
    name = (tag[2] or "").lower()
    if not name:
        return "<!-- -->" if tag[0].startswith("<!--") else tag[0][:20]
    if re.match(r"<(https?:|mailto:|[\w.+-]+@)", tag[0]):
        return None  # an autolink, not a tag
    if name not in ALLOWED_TAGS | {"h1"}:
        return None if tag[1] else f"<{name}>"
    for attribute, value in _ATTRIBUTE.findall(tag[3]):
        attribute = attribute.lower()
        if attribute not in ALLOWED_ATTRIBUTES["*"] | ALLOWED_ATTRIBUTES.get(name, set()):
            return f"<{name} {attribute}>"
        if attribute in ("href", "src") and (scheme := _forbidden_scheme(unescape(value.strip("\"'")))):
            return f"<{name} {attribute}={scheme}:>"
    return None


def _unexplained(body: str, html: str, clean: str, reported: set[str]) -> Iterator[tuple[str, int]]:
    """Yield the addresses and markup that the sanitiser removed and that are not in `reported`.

    Attributes of Markdown's own syntax, such as `{: onclick=... }`, are found only by this comparison.
    """
    if html == clean:
        return
    before, after = ({*_HREF.findall(each), *_SRC.findall(each)} for each in (html, clean))
    for address in sorted(map(unescape, before - after)):
        if not _forbidden_scheme(address):
            yield address, _line_of(body, address)
    for mark in sorted(_marks(html) - _marks(clean)):
        tag, _, attribute = mark.partition(" ")
        if mark not in _EXPLAINED and not {f"<{tag}>", f"<{mark}>"} & reported:
            yield f"<{mark}>", _line_of(body, attribute or tag)


_EXPLAINED = {"tbody", "a href", "img src"}
"""Differences that are no loss: added by the sanitiser, or reported by the address."""


def _marks(html: str) -> Counter[str]:
    """Return the number of occurrences of each element, and of each element with an attribute."""
    return Counter(
        mark.lower()
        for name, rest in re.findall(r"<([a-zA-Z][\w-]*)((?:[^<>\"]|\"[^\"]*\")*)>", html)
        for mark in (name, *(f"{name} {attribute}" for attribute, _ in _ATTRIBUTE.findall(rest)))
    )


def _plain(html: str) -> str:
    """Return the words of sanitised HTML, separated by single spaces."""
    return " ".join(unescape(_TAG.sub("", _BLOCK_END.sub(" ", html))).split())


def _line_of(body: str, written: str) -> int:
    """Return the 1-based line of the first whole occurrence of `written`; 0 if there is none."""
    whole = re.search(rf"(?<![\w./-]){re.escape(written)}(?![\w./-])", body) if written else None
    return body.count("\n", 0, whole.start()) + 1 if whole else 0

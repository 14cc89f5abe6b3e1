"""Markdown -> Prose: converted, sanitised, with what can be linked to and what was taken out.

Conversion depends on the text alone, so its result can be remembered: internal links stay as they were written and
are filled in when pages are made. Every course file is treated as written by a stranger.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions.toc import TocExtension, TocTreeprocessor, unique

from site_builder.catalogue.model import Heading, Link, Prose
from site_builder.sources.files import slug

ALLOWED_TAGS = frozenset(
    """
    a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img
    ins kbd li ol p pre q s small span strong sub summary sup table tbody td tfoot th thead time tr ul
    """.split()  # noqa: SIM905 - fifty quoted words are harder to read
)
"""Raw HTML that is let through; everything else is taken out and reported."""

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
"""The alignment of table columns, which Markdown writes as style and a strict policy would drop."""

SCHEMES = {"http", "https", "mailto", "tel"}

_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED_TAGS),
    attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
    allowed_classes=ALLOWED_CLASSES,
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)

MAX_CHARACTERS = 60_000
MAX_OPEN_BRACKETS = 200
"""What a text may leave open within one paragraph. The converter's time grows with the square of it (4,000 of `[`:
3.4 s), and a stranger's text must not be able to stop the build of everybody else's."""

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
    """Convert a body of Markdown. Headings get ids from their words; h1 becomes h2, because the page has its own."""
    if line := _tangled(body):
        return Prose("", "", tangled=line)
    try:
        html = _converter(_idle(body)).reset().convert(body)
    except RecursionError:  # lists or quotations some hundred levels deep; the converter is left half way through
        _converter.cache_clear()
        return Prose("", "", tangled=1)
    html = _CODE_CLASS.sub("<code>", _ALIGNED.sub(r'<\1 class="\2">', _H1.sub(r"<\1h2", html)))
    clean = _CLEANER.clean(html)
    removed = _removed(body, html)
    return Prose(
        html=clean,
        text=_plain(clean),
        headings=tuple(
            Heading(int(level), unescape(name), _plain(words)) for level, name, words in _HEADING.findall(clean)
        ),
        links=tuple(Link(href, _line_of(body, href)) for href in map(unescape, _HREF.findall(clean))),
        images=tuple(Link(src, _line_of(body, src)) for src in map(unescape, _SRC.findall(clean))),
        removed=tuple(dict.fromkeys((*removed, *_unexplained(body, html, clean, {what for what, _ in removed})))),
    )


_LINE_OF_MARKS = tuple(f"{mark}{space}{mark}" for mark in "-_*" for space in ("", " ", "  "))
_UNDERLINE = ("=", "--", "-\n", "- ", "-\t")
_INDENTED = ("    ", "\t")

TRIGGERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "preprocessors": {"html_block": ("<", "&"), "fenced_code_block": ("```", "~~~")},
    "blockprocessors": {
        "indent": _INDENTED,
        "code": _INDENTED,
        "defindent": _INDENTED,
        "table": ("|",),
        "hashheader": ("#",),
        "setextheader": _UNDERLINE,
        "hr": _LINE_OF_MARKS,
        "quote": (">",),
        "reference": ("]:",),
        "ulist": tuple(f"{mark}{space}" for mark in "*+-" for space in " \t"),
        "deflist": ("\n:", " :", "\t:", ">:"),
    },
    "inlinePatterns": {
        "backtick": ("`",),
        "escape": ("\\",),
        "reference": ("[",),
        "link": ("[",),
        "image_link": ("[",),
        "image_reference": ("[",),
        "short_reference": ("[",),
        "short_image_ref": ("[",),
        "autolink": ("<",),
        "automail": ("<",),
        "html": ("<",),
        "linebreak": ("  \n", "\t"),
        "entity": ("&",),
        "em_strong": ("*", "_"),
    },
    "treeprocessors": {"attr_list": ("{",), "toc": ("#", *_UNDERLINE, "<", "[TOC]"), "unescape": ("\\",)},
    "headings": {"intricate": ("<", "&", "\\", "`", "{", "[TOC]")},
}
"""Kind of rule -> rule -> what must stand in a text, one of them, for it to find anything."""
_PLAIN = ("headings", "intricate")
"""Idle where a heading's words are those of its elements, and nobody asks for a table of contents."""

_MARKS = {mark: set(mark) for rules in TRIGGERS.values() for marks in rules.values() for mark in marks}
_CHARACTERS = sorted(set().union(*_MARKS.values()))
_RULES = tuple((kind, name, frozenset(marks)) for kind, rules in TRIGGERS.items() for name, marks in rules.items())


def _idle(body: str) -> frozenset[tuple[str, str]]:
    """Return the rules that will find nothing in a text."""
    text = f"\n{body}\n"
    characters = {each for each in _CHARACTERS if each in text}
    found = {mark for mark, needed in _MARKS.items() if needed <= characters and mark in text}
    return frozenset((kind, name) for kind, name, marks in _RULES if found.isdisjoint(marks))


@lru_cache(maxsize=64)
def _converter(idle: frozenset[tuple[str, str]]) -> Any:
    """Return a converter that does not try these rules on each of a text's blocks and words.

    One of a kind a process: making one costs more than a text.
    """
    toc = TocExtension(slugify=lambda text, _: slug(text))
    if _PLAIN in idle:
        toc.TreeProcessorClass = _PlainHeadings
    made = Markdown(
        extensions=["tables", "attr_list", "fenced_code", "sane_lists", "def_list", toc],
        output_format="html",
    )
    for kind, name in idle - {_PLAIN}:
        (made.parser.blockprocessors if kind == "blockprocessors" else getattr(made, kind)).deregister(name)
    return made


class _PlainHeadings(TocTreeprocessor):
    """Gives headings the ids that the library gives them, and makes no table of contents, which takes much longer."""

    def run(self, doc: Element) -> None:
        """Give each heading an id of its words."""
        used: set[str] = set()
        for element in doc.iter():
            if self.header_rgx.match(element.tag):
                element.set("id", unique(slug(" ".join("".join(element.itertext()).split())), used))


def _tangled(body: str) -> int:
    """Return the line of the paragraph that leaves too much open, or on which the text grows too long; else 0."""
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
    """Return what the sanitiser does not let through, each with its line in the body."""
    raw: list[tuple[str | None, int]] = []
    if "<" in body:
        blanked = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), body)
        raw = [(_fault(tag), blanked.count("\n", 0, tag.start()) + 1) for tag in _RAW_TAG.finditer(blanked)]
    written = [unescape(href) for href in (*_HREF.findall(html), *_SRC.findall(html))]
    links = [
        (f"{scheme}:", _line_of(body, href))
        for href in written
        if (scheme := _forbidden_scheme(href)) and not any(what and what.endswith(f"={scheme}:>") for what, _ in raw)
    ]
    return tuple(dict.fromkeys((what, line) for what, line in (*raw, *links) if what))


def _forbidden_scheme(address: str) -> str | None:
    scheme = re.match(r"\s*([a-zA-Z][\w+.-]*)\s*:", address)
    return scheme[1] if scheme and scheme[1].lower() not in SCHEMES else None


def _fault(tag: re.Match[str]) -> str | None:
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


def _unexplained(body: str, html: str, clean: str, told: set[str]) -> Iterator[tuple[str, int]]:
    """Yield what went missing and is not `told` of yet, as when `{: onclick=... }` makes an attribute."""
    if html == clean:
        return
    before, after = ({*_HREF.findall(each), *_SRC.findall(each)} for each in (html, clean))
    for address in sorted(map(unescape, before - after)):
        if not _forbidden_scheme(address):
            yield address, _line_of(body, address)
    for mark in sorted(_marks(html) - _marks(clean)):
        tag, _, attribute = mark.partition(" ")
        if mark not in _EXPLAINED and not {f"<{tag}>", f"<{mark}>"} & told:
            yield f"<{mark}>", _line_of(body, attribute or tag)


_EXPLAINED = {"tbody", "a href", "img src"}
"""Added by the sanitiser, or named by the address that was lost."""


def _marks(html: str) -> Counter[str]:
    """Count tags and attributes."""
    return Counter(
        mark.lower()
        for name, rest in re.findall(r"<([a-zA-Z][\w-]*)((?:[^<>\"]|\"[^\"]*\")*)>", html)
        for mark in (name, *(f"{name} {attribute}" for attribute, _ in _ATTRIBUTE.findall(rest)))
    )


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", _BLOCK_END.sub(" ", html))).split())


def _line_of(body: str, written: str) -> int:
    whole = re.search(rf"(?<![\w./-]){re.escape(written)}(?![\w./-])", body) if written else None
    return body.count("\n", 0, whole.start()) + 1 if whole else 0

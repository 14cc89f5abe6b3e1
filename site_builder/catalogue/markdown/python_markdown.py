"""Python-Markdown as this house has it: its extensions, ids of headings, and no rule tried that would find nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, TocTreeprocessor, unique

from site_builder.catalogue.markdown.plain import id_of
from site_builder.sources.files import slug

_LINE_OF_MARKS = tuple(f"{mark}{after}" for mark in "-_*" for after in (mark, f" {mark}", f"  {mark}", "\t"))
_UNDERLINE = ("=", "--", "-\n", "- ", "-\t")
_INDENTED = ("    ", "\t", "<")  # where HTML is set aside, spaces around it come to stand on a line of their own

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
        "linebreak": ("  \n", "\t", "<"),
        "entity": ("&",),
        "em_strong": ("*", "_"),
    },
    "treeprocessors": {"attr_list": ("{",), "toc": ("#", *_UNDERLINE, "<", "[TOC]"), "unescape": ("\\",)},
    "headings": {"intricate": ("<", "&", "\\", "`", "{", "[TOC]")},
}
"""Kind of rule -> rule -> what must stand in a text, one of them, for it to find anything."""
_PLAIN = ("headings", "intricate")
"""Idle where a heading's words are those of its elements, and nobody asks for a table of contents."""

_ATTRIBUTES = ("treeprocessors", "attr_list")
_FENCED = ("preprocessors", "fenced_code_block")
"""Rules of extensions that are not even imported for a text that has nothing for them."""

_MARKS = {mark: set(mark) for rules in TRIGGERS.values() for marks in rules.values() for mark in marks}
_CHARACTERS = sorted(set().union(*_MARKS.values()))
_RULES = tuple((kind, name, frozenset(marks)) for kind, rules in TRIGGERS.items() for name, marks in rules.items())


def markdown_to_html(body: str) -> str:
    """Return what Markdown makes of a text, with an id for each heading; nothing is taken out yet.

    Raises RecursionError where lists or quotations are some hundred levels deep.
    """
    try:
        html: str = _converter(_idle(body)).reset().convert(body)
    except RecursionError:  # the converter is left half way through
        _converter.cache_clear()
        raise
    return html


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
    extensions = [TableExtension(), SaneListExtension(), DefListExtension(), toc]
    if _ATTRIBUTES not in idle:
        from markdown.extensions.attr_list import AttrListExtension

        extensions.append(AttrListExtension())
    if _FENCED not in idle:
        from markdown.extensions.fenced_code import FencedCodeExtension  # and Pygments, where that is installed

        extensions.append(FencedCodeExtension())
    made = Markdown(extensions=extensions, output_format="html")  # by name they are looked for in all that is installed
    for kind, name in idle - {_PLAIN, _ATTRIBUTES, _FENCED}:
        (made.parser.blockprocessors if kind == "blockprocessors" else getattr(made, kind)).deregister(name)
    return made


class _PlainHeadings(TocTreeprocessor):
    """Gives headings the ids that the library gives them, and makes no table of contents, which takes much longer."""

    def run(self, doc: Element) -> None:
        """Give each heading an id of its words."""
        used: set[str] = set()
        for element in doc.iter():
            if self.header_rgx.match(element.tag):
                element.set("id", unique(id_of("".join(element.itertext())), used))

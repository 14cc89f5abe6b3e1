"""Extend Python-Markdown by the syntax of repository hosts (GitHub Flavored Markdown) within a paragraph."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from site_builder.catalogue.markdown.bare_addresses import BARE_ADDRESS, address_of, bare_address

_STRUCK = r"(?<![~\\])(~~)(?=[^\s~])([^~]*[^\s~])~~(?!~)"
_STRUCK_ONCE = r"(?<![~\\\w])(~)(?=[^\s~])([^~]*[^\s~])~(?![~\w])"

_TASK = re.compile(r"\[([ xX])\][ \t\n]+(?=\S)")
BOXES = {" ": "☐ ", "x": "☑ ", "X": "☑ "}
"""The box of a task -> the character shown for it: a text has no form controls."""

_MORE_ESCAPES = "~|<\"'@,:;=/$%&?^"
"""Characters that CommonMark takes literally after a backslash, and Python-Markdown does not."""


class HostInlines(Extension):
    """An extension for struck-through text (`~~x~~`), a backslash at a line's end, bare addresses, and task boxes."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors; Python-Markdown calls this method."""
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, *_MORE_ESCAPES]
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"(?<!\\)\\\n", "br"), "host_break", 185)
        md.inlinePatterns.register(_BareAddress(BARE_ADDRESS, md), "host_address", 85)
        md.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "host_struck", 66)
        md.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK_ONCE, "del"), "host_struck_once", 65)
        md.treeprocessors.register(_Tasks(md), "host_tasks", 25)


class _BareAddress(InlineProcessor):
    """Link an address that is written without angle brackets."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, Any, Any]:  # type: ignore[override]
        """Return the link, without the punctuation after it."""
        written = bare_address(m[0])
        link = Element("a", href=address_of(written))
        link.text = AtomicString(written)
        return link, m.start(0), m.start(0) + len(written)


class _Tasks(Treeprocessor):
    """Show the boxes of tasks at the beginning of items as characters."""

    def run(self, root: Element) -> None:
        """Replace the boxes in the tree."""
        for item in root.iter("li"):
            first = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
            if found := _TASK.match(first.text or ""):
                first.text = BOXES[found[1]] + (first.text or "")[found.end() :]

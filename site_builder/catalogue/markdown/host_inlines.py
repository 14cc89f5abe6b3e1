"""Extend Python-Markdown by the notation of repository hosts (GitHub Flavored Markdown) within a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_STRUCK = r"(?<![~\\])(~~)(?=[^\s~])([^~]*[^\s~])~~(?!~)"
_STRUCK_ONCE = r"(?<![~\\\w])(~)(?=[^\s~])([^~]*[^\s~])~(?![~\w])"
_ADDRESS = r"(?<![\w/@.:=\"'<\[-])(?:(?:https?://|www\.)[^\s<>\x02\x03\"\[\]|]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)"
_AFTER = re.compile(r"(?<![?!.,:*_~'»”)])[?!.,:*_~'»”)]++$|&\w++;$")
"""Punctuation at the end of a bare address, which is the sentence's."""

_TASK = re.compile(r"\[([ xX])\][ \t\n]+(?=\S)")
BOXES = {" ": "☐ ", "x": "☑ ", "X": "☑ "}
"""The box of a task -> the character shown for it: a text has no form controls."""

_MORE_ESCAPES = "~|<\"'@,:;=/$%&?^"
"""Characters that CommonMark takes literally after a backslash, and Python-Markdown does not."""


class HostInlines(Extension):
    """An extension for struck text (`~~x~~`), a backslash at the end of a line, bare addresses, and boxes of tasks."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors; Python-Markdown calls this method."""
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, *_MORE_ESCAPES]
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"(?<!\\)\\\n", "br"), "host_break", 185)
        md.inlinePatterns.register(_BareAddress(_ADDRESS, md), "host_address", 85)
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


def bare_address(written: str) -> str:
    """Return a bare address without the punctuation and the unmatched brackets at its end."""
    while after := _AFTER.search(written):
        if after[0].startswith(")") and written.count("(") >= written.count(")"):
            break
        written = written[: after.start()] if not after[0].startswith(")") else written[:-1]
    return written


def address_of(written: str) -> str:
    """Return the address that hosts link a bare address to: with `http://` or `mailto:` where it has no scheme."""
    if written.startswith("www."):
        return f"http://{written}"
    return written if "://" in written else f"mailto:{written}"


def full_address(written: str) -> str:
    """Return an address without a scheme with the one that editors mean: `mailto:` if it has an @, else `https://`."""
    return f"mailto:{written}" if "@" in written else f"https://{written}"


_ALONE = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:no|com|org|net|eu|se|dk|edu)(?:[/?#]\S*)?|[\w.+-]{1,64}@[\w.-]+"
)


def is_bare_address(written: str) -> bool:
    """Return whether a text is an e-mail address, or a page's address without its scheme: `www.hihm.no/emne`.

    The host must end in .no or another common ending, so that `om.md` is none.
    """
    return bool(_ALONE.fullmatch(written))


def bare_addresses(text: str) -> Iterator[str]:
    """Yield the bare addresses of a text, in order, without the punctuation after them."""
    for found in re.finditer(_ADDRESS, text):
        yield bare_address(found[0])

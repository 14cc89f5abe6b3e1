"""The plain words of sanitised HTML."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[^>]+>")
_BLOCK_END = re.compile(r"</(?:p|li|h[2-6]|td|th|dd|dt|blockquote|pre|figcaption|summary|caption)>|<br ?/?>")


def plain_words(html: str) -> str:
    """Return the words of sanitised HTML, unescaped and separated by single spaces."""
    return " ".join(unescape(_TAG.sub("", _BLOCK_END.sub(" ", html))).split())

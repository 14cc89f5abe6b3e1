"""The text of sanitised HTML without markup."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[^>]+>")
_BLOCK_END = re.compile(r"</(?:p|li|h[2-6]|td|th|dd|dt|blockquote|pre|figcaption|summary|caption)>|<br ?/?>")


def plain_words(html: str) -> str:
    """Return the text of sanitised HTML without markup, unescaped, with single spaces."""
    return " ".join(unescape(_TAG.sub("", _BLOCK_END.sub(" ", html))).split())

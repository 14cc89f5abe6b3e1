"""Find words of a text that its HTML lacks, such as a table cell without a column or an unused link definition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from html import unescape
from itertools import pairwise
from urllib.parse import unquote

from site_builder.catalogue.texts import Note, note_at

MAX_LOST = 50
"""Words of one text that are looked for, and lines that are looked at for them, at most."""

_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(
    r"^ {0,3}(?:`{3,}|~{3,})[^\n]*$"  # a fence with the name of a language
    r"|</?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>])[^<>]*>|<!--[^<>]*>"
    r"|\\?&\#?\w{1,32};"
    r"|^[ \t>]*\[[^\]\n]+\]:|\]\[[^\]\n]*\]"  # the name of an address, where it is given and where it is used
    r"|\{:?[^{}\n]*\}"  # attributes, such as the id of a heading
    r"|^[ \t>*+-]*\d{1,9}[.)]"  # the number of a list: list_numbers.py
    r"|\[[ xX]\]",
    re.MULTILINE,
)
"""Words that are no text. Each is replaced by as many spaces."""
_SIGNS_OF_MARKUP = "`~<&[{\\"
_NUMBERED = re.compile(r"^[ \t>*+-]*\d", re.MULTILINE)
"""A sign and a beginning of a line, of which each kind of this markup has one."""

_TAG = re.compile(r"<[^<>]*>")
_SHOWN = re.compile(r'\b(?:href|src|alt|title)="([^"]*)"')


def lost_words(body: str, clean: str, noted: Container[int]) -> Iterator[Note]:
    """Yield a note of each line of `body` with words that the sanitised HTML `clean` lacks.

    The lines in `noted` (numbers from 1) have a note already. At most MAX_LOST words and lines are examined.
    """
    has_markup = any(sign in body for sign in _SIGNS_OF_MARKUP) or _NUMBERED.search(body)
    source = _MARKUP.sub(lambda found: " " * len(found[0]), body) if has_markup else body
    shown = unescape(_TAG.sub(lambda tag: f" {' '.join(_SHOWN.findall(tag[0]))} " if "=" in tag[0] else "", clean))
    if "%" in shown:
        shown = f"{shown} {unquote(shown)}"
    words_shown, words_of_source = _WORD.findall(shown), _WORD.findall(source)
    if words_shown == words_of_source:
        return
    here, there = Counter(words_shown), Counter(words_of_source)
    fewer = [word for word, count in there.items() if here[word] < count][:MAX_LOST]
    lost = {word for word in fewer if shown.count(word) < source.count(word)}
    if not lost:
        return
    words = " ".join(_WORD.findall(shown))
    start = looked_at = 0
    for number, line in enumerate(source.split("\n"), start=1):
        found = [each for each in _WORD.finditer(line) if each[0] in lost]
        if found and number not in noted and looked_at < MAX_LOST:
            looked_at += 1
            if not _is_shown(line, words, lost):
                at = start + found[0].start()
                written = body[at : start + found[-1].end()]
                yield note_at(body, at, written, "lost-words", written=written)
        start += len(line) + 1


def _is_shown(line: str, shown: str, lost: set[str]) -> bool:
    """Return whether `shown` has each lost word of a line next to the same neighbours: then it was lost elsewhere."""
    pairs = {" ".join(pair) for pair in pairwise(_WORD.findall(line)) if lost.intersection(pair)}
    return bool(pairs) and all(pair in shown for pair in pairs)

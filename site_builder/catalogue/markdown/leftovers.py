"""Find leftovers in the text that readers see: unconverted markup, damaged letters, invisible characters.

The patterns are tried on the visible text, outside code. A match is then found in the source; one after a backslash is
meant literally, and not reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

from site_builder.catalogue.markdown.look_alikes import LOOK_ALIKES, as_latin, is_meant, other_letter
from site_builder.catalogue.markdown.misread import MISREAD, decoded
from site_builder.engine.late_pattern import LatePattern

MAX_NOTES = 100
"""Notes of one text, at most."""


MAX_EMPHASISED = 200
"""Characters of a leftover that is looked for with marks of emphasis between its characters, at most."""


class Leftover(NamedTuple):
    """A leftover: the name of its message, its offset in the text (from 0), its characters, and their replacement.

    `fix` is None if no replacement is certain, and "" if the characters should be deleted.
    """

    name: str
    at: int
    written: str
    fix: str | None

    @property
    def values(self) -> dict[str, str]:
        """Return the values of its message: the characters, the replacement, a character's number (U+00AD)."""
        named = {"invisible": f"U+{ord(self.written[0]):04X}", "two-alphabets": other_letter(self.written)}
        named["mixed-alphabets"] = named["two-alphabets"]
        character = {"character": named[self.name]} if self.name in named else {}
        return {
            "written": self.written.strip() if self.name == "bullet" else self.written.replace("\n", " "),
            **({} if self.fix is None else {"fix": self.fix}),
            **character,
        }


_ADDRESS = r"(?:https?://|www\.|mailto:)\S+|[\w./-]+\.(?:md|html?|pdf|docx?|png|jpe?g|webp|avif|no|com|org|net|eu)(?:[/#]\S*)?|\#[\w-]+"

_TAGS = "a|b|br|div|em|font|h[1-6]|i|img|li|o:p|ol|p|span|strong|sub|sup|table|td|tr|u|ul"

_MARKUP = {
    "reversed-link": rf"\([^()\n]{{1,200}}\)\[(?:{_ADDRESS})\]",
    "split-link": rf"\[[^\[\]\n]{{1,200}}\][ ]+\((?:{_ADDRESS})\)",
    "piped-link": r"\[[^\[\]|\n]{1,200}\|(?:https?://|www\.)[^\[\]\s]{1,400}\]",
    "wiki-link": r"!?\[\[[^\[\]\n]{1,200}\]\]|'''[^'\n]{1,200}'''",
    "open-link": r"\]\([^\s()]{0,400}\)?|!\[[^\]\n]{0,200}\]?|\[[^\[\]\n]{1,200}\]\[[^\[\]\n]{0,80}\]"
    r"|\[[^\W\d_][^\[\]()\n]{0,200}(?:\(|\]:?[ ]{0,2})(?=https?://|www\.)|<(?=https?://|www\.)",
    "template": r"\{\{[^\n]{0,200}?\}\}|\{%[^\n]{0,200}?%\}|\{\{<?|\{%|\$\{[\w.]{1,40}\}|<%[^\n]{0,80}",
    "braces": r"(?<!\{)\{(?:[a-zæøå_]{3,30}|[\#.:][^{}\n]{1,200})\}(?!\})",
    "shortcode": r"\[/(?:b|i|u|s|url|img|quote|code|list|caption|embed|video)\]"
    r"|\[(?:caption|gallery|embed|video|url|img|quote)[ =][^\[\]\n]{1,200}\]",
    "alert": r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]|^(?::::|!!!)[ ]?\w*",
    "abbreviation": r"^\*\[[^\[\]\n]{1,60}\]:",
    "contents": r"\[(?:TOC|toc|_TOC_)\]",
    "emphasis": r"\*\*\*?|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)|~~"
    r"|\*(?<=[ («]\*)(?=[^\W\d_])|_(?<=[ («]_)(?=[^\W\d_])"
    r"|(?<![=\w])==(?=[^\s=])[^=\n]{1,200}==(?![=\w])|(?<![+\w])\+\+(?=[^\s+])[^+\n]{1,200}\+\+(?![+\w])",
    "raised": r"(?<=[^\W_])~[^\W_]{1,10}~|(?<=[^\W_])\^[^\W_]{1,10}\^?",
    "fence": r"```|^~~~",
    "sheet": r"\#(?:REF|NAME|NAVN|VALUE|VERDI|DIV/0|NUM|NULL)[!?]|\#(?:N/A|I/T)\b"
    r"|_x[0-9A-F]{4}_|^=[A-ZÆØÅ.]{2,20}\([^\n]{0,80}|^=\$?[A-Z]{1,3}\$?\d{1,5}(?!\w)",
    "heading": r"^={2,6}[ ][^=\n]{1,100}[ ]={2,6}$|^h[1-6]\.[ ]|^\#{1,9}(?!\#)[ \u00a0]*(?!\d+(?!\w))\w+",
    "item": r"(?<![\w√])[•‣⁃∙▪●◦\uf0b7\uf0a7\uf0d8][ \t\u00a0]?|^[·o➢➤❖][ \t\u00a0]+(?=\S)|(?<=:[ ])-[ ](?=\w)",
    "table": r"\|[ ]*:?-{2,}:?[ ]*(?:\|[ :|-]*)?|^\|[^|\n]{1,200}\|[^\n]{0,200}|^[=+|:-]{4,}$"
    r"|(?<!\S)[:-]+\|[:|-]+(?!\S)",
    "entity": r"&(?:[a-zA-Z]{2,8}|\#\d{2,6}|\#x[0-9a-fA-F]{2,5});|&(?:aelig|oslash|aring|nbsp|ndash|quot)\b",
    "tag": rf"</?(?:{_TAGS})(?:[^\S\n][^<>\n]{{0,300}})?/?>|<!--|-->",
    "emoji": r"(?<![\w:]):[a-z][a-z_]{2,30}:(?![\w:])",
    "formula": r"\$\$[^$\n]{1,200}\$\$|\$(?<![\w$]\$)(?=\S)[^$\n]{1,80}(?<=\S)\$(?![\w$])",
    "word": r"(?:Feil|Error)! (?:Fant ikke|Bokmerke|Ukjent|Ugyldig|Reference|Bookmark)[^.\n]{0,60}\.?"
    r"|\[[A-ZÆØÅ]{2,3}\d{1,2}\](?!\w)",
    "patch": r"^@@ -\d[\d,]* \+\d[\d,]* @@",
    "mail": r"(?:=[0-9A-F]{2}){2,}|=3D|\[cid:[^\]\n]{1,80}\]|=\?(?:utf-8|iso-8859-1)\?[^\s?]{1,5}\?[^\s?]{1,80}\?=",
}
"""Kind of markup -> its pattern, in the visible words."""

_DAMAGE = {
    "mojibake": MISREAD,
    "lost-letter": r"(?<!\w)\w*[\ufffd\ue000-\uf8ff][\w\ufffd\ue000-\uf8ff]*",
    "odd-letter": r"(?<!\w)\w*[A-Za-zæøå][?¿›†¾‘][a-zæøå]\w*|(?<![\w?!])\?[a-zæøå]{2,}|(?<!\w)\w*ã[¸¥¦]\w*",
    "two-alphabets": LOOK_ALIKES,
    "joined": r"[\ufb00-\ufb06]|[\uff01-\uff5e]+",
    "invisible": r"(?<=\w)[\u200c-\u200f](?=\w)"
    r"|[\u00ad\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0001-\U000e007f]+",
}
"""Kind of damage -> its pattern, in the visible words."""


def any_of(patterns: dict[str, str]) -> LatePattern:
    """Return one pattern of all, with a group named after each."""
    return LatePattern(
        "|".join(f"(?P<{name.replace('-', '_')}>{pattern})" for name, pattern in patterns.items()), re.MULTILINE
    )


IN_WORDS = any_of(_MARKUP | _DAMAGE)
"""The patterns of the visible words."""

_DAMAGED = (
    r"ÃÂÅÄâã√¬├┬‚ÔΓ\u00ad\u034f\u0370-\u04ff\u115f\u1160\u180e\u200b-\u200f\u2060-\u2064\u3164\ue000-\uf8ff"
    r"\ufb00-\ufb06\ufeff\uff01-\uff5e\uffa0\ufff9-\ufffd\U000e0001-\U000e007f"
)
"""The characters that the patterns of damage need, as in a class of a pattern; `?¿›†¾‘` need a letter after them."""

_SUSPECT = re.compile(
    rf"[\[\]{{}}<>*_~`#|&$=^•‣⁃∙▪●◦·➢➤❖{_DAMAGED}]"
    r"|[?¿›†¾‘](?=\w)|:[a-z]|[:+=!-]{3}|: -|\+\+|--|'''|^o[ \t\u00a0]|^@@|^h\d\.|(?:Feil|Error)!"
)
"""A character or sequence that each of the patterns needs. Most lines have none, and are passed over in a tenth of the
time that all patterns take."""
_HEADING = re.compile(r"#{1,6} ")
_ADDRESS_BEGINS = re.compile(r"https?://|www\.")
_MAX_BEFORE = 400
"""Characters looked back for the beginning of an address; longer addresses are not written by hand."""

BULLETS = "•‣⁃∙▪●◦\uf0b7\uf0a7\uf0d8"
"""Marks of lists in word processors."""

_LINK = re.compile(r"\[([^\[\]]*)\]\s+\((.*)\)|\(([^()]*)\)\[(.*)\]", re.DOTALL)


def leftovers(parts: list[str], source: str) -> Iterator[Leftover]:
    """Yield the leftovers in `parts`, the visible text, with offsets in `source`; at most MAX_NOTES.

    `source` is the Markdown with spaces in place of code.
    """
    reached: dict[str, int] = {}
    lines = (line for part in parts for line in part.split("\n") if _SUSPECT.search(line))  # no pattern spans lines
    for found in islice((each for line in lines for each in IN_WORDS.finditer(line)), MAX_NOTES):
        name = (found.lastgroup or "").replace("_", "-")
        if name in NOT_IN_ADDRESSES and _is_in_address(found.string, found.start()):
            continue
        written = found[0].rstrip("\u00a0 ") if name in ("item", "open-link") else found[0]
        fix = correction(name, written)
        if (name == "mojibake" and fix is None) or (name == "two-alphabets" and is_meant(written, found.string)):
            continue
        if name == "entity" and written not in source:
            written = written.replace("&", "&amp;", 1)
        name = "mixed-alphabets" if name == "two-alphabets" and fix is None else name
        at, length = _place(source, written, reached.get(written, 0), inside=bool(_HEADING.match(written)))
        if at >= 0:
            reached[written] = at + length
            yield Leftover(name, at, source[at : at + length], fix)


def _is_in_address(text: str, start: int) -> bool:
    """Return whether the word that goes on at `start` begins as an address does."""
    before = text[max(0, start - _MAX_BEFORE) : start]
    return not before[-1:].isspace() and bool(_ADDRESS_BEGINS.search((before.split() or [""])[-1]))


_FIELD_MARKUP = {
    "open-link": r"!?\[[^\[\]\n]{1,200}\]\([^()\s]{1,400}\)",
    "emphasis": r"\*\*(?=\w)|(?<=\w)\*\*|(?<!\w)__(?=\w)|~~(?=\w)|(?<![\w*])\*\w[^*\n]{0,100}\*(?![\w*])"
    r"|(?<![\w_])_\w[^_\n]{0,100}_(?![\w_])",
    **{
        name: _MARKUP[name]
        for name in ("piped-link", "wiki-link", "template", "entity", "tag", "sheet", "word", "mail")
    },
}
"""Kind of markup -> its pattern in a field. Fields have no Markdown, so all of it is shown as it stands."""

IN_FIELDS = any_of(_FIELD_MARKUP | _DAMAGE)
"""The patterns of the values of fields."""

_SUSPECT_IN_FIELDS = re.compile(
    rf"[*_~{{$<&#={_DAMAGED}]|[?¿›†¾‘](?=\w)|\]\(|\[\[|\[[A-ZÆØÅ]|\[cid:|\|(?:https?:|www\.)|'''|(?:Feil|Error)!"
)
"""A character or sequence that each of these patterns needs; most headers have none."""


_FORMULA = re.compile(r"[:-] +[\"']?=")
"""The beginning of a value that is a formula of a spreadsheet, in a header as written."""


def has_field_leftovers(header: str) -> bool:
    """Return whether the fields of a header, as written, may have leftovers. True if it has a backslash."""
    if "\\" in header or _FORMULA.search(header):
        return True
    if not _SUSPECT_IN_FIELDS.search(header):
        return False
    return any(IN_FIELDS.search(line) for line in header.split("\n") if _SUSPECT_IN_FIELDS.search(line))


def field_leftovers(text: str) -> Iterator[Leftover]:
    """Yield the leftovers in the value of a field, with offsets in `text` (from 0), at most MAX_NOTES."""
    for found in islice(IN_FIELDS.finditer(text), MAX_NOTES):
        name = (found.lastgroup or "").replace("_", "-")
        if name in NOT_IN_ADDRESSES and _is_in_address(text, found.start()):
            continue
        if name == "two-alphabets" and is_meant(found[0], text):
            continue
        fix = correction(name, found[0])
        if name != "mojibake" or fix is not None:
            name = "mixed-alphabets" if name == "two-alphabets" and fix is None else name
            yield Leftover(name, found.start(), found[0], fix)


NOT_IN_ADDRESSES = frozenset(["odd-letter", "emoji", "emphasis", "entity", "raised", "mail"])
"""Names of leftovers that are not looked for in addresses."""


def _place(source: str, written: str, start: int, *, inside: bool = False) -> tuple[int, int]:
    """Return the index and length of `written` in the source, from `start`; (-1, 0) if it is not there.

    Any white space matches any other, and the source may have marks of emphasis inside. An occurrence after a backslash
    is passed over, and with `inside` one after a space or at the beginning of a line, where `## Mål` is a heading.
    """
    lead = r"\s" if written[:1].isspace() else ""  # one of many spaces: all would be tried from each
    before = r"(?<!\\)" + (r"(?<=[^\s#])" if inside else "") + lead
    words = re.split(r"\s+", written.lstrip())
    found = re.compile(before + r"\s+".join(map(re.escape, words))).search(source, start)
    if not found and 2 < len(written) <= MAX_EMPHASISED and any(mark in source for mark in "*_~"):
        marked = (r"[*_~]{0,3}".join(map(re.escape, word)) for word in words)
        found = re.compile(before + r"[*_~]{0,3}\s+[*_~]{0,3}".join(marked)).search(source, start)
    return (found.start(), found.end() - found.start()) if found else (-1, 0)


def correction(name: str, written: str) -> str | None:
    """Return the correction of a leftover; None without one certain correction."""
    if name in ("reversed-link", "split-link") and (link := _LINK.fullmatch(written)):
        return f"[{link[1] or link[3]}]({link[2] or link[4]})"
    if name == "piped-link":
        return "[{}]({})".format(*written[1:-1].split("|", 1))
    if name == "bullet":
        return "- "
    if name == "joined":
        return normalize("NFKC", written)
    if name == "mojibake":
        return decoded(written)
    if name == "two-alphabets":
        return as_latin(written)
    if name == "odd-space":
        return f"{written[:-1]} "
    return "" if name in ("invisible", "odd-space-before") else None

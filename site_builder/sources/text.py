"""Decode a file's bytes to text, or report the place of the first byte or character that is not allowed."""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterator

from site_builder.problems import N_, Place, Problem, error

_ASSIGNED = "".join(f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 17))
"""The code points above U+FFFF without the last two of each plane, which Unicode never assigns."""

CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]"
    rf"(?<![{_ASSIGNED}])"  # outside the class, since a range in a class takes time at every other character
)
"""Characters no text needs: they control terminals, break lines for YAML alone, or are forbidden in HTML or XML."""

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
"""A line that git writes where two versions could not be merged. `=======` alone may underline a heading."""

UNFINISHED_MERGE = (
    N_("The line «{line}» is a mark of a merge that is not finished."),
    N_("Keep one of the two versions, and delete all lines of <<<<<<<, =======, ||||||| and >>>>>>>."),
)
"""The message and the hint."""

HEAD_BYTES = 400
"""Bytes in which zeros show UTF-16: every second byte of Norwegian text in it is zero."""

MAX_COUNTED = 100_000
"""Bytes in which letters are counted, to name the encoding."""

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc")
"""Letters and symbols without a glyph: Hangul fillers, the empty Braille cell, and a placeholder for objects."""


def is_visible(text: str) -> bool:
    """Return whether `text` has a visible character: a letter, digit, punctuation mark or symbol that has a glyph."""
    return any(unicodedata.category(each)[0] in "LNPS" and each not in _BLANK for each in text)


def decode(path: str, content: bytes, problems: list[Problem]) -> str | None:
    """Return the text of a file in NFC with LF line ends, without a byte order mark.

    None if it is not UTF-8, has a control character, or an unfinished merge; the error is then appended to `problems`.
    """
    content = content.removeprefix(BOM_UTF8)
    if found := _not_utf8(path, content):
        problems.append(found)
        return None
    try:
        text = normal(content.decode()).lstrip("\ufeff")
    except UnicodeDecodeError as fault:
        lines = normal(content[: fault.start].decode()).split("\n")
        problems.append(
            error(
                Place(path, len(lines), len(lines[-1]) + 1),
                "not-utf8",
                N_("The file is not UTF-8 text (byte {byte})."),
                N_("It seems to be written in {encoding}. Open it as that, and choose «UTF-8» when you save."),
                byte=f"0x{content[fault.start]:02X}",
                encoding=_likely_encoding(content),
            )
        )
        return None
    if control := CONTROL.search(text):
        problems.append(
            error(
                Place.at(path, text, control.start()),
                "not-utf8",
                N_("The file contains the character {character}, which no text can have."),
                N_("Remove it, or save the file as plain text."),
                character=f"U+{ord(control[0]):04X}",
            )
        )
        return None
    conflicts = tuple(conflict_problems(path, text))
    problems.extend(conflicts)
    return None if conflicts else text


def _not_utf8(path: str, content: bytes) -> Problem | None:
    """Return the problem of a document of another program, or of another encoding of Unicode; None for others."""
    if content.startswith(_DOCUMENTS):
        message = N_("The file is a document, a picture or an archive of another program, not text.")
        return error(Place(path, 1, 1), "not-utf8", message, N_("Save its words as plain text, in UTF-8."))
    if other := _other_unicode(content):
        message = N_("The file is {encoding}, which some programs call «Unicode», and not UTF-8.")
        hint = N_("Save it again, and choose «UTF-8».")
        return error(Place(path, 1, 1), "not-utf8", message, hint, encoding=other)
    return None


_DOCUMENTS = (
    *(b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b"),
)
"""Beginnings of documents of word processors, PDF, pictures and archives."""


def _other_unicode(content: bytes) -> str:
    """Return the name of another encoding of Unicode, by its mark or its zero bytes; "" for none."""
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    head = content[:HEAD_BYTES]
    return "UTF-16" if head.count(0) * 3 > len(head) else ""


def _likely_encoding(content: bytes) -> str:
    """Return the name of the encoding in which the content has most Norwegian letters."""
    counts = {
        name: sum(content[:MAX_COUNTED].count(each) for each in "æøåÆØÅ".encode(codec))
        for name, codec in (("Windows-1252", "cp1252"), ("Mac OS Roman", "mac_roman"), ("CP865 (DOS)", "cp865"))
    }
    return max(counts, key=lambda name: counts[name])


def conflict_problems(path: str, text: str) -> Iterator[Problem]:
    """Yield an error for each unfinished merge in the text of the file at `path`, at its first marker line."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "|||||||" not in text:
        return
    is_open, line, counted = False, 1, 0
    for found in _CONFLICT.finditer(text):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        begins = found[0].startswith("<")
        if begins or not is_open:
            yield error(
                Place(path, line, 1, len(found[0])),
                "merge-conflict",
                *UNFINISHED_MERGE,
                line=found[0],
            )
        is_open = begins or (is_open and not found[0].startswith(">"))


def normal(text: str) -> str:
    """Return `text` in NFC (å is one character) with LF line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))

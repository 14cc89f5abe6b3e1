"""Decode the text of table files: UTF-8 and UTF-16, and the encodings that Norwegian spreadsheets have saved in."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from site_builder.authoring.tables.unreadable import UnreadableTable
from site_builder.problems import N_

OLD_ENCODINGS = ("cp1252", "cp865", "mac_roman")
"""Encodings of one byte a character: Windows, DOS («CSV (MS-DOS)» in Excel), and old Macs. The first wins a draw."""

_LETTERS = frozenset("æøåÆØÅéóòôäöüèŋšžčđáÉÄÖÜ–«»§")
"""Characters beyond ASCII that Norwegian and Sami texts are expected to have."""

_UTF8_LETTERS = tuple(letter.encode() for letter in "æøåÆØÅ")


def decode_text(content: bytes) -> str:
    """Return the text of a file in UTF-8 or UTF-16, else in the one of OLD_ENCODINGS that gives most Norwegian letters.

    Raises UnreadableTable for damaged UTF-16, or UTF-8 mixed with another encoding.
    """
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _decoded(content, "utf-16")
    if encoding := _utf16_without_mark(content):
        return _decoded(content, encoding)
    try:
        return content.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as fault:
        if any(letter in content for letter in _UTF8_LETTERS):
            message = N_("it is partly UTF-8 and partly another encoding, from line {line}; save it as «CSV UTF-8»")
            raise UnreadableTable(message, line=content.count(b"\n", 0, fault.start) + 1) from fault
    readings = [text for encoding in OLD_ENCODINGS if (text := _or_nothing(content, encoding)) is not None]
    return max(readings, key=lambda text: sum(map(text.count, _LETTERS)))


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        raise UnreadableTable(N_("it is damaged UTF-16 text; save it as «CSV UTF-8»")) from fault


def _or_nothing(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(content: bytes) -> str | None:
    """Return the codec of UTF-16 text without a mark, by which of its first bytes are zero; None for other content."""
    sample = content[:400]
    if len(sample) < 4 or len(content) % 2:
        return None
    low, high = sample[1::2].count(0), sample[0::2].count(0)
    half = len(sample) // 2
    return "utf-16-le" if low > half * 0.8 > high else "utf-16-be" if high > half * 0.8 > low else None

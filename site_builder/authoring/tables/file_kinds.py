"""Recognise the format of a table file by its content, if the name says another: a workbook named `.csv`."""

from __future__ import annotations

from site_builder.authoring.tables.unreadable import UnreadableTable
from site_builder.problems import N_

_RENAME = N_("by its content it is {kind}; give it the name it should have, ending in {ending}")
_SAVE = N_("by its content it is {kind}; open the table in a spreadsheet program, and save it as .xlsx or .ods")

_HEAD_BYTES = 400
"""Bytes at the beginning of a file in which its kind is looked for."""

_TEXTS = (".csv", ".tsv", ".txt")
_ENDINGS = {".xlsx": (".xlsx", ".xlsm"), ".ods": (".ods",), ".json": (".json",)}
"""Ending that a kind of content should have -> the endings of names that are right for it."""


_TOLD_BY_READER = ("XLS", "ZIP")
"""Kinds of which workbooks.py says more: a password, an old format, a damaged file."""


def refuse_other_kind(ending: str, content: bytes) -> None:
    """Raise UnreadableTable if the content of a file is of another format than its extension `ending` (".csv") says.

    `ending` is in lower case.
    """
    kind, right = _kind(content)
    if not kind or ending in _ENDINGS.get(right, ()) or (kind in _TOLD_BY_READER and ending not in _TEXTS):
        return
    if not right:
        raise UnreadableTable(_SAVE, kind=kind)
    raise UnreadableTable(_RENAME, kind=kind, ending=right)


def _kind(content: bytes) -> tuple[str, str]:
    """Return the name of the kind of a content, and its ending or "" if it is no table; ("", "") where none is certain.

    Text with separators has no sign of its own; the readers of the other kinds refuse it.
    """
    head = content[:_HEAD_BYTES]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"PK\x03\x04"):
        if b"xl/workbook" in content:
            return "Excel", ".xlsx"
        if b"word/document" in content or b"opendocument.text" in head:
            return "Word", ""
        return ("OpenDocument", ".ods") if b"content.xml" in content else ("ZIP", "")
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        return "HTML", ""
    if start.startswith((b"<?xml", b"mime-version:")):
        return "XML" if start.startswith(b"<") else "MHTML", ""
    if head.startswith((b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")):
        return {b"%": "PDF", b"{": "RTF"}.get(head[:1], "PNG/JPEG"), ""
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "XLS", ""
    return (
        ("JSON", ".json")
        if start.startswith((b"[{", b"[\n", b"[\r\n")) and start[1:].lstrip()[:1] == b"{"
        else ("", "")
    )


def refuse_text(ending: str, content: bytes) -> None:
    """Raise UnreadableTable for separated values in a file with the extension (`ending`) of a workbook or JSON."""
    head = content[:_HEAD_BYTES]
    is_text = b"\0" not in head and any(mark in head for mark in (b";", b"\t", b","))
    if (
        ending not in _TEXTS
        and is_text
        and not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"[", b"{", b"PK", b"<"))
    ):
        raise UnreadableTable(_RENAME, kind="CSV", ending=".csv")

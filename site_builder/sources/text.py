"""Decodes a file's bytes to text, or reports the place of the first byte or character that is not allowed."""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8

from site_builder.problems import N_, Place, Problem, error

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
"""Characters that are refused: control characters of terminals, line ends that only YAML knows, code points that HTML
forbids."""


def decode(path: str, content: bytes, problems: list[Problem]) -> str | None:
    """Return the normalised text of a file. Add a problem and return None for other bytes than UTF-8 text."""
    content = content.removeprefix(BOM_UTF8)
    try:
        text = normal(content.decode())
    except UnicodeDecodeError as fault:
        lines = normal(content[: fault.start].decode()).split("\n")
        problems.append(
            error(
                Place(path, len(lines), len(lines[-1]) + 1),
                "not-utf8",
                N_("The file is not UTF-8 text (byte {byte})."),
                N_("Save it as UTF-8. If it was written in Windows-1252, choose «UTF-8» when you save."),
                byte=f"0x{content[fault.start]:02X}",
            )
        )
        return None
    if control := CONTROL.search(text):
        at = control.start()
        problems.append(
            error(
                Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)),
                "not-utf8",
                N_("The file contains a control character."),
                N_("Remove it, or save the file as plain text."),
            )
        )
        return None
    return text


def normal(text: str) -> str:
    """Return a text in NFC (å is one character) with LF line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))

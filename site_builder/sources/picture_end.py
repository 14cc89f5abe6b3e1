"""Find where a picture ends in its file. Bytes after it, as a ZIP or the film of a phone, are not published."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def picture_end(content: bytes, written: str) -> int:
    """Return the index after the last byte of a picture of the format `written` (FORMATS in pictures.py).

    It is the length of the file where the end is not found: the picture was decoded before, so it is there.
    """
    return _ENDS[written](content) or len(content)


def _png(content: bytes) -> int:
    at = 8
    while at + 12 <= len(content):
        kind, at = content[at + 4 : at + 8], at + 12 + int.from_bytes(content[at : at + 4])
        if kind == b"IEND":
            return at
    return 0


def _jpeg(content: bytes) -> int:
    """Return the end of the first picture of a JPEG file: segments with a length, and data in which FF is escaped."""
    at = 2
    while (at := content.find(b"\xff", at)) >= 0 and at + 4 <= len(content) + 2:
        marker = content[at + 1 : at + 2]
        if marker == b"\xd9":
            return at + 2
        if marker in _WITHOUT_LENGTH:
            at += 1 if marker == b"\xff" else 2
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return 0


_WITHOUT_LENGTH = (b"\0", b"\1", b"\xff", *(bytes([code]) for code in range(0xD0, 0xD9)))
"""Second bytes of markers that no length follows: escaped FF, restarts, the beginning of a picture, fill bytes."""


def _webp(content: bytes) -> int:
    size = int.from_bytes(content[4:8], "little")
    return 8 + size + size % 2


def _avif(content: bytes) -> int:
    """Return the end of the last whole box whose name is four printable characters."""
    at = 0
    while at + 8 <= len(content):
        size, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16])
        if size < 8 or at + size > len(content) or not (name.isascii() and name.decode("ascii").isprintable()):
            break
        at += size
    return at


_ENDS: Mapping[str, Callable[[bytes], int]] = {"PNG": _png, "JPEG": _jpeg, "WEBP": _webp, "AVIF": _avif}

"""Names of files and folders: which exist on every system, and which name a text becomes in addresses."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME_LENGTH = 100
"""Characters of a name in the sources, at most. A file system takes 255 bytes, and digests and endings are added."""

MAX_NAME_BYTES = 255
"""Bytes of a name that a file system takes, at most (ext4, APFS and NTFS alike)."""

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""Pattern of a name in the sources that becomes part of an address."""

_SLUG = re.compile(SLUG)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that mean a device on Windows, with any ending: a checkout with such a file fails there."""

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*#%\x7f]')
"""Characters that a file name cannot have on some system, or that end the path of an address."""


def slug(text: str) -> str:
    """Return `text` as a file name for addresses, as slug_or_nothing does; "uten-navn" in place of an empty name."""
    return slug_or_nothing(text) or "uten-navn"


def slug_or_nothing(text: str) -> str:
    """Return `text` as a name of a-z, 0-9 and single hyphens; "" where nothing is left.

    Æ, ø and å become ae, o and a; accents, and all that is not ASCII, are dropped; other characters become a hyphen.
    """
    folded = text.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    plain = unicodedata.normalize("NFD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def is_slug(name: str) -> bool:
    """Return whether `name` matches SLUG, is at most MAX_NAME_LENGTH characters long, and is no device of Windows."""
    return len(name) <= MAX_NAME_LENGTH and bool(_SLUG.fullmatch(name)) and not _DEVICE.fullmatch(name)


def suggested_slug(name: str) -> str:
    """Return a name for which `is_slug` is true: the slug of `name`, shortened, with "-1" if it is a device's name."""
    found = slug(name)[:MAX_NAME_LENGTH].rstrip("-")
    return f"{found}-1" if _DEVICE.fullmatch(found) else found


def is_portable(name: str) -> bool:
    """Return whether a file or folder of this name can exist on every system, and be served at its own address."""
    return bool(
        name
        and not name.endswith((".", " "))
        and len(name.encode(errors="surrogatepass")) <= MAX_NAME_BYTES
        and not _FORBIDDEN.search(name)
        and not _DEVICE.fullmatch(name)
    )


def escaped(name: str) -> str:
    """Return a file name for display: unprintable characters as escapes (`\\n`), bytes that are no UTF-8 as `\\xff`."""
    return "".join(each if each.isprintable() else _escape(each) for each in name)


def _escape(character: str) -> str:
    byte = ord(character) - 0xDC00  # os.fsdecode gives bytes 0x80 to 0xff that are no UTF-8 as U+DC80 to U+DCFF
    return f"\\x{byte:02x}" if 0x80 <= byte <= 0xFF else character.encode("unicode_escape").decode()

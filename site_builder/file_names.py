"""The names that files and folders can have on every system, and the slugs that addresses are made of."""

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
    """Return the slug of `text`, as slug_or_nothing does; "uten-navn" if that is empty."""
    return slug_or_nothing(text) or "uten-navn"


def slug_or_nothing(text: str) -> str:
    """Return `text` as a slug: a-z, 0-9 and single hyphens; "" if nothing is left. "Ås 2 (nett)" becomes "as-2-nett".

    Æ, ø and å become ae, o and a; accents, and other letters that are not ASCII, are dropped; each run of other
    characters becomes a hyphen.
    """
    folded = text.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    plain = unicodedata.normalize("NFD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def is_slug(name: str) -> bool:
    """Return whether `name` matches SLUG, has at most MAX_NAME_LENGTH characters, and is no Windows device (`con`)."""
    return len(name) <= MAX_NAME_LENGTH and bool(_SLUG.fullmatch(name)) and not _DEVICE.fullmatch(name)


def suggested_slug(name: str) -> str:
    """Return a name for which `is_slug` is true: the slug of `name`, cut to MAX_NAME_LENGTH characters.

    A device name of Windows, such as "con", gets "-1" after it. A name without letters or digits becomes "uten-navn".
    """
    found = slug(name)[:MAX_NAME_LENGTH].rstrip("-")
    return f"{found}-1" if _DEVICE.fullmatch(found) else found


def is_portable(name: str) -> bool:
    """Return whether a file of this name can exist on every system, and its URL needs no escape for #, ? or %."""
    return bool(
        name
        and not name.endswith((".", " "))
        and len(name.encode(errors="surrogatepass")) <= MAX_NAME_BYTES
        and not _FORBIDDEN.search(name)
        and not _DEVICE.fullmatch(name)
    )


def escaped(name: str) -> str:
    """Return a file name for display: unprintable characters as escapes (`\\n`), bytes that are not UTF-8 as `\\xff`.

    `name` is as os.fsdecode returns it.
    """
    return "".join(each if each.isprintable() else _escape(each) for each in name)


def _escape(character: str) -> str:
    byte = ord(character) - 0xDC00  # os.fsdecode gives bytes 0x80 to 0xff that are no UTF-8 as U+DC80 to U+DCFF
    return f"\\x{byte:02x}" if 0x80 <= byte <= 0xFF else character.encode("unicode_escape").decode()

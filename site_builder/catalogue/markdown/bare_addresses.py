"""Bare addresses: URLs and e-mail addresses that are written without angle brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

BARE_ADDRESS = (
    r"(?<![\w/@.:=\"'<\[-])(?:(?:https?://|www\.)[^\s<>\x02\x03\"\[\]|]+|(?:mailto:)?[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)"
)
_AFTER = re.compile(r"(?<![?!.,:*_~'»”)])[?!.,:*_~'»”)]++$|&\w++;$")
"""Punctuation at the end of a bare address, which is the sentence's."""


def bare_address(written: str) -> str:
    """Return `written`, a match of BARE_ADDRESS, without the punctuation and unmatched brackets at its end."""
    while after := _AFTER.search(written):
        if after[0].startswith(")") and written.count("(") >= written.count(")"):
            break
        written = written[: after.start()] if not after[0].startswith(")") else written[:-1]
    return written


def address_of(written: str) -> str:
    """Return the URL to which GitHub links the bare address `written`: `www.` gets `http://`, e-mail `mailto:`."""
    if written.startswith("www."):
        return f"http://{written}"
    return written if "://" in written or written.startswith("mailto:") else f"mailto:{written}"


def full_address(written: str) -> str:
    """Return `written`, without a scheme, with the probable one: `mailto:` if it has an @, else `https://`."""
    return f"mailto:{written}" if "@" in written else f"https://{written}"


_ALONE = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:no|com|org|net|eu|se|dk|edu)(?:[/?#]\S*)?|[\w.+-]{1,64}@[\w.-]+"
)


def is_bare_address(written: str) -> bool:
    """Return whether a text is an e-mail address, or a URL without its scheme: `www.hihm.no/emne`.

    The host must end in .no or another common top-level domain, so that `om.md` is not one.
    """
    return bool(_ALONE.fullmatch(written))


def bare_addresses(text: str) -> Iterator[str]:
    """Yield the bare addresses in a text, in order, without the punctuation after them."""
    for found in re.finditer(BARE_ADDRESS, text):
        yield bare_address(found[0])

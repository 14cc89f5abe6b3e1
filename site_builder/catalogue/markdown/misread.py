"""Find UTF-8 that was read with another character set, `Ã¸` or `√∏` for `ø`, and decode it."""

from __future__ import annotations

_1252 = "‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""The characters that Windows-1252 has in the place of control characters."""

MISREAD = (
    rf"(?:[ÃÂ][\u0080-\u00bf{_1252}]|[ÅÄ][\u0080-\u00a9\u00ac-\u00ba\u00bc-\u00bf‹‘]"
    rf"|â[€‚„†][\u0080-\u00bf{_1252}]?|[√¬├┬][^\s\x00-\x7f]|(?:‚Ä|ÔÇ|ΓÇ)[^\s\x00-\x7f])+"
)
"""Letters of UTF-8 read as Windows-1252, Mac OS Roman or a code page of DOS."""

_MISREAD_AS = {
    **dict.fromkeys("√¬‚", ("mac_roman",)),
    **dict.fromkeys("├┬Ô", ("cp850", "cp865")),
    "Γ": ("cp865",),
}
"""First character of damaged text -> the encodings of Mac OS and DOS in which UTF-8 begins with it."""

_TYPED = frozenset("æøåÆØÅéèêóòôäöüÄÖÜáÁčđŋšŧž–—‘’‚“”„«»…§°·\u00a0")
"""Characters that are typed in the languages of catalogues: damaged text stands for these alone."""


def decoded(written: str) -> str | None:
    """Return the text that `written`, UTF-8 decoded as another encoding, stands for: "ø" of "Ã¸"; None for other text.

    The encodings are Windows-1252 and _MISREAD_AS.
    """
    for encoding in _MISREAD_AS.get(written[0], ()):
        try:
            text = written.encode(encoding).decode()
        except UnicodeError:
            continue
        return text if _TYPED.issuperset(text) else None
    try:
        return b"".join(
            bytes([ord(character)]) if ord(character) < 0x100 else character.encode("cp1252") for character in written
        ).decode()
    except UnicodeError:
        return None

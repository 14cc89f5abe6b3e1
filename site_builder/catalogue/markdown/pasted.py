"""Find remains of other programs in a pasted text: headers of mails, tables as text, spaced letters.

None of it is markup that a converter knows, so page and host both show it as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from site_builder.catalogue.markdown.leftovers import MAX_NOTES, Leftover, any_of

_PATTERNS = {
    "mail": (
        r"^(?:Fra|Frå|From|Från):[^\n]{1,200}\n(?:Sendt|Sent|Dato|Date|Skickat|Til|To):"
        r"|^(?:Sendt fra (?:min |Outlook)|Sent from my |Skickat från min )[^\n]{0,40}"
        r"|(?<=[a-zæøå])=\n(?=[a-zæøå])"  # quoted-printable
        r"|\[image: [^\]\n]{0,200}\]"
        r"|(?<=\w)<(?:https?://|mailto:)[^<>\s]{1,400}>"  # the plain text of a link
    ),
    "word": r"\.{5,200}[ \t]*\d{1,4}[ \t]*$|[^\W\d_]{1,40}¬",
    "spaced": r"(?<![\w.,])(?:[^\W\d_] ){4,40}[^\W\d_](?!\w)",
    "table": (
        r"^[^;\n]{1,60};[^;\n]{0,60};[^\n]{0,400}\n[^;\n]{1,60};[^;\n]{0,60};[^\n]{0,400}$"
        r"|^[^|\n]{1,80} \| [^|\n]{1,80}\n[^|\n]{1,80} \| [^|\n]{1,80}$"
    ),
    "box": r"^[ \t]*(?:[-*+][ \t]+)?\[\](?=[ \t])|^[ \t]*\[[ xX]\](?=[ \t])",
    "tick": r"(?<![\\`])`{1,2}(?!`)",
    "footnote": r"(?<=[^\W\d_])\[\d{1,2}\](?![(\[:])",
}
"""Kind -> its pattern in the source. The kinds are names of notes."""

PASTED = any_of(_PATTERNS)
_SIGNS = {
    **dict.fromkeys(("`", "¬"), ("",)),
    ".": (".....",),
    "=": ("=\n",),
    "[": ("[]", "[ ]", "[x]", "[X]", "[image: "),
    "<": ("<http", "<mailto"),
    "\n": ("\nFra:", "\nFrå:", "\nFrom:", "\nFrån:", "\nSendt fra", "\nSent from", "\nSkickat"),
}
"""Character -> sequences that begin with it. Each pattern needs one of them, or a match of one of the next three."""

_SPACED = re.compile(r" \w \w \w\b")
_NUMBERED = re.compile(r"\[\d")
_SEPARATED = re.compile(r";[^;\n]*;")


def _is_suspect(text: str) -> bool:
    """Return whether a text has a sequence that one of the patterns needs. Few texts have one."""
    signs = (sign for character, signs in _SIGNS.items() if character in text for sign in signs)
    return any(sign in text for sign in signs) or any(each.search(text) for each in (_SPACED, _NUMBERED, _SEPARATED))


def pasted(source: str, clean: str) -> Iterator[Leftover]:
    """Yield the remains of other programs in a text, in order, at most MAX_NOTES.

    `source` is the text with spaces in place of code, `clean` its sanitised HTML.
    """
    has_table = "<td" in clean
    if not _is_suspect(f"\n{source}") and (has_table or " | " not in source):
        return
    for found in islice(PASTED.finditer(source), MAX_NOTES):
        name = found.lastgroup or ""
        written = found[0].split("\n")[0] if name == "table" else found[0].strip() or found[0]
        if not (name == "table" and has_table) and not (name == "footnote" and "]:" in source):
            yield Leftover(name, found.start(), written, None)

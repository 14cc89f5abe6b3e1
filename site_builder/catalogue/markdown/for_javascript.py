"""Give the patterns of leftovers to the form in the browser, which looks for them while an editor writes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from site_builder.catalogue.markdown.allowed import ALLOWED_ATTRIBUTES, ALLOWED_TAGS
from site_builder.catalogue.markdown.leftovers import IN_FIELDS, IN_WORDS, NOT_IN_ADDRESSES
from site_builder.catalogue.markdown.line_notes import MARKS
from site_builder.catalogue.markdown.look_alikes import LATIN
from site_builder.catalogue.markdown.pasted import PASTED
from site_builder.catalogue.markdown.source_leftovers import IN_SOURCE
from site_builder.catalogue.markdown.stated_days import for_javascript as days
from site_builder.catalogue.markdown.text_notes import HALF_EMPHASIS

_PART = re.compile(r"\[\^\\W\\d_\]|\[\^\\W_\]|\(\?P<|\\U[0-9a-f]{8}|\\.|.", re.DOTALL)
_WORD = r"\p{L}\p{N}_"
_PLAIN = {
    r"[^\W\d_]": r"\p{L}",
    r"[^\W_]": r"[\p{L}\p{N}]",
    "(?P<": "(?<",
    r"\b": rf"(?:(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}]))",
}
_ESCAPED = frozenset(r"^$\.*+?()[]{}|/")
"""Characters that JavaScript lets a pattern with the flag `u` escape."""


_PATTERNS = {"words": IN_WORDS, "fields": IN_FIELDS, "source": IN_SOURCE, "pasted": PASTED}
NAMES = tuple(
    dict.fromkeys(
        name.replace("_", "-") for pattern in _PATTERNS.values() for name in re.findall(r"\(\?P<(\w+)>", pattern.text)
    )
)
"""The names of the notes that the patterns find."""


def as_javascript(pattern: str) -> str:
    r"""Return a pattern of Python's `re` in JavaScript's syntax, for the flag `u`.

    Letters of all alphabets match `\w`. A class may have `\w` and `\d`, but `\W` in the two classes of `_PLAIN` alone.
    """
    parts, in_class = [], False
    for part in _PART.findall(pattern):
        if part in ("[", "]"):
            in_class = part == "["
        if part == r"\w":
            parts.append(_WORD if in_class else f"[{_WORD}]")
        elif part.startswith(r"\U"):
            parts.append(f"\\u{{{part[2:].lstrip('0')}}}")
        elif part[0] == "\\" and not part[1].isalnum():
            parts.append(part if part[1] in _ESCAPED or (in_class and part[1] == "-") else part[1])
        else:
            parts.append(_PLAIN.get(part, part))
    return "".join(parts)


def for_javascript() -> Mapping[str, object]:
    """Return the patterns as JSON values for templates/assets/js/form/leftovers.js.

    A named group of a pattern is the name of a note, with `_` for `-`. `marks` are those of lists that Markdown does
    not know; `letters` maps letters to the Latin ones that they look like; `tags` and `attributes` are the HTML that
    texts may contain.
    """
    return {
        **{name: as_javascript(pattern.text) for name, pattern in _PATTERNS.items()},
        "half": as_javascript(HALF_EMPHASIS.text),
        "marks": {kind: as_javascript(pattern.pattern) for kind, pattern in MARKS.items()},
        "days": {name: as_javascript(each) if isinstance(each, str) else each for name, each in days().items()},
        "notInAddresses": sorted(NOT_IN_ADDRESSES),
        "letters": {chr(letter): latin for letter, latin in LATIN.items()},
        "tags": sorted(ALLOWED_TAGS),
        "attributes": {tag: sorted(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
    }

"""Report markup that was removed from a text: HTML that is not allowed, and URLs of schemes that are not."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.checks.text_places import place_in_text
from site_builder.catalogue.texts import Prose
from site_builder.problems import N_, Problem, warning
from site_builder.sources.record import Record

REMOVED = (
    N_("«{what}» was removed from the text."),
    N_("Use Markdown; the editors' guide (catalogue/README.md) lists the HTML that is allowed."),
)
"""The message and the hint."""

_TELL_OF_ADDRESSES = frozenset(["mistyped-target", "local-address"])
"""Names of notes about an address; the removal of a part of it is then not reported as well."""


def removed_problems(record: Record, text: Prose) -> Iterator[Problem]:
    """Yield a warning for each piece of markup that was removed when the text of `record` was converted to `text`."""
    addresses = {note.line for note in text.notes if note.name in _TELL_OF_ADDRESSES}
    for markup, line in text.removed:
        if line not in addresses or markup.startswith("<"):
            yield warning(
                place_in_text(record, line, *_as_written(markup)),
                "unsafe-html",
                *REMOVED,
                what=markup,
            )


def _as_written(removed: str) -> tuple[str, ...]:
    """Return the texts to look for on the line of removed markup: `<b onclick>`, `<b`, then `onclick` or ""."""
    tag, _, attribute = removed.strip("<>").partition(" ")
    return removed, *([f"<{tag}"] if removed.startswith("<") else []), attribute.partition("=")[0]

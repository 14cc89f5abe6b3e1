"""Give the form in the browser the patterns and messages for faults of texts, so that it says what `check` says."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.catalogue.checks.note_messages import MESSAGES as NOTES
from site_builder.catalogue.checks.placeholders import MARK, UNFINISHED, WORDS
from site_builder.catalogue.checks.removed_markup import REMOVED
from site_builder.catalogue.checks.text_facts import CONTRADICTS, OTHER_DEADLINE, SHORTEST
from site_builder.catalogue.checks.text_notes import MARKDOWN, NO_MARKDOWN
from site_builder.catalogue.markdown import for_javascript as leftovers
from site_builder.sources.text import UNFINISHED_MERGE

_FOUND_BY_CODE = (
    "item-dash",
    "item-number",
    "item-letter",
    "unclosed-fence",
    "no-such-day",
    "other-weekday",
    "mixed-alphabets",
)
"""Notes that the form finds besides those of its patterns."""

TEXT_MESSAGES = {
    **{f"tekst.{name}": NOTES[name][1:] for name in (*leftovers.NAMES, *_FOUND_BY_CODE)},
    **{f"felt.{name}": (NOTES[name][1], NO_MARKDOWN) for name in sorted(MARKDOWN)},
    "tekst.unfinished": UNFINISHED,
    "tekst.unsafe-html": REMOVED,
    "tekst.merge-conflict": UNFINISHED_MERGE,
    "tekst.text-contradicts": CONTRADICTS,
    "tekst.other-deadline": OTHER_DEADLINE,
}
"""Name of a fault that templates/assets/js/form/text.js finds in a text or a field -> message and hint."""


def text_rules() -> Mapping[str, object]:
    """Return the patterns and limits of templates/assets/js/form/text.js and leftovers.js as JSON values."""
    return {
        **leftovers.for_javascript(),
        "unfinished": leftovers.as_javascript(MARK.text),
        "alone": WORDS,
        "shortest": SHORTEST,
    }

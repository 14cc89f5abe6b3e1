"""Each institution in figures: how much it offers, and how its texts are to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from statistics import median

from msgspec import Struct

from site_builder.quality.remarks import Remark
from site_builder.quality.texts import Text, lix, nynorsk_share, words_in


class Figures(Struct, frozen=True):
    """One institution: its courses, remarks on them, median words and LIX of a text, share of nynorsk (0 to 1)."""

    institution: str
    courses: int
    remarks: int
    words: int
    lix: int
    nynorsk: float


def figures(readable: Iterable[Text], remarks: Iterable[Remark]) -> tuple[Figures, ...]:
    """Return the figures of every institution that has courses, by name."""
    by_institution: dict[str, list[Text]] = {}
    for text in readable:
        by_institution.setdefault(text.institution, []).append(text)
    counted = Counter(remark.institution for remark in remarks)
    return tuple(
        Figures(
            name,
            len(own),
            counted[name],
            round(median(words_in(text.prose.text) for text in own)),
            round(median(lix(text.prose.text) for text in own)),
            nynorsk_share(own),
        )
        for name, own in sorted(by_institution.items())
        if name
    )

"""Figures of each institution: number of courses, length and readability of its texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from statistics import median

from msgspec import Struct

from site_builder.quality.remark import Remark
from site_builder.quality.texts import MeasuredText, lix, nynorsk_share, word_count


class Figures(Struct, frozen=True):
    """One institution (by name): its numbers of courses and of remarks, and medians of its texts: `words`, and `lix`.

    `nynorsk` is the share of nynorsk in the words of its texts, from 0 to 1.
    """

    institution: str
    courses: int
    remarks: int
    words: int
    lix: int
    nynorsk: float


def figures(readable: Iterable[MeasuredText], remarks: Iterable[Remark]) -> tuple[Figures, ...]:
    """Return the figures of each institution that has a text in `readable` (one a course), sorted by name."""
    by_institution: dict[str, list[MeasuredText]] = {}
    for text in readable:
        by_institution.setdefault(text.institution, []).append(text)
    remark_counts = Counter(remark.institution for remark in remarks)
    return tuple(
        Figures(
            name,
            len(own),
            remark_counts[name],
            round(median(word_count(text.prose.text) for text in own)),
            round(median(lix(text.prose.text) for text in own)),
            nynorsk_share(own),
        )
        for name, own in sorted(by_institution.items())
        if name
    )

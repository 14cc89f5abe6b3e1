"""Extract grades, level and credits from a course's title, in the patterns found in 2016 (domain facts, section 6.1).

`Naturfag 1, trinn 1-7 - Kompetanse for kvalitet`, `Norsk 2 for 5.-10. trinn`, `Engelsk 1: 5-10. trinn`,
`Mat og helse 1 1.–10. trinn`, `Matematikk 2MU, trinn 5-10`, `VID-6087 Engelsk 2 for 5.-10. trinn, del 2 - 15 stp`.
"""

from __future__ import annotations

import re

from msgspec import Struct

from site_builder.catalogue.schema.notation import NUMBERED_PARTS

_GRADES = re.compile(r"(?<![\d.])(\d{1,2})\s*\.?\s*[-–—]\s*(\d{1,2})\b(?!\s*(?:sp|stp|studiepoeng))")
_LEVEL = re.compile(r"(?<![^\W\d])([^\W\d]+)\s([123])(?:[A-Z]{2})?(?=$|[\s,:(])(?!\s*[-–.]\s*\d)")
_CREDITS = re.compile(r"\b(\d{1,3}(?:[.,]5)?)\s*(?:stp|sp|studiepoeng)\b", re.IGNORECASE)


class TitleFacts(Struct, frozen=True):
    """The school years, level and credits that a title states; None for each that it does not."""

    grades: tuple[int, int] | None
    level: int | None
    credits: float | None


def read_title(title: str) -> TitleFacts:
    """Return the grades, level and credits stated in `title`."""
    grades = next(
        (
            (low, high)
            for low, high in ((int(found[1]), int(found[2])) for found in _GRADES.finditer(title))
            if 1 <= low < high <= 13
        ),
        None,
    )
    levels = {
        int(level) for word, level in _LEVEL.findall(_GRADES.sub(" ", title)) if word.casefold() not in NUMBERED_PARTS
    }
    credits = _CREDITS.search(title)
    return TitleFacts(
        grades=grades,
        level=levels.pop() if len(levels) == 1 else None,
        credits=float(credits[1].replace(",", ".")) if credits else None,
    )

"""Other words for deliveries, gatherings and states, which `check --fix`, `new` and `import` understand."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from site_builder.catalogue.schema.enums import CourseState, Delivery, Form


def _by_word(words_of: Mapping[StrEnum, tuple[str, ...]]) -> dict[str, str]:
    """Return other word -> the word of files, from the other words for each choice."""
    return {word: choice.value for choice, words in words_of.items() for word in words}


DELIVERIES: Mapping[str, str] = _by_word(
    {
        Delivery.ONLINE: (
            *("nett", "nettstudium", "nettstudie", "nettkurs", "online", "digitalt", "digital", "heldigitalt"),
            *("e-læring", "på nett", "distance", "distance learning", "distans", "på distans", "fjernundervisning"),
        ),
        Delivery.GATHERINGS: ("samlinger", "samling", "samlingar", "samlingsbasert studium"),
        Delivery.BLENDED: (
            *("nett og samlinger", "samlinger og nett", "nett og samling", "samlings- og nettbasert"),
            *("nett + samlinger", "samlinger + nett", "nettbasert med samlinger", "nett med samlinger", "blended"),
        ),
        Delivery.CAMPUS: (
            *("campus", "på campus", "campusbasert", "stedbasert", "on campus", "in person", "på studieorten"),
            *("på studiestaden", "på uddannelsesstedet"),
        ),
    }
)
"""Word for a form of delivery in lower case -> the word of files."""

FORMS: Mapping[str, str] = _by_word(
    {
        Form.DIGITAL: (
            *("nett", "på nett", "nettmøte", "nettsamling", "digitalt", "digital samling", "online", "zoom", "teams"),
            *("på zoom", "på teams", "webinar"),
        ),
        Form.PHYSICAL: ("oppmøte", "fysisk samling", "fysisk oppmøte", "på campus", "campus", "in person", "on campus"),
    }
)
"""Word for the form of a gathering in lower case -> the word of files."""

STATES: Mapping[str, str] = _by_word(
    {
        CourseState.FULL: ("fullt", "fulltegnet", "fullteikna"),
        CourseState.CANCELLED: ("avlyses", "avlyst studium", "kansellert", "cancelled", "canceled", "innstilt"),
        CourseState.OPEN: ("ope", "åpent", "open"),
    }
)
"""Word for a state in lower case -> the word of files."""

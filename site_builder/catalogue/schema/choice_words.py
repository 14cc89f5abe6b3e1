"""Other words for choices, which `check --fix`, `new` and `import` read: forms of delivery and states of a course."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.catalogue.schema.enums import CourseState, Delivery

DELIVERIES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *[
                "nett",
                "nettstudium",
                "nettstudie",
                "nettkurs",
                "online",
                "digitalt",
                "digital",
                "heldigitalt",
                "e-læring",
            ],
            "på nett",
        ),
        Delivery.ONLINE.value,
    ),
    **dict.fromkeys(("samlinger", "samling", "samlingar", "samlingsbasert studium"), Delivery.GATHERINGS.value),
    **dict.fromkeys(
        (
            *("nett og samlinger", "samlinger og nett", "nett og samling", "samlings- og nettbasert"),
            *("nett + samlinger", "samlinger + nett", "nettbasert med samlinger", "nett med samlinger", "blended"),
        ),
        Delivery.BLENDED.value,
    ),
    **dict.fromkeys(("campus", "på campus", "campusbasert", "stedbasert"), Delivery.CAMPUS.value),
}
"""Word for a form of delivery in lower case -> the word of files."""

STATES: Mapping[str, str] = {
    **dict.fromkeys(("fullt", "fulltegnet", "fullteikna"), CourseState.FULL.value),
    **dict.fromkeys(
        ("avlyses", "avlyst studium", "kansellert", "cancelled", "canceled", "innstilt"), CourseState.CANCELLED.value
    ),
    **dict.fromkeys(("ope", "åpent", "open"), CourseState.OPEN.value),
}
"""Word for a state in lower case -> the word of files."""

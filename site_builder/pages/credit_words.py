"""The texts of the interface that name the unit of credits, in a catalogue with a unit of its own."""

from __future__ import annotations

from collections.abc import Callable

from site_builder.catalogue.profile import CreditUnit
from site_builder.problems import N_


def words_of_unit(look_up: Callable[[str], str], unit: CreditUnit, language: str, message: str) -> str:
    """Return the translation of `message`; if it names credits, with the words of the catalogue's own `unit` for them.

    `look_up` translates a msgid into `language`. “Credits” without a number is kept if the unit is worth ECTS credits.
    """
    text = look_up(message)
    name, short = (each.in_language(language).replace("{", "{{").replace("}", "}}") for each in (unit.name, unit.short))
    if message in (N_("Credits"), N_("credits")) and unit.ects is None:  # hours, for example
        return name[:1].upper() + name[1:] if message == "Credits" else name
    long = N_("{number} credits")
    if message == N_("{number} credit"):
        return f"{{number}} {name}"
    if message == N_("{number} credit in {subject}"):
        return text.replace(look_up(N_("{number} credit")), f"{{number}} {name}")
    if message in (long, N_("{number} credits in {subject}")):
        return text.replace(look_up(long), f"{{number}} {name}")
    brief = N_("{number} cr")
    if message in (brief, N_("requires {number} cr")):
        return text.replace(look_up(brief), f"{{number}} {short}")
    return text

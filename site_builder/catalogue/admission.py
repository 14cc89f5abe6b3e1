"""How one applies for the courses of a year: the form, and the steps."""

from __future__ import annotations

from msgspec import Struct

from site_builder.catalogue.texts import Text


class Step(Struct, frozen=True, kw_only=True):
    """One step of the application, with the page where it is taken or explained."""

    title: Text
    text: Text
    address: str | None = None


class ApplicationForm(Struct, frozen=True, kw_only=True):
    """The form in which teachers apply for courses of a year. `text` is the words of the button."""

    address: str
    text: Text
    for_whom: Text

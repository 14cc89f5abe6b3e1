"""The application for courses of a year: its form and its steps."""

from __future__ import annotations

from msgspec import Struct

from site_builder.catalogue.texts import Text


class Step(Struct, frozen=True, kw_only=True):
    """One step of the application, with the page where it is taken or explained."""

    title: Text
    text: Text
    address: str | None = None


class ApplicationForm(Struct, frozen=True, kw_only=True):
    """The form in which the reader applies for courses of a year. `text` is the words of the button.

    `for_whom` names those that the form is for.
    """

    address: str
    text: Text
    for_whom: Text

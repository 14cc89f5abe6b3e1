"""The application for courses of a year: its form and its steps."""

from __future__ import annotations

from msgspec import Struct

from site_builder.catalogue.texts import Text


class Step(Struct, frozen=True, kw_only=True):
    """A step in applying for a course: its title, its text, and the URL of the page where it is completed."""

    title: Text
    text: Text
    address: str | None = None


class ApplicationForm(Struct, frozen=True, kw_only=True):
    """The form in which readers apply for courses of a year: its URL (`address`), and the text of the button.

    `for_whom` names those that the form is for, as in "for teachers".
    """

    address: str
    text: Text
    for_whom: Text

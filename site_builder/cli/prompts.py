"""Questions at the terminal: what is given on the command line is not asked for, and a wrong answer is explained."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click
from msgspec import Struct

Reader = Callable[[Any], Any]
"""Raises InvalidValue (catalogue/schema/messages.py) where a value is not taken."""


class Asker(Struct, frozen=True):
    """Asks in `language`. What is wrong ends the command, unless somebody sits there who can answer again."""

    language: str

    @property
    def somebody(self) -> bool:
        """Whether somebody sits there who can answer."""
        return sys.stdin.isatty()

    def say(self, message: str, **values: object) -> str:
        """Return a message in the language asked in."""
        from site_builder.messages import translate

        return translate(message, self.language, values)

    def unasked(self, usual: str) -> str | None:
        """Return what is usual where nobody can be asked."""
        return None if self.somebody else usual

    def value(
        self, question: str, given: str | None, read: Reader, *, suggested: str | None = None, optional: bool = False
    ) -> str:
        """Return what is given, else what somebody answers; an optional value may be empty.

        The suggestion is what an empty answer means. Raises UsageError for a value that `read` does not take.
        """
        while True:
            answer = self._answer(question, given, suggested, optional)
            if optional and not answer:
                return ""
            fault = self._fault(answer, read)
            if not fault:
                return answer
            self._not_taken(f"{question}: {fault}", given)

    def key(self, question: str, given: str | None, known: Mapping[str, str], *, suggested: str | None = None) -> str:
        """Return a key of a vocabulary; its name may be answered, too. Raises UsageError where there is no such."""
        if given is None:
            _show(known)
        return self._key(question, given, known, suggested)

    def keys(
        self, question: str, given: Sequence[str], known: Mapping[str, str], *, suggested: str | None = None
    ) -> tuple[str, ...]:
        """Return one or more keys of a vocabulary, which are answered with commas between."""
        if given:
            return tuple(self._key(question, each, known, None) for each in given)
        _show(known)
        while True:
            answers = [each.strip() for each in self._answer(question, None, suggested, False).split(",")]
            faults = [self._unknown(question, each, known) for each in answers if not _found(each, known)]
            if not faults:
                return tuple(dict.fromkeys(_found(each, known) for each in answers))
            self._not_taken("\n".join(faults), None)

    def _key(self, question: str, given: str | None, known: Mapping[str, str], suggested: str | None) -> str:
        while True:
            answer = self._answer(question, given, suggested, False)
            if found := _found(answer, known):
                return found
            self._not_taken(self._unknown(question, answer, known), given)

    def _answer(self, question: str, given: str | None, suggested: str | None, optional: bool) -> str:
        if given is not None:
            return given.strip()
        if not self.somebody:
            return "" if optional else str(click.prompt(question)).strip()
        usual = suggested if suggested is not None else "" if optional else None
        return str(click.prompt(question, default=usual, show_default=bool(usual))).strip()

    def _not_taken(self, message: str, given: str | None) -> None:
        if given is not None or not self.somebody:
            raise click.UsageError(message)
        click.echo(message, err=True)

    def _fault(self, value: str, read: Reader) -> str:
        from site_builder.catalogue.schema.messages import InvalidValue

        try:
            read(value)
        except InvalidValue as wrong:
            return " ".join(self.say(part, **wrong.values) for part in (wrong.message, wrong.hint))
        return ""

    def _unknown(self, question: str, value: str, known: Mapping[str, str]) -> str:
        from site_builder.problems import N_, nearest

        near = nearest(value, known) or _found(nearest(value, known.values()) or "", known)
        said = (
            N_("{question}: there is no «{value}». Did you mean {near}?")
            if near
            else N_("{question}: there is no «{value}».")
        )
        return self.say(said, question=question, value=value, near=near)


def _found(answer: str, known: Mapping[str, str]) -> str:
    """The key that is meant, or "" where none is."""
    by_name = {name.casefold(): key for key, name in known.items()} | {key: key for key in known}
    return by_name.get(answer.casefold(), "")


def _show(known: Mapping[str, str]) -> None:
    for key, name in known.items():
        click.echo(f"  {key:32} {name}", err=True)

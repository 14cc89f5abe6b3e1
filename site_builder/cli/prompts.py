"""Prompts for values that were not given as options. A wrong answer is explained and asked for again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click
from msgspec import Struct

from site_builder.catalogue.schema.field_types import Fault, FieldType
from site_builder.messages import translate
from site_builder.problems import N_, nearest
from site_builder.sources.text import CONTROL

ReadName = Callable[[str], str | None]
"""Name -> key of a vocabulary, or None."""


class Prompter(Struct, frozen=True):
    """Asks for values on a terminal, in `language`. Questions are msgids, filled with keyword `values`.

    Without a terminal, answers are lines of standard input. A wrong value is then not asked for again but raises
    UsageError.
    """

    language: str

    @property
    def interactive(self) -> bool:
        """True if standard input is a terminal."""
        return sys.stdin.isatty()

    def default(self, value: str) -> str | None:
        """Return `value` if nobody can be asked, so that it counts as given; None on a terminal."""
        return None if self.interactive else value

    def ask(
        self,
        question: str,
        given: str | None,
        type_: FieldType[Any],
        *,
        option: str = "",
        suggested: str | None = None,
        optional: bool = False,
        **values: object,
    ) -> str:
        """Return the value `given` or else the answer to the question, written as in course files.

        An `optional` value may be "". `suggested` is used for an empty answer. Raises UsageError if a given value is
        not of the type and cannot be corrected, or if input has ended: the message names the `option` that gives the
        value.
        """
        question = translate(question, self.language, values)
        while True:
            answer = self._answer(question, given, option, suggested, optional)
            if optional and not answer:
                return ""
            if control := CONTROL.search(answer):
                message = N_("{question}: the value contains the character {character}, which no text can have.")
                values = {"question": question, "character": f"U+{ord(control[0]):04X}"}
                self._reject(translate(message, self.language, values), given)
                continue
            if type_.accepts(answer):
                return answer
            if (meant := type_.correction(answer)) is not None:
                return meant
            fault = self._fault(answer, type_)
            self._reject(f"{question}: {fault}", given)

    def choose(
        self,
        question: str,
        given: str | None,
        known: Mapping[str, str],
        *,
        option: str = "",
        suggested: str | None = None,
        read: ReadName = lambda _: None,
    ) -> str:
        """Return one key of `known` (key -> name). The value given is a key, a name, or a name that `read` knows.

        `read` returns the key of a name, or None. `suggested` is used for an empty answer, `option` is as in `ask`.
        Raises UsageError for an unknown value that cannot be asked for again.
        """
        if given is None:
            _print_choices(known)
        question = translate(question, self.language)
        while True:
            answer = self._answer(question, given, option, suggested)
            if key := _key_of(answer, known, read):
                return key
            self._reject(self._unknown(question, answer, known), given)

    def choose_many(
        self,
        question: str,
        given: Sequence[str],
        known: Mapping[str, str],
        *,
        option: str = "",
        suggested: str | None = None,
        read: ReadName = lambda _: None,
    ) -> tuple[str, ...]:
        """Return one or more keys of `known` (key -> name) in the order given, each once.

        Given values and answers can be several, separated by commas. The other arguments, and the error, are as for
        `choose`.
        """
        if given:
            named = [part.strip() for each in given for part in each.split(",")]
            return tuple(dict.fromkeys(self.choose(question, each, known, read=read) for each in named))
        _print_choices(known)
        question = translate(question, self.language)
        while True:
            answers = [each.strip() for each in self._answer(question, None, option, suggested).split(",")]
            faults = [self._unknown(question, each, known) for each in answers if not _key_of(each, known, read)]
            if not faults:
                return tuple(dict.fromkeys(_key_of(each, known, read) for each in answers))
            self._reject("\n".join(faults), None)

    def _answer(
        self, question: str, given: str | None, option: str, suggested: str | None, optional: bool = False
    ) -> str:
        """Return the given value, or the answer to the question. Raises UsageError where standard input has ended."""
        if given is not None:
            return given.strip()
        if not self.interactive:
            return "" if optional else self._piped(question, option)
        default = suggested if suggested is not None else "" if optional else None
        return str(click.prompt(question, default=default, show_default=bool(default))).strip()

    def _piped(self, question: str, option: str) -> str:
        """Return the next line of standard input. Raises UsageError, with the missing `option`, at its end."""
        try:
            return str(click.prompt(question)).strip()
        except click.Abort as error:
            click.echo(err=True)
            message = N_("There is no terminal to ask on. Missing: {option} ({question}).")
            raise click.UsageError(
                translate(message, self.language, {"option": option, "question": question})
            ) from error

    def _reject(self, message: str, given: str | None) -> None:
        if given is not None or not self.interactive:
            raise click.UsageError(message)
        click.echo(message, err=True)

    def _fault(self, value: str, type_: FieldType[Any]) -> str:
        """Return the message and hint of a value that is not of a type."""
        faults: list[Fault] = []
        type_.read(value, (), faults)
        wrong = [each.error for each in faults if each.error]
        return " ".join(
            translate(part, self.language, each.values) for each in wrong for part in (each.message, each.hint)
        )

    def _unknown(self, question: str, value: str, known: Mapping[str, str]) -> str:
        near = nearest(value, known) or _key_of(nearest(value, known.values()) or "", known)
        message = (
            N_("{question}: there is no «{value}». Did you mean {near}?")
            if near
            else N_("{question}: there is no «{value}».")
        )
        return translate(message, self.language, {"question": question, "value": value, "near": near})


def _key_of(answer: str, known: Mapping[str, str], read: ReadName = lambda _: None) -> str:
    """Return the key in `known` that `answer` is or names, ignoring case, or ""."""
    by_name = {name.casefold(): key for key, name in known.items()} | {key: key for key in known}
    found = by_name.get(answer.casefold()) or read(answer) or ""
    return found if found in known else ""


def _print_choices(known: Mapping[str, str]) -> None:
    for key, name in known.items():
        click.echo(f"  {key:32} {name}", err=True)

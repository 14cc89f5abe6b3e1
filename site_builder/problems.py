"""Problems in the sources, as values with a place, and the exceptions that stop a command.

SiteBuilderError        printed by the command line as one message, without a traceback
├── Invalid             the sources have errors; carries every problem found
├── NotOurFolder        the output folder has files of another program
├── OutsideRoot         the output folder overlaps the sources
├── PortInUse           another program listens on the port of `serve`
└── IncompleteIndex     a fault of the builder in the search index
(publish/folder.py, sources/git_revision.py, engine/untrusted_folder.py and cli/ define others.)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import ClassVar

from msgspec import Struct


def N_(message: str) -> str:
    """Return `message` unchanged: a mark by which pybabel finds the msgids that messages.translate looks up."""
    return message


def printable(text: str) -> str:
    """Return `text` with a space for each unprintable character, so that it sends no control codes to a terminal."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " for character in text)


class Phrase(str):
    """A value of a problem that is a msgid, and is translated with the message. Text from a source is a plain `str`."""

    __slots__ = ()


class Severity(StrEnum):
    """The severity of a problem: an error stops publishing, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Place(Struct, frozen=True, order=True):
    """A place in a file: `path` from the project's root, with slashes; line and column from 1 (0: all of it).

    `length` is the number of characters to underline from `column`; `key` is the YAML key with those above it, such as
    `samlinger.1.fra` (items from 1), or "".
    """

    path: str
    line: int = 0
    column: int = 0
    length: int = 1
    key: str = ""

    @classmethod
    def at(cls, path: str, text: str, index: int, length: int = 1) -> Place:
        """Return the place of `length` characters from offset `index` (from 0) of `text`, the file at `path`."""
        return cls(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index), length)

    def __str__(self) -> str:
        """Return `path:line:column`, without the parts that are 0."""
        return ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])


class Problem(Struct, frozen=True):
    """A problem in the sources. `message` and `hint` are msgids, with `{name}` for the value of that name in `values`.

    `code` is permanent: it is the heading in docs/problems.md, such as `unknown-subject`.
    """

    place: Place
    code: str
    message: str
    hint: str
    values: Mapping[str, object] = {}
    severity: Severity = Severity.ERROR

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        """The sort key: place, then code and values, so that the order is deterministic."""
        return (self.place, self.code, str(sorted(self.values.items())))


def error(place: Place, code: str, message: str, hint: str, **values: object) -> Problem:
    """Return a problem at `place` that stops publishing. The other arguments are the attributes of Problem."""
    return Problem(place, code, message, hint, values)


def warning(place: Place, code: str, message: str, hint: str, **values: object) -> Problem:
    """Return a problem at `place` that does not stop publishing. The other arguments are the attributes of Problem."""
    return Problem(place, code, message, hint, values, Severity.WARNING)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems sorted by place, code and values, without duplicates."""
    unique = {problem.sort_key: problem for problem in problems}
    return tuple(unique[key] for key in sorted(unique))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return True if any of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


MAX_PER_FILE = 100
"""Problems of one file that are shown on a terminal, and that get a suggestion: finding the nearest of many names takes
a thousand times as long as finding the fault."""


def nearest(word: str, candidates: Iterable[str], least: float = 0.6) -> str | None:
    """Return the candidate most similar to `word`, ignoring case; None if no difflib ratio is `least` or more."""
    by_folded = {candidate.casefold(): candidate for candidate in sorted(candidates)}
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=least)
    return by_folded[found[0]] if found else None


class SiteBuilderError(Exception):
    """Base of the errors that the command line prints as one message, without a traceback.

    `message` is the msgid of the subclass; its `{what}` is filled with `str(error)`, its `{why}` with `why`, a text or
    a Phrase.
    """

    message: ClassVar[str]
    why: str = ""


class Invalid(SiteBuilderError):
    """Raised when the sources have errors. `problems` has every problem found, warnings too, sorted by place."""

    message = N_("Nothing was published.")

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Sort the problems and remove duplicates."""
        self.problems = in_order(problems)
        super().__init__(f"{len(self.problems)} problems")

    def __reduce__(self) -> tuple[type[Invalid], tuple[tuple[Problem, ...]]]:
        """Return the constructor and its argument, so that the error can be sent from a worker process."""
        return Invalid, (self.problems,)


class NotOurFolder(SiteBuilderError):
    """Raised for an output folder that is not empty and has no manifest of this builder."""

    message = N_(
        "{what} contains files that site-builder did not write, so nothing was published. Empty it, or "
        "choose another --output."
    )


class OutsideRoot(SiteBuilderError):
    """Raised for an output folder that is, contains or is inside a source folder."""

    message = N_("Cannot publish to {what}: the folder is, contains or is inside a source folder.")


class PortInUse(SiteBuilderError):
    """Raised by `serve` if another program listens on its port."""

    message = N_("{what} is in use by another program. Choose another --port.")


class IncompleteIndex(SiteBuilderError):
    """Raised if the finished search index lacks an entry, which is a fault of the builder. Nothing is published."""

    message = N_("Internal error: the search index lacks {what}. Nothing was published.")

"""Make a review for GitHub from corrections of an untrusted job: suggested changes at the lines of the diff.

A correction is used only if the pull request's diff has exactly the lines that it replaces. Its text is put in a fenced
block alone, in which a host notifies nobody and fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from site_builder.changes.corrections import Correction
from site_builder.changes.inert_markdown import code_block
from site_builder.messages import translate
from site_builder.problems import N_

MAX_COMMENTS = 40
"""Comments of one review, at most: more is no review that anybody reads, and hosts limit how many a minute has."""

_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d{1,9})(?:,\d+)? @@")

_BODY = N_("`site-builder check --fix` would write this. Take it if it is what you mean.")


class ChangedFile(Struct, frozen=True):
    """A file of a pull request: its path (`filename`), and its hunks as GitHub gives them (None for a large file)."""

    filename: str
    patch: str | None = None


class Comment(Struct, frozen=True):
    """A comment that the pull request has: the path of the file, and the comment's text (`body`) in Markdown."""

    path: str
    body: str


def from_json_lines(content: bytes, type_: type[Any]) -> tuple[Any, ...]:
    """Return the values in JSON lines (one value a line), each of `type_`, such as ChangedFile.

    Raises msgspec.MsgspecError (a ValueError) for other content.
    """
    return tuple(msgspec.json.Decoder(type_).decode_lines(content))


def review(
    corrections: Iterable[Correction],
    changed: Iterable[ChangedFile],
    comments: Iterable[Comment],
    commit: str,
    language: str,
) -> dict[str, object] | None:
    """Return the body of a request to GitHub for a review of `commit` (a hash); None if there is nothing to suggest.

    `changed` are the files of the pull request, `comments` those it has, which are not repeated. Corrections beyond
    MAX_COMMENTS, and those of lines that no diff shows, are left out.
    """
    diffs = {file.filename: _shown_lines(file.patch) for file in changed if file.patch}
    said = {(each.path, each.body.replace("\r", "")) for each in comments}
    made: list[dict[str, object]] = []
    taken: set[tuple[str, int]] = set()
    for each in corrections:
        numbers = range(each.first, each.first + len(each.old))
        places = {(each.path, number) for number in numbers}
        comment = {"path": each.path, "side": "RIGHT", "line": numbers[-1], "body": _body(each, language)}
        if len(numbers) > 1:
            comment |= {"start_line": numbers[0], "start_side": "RIGHT"}
        new = (each.path, comment["body"]) not in said and not places & taken
        if new and len(made) < MAX_COMMENTS and _is_shown(each, diffs.get(each.path, {})):
            taken |= places
            made.append(comment)
    return {"commit_id": commit, "event": "COMMENT", "comments": made} if made else None


def _body(correction: Correction, language: str) -> str:
    return "\n".join([translate(_BODY, language), "", *code_block(correction.new, "suggestion", "")])


def _is_shown(correction: Correction, lines: Mapping[int, tuple[int, str]]) -> bool:
    """Return whether one part of a diff has the lines of a correction, and the new ones are printable."""
    found = [lines.get(correction.first + number, (0, "")) for number in range(len(correction.old))]
    parts, texts = {part for part, _ in found}, tuple(text for _, text in found)
    return len(parts) == 1 and 0 not in parts and texts == correction.old and all(map(str.isprintable, correction.new))


def _shown_lines(patch: str) -> dict[int, tuple[int, str]]:
    """Return number -> (part of the diff, from 1, and text) of the lines that a diff has of the changed file."""
    return dict(_numbered(patch))


def _numbered(patch: str) -> Iterator[tuple[int, tuple[int, str]]]:
    part = number = 0
    for line in patch.split("\n"):
        if found := _HUNK.match(line):
            part, number = part + 1, int(found[1])
        elif part and line[:1] in ("+", " "):
            yield number, (part, line[1:].removesuffix("\r"))
            number += 1

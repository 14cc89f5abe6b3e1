"""How problems and results are written out: for people, for programs, for a pull request."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.messages import message_and_hint, translate
from site_builder.problems import N_, Problem, Severity
from site_builder.sources.files import read_line

if TYPE_CHECKING:
    from site_builder.publish.folder import Published

SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning")}
STAGES = {
    "read": N_("reading"),
    "load": N_("checking"),
    "plan": N_("planning"),
    "search": N_("indexing"),
    "render": N_("rendering"),
    "inspect": N_("inspecting"),
    "queries": N_("searching"),
    "publish": N_("publishing"),
}


GUIDE = "docs/problems.md#{code}"
"""Where each code is explained."""


def as_text(problems: Iterable[Problem], root: Path, language: str) -> Iterator[tuple[str, str]]:
    """Yield (style, line) for each line to show, by file; a file with several problems has a heading that counts them.

    Styles: file, error, warning, source, mark, message, hint.
    """
    for path, group in groupby(problems, key=lambda problem: problem.place.path):
        of_file = list(group)
        if len(of_file) > 1:
            yield "file", f"{path}: {summary(of_file, language)}"
            yield "message", ""
        for problem in of_file:
            yield from _one(problem, root, language)


def _one(problem: Problem, root: Path, language: str) -> Iterator[tuple[str, str]]:
    message, hint = message_and_hint(problem, language)
    place = problem.place
    severity = translate(SEVERITIES[problem.severity], language)
    yield str(problem.severity), f"{place}: {severity} [{problem.code}]"
    line = read_line(root, place)
    if line is not None and place.column:
        number = f"{place.line:>5}"
        shown, column = _around(line, place.column)
        yield "source", f"{number} │ {shown}"
        yield (
            "mark",
            f"      │ {' ' * (column - 1)}{'^' * max(1, min(place.length, len(shown) - column + 1))}",
        )
    elif line is not None and line.strip():
        yield "source", f"{place.line:>5} │ {_around(line, 1)[0]}"
    yield "message", f"      {message}"
    yield "hint", f"      → {hint}"
    yield "message", ""


def _around(line: str, column: int, width: int = 100) -> tuple[str, int]:
    """Return at most `width` characters of the line around `column`, and where in them the column is."""
    plain = "".join(character if character.isprintable() else " " for character in line)
    start = max(0, column - width // 2) if len(plain) > width else 0
    return plain[start : start + width], column - start


def panel_words(language: str) -> dict[str, str]:
    """Return what the panel of `serve` says."""
    said = {
        "not_built": N_("Not built: this is the last good page."),
        "as_of": N_("As of"),
        "go": N_("Show"),
        "today": N_("Today"),
        "close": N_("Close"),
        "edit": N_("Open the file"),
    }
    return {name: translate(message, language) for name, message in said.items()}


def unchanged(folder: str, language: str) -> str:
    """Return the line of a build that had nothing to do."""
    return translate(
        N_("Nothing has changed since the last build; {folder} stands as it is."), language, {"folder": folder}
    )


def summary(problems: Iterable[Problem], language: str) -> str:
    """Return one line that counts errors and warnings."""
    found = [problem.severity for problem in problems]
    errors, warnings = found.count(Severity.ERROR), found.count(Severity.WARNING)
    if not found:
        return translate(N_("No problems."), language)
    return ", ".join(
        translate(one if count == 1 else many, language, {"count": count})
        for count, one, many in (
            (errors, N_("{count} error"), N_("{count} errors")),
            (warnings, N_("{count} warning"), N_("{count} warnings")),
        )
        if count
    )


def where_explained(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """Yield a line for each code that was met: how many there are, and where it is explained."""
    found = Counter(problem.code for problem in problems)
    if found:
        yield translate(N_("More on each message:"), language)
    for code, count in sorted(found.items(), key=lambda each: (-each[1], each[0])):
        yield f"{count:>5} × {GUIDE.format(code=code)}"


def as_json(problems: Iterable[Problem], language: str) -> str:
    """Return a JSON list of {file, line, column, code, severity, message, hint, guide}."""
    return json.dumps(
        [
            {
                "file": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "code": problem.code,
                "severity": str(problem.severity),
                "message": message,
                "hint": hint,
                "guide": GUIDE.format(code=problem.code),
            }
            for problem in problems
            for message, hint in (message_and_hint(problem, language),)
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_github(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """Yield one workflow command a problem, which the host shows at the line of the pull request."""
    for problem in problems:
        message, hint = message_and_hint(problem, language)
        place = problem.place
        fields = {
            "file": place.path,
            "line": place.line or 1,
            "col": place.column or 1,
            "title": problem.code,
        }
        written = ",".join(f"{name}={_escaped(str(value), ',:')}" for name, value in fields.items())
        yield f"::{problem.severity} {written}::{_escaped(f'{message} {hint} ({GUIDE.format(code=problem.code)})')}"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def built(
    counts: Mapping[str, int], published: Published, seconds: Mapping[str, float], folder: str, language: str
) -> Iterator[str]:
    """Yield the lines that end a build: what was built, what changed, how long each stage took, where to look."""
    yield translate(N_("Built {courses} courses, {pages} pages, {files} files."), language, counts)
    yield translate(N_("Of the costly parts {recalled} were recalled and {made} made."), language, counts)
    if counts["damaged"]:
        yield translate(N_("What was remembered is damaged; it is thrown away."), language)
    if counts["outdated"]:
        yield translate(N_("What was remembered is by another version of the builder; it is thrown away."), language)
    if published.changed:
        yield translate(
            N_("Changed: {written} written, {removed} removed, {kept} as before."),
            language,
            {"written": len(published.written), "removed": len(published.removed), "kept": published.kept},
        )
        for mark, paths in (("+", published.written), ("-", published.removed)):
            for path in paths if len(paths) <= 12 else ():
                yield f"  {mark} {path}"
    else:
        yield translate(N_("Nothing changed."), language)
    stages = ", ".join(f"{translate(STAGES[name], language)} {each:.2f} s" for name, each in seconds.items())
    yield translate(
        N_("Took {total} s ({stages})."),
        language,
        {"total": f"{sum(seconds.values()):.2f}", "stages": stages},
    )
    yield translate(N_("The site lies in {folder}."), language, {"folder": folder})


def timings(seconds: Mapping[str, float], peak: Mapping[str, int], language: str) -> Iterator[str]:
    """Yield a table of the stages: seconds, share of all, and the most memory held by their end (MiB, if known)."""
    total = sum(seconds.values())
    heads = [translate(each, language) for each in (N_("Stage"), N_("Time"), N_("Share"), N_("Memory"))]
    rows = [
        (
            translate(STAGES[name], language),
            f"{each:.2f} s",
            f"{each / total:.0%}" if total else "",
            f"{peak[name]} MiB" if name in peak else "",
        )
        for name, each in seconds.items()
    ]
    for row in (heads, *rows, (translate(N_("in all"), language), f"{total:.2f} s", "", "")):
        yield f"{row[0]:<14}{row[1]:>10}{row[2]:>8}{row[3]:>10}".rstrip()

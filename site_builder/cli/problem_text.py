"""Problems and build results as text: for terminals, programs and pull requests."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.cli.guide import heading_of
from site_builder.messages import decimal_comma, message_and_hint, translate
from site_builder.problems import MAX_PER_FILE, N_, Problem, Severity, printable
from site_builder.sources.files import read_lines

if TYPE_CHECKING:
    from site_builder.publish.folder import Published

SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning")}
STAGES = {
    "read": N_("reading"),
    "load": N_("checking"),
    "plan": N_("planning"),
    "search": N_("indexing"),
    "render": N_("rendering"),
    "inspect": N_("final checks"),
    "queries": N_("test searches"),
    "publish": N_("publishing"),
}
"""Name of a stage of the build -> its label in the progress bar and the table."""


EXCERPT_WIDTH = 100
"""Characters of a source line that are shown: a terminal of 110 columns shows them on one line."""

MOST_PATHS_LISTED = 12
"""Written or removed files that a build lists by name; beyond that only their number is printed."""


def as_text(
    problems: Iterable[Problem], root: Path, language: str, width: int = EXCERPT_WIDTH
) -> Iterator[tuple[str, str]]:
    """Yield (style, line) of problems sorted by place, with excerpts of the sources below `root`.

    A style is file, error, warning, source, mark, message or hint. A file with several problems has a heading that
    counts them; of more than MAX_PER_FILE, errors come before warnings and the rest is counted. Excerpts have at most
    `width` characters.
    """
    for path, group in groupby(problems, key=lambda problem: problem.place.path):
        of_file = list(group)
        if len(of_file) > 1:
            yield "file", f"{path}: {summary(of_file, language)}"
            yield "message", ""
        lines = read_lines(root, path) if any(problem.place.line for problem in of_file) else []
        for problem in _first(of_file):
            yield from _problem_lines(problem, lines, language, width)
        if len(of_file) > MAX_PER_FILE:
            message = N_("and further problems in {path}: {count}. Mend these first, and check again.")
            yield "message", translate(message, language, {"count": len(of_file) - MAX_PER_FILE, "path": path})
            yield "message", ""


def _first(of_file: Sequence[Problem]) -> Iterable[Problem]:
    """Return the problems of a file that are shown, in order: at most MAX_PER_FILE, errors rather than warnings."""
    if len(of_file) <= MAX_PER_FILE:
        return of_file
    by_severity = sorted(range(len(of_file)), key=lambda number: of_file[number].severity is not Severity.ERROR)
    return [of_file[number] for number in sorted(by_severity[:MAX_PER_FILE])]


def _problem_lines(problem: Problem, lines: Sequence[str], language: str, width: int) -> Iterator[tuple[str, str]]:
    """Yield (style, line) of one problem, as in as_text. `lines` are those of its file."""
    message, hint = message_and_hint(problem, language)
    place = problem.place
    severity = translate(SEVERITIES[problem.severity], language)
    yield str(problem.severity), f"{place}: {severity} [{problem.code}]"
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else None
    if line is not None and place.column:
        excerpt, column = _excerpt(line, place.column, width)
        carets = "^" * max(1, min(place.length, len(excerpt) - column + 1))
        yield "source", f"{place.line:>5} │ {excerpt}"
        yield "mark", f"      │ {' ' * (column - 1)}{carets}"
    elif line is not None and line.strip():
        yield "source", f"{place.line:>5} │ {_excerpt(line, 1, width)[0]}"
    yield "message", f"      {message}"
    yield "hint", f"      → {hint}"
    yield "message", ""


def _excerpt(line: str, column: int, width: int) -> tuple[str, int]:
    """Return at most `width` characters of the line around `column`, and that column's place in them, from 1.

    Control characters become spaces, so that a source file cannot steer the terminal.
    """
    start = max(0, column - width // 2) if len(line) > width else 0
    return printable(line[start : start + width]), column - start


def panel_texts(language: str) -> dict[str, str]:
    """Return name -> text of the preview's panel (`serve`), in a language given by its code."""
    texts = {
        "not_built": N_("Not built: this is the last page without errors."),
        "as_of": N_("As of"),
        "go": N_("Show"),
        "today": N_("Today"),
        "close": N_("Close"),
        "edit": N_("Open the file"),
    }
    return {name: translate(message, language) for name, message in texts.items()}


def up_to_date(folder: str, language: str) -> str:
    """Return the line that a build prints if the site in `folder` is up to date."""
    message = N_("Nothing has changed since the last build; {folder} is up to date.")
    return translate(message, language, {"folder": folder})


def summary(problems: Iterable[Problem], language: str) -> str:
    """Return one line with the numbers of errors and warnings, or that there are no problems."""
    severities = [problem.severity for problem in problems]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    if not severities:
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
    """Yield a line for each code among the problems, most frequent first: its count, and the command to explain it."""
    counts = Counter(problem.code for problem in problems)
    if counts:
        yield translate(N_("More on each message:"), language)
    for code, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        yield f"{count:>5} × site-builder explain {code}"


def as_json(problems: Iterable[Problem], language: str) -> str:
    """Return problems as a JSON list of {file, line, column (from 1; 0: all), code, severity, message, hint, guide}."""
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
                "guide": heading_of(problem.code, language),
            }
            for problem in problems
            for message, hint in (message_and_hint(problem, language),)
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_github(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """Yield a workflow command of GitHub for each problem; GitHub shows it at the line in the pull request."""
    for problem in problems:
        message, hint = message_and_hint(problem, language)
        place = problem.place
        fields = {
            "file": place.path,
            "line": place.line or 1,
            "col": place.column or 1,
            "title": problem.code,
        }
        properties = ",".join(f"{name}={_escaped(str(value), ',:')}" for name, value in fields.items())
        text = _escaped(f"{message} {hint} ({heading_of(problem.code, language)})")
        yield f"::{problem.severity} {properties}::{text}"


def _escaped(text: str, also: str = "") -> str:
    """Return a text with the characters that end a GitHub workflow command, and those of `also`, percent-encoded."""
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


_MENDED = N_("Published files that had been changed or deleted after publication, and are as built again ({count}):")


def build_report(
    counts: Mapping[str, int], published: Published, seconds: Mapping[str, float], folder: str, language: str
) -> Iterator[str]:
    """Yield the lines that end a build: counts (Site.counts), files `published`, `seconds` of each stage in STAGES."""
    yield translate(N_("Built {courses} courses, {pages} pages, {files} files."), language, counts)
    yield translate(N_("Reused {recalled}, rebuilt {made}."), language, counts)
    if counts["damaged"]:
        yield translate(N_("The cache was damaged and has been deleted."), language)
    if counts["outdated"]:
        yield translate(N_("The cache was written by another version and has been deleted."), language)
    if published.mended:
        yield translate(_MENDED, language, {"count": len(published.mended)})
        yield from (f"  ! {path}" for path in published.mended[:MOST_PATHS_LISTED])
    yield from _changed_files(published, language)
    stages = ", ".join(
        f"{translate(STAGES[name], language)} {_seconds(each, language)} s" for name, each in seconds.items()
    )
    total = _seconds(sum(seconds.values()), language)
    yield translate(N_("Took {total} s ({stages})."), language, {"total": total, "stages": stages})
    yield translate(N_("Site written to {folder}."), language, {"folder": folder})


def _changed_files(published: Published, language: str) -> Iterator[str]:
    if not published.changed:
        yield translate(N_("Nothing changed."), language)
        return
    counts = {"written": len(published.written), "removed": len(published.removed), "kept": published.kept}
    yield translate(N_("Changed: {written} written, {removed} removed, {kept} as before."), language, counts)
    for mark, paths in (("+", published.written), ("-", published.removed)):
        for path in paths if len(paths) <= MOST_PATHS_LISTED else ():
            yield f"  {mark} {path}"


def timings_table(seconds: Mapping[str, float], peak: Mapping[str, int], language: str) -> Iterator[str]:
    """Yield the lines of a table of stages: time, share of the total, and peak memory of the process so far (MiB).

    `seconds` and `peak` are by the stage's name in STAGES.
    """
    total = sum(seconds.values())
    headings = [translate(each, language) for each in (N_("Stage"), N_("Time"), N_("Share"), N_("Memory"))]
    rows = [
        (
            translate(STAGES[name], language),
            f"{_seconds(each, language)} s",
            f"{each / total:.0%}" if total else "",
            f"{peak[name]} MiB" if name in peak else "",
        )
        for name, each in seconds.items()
    ]
    for row in (headings, *rows, (translate(N_("in all"), language), f"{_seconds(total, language)} s", "", "")):
        yield f"{row[0]:<14}{row[1]:>10}{row[2]:>8}{row[3]:>10}".rstrip()


def _seconds(seconds: float, language: str) -> str:
    return decimal_comma(f"{seconds:.2f}", language)

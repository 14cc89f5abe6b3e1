"""Problems for other programs: SARIF 2.1.0 (OASIS), JUnit XML for test reports, Markdown for a run's summary."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree import ElementTree

from site_builder import __version__
from site_builder.changes.inert_markdown import code_span
from site_builder.cli.guide import heading_of
from site_builder.messages import message_and_hint, translate
from site_builder.problems import N_, Problem, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MAX_ROWS = 500
"""Rows of a table of problems, at most: a summary of a run may have 1 MiB."""

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def as_sarif(problems: Iterable[Problem], language: str) -> str:
    """Return a SARIF 2.1.0 log with one run: a rule for each code among the problems, a result for each problem.

    `language` is the code of the language of messages.
    """
    problems = list(problems)
    codes = sorted({problem.code for problem in problems})
    driver = {
        "name": "site-builder",
        "version": __version__,
        "rules": [{"id": code, "help": {"text": heading_of(code, language)}} for code in codes],
    }
    results = [_result(problem, codes, language) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _result(problem: Problem, codes: list[str], language: str) -> dict[str, object]:
    message, hint = message_and_hint(problem, language)
    place = problem.place
    location: dict[str, object] = {"artifactLocation": {"uri": place.path}}
    if place.line:
        region = {"startLine": place.line}
        if place.column:
            region |= {"startColumn": place.column, "endColumn": place.column + max(1, place.length)}
        location["region"] = region
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": LEVELS[problem.severity],
        "message": {"text": f"{message} {hint}"},
        "locations": [{"physicalLocation": location}],
    }


def as_junit(problems: Iterable[Problem], language: str) -> str:
    """Return JUnit XML: a suite for each file, a case for each problem. Errors are failures, warnings are output.

    Without problems there is one passing case, because many tools treat an empty report as a missing one.
    """
    root = ElementTree.Element("testsuites", {"name": "site-builder check"})
    found = sorted(problems, key=lambda problem: problem.place.path)
    for path, group in groupby(found, key=lambda problem: problem.place.path):
        suite = ElementTree.SubElement(root, "testsuite", {"name": path})
        cases = list(group)
        failing = sum(each.severity is Severity.ERROR for each in cases)
        suite.attrib |= {"tests": str(len(cases)), "failures": str(failing)}
        for each in cases:
            _case(suite, each, language)
    if not found:
        suite = ElementTree.SubElement(root, "testsuite", {"name": "site-builder", "tests": "1", "failures": "0"})
        ElementTree.SubElement(suite, "testcase", {"name": "check", "classname": "site-builder"})
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def as_markdown(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """Yield the lines of a Markdown table of problems: place and code, message, hint.

    It has at most MAX_ROWS problems, followed by the number of the others; one line says that there are no problems.
    What editors have written is in code spans.
    """
    found = list(problems)
    if not found:
        yield translate(N_("No problems."), language)
        return
    place, message, hint = (translate(each, language) for each in (N_("Place"), N_("Problem"), N_("Remedy")))
    yield f"| {place} | {message} | {hint} |"
    yield "|---|---|---|"
    for problem in found[:MAX_ROWS]:
        said, remedy = message_and_hint(problem, language)
        mark = {Severity.ERROR: "❌", Severity.WARNING: "⚠️"}[problem.severity]
        cells = (f"{mark} {_cell(str(problem.place))} {_cell(problem.code)}", _cell(said), _cell(remedy))
        yield f"| {' | '.join(cells)} |"
    if len(found) > MAX_ROWS:
        yield ""
        yield translate(N_("Further problems: {count}."), language, {"count": len(found) - MAX_ROWS})


def _cell(text: str) -> str:
    """Return a text as a code span for a cell of a Markdown table: bars are escaped, since they divide cells there."""
    return code_span(text).replace("|", "\\|")


def _case(suite: ElementTree.Element, problem: Problem, language: str) -> None:
    message, hint = message_and_hint(problem, language)
    name, guide = f"{problem.code} {problem.place}", heading_of(problem.code, language)
    case = ElementTree.SubElement(suite, "testcase", {"name": name, "classname": problem.place.path})
    if problem.severity is Severity.ERROR:
        failure = ElementTree.SubElement(case, "failure", {"type": problem.code, "message": message})
        failure.text = f"{problem.place}: {message}\n{hint}\n{guide}"
    else:
        ElementTree.SubElement(case, "system-out").text = f"{problem.place}: {message}\n{hint}\n{guide}"

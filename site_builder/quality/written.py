"""The quality report as text for a terminal and as one HTML page without scripts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from msgspec import Struct

from site_builder.messages import translate
from site_builder.problems import N_
from site_builder.quality.figures import Figures
from site_builder.quality.remark import Remark

LEAST_NYNORSK = 0.25
"""Share of nynorsk that mållova (1980) § 8 demanded."""

OWN = N_("The catalogue’s own texts")
MEDIANS = N_("Words and LIX are the median of the institution’s texts; LIX over 55 is heavy for most readers.")

STYLE = """
:root { color-scheme: light dark; --line: #bcbcbc; --tint: #eaf6f0; --quiet: #5d5d5d; }
@media (prefers-color-scheme: dark) { :root { --line: #505050; --tint: #18221c; --quiet: #a8a8a8; } }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem; font: 1.0625rem/1.6 Inter, system-ui, sans-serif; }
h1 { font-size: 2.25rem; line-height: 1.2; } h2 { margin-top: 3rem; } h3 { margin: 1.5rem 0 0; font-size: 1.0625rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child, td:first-child { text-align: left; } thead th { background: var(--tint); }
code { color: var(--quiet); font-size: .85em; overflow-wrap: anywhere; } ul { margin: .25rem 0; padding-left: 1.25rem; }
.wide { overflow-x: auto; }
@media print { h2 { break-after: avoid; } }
"""


class Report(Struct, frozen=True):
    """The contents of the report: remarks, figures by institution, number of courses.

    `nynorsk` is the share of nynorsk (0 to 1) in the words of all texts, None for a catalogue without Norwegian.
    """

    remarks: tuple[Remark, ...]
    figures: tuple[Figures, ...]
    courses: int
    nynorsk: float | None


def as_text(report: Report, language: str) -> Iterator[str]:
    """Yield the lines of the report for a terminal, without line ends, in `language` ("nb", "en")."""
    for institution, group in _by_institution(report.remarks):
        yield f"{institution or translate(OWN, language)} ({len(group)})"
        for source, of_source in groupby(group, key=lambda remark: remark.source):
            yield f"  {source}"
            for remark in of_source:
                yield f"    {translate(remark.message, language, remark.values)}"
        yield ""
    headings, rows = _table(report, language)
    if rows:
        width = max(len(row[0]) for row in (headings, *rows))
        for row in (headings, *rows):
            yield f"{row[0]:<{width}}" + "".join(f"{cell:>12}" for cell in row[1:])
        yield ""
    yield from _summary(report, language)


def as_html(report: Report, language: str) -> str:
    """Return the report as one HTML page in `language`.

    Its content security policy allows the page's own style only.
    """
    title = translate(N_("The quality of the catalogue"), language)
    groups = list(_by_institution(report.remarks))
    ids = {institution: f"i{number}" for number, (institution, _) in enumerate(groups)}
    parts = [
        f"<h1>{escape(title)}</h1>",
        *(f"<p>{escape(line)}</p>" for line in _summary(report, language)),
        *_html_table(report, ids, language),
        *(line for name, group in groups for line in _html_section(name, group, ids[name], language)),
    ]
    body = "\n".join(parts)
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>\n'
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _html_section(institution: str, group: list[Remark], section_id: str, language: str) -> Iterator[str]:
    name = institution or translate(OWN, language)
    yield f'<section>\n<h2 id="{section_id}">{escape(name)} ({len(group)})</h2>'
    for source, of_source in groupby(group, key=lambda remark: remark.source):
        remarks = list(of_source)
        items = "".join(f"<li>{escape(translate(each.message, language, each.values))}</li>" for each in remarks)
        yield f"<h3>{escape(remarks[0].title)}</h3>\n<code>{escape(source)}</code>\n<ul>{items}</ul>"
    yield "</section>"


def _by_institution(remarks: Iterable[Remark]) -> Iterator[tuple[str, list[Remark]]]:
    """Yield the remarks by institution; the catalogue's own texts, institution "", come first."""
    ordered = sorted(remarks, key=lambda remark: (remark.institution, remark.source, remark.kind))
    for institution, group in groupby(ordered, key=lambda remark: remark.institution):
        yield institution, list(group)


def _table(report: Report, language: str) -> tuple[list[str], list[list[str]]]:
    """Return the headings and one row for each institution, with nynorsk last where the catalogue has Norwegian."""
    headings = (N_("Institution"), N_("Courses"), N_("Remarks"), N_("Words"), N_("LIX"), N_("Nynorsk"))
    columns = len(headings) if report.nynorsk is not None else len(headings) - 1
    return [translate(each, language) for each in headings[:columns]], [
        [
            each.institution,
            *map(str, (each.courses, each.remarks, each.words, each.lix)),
            f"{round(100 * each.nynorsk)}\u00a0%",
        ][:columns]
        for each in report.figures
    ]


def _html_table(report: Report, ids: Mapping[str, str], language: str) -> Iterator[str]:
    headings, rows = _table(report, language)
    cells = "".join(f'<th scope="col">{escape(each)}</th>' for each in headings)
    yield f'<div class="wide"><table><thead><tr>{cells}</tr></thead>\n<tbody>'
    for name, *numbers in rows:
        link = f'<a href="#{ids[name]}">{escape(name)}</a>' if name in ids else escape(name)
        cells = "".join(f"<td>{escape(each)}</td>" for each in numbers)
        yield f'<tr><th scope="row">{link}</th>{cells}</tr>'
    yield f"</tbody></table></div>\n<p>{escape(translate(MEDIANS, language))}</p>"


def _summary(report: Report, language: str) -> Iterator[str]:
    """Yield sentences: remarks on courses, remarks on the catalogue's own texts, share of nynorsk."""
    on_courses = [remark for remark in report.remarks if remark.institution]
    touched = len({remark.source for remark in on_courses})
    values = {"count": len(on_courses), "touched": touched, "courses": report.courses}
    yield translate(N_("Remarks: {count}, on {touched} of {courses} courses."), language, values)
    if own := len(report.remarks) - len(on_courses):
        yield translate(N_("Remarks on the catalogue’s own texts: {count}."), language, {"count": own})
    if report.nynorsk is None:
        return
    enough = N_("Nynorsk is {share} per cent of the words; at least a quarter of each written standard is required.")
    less = N_("Nynorsk is only {share} per cent of the words; at least a quarter of each written standard is required.")
    message = enough if report.nynorsk >= LEAST_NYNORSK else less
    yield translate(message, language, {"share": round(100 * report.nynorsk)})

"""The quality report in words: lines for a terminal, one file of HTML without script for everybody else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from site_builder.messages import translate
from site_builder.problems import N_
from site_builder.quality.figures import Figures
from site_builder.quality.remarks import Remark

QUARTER = 0.25

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


def as_text(
    remarks: Sequence[Remark], table: Sequence[Figures], courses: int, nynorsk: float, language: str
) -> Iterator[str]:
    """Yield the lines of the report."""
    for institution, group in _by_institution(remarks):
        yield f"{institution or translate(OWN, language)} ({len(group)})"
        for source, each in groupby(group, key=lambda remark: remark.source):
            yield f"  {source}"
            for remark in each:
                yield f"    {translate(remark.message, language, remark.values)}"
        yield ""
    heads, rows = _table(table, language)
    if rows:
        wide = max(len(row[0]) for row in (heads, *rows))
        for row in (heads, *rows):
            yield f"{row[0]:<{wide}}" + "".join(f"{cell:>12}" for cell in row[1:])
        yield ""
    yield from _summary(remarks, courses, nynorsk, language)


def as_html(remarks: Sequence[Remark], table: Sequence[Figures], courses: int, nynorsk: float, language: str) -> str:
    """Return the report as one page that needs nothing else, and may load nothing else."""
    title = translate(N_("The quality of the catalogue"), language)
    found = list(_by_institution(remarks))
    places = {institution: f"i{number}" for number, (institution, _) in enumerate(found)}
    parts = [
        f"<h1>{escape(title)}</h1>",
        *(f"<p>{escape(line)}</p>" for line in _summary(remarks, courses, nynorsk, language)),
        *_html_table(table, places, language),
    ]
    for institution, group in found:
        name = institution or translate(OWN, language)
        parts.append(f'<section>\n<h2 id="{places[institution]}">{escape(name)} ({len(group)})</h2>')
        for source, each in groupby(group, key=lambda remark: remark.source):
            own = list(each)
            said = "".join(f"<li>{escape(translate(remark.message, language, remark.values))}</li>" for remark in own)
            parts.append(f"<h3>{escape(own[0].title)}</h3>\n<code>{escape(source)}</code>\n<ul>{said}</ul>")
        parts.append("</section>")
    body = "\n".join(parts)
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>\n'
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


OWN = N_("The catalogue’s own texts")


def _by_institution(remarks: Iterable[Remark]) -> Iterator[tuple[str, list[Remark]]]:
    ordered = sorted(remarks, key=lambda remark: (remark.institution, remark.source, remark.kind))
    for institution, group in groupby(ordered, key=lambda remark: remark.institution):
        yield institution, list(group)


def _table(table: Sequence[Figures], language: str) -> tuple[list[str], list[list[str]]]:
    """The headings, and a row for each institution."""
    named = (N_("Institution"), N_("Courses"), N_("Remarks"), N_("Words"), N_("LIX"), N_("Nynorsk"))
    return [translate(each, language) for each in named], [
        [
            each.institution,
            *map(str, (each.courses, each.remarks, each.words, each.lix)),
            f"{round(100 * each.nynorsk)}\u00a0%",
        ]
        for each in table
    ]


def _html_table(table: Sequence[Figures], places: dict[str, str], language: str) -> Iterator[str]:
    heads, rows = _table(table, language)
    cells = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    yield f'<div class="wide"><table><thead><tr>{cells}</tr></thead>\n<tbody>'
    for name, *numbers in rows:
        shown = f'<a href="#{places[name]}">{escape(name)}</a>' if name in places else escape(name)
        cells = "".join(f"<td>{escape(each)}</td>" for each in numbers)
        yield f'<tr><th scope="row">{shown}</th>{cells}</tr>'
    yield f"</tbody></table></div>\n<p>{escape(translate(MEDIANS, language))}</p>"


MEDIANS = N_("Words and LIX are the median of the institution’s texts; LIX over 55 is heavy for most readers.")


def _summary(remarks: Sequence[Remark], courses: int, nynorsk: float, language: str) -> Iterator[str]:
    touched = len({remark.source for remark in remarks if remark.institution})
    said = N_("{count} remarks on {touched} of {courses} courses.")
    own = [remark for remark in remarks if not remark.institution]
    values = {"count": len(remarks) - len(own), "touched": touched, "courses": courses}
    yield translate(said, language, values)
    if own:
        yield translate(N_("Remarks on the catalogue’s own texts: {count}."), language, {"count": len(own)})
    share = N_("Nynorsk is {share} per cent of the words; a quarter of each written standard is asked for.")
    less = N_("Nynorsk is only {share} per cent of the words; a quarter of each written standard is asked for.")
    yield translate(share if nynorsk >= QUARTER else less, language, {"share": round(100 * nynorsk)})

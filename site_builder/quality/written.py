"""The quality report in words: lines for a terminal, one file of HTML without script for everybody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from site_builder.messages import words
from site_builder.problems import N_
from site_builder.quality.remarks import Remark

QUARTER = 0.25


def as_text(remarks: Sequence[Remark], courses: int, nynorsk: float, language: str) -> Iterator[str]:
    """Yield the lines of the report."""
    for institution, group in _by_institution(remarks):
        yield f"{institution} ({len(group)})"
        for source, each in groupby(group, key=lambda remark: remark.source):
            yield f"  {source}"
            for remark in each:
                yield f"    {words(remark.message, language, remark.values)}"
        yield ""
    yield from _summary(remarks, courses, nynorsk, language)


def as_html(remarks: Sequence[Remark], courses: int, nynorsk: float, language: str) -> str:
    """Return the report as one page that needs nothing else."""
    title = words(N_("The quality of the catalogue"), language)
    parts = [
        f"<h1>{escape(title)}</h1>",
        *(f"<p>{escape(line)}</p>" for line in _summary(remarks, courses, nynorsk, language)),
    ]
    for institution, group in _by_institution(remarks):
        parts.append(f"<h2>{escape(institution)} ({len(group)})</h2>\n<ul>")
        for source, each in groupby(group, key=lambda remark: remark.source):
            said = "".join(f"<li>{escape(words(remark.message, language, remark.values))}</li>" for remark in each)
            parts.append(f"<li><code>{escape(source)}</code><ul>{said}</ul></li>")
        parts.append("</ul>")
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"></head>\n<body>\n{body}\n</body>\n</html>\n'
    )


def _by_institution(remarks: Iterable[Remark]) -> Iterator[tuple[str, list[Remark]]]:
    ordered = sorted(remarks, key=lambda remark: (remark.institution, remark.source, remark.kind))
    for institution, group in groupby(ordered, key=lambda remark: remark.institution):
        yield institution, list(group)


def _summary(remarks: Sequence[Remark], courses: int, nynorsk: float, language: str) -> Iterator[str]:
    touched = len({remark.source for remark in remarks})
    said = N_("{count} remarks on {touched} of {courses} courses.")
    yield words(said, language, {"count": len(remarks), "touched": touched, "courses": courses})
    share = N_("Nynorsk is {share} per cent of the words; a quarter of each written standard is asked for.")
    less = N_("Nynorsk is only {share} per cent of the words; a quarter of each written standard is asked for.")
    yield words(share if nynorsk >= QUARTER else less, language, {"share": round(100 * nynorsk)})

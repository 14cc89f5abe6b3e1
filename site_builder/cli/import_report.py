"""The lines that `import` prints: how the table was read, equal faults once with their rows, and the outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import click
from msgspec import Struct

from site_builder.authoring.tables.columns import explanation, suggestion
from site_builder.authoring.tables.finding import Table, letter
from site_builder.authoring.tables.importing import ReadRows, RowFault
from site_builder.authoring.tables.planning import Plan
from site_builder.authoring.tables.recipe import Recipe
from site_builder.cli.commands.fix import diff_lines
from site_builder.problems import N_

Words = Callable[..., str]
"""A msgid and its values -> a line in the language of messages."""

MAX_NUMBERS = 12
"""Ranges of row numbers that a line lists, at most."""

DRAFTED = ("unknown-subject", "unknown-place", "unknown-institution")
"""Codes of problems for which --draft-vocabulary writes a file."""

MAX_CORRECTIONS = 40
"""Corrections that are listed, at most; a thousand rows have few different ones."""


def print_reading(table: Table, rows: ReadRows, recipe: Recipe | None, words: Words) -> None:
    """Print how the table was read: its sheet, the meaning of each heading, corrected cells, rows that are no courses.

    Headings that the `recipe` decides on get no suggestion. `words` translates messages.
    """
    for line in _reading(table, recipe or Recipe(), words):
        click.echo(line)
    equal: dict[tuple[str, str, str], list[int]] = {}
    for each in rows.corrections:
        equal.setdefault((each.heading, each.written, each.meant), []).append(each.number)
    for (heading, written, meant), numbers in list(equal.items())[:MAX_CORRECTIONS]:
        values = {"heading": heading, "written": written, "meant": meant, "rows": row_numbers(numbers)}
        click.echo(words(N_("{heading}: «{written}» is read as «{meant}» (row {rows})"), values=values))
    if len(equal) > MAX_CORRECTIONS:
        click.echo(words(N_("and further corrections: {count}"), values={"count": len(equal) - MAX_CORRECTIONS}))
    remarks: dict[tuple[str, str], list[int]] = {}
    for remark in table.remarks:
        remarks.setdefault((remark.message, remark.text), []).append(remark.row)
    for (message, text), numbers in remarks.items():
        said = words(message, values={"text": text})
        values = {"place": row_numbers(numbers), "why": said, "code": ""}
        click.echo(words(N_("row {place}: {why}{code}"), values=values))
    for number, text in rows.skipped.items():
        click.echo(words(N_("row {number} is left out: «{text}»"), values={"number": number, "text": text}))


def _reading(table: Table, recipe: Recipe, words: Words) -> Iterator[str]:
    if table.sheet:
        yield words(N_("The sheet «{sheet}», headings in row {row}:"), values={"sheet": table.sheet, "row": table.row})
    for other in table.others:
        message = N_('The sheet «{sheet}» has known headings too: import it with --sheet "{sheet}".')
        yield words(message, values={"sheet": other})
    for position, heading in enumerate(table.headings):
        values: dict[str, object] = {"heading": heading, "column": letter(position)}
        if position in table.columns:
            yield "  " + words(N_("«{heading}» is {field}"), values=values | {"field": table.columns[position]})
        elif heading in recipe.quoted:
            yield "  " + words(N_("«{heading}» is in a value of the recipe"), values=values)
        elif heading:
            decided = heading in recipe.columns
            why, like = (None, None) if decided else (explanation(heading), suggestion(heading))
            reason = N_("«{heading}» (column {column}) is not used.")
            line = "  " + words(reason, values=values)
            if why:
                line += " " + words(why)
            elif like:
                line += " " + words(N_("Did you mean {field}? Say so in a recipe (--recipe)."), values={"field": like})
            yield line


class ImportOutcome(Struct, frozen=True):
    """The outcome of the `plan` of an import. `written` (path -> text) are course files, `drafts` vocabulary files.

    `before` are the texts of the year's files before the import, by path. `faults` rejected rows, `warnings` did not.
    In a dry run nothing was written.
    """

    plan: Plan
    written: Mapping[str, str]
    before: Mapping[str, str]
    drafts: Mapping[str, str]
    faults: tuple[RowFault, ...]
    warnings: tuple[RowFault, ...]


def print_diff(outcome: ImportOutcome, language: str) -> None:
    """Print a unified diff of each changed file, and the path of each new one, to standard output.

    `language` is the code of the language of messages.
    """
    for path, text in sorted(outcome.written.items()):
        before = outcome.before.get(path)
        for line in (f"+ {path}",) if before is None else diff_lines(path, before, text, language):
            click.echo(line)


def print_outcome(outcome: ImportOutcome, words: Words, *, dry_run: bool, has_recipe: bool) -> None:
    """Print kept files, warnings, drafts and counts to standard output, and faults to standard error.

    A `dry_run` wrote nothing. If rows were rejected, the options that can help are named, --recipe unless `has_recipe`.
    `words` translates messages.
    """
    plan = outcome.plan
    for path in plan.kept:
        message = N_("{path} already exists and was kept (--update changes it; --dry-run shows how).")
        click.echo(words(message, values={"path": path}))
    if plan.blank:
        click.echo(words(N_("Empty cells, whose fields stay as they are: {count}."), values={"count": plan.blank}))
    for line in grouped(outcome.warnings, words):
        click.echo(words(N_("warning: {line}"), values={"line": line}))
    for line in grouped(outcome.faults, words):
        click.echo(line, err=True)
    if not outcome.drafts and any(fault.code in DRAFTED for fault in outcome.faults):
        click.echo(words(N_("Unknown names: --draft-vocabulary writes a first draft of each file.")))
    if outcome.faults and not has_recipe:
        draft = N_("--recipe FILE writes a draft of a recipe: it gives values to all rows, and to words of the table.")
        click.echo(words(draft))
    for path in outcome.drafts:
        message = N_("Draft of a vocabulary file: {path}. Fill it in, and import again.")
        click.echo(words(message, values={"path": path}))
    if outcome.written and not dry_run:
        click.echo(words(N_("Next: site-builder check builds every page and tries the links.")))
    done = N_("{written} written, {same} unchanged, {kept} kept, {refused} rejected.")
    would = N_("{written} would be written, {same} unchanged, {kept} kept, {refused} rejected.")
    counts = {
        "written": len(outcome.written),
        "same": len(plan.same),
        "kept": len(plan.kept),
        "refused": len({fault.number for fault in outcome.faults}),
    }
    click.echo(words(would if dry_run else done, values=counts))


def grouped(faults: Iterable[RowFault], words: Words) -> Iterator[str]:
    """Yield a line for each different fault, with the numbers of its rows, in the order of their first rows."""
    equal: dict[tuple[str, str, str], list[int]] = {}
    for each in sorted(faults, key=lambda fault: fault.number):
        message, hint = words(each.message, values=each.values), words(each.hint, values=each.values)
        code = f" [{each.code}]" if each.code else ""
        equal.setdefault((each.heading, f"{message} {hint}".strip(), code), []).append(each.number)
    for (heading, text, code), numbers in equal.items():
        place = f"{row_numbers(numbers)}, {heading}" if heading else row_numbers(numbers)
        yield words(N_("row {place}: {why}{code}"), values={"place": place, "why": text, "code": code})


def row_numbers(numbers: Iterable[int]) -> str:
    """Return row numbers in short, in ascending order: `2–6, 9`; after MAX_NUMBERS ranges `…` stands for the others."""
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = [str(low) if low == high else f"{low}–{high}" for low, high in ranges[:MAX_NUMBERS]]
    return ", ".join(shown) + (" …" if len(ranges) > MAX_NUMBERS else "")

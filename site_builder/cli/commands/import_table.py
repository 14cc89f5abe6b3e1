"""`site-builder import`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import click
from msgspec.structs import replace

from site_builder.authoring.tables.cells import CellReader
from site_builder.authoring.tables.columns import headings_of
from site_builder.authoring.tables.finding import DoubledHeading, NoTable, Table, find_table, letter
from site_builder.authoring.tables.importing import read_rows
from site_builder.authoring.tables.judging import judge
from site_builder.authoring.tables.planning import Existing, Mode, planned, vocabulary_drafts
from site_builder.authoring.tables.recipe import Recipe
from site_builder.authoring.tables.sheets import READABLE, decode_sheets
from site_builder.authoring.tables.unreadable import UnreadableTable
from site_builder.catalogue.load import check_sources
from site_builder.catalogue.names import names_in
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import course_entry, entry_types
from site_builder.catalogue.schema.table_columns import PROVIDER, UNUSED, columns_of
from site_builder.cli import import_report
from site_builder.cli.commands.recipes import Words, draft_recipe, read_recipe
from site_builder.cli.console import OK, PROBLEMS, language_of, report_errors
from site_builder.cli.options import chosen_year, root_options, year_option
from site_builder.cli.session import prepared
from site_builder.cli.write_sources import write_sources
from site_builder.engine.memo import Memo
from site_builder.engine.system_errors import reason_of
from site_builder.engine.untrusted_folder import read_ordinary_file
from site_builder.messages import translate
from site_builder.problems import N_, Problem, nearest
from site_builder.sources.files import Sources, read_sources, read_text
from site_builder.sources.record import Record

MAX_BYTES = 64 * 1024 * 1024
"""Largest table file in bytes: the courses of a whole country are a few."""


@click.command("import")
@root_options
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@year_option
@click.option("--sheet", help="The sheet with the courses (default: the first whose headings are known).")
@click.option(
    "--recipe",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A recipe: which heading means which field. A file that does not exist is drafted.",
)
@click.option("--update", is_flag=True, help="Change existing courses, too; empty cells and other fields stay.")
@click.option("--replace", "overwrite", is_flag=True, help="Overwrite existing course files with their rows alone.")
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@click.option("--draft-vocabulary", is_flag=True, help="Write drafts of unknown subjects, places and institutions.")
def import_table(
    root: Path,
    language: str | None,
    file: Path,
    year: str | None,
    sheet: str | None,
    recipe: Path | None,
    update: bool,
    overwrite: bool,
    dry_run: bool,
    draft_vocabulary: bool,
) -> None:
    """Write course files from the rows of FILE (.csv, .tsv, .txt, .xlsx, .xlsm, .ods, .json).\f

    `year` is a key, 2016-2017 (None: the newest), `recipe` a file that maps headings to fields. `update` changes files
    of existing courses, `overwrite` replaces them. Exits with PROBLEMS if a row is rejected.
    """
    message_language = language or language_of(root)
    words = partial(translate, language=message_language)
    mode: Mode = "replace" if overwrite else "update" if update else "keep"
    with report_errors(root, language), prepared(root, 1) as memo:
        sources = read_sources(root, memo)
        chosen, known = chosen_year(sources.records, year, message_language), read_recipe(recipe, words)
        existing = _existing(root, sources, chosen)
        table = _table(file, known or Recipe(), existing.course, sheet, words)
        _require_columns(known or Recipe(), existing.course, words)
        names = names_in(sources.records)
        reader = CellReader(existing.course, names, (known or Recipe()).translations)
        rows = read_rows(table, reader, known or Recipe())
        plan = planned(rows, existing, mode, table)
        judged = judge(plan.candidates, sources.records, partial(_problems, sources, memo), table)
    faults = (*rows.faults, *plan.faults, *judged.errors)
    import_report.print_reading(table, rows, known, words)
    if recipe and known is None:
        one = names.only("institution") is not None
        draft_recipe(root, recipe, file, table, faults, existing.course, words, one_institution=one, dry_run=dry_run)
        sys.exit(PROBLEMS)
    drafts = vocabulary_drafts(faults, entry_types(sources.records)) if draft_vocabulary else {}
    written = {each.path: each.text for each in judged.accepted}
    outcome = import_report.ImportOutcome(plan, written, existing.texts, drafts, faults, judged.warnings)
    if dry_run:
        import_report.print_diff(outcome, message_language)
    else:
        with report_errors(root, language):
            write_sources(root, {**written, **drafts})
    import_report.print_outcome(outcome, words, dry_run=dry_run, has_recipe=recipe is not None)
    sys.exit(PROBLEMS if faults or plan.kept else OK)


def _existing(root: Path, sources: Sources, year: str) -> Existing:
    """Return the courses of the catalogue, with the texts of those of the year."""
    records = {each.path: each for each in sources.records if each.kind == "course"}
    texts = {path: read_text(root, path) or "" for path in records if path.startswith(f"catalogue/{year}/")}
    return Existing(year, records, texts, course_entry(sources.records))


def _table(file: Path, recipe: Recipe, course: type[CourseEntry], sheet: str | None, words: Words) -> Table:
    """Return the table of courses in a file. Raises UsageError where the file or its headings cannot be read."""
    if file.suffix.lower() not in READABLE:
        old = N_("{file}: save it as .xlsx in the spreadsheet, and import that.")
        other = N_("{file}: the name must end in {endings}.")
        message = old if file.suffix.lower() in (".xls", ".xlsb", ".numbers") else other
        raise click.UsageError(words(message, values={"file": str(file), "endings": ", ".join(READABLE)}))
    try:
        sheets = decode_sheets(file.suffix, read_ordinary_file(file, MAX_BYTES))
        known = headings_of(columns_of(course), recipe.columns)
        if (table := find_table(sheets, known, sheet or recipe.sheet, recipe.row)).lines:
            return table
        empty = N_("{file}: the table has headings in row {row}, but no row of a course below them.")
        raise click.UsageError(words(empty, values={"file": str(file), "row": table.row}))
    except UnreadableTable as fault:
        reason: object = words(str(fault), values=fault.values)
    except OSError as fault:
        reason = reason_of(fault)
    except NoTable as fault:
        raise click.UsageError(_no_table(file, fault, sheet or recipe.sheet, words)) from None
    except DoubledHeading as fault:
        first, second, column = fault.args
        message = N_("{file}: columns {first} and {second} both mean {column}. Rename one, or choose in a recipe.")
        values = {"file": str(file), "first": letter(first), "second": letter(second), "column": column}
        raise click.UsageError(words(message, values=values)) from None
    message = N_("{file} cannot be read: {fault}")
    raise click.UsageError(words(message, values={"file": str(file), "fault": reason}))


def _no_table(file: Path, fault: NoTable, sheet: str | None, words: Words) -> str:
    """Return the message about a file without a row of known headings."""
    names = ", ".join(f"«{name}»" for name in fault.args if name)
    values = {"file": str(file), "sheets": names, "sheet": sheet or ""}
    if sheet is not None and not names:
        return words(N_("{file} has no sheets to choose from. Leave out «{sheet}»."), values=values)
    if sheet is not None and sheet not in fault.args:
        return words(N_("{file} has no sheet «{sheet}»; it has {sheets}."), values=values)
    message = N_("{file}: found no row of headings. A row must have some of tittel, fag, trinn, studiepoeng, språk …")
    looked_in = N_("{file}: found no row of headings in {sheets}. A row must have some of tittel, fag, trinn, språk …")
    recipe = N_("With --recipe FILE, a recipe says what other headings mean.")
    return f"{words(looked_in if names else message, values=values)} {words(recipe)}"


def _require_columns(recipe: Recipe, course: type[CourseEntry], words: Words) -> None:
    """Raise UsageError where a recipe names a column that courses do not have."""
    columns = {*columns_of(course), PROVIDER, UNUSED}
    named = [*recipe.columns.values(), *recipe.values, *recipe.translations]
    for column in named:
        if column not in columns:
            like = nearest(column, columns)
            message = N_("The recipe names the field «{field}», which courses do not have. Did you mean «{like}»?")
            unlike = N_("The recipe names the field «{field}», which courses do not have. Their fields are: {known}.")
            values = {"field": column, "like": like, "known": ", ".join(sorted(columns))}
            raise click.UsageError(words(message if like else unlike, values=values))


def _problems(sources: Sources, memo: Memo, records: Sequence[Record]) -> Iterable[Problem]:
    """Return the problems of the sources with `records` in place of their own."""
    return check_sources(replace(sources, records=tuple(records)), memo)

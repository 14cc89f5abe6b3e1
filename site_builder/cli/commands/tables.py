"""`site-builder export` and `site-builder import`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import asdict

from site_builder.authoring.tables.files import ENDINGS, UnreadableTable, UnwritableTable, decode_table, encode_table
from site_builder.authoring.tables.importing import ParsedTable, parse_table
from site_builder.authoring.tables.rows import Row, body_of, row_of
from site_builder.catalogue.schema.json_schema import vocabularies
from site_builder.cli.console import OK, PROBLEMS, language_of, report_errors
from site_builder.cli.options import root_options, year_option
from site_builder.cli.write_sources import write_sources
from site_builder.engine.atomic_write import atomic_write
from site_builder.messages import translate
from site_builder.problems import N_
from site_builder.sources.files import kind_of, read_sources, read_text
from site_builder.sources.front_matter import read_record


@click.command()
@root_options
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@year_option
def export(root: Path, language: str | None, file: Path, year: str | None) -> None:
    """Write a year's courses to FILE (.csv, .xlsx, .json), one row each, in the form that `import` reads."""
    message_language = language or language_of(root)
    _require_table_name(file, message_language)
    with report_errors(root, language):
        records = read_sources(root).records
    chosen = year or max((each.key for each in records if each.kind == "year"), default="")
    rows = [
        row_of(each, body_of(read_text(root, each.path) or ""))
        for each in records
        if each.kind == "course" and each.key.startswith(f"{chosen}/")
    ]
    try:
        content = encode_table(file.suffix, rows)
    except (UnreadableTable, UnwritableTable) as fault:
        message = N_("{file} cannot be written: {fault}. Choose .csv or .json.")
        raise _usage_error(message, message_language, file=str(file), fault=fault.args[0]) from fault
    with report_errors(root, language):
        atomic_write(file, content, root)
    message = N_("{count} courses of {year} in {file}.")
    click.echo(translate(message, message_language, {"count": len(rows), "year": chosen, "file": str(file)}))


@click.command("import")
@root_options
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@year_option
@click.option("--update", is_flag=True, help="Overwrite existing course files, too.")
@click.option("--dry-run", is_flag=True, help="Write nothing; only show what would be written.")
def import_table(root: Path, language: str | None, file: Path, year: str | None, update: bool, dry_run: bool) -> None:
    """Write course files from the rows of FILE (.csv, .xlsx, .json); existing files are kept."""
    message_language = language or language_of(root)
    _require_table_name(file, message_language)
    with report_errors(root, language):
        known = vocabularies(read_sources(root).records)
    chosen = year or max(known.get("year", {}), default="")
    if chosen not in known.get("year", {}):
        raise _usage_error(N_("The catalogue has no academic year «{year}»."), message_language, year=chosen)
    table = parse_table(_read_rows(file, message_language), chosen, known, message_language)
    plan = _plan_import(root, table.files, update=update)
    if not dry_run:
        with report_errors(root, language):
            write_sources(root, {path: table.files[path] for path in plan.written})
    _print_import(table, plan, message_language, dry_run=dry_run)
    sys.exit(PROBLEMS if table.rejected or plan.kept else OK)


class _ImportPlan(Struct, frozen=True):
    """Paths from the root: files to write, files that hold the same values, existing files that are kept."""

    written: tuple[str, ...]
    same: tuple[str, ...]
    kept: tuple[str, ...]


def _plan_import(root: Path, files: Mapping[str, str], *, update: bool) -> _ImportPlan:
    existing = {path: read_text(root, path) or "" for path in files if (root / path).exists()}
    same = {path for path, text in existing.items() if _values_of(path, text) == _values_of(path, files[path])}
    kept = set() if update else existing.keys() - same
    written = (path for path in files if path not in same and path not in kept)
    return _ImportPlan(tuple(written), tuple(sorted(same)), tuple(sorted(kept)))


def _values_of(path: str, text: str) -> Row | str:
    """Return a course file's values, which do not depend on its layout; the text itself where it cannot be read."""
    kind = kind_of(path)
    record = read_record(path, *kind, text)[0] if kind else None
    return row_of(record, body_of(text)) if record else text


def _read_rows(file: Path, language: str) -> Iterable[Row]:
    """Return the rows of a table. Raises UsageError where the file cannot be read."""
    try:
        return decode_table(file.suffix, file.read_bytes())
    except UnreadableTable as fault:
        message = N_("{file} cannot be read: {fault}")
        raise _usage_error(message, language, file=str(file), fault=fault.args[0]) from fault
    except OSError as fault:
        message = N_("{file} cannot be read: {fault}")
        raise _usage_error(message, language, file=str(file), fault=fault.strerror) from fault


def _print_import(table: ParsedTable, plan: _ImportPlan, language: str, *, dry_run: bool) -> None:
    for heading, column in table.headings.items():
        click.echo("  " + translate(N_("«{heading}» is {field}"), language, {"heading": heading, "field": column}))
    for heading in table.unknown:
        click.echo("  " + translate(N_("«{heading}» is not used"), language, {"heading": heading}))
    for path in plan.kept:
        message = N_("{path} already exists and was kept (--update overwrites it).")
        click.echo(translate(message, language, {"path": path}))
    for row in table.rejected:
        click.echo(translate(N_("row {number}, {heading}: {why}"), language, asdict(row)), err=True)
    if plan.written and not dry_run:
        click.echo(translate(N_("Next: site-builder check checks them together with all the others."), language))
    done = N_("{written} written, {same} unchanged, {kept} kept, {refused} rejected.")
    would = N_("{written} would be written, {same} unchanged, {kept} kept, {refused} rejected.")
    counts = {
        "written": len(plan.written),
        "same": len(plan.same),
        "kept": len(plan.kept),
        "refused": len({row.number for row in table.rejected}),
    }
    click.echo(translate(would if dry_run else done, language, counts))


def _require_table_name(file: Path, language: str) -> None:
    if file.suffix not in ENDINGS:
        message = N_("{file}: the name must end in {endings}.")
        raise _usage_error(message, language, file=str(file), endings=", ".join(ENDINGS))


def _usage_error(message: str, language: str, **values: object) -> click.UsageError:
    return click.UsageError(translate(message, language, values))

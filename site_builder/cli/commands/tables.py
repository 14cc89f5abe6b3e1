"""`site-builder export` and `site-builder import`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from msgspec.structs import asdict

from site_builder.cli.console import OK, PROBLEMS, language_of, report_errors
from site_builder.cli.options import shared_root
from site_builder.messages import translate


@click.command()
@shared_root
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--year", help="The academic year; else the newest.")
def export(root: Path, language: str | None, file: Path, year: str | None) -> None:
    """Write a year's courses to FILE (.csv, .xlsx, .json), one row each, as `import` reads them back."""
    from site_builder.authoring.tables.files import UnreadableTable, UnwritableTable, write_table
    from site_builder.authoring.tables.rows import body_of, row_of
    from site_builder.problems import N_
    from site_builder.sources.files import read_sources, read_text

    spoken = language or language_of(root)
    _known_kind(file, spoken)
    with report_errors(root, language):
        records = read_sources(root).records
    chosen = year or max((each.key for each in records if each.kind == "year"), default="")
    rows = [
        row_of(each, body_of(read_text(root, each.path) or ""))
        for each in records
        if each.kind == "course" and each.key.startswith(f"{chosen}/")
    ]
    try:
        write_table(file, rows)
    except (UnreadableTable, UnwritableTable) as fault:
        said = N_("{file} cannot be written: {fault}. Choose .csv or .json.")
        raise click.UsageError(translate(said, spoken, {"file": str(file), "fault": str(fault)})) from fault
    said = N_("{count} courses of {year} in {file}.")
    click.echo(translate(said, language or language_of(root), {"count": len(rows), "year": chosen, "file": str(file)}))


@click.command("import")
@shared_root
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", help="The academic year; else the newest.")
@click.option("--update", is_flag=True, help="Also write over courses that are there.")
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
def import_table(root: Path, language: str | None, file: Path, year: str | None, update: bool, dry_run: bool) -> None:
    """Write course files from the rows of FILE (.csv, .xlsx, .json); nothing that is there is written over."""
    from site_builder.authoring.tables.files import UnreadableTable, read_table
    from site_builder.authoring.tables.importing import parse_table
    from site_builder.catalogue.schema.json_schema import vocabularies
    from site_builder.problems import N_
    from site_builder.sources.files import read_sources, read_text

    spoken = language or language_of(root)
    _known_kind(file, spoken)
    with report_errors(root, language):
        known = vocabularies(read_sources(root).records)
    chosen = year or max(known.get("year", {}), default="")
    if chosen not in known.get("year", {}):
        raise click.UsageError(translate(N_("The catalogue has no academic year «{year}»."), spoken, {"year": chosen}))
    try:
        rows = read_table(file)
    except UnreadableTable as fault:
        said = N_("{file} cannot be read: {fault}")
        raise click.UsageError(translate(said, spoken, {"file": str(file), "fault": str(fault)})) from fault
    found = parse_table(rows, chosen, known, spoken)
    for heading, column in found.headings.items():
        click.echo("  " + translate(N_("«{heading}» is {field}"), spoken, {"heading": heading, "field": column}))
    for heading in found.unknown:
        click.echo("  " + translate(N_("«{heading}» is not used"), spoken, {"heading": heading}))
    there = {path for path in found.files if (root / path).exists()}
    same = {path for path in there if _says(path, read_text(root, path) or "") == _says(path, found.files[path])}
    kept = there - same if not update else set()
    written = [path for path in found.files if path not in same and path not in kept]
    for path in written if not dry_run else ():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(found.files[path], encoding="utf-8")
    for path in sorted(kept):
        click.echo(
            translate(
                N_("{path} is there already and was left as it is (--update writes over it)."), spoken, {"path": path}
            )
        )
    for each in found.rejected:
        click.echo(translate(N_("row {number}, {heading}: {why}"), spoken, asdict(each)), err=True)
    done = N_("{written} written, {same} as before, {kept} left alone, {refused} not taken.")
    would = N_("{written} would be written, {same} as before, {kept} left alone, {refused} not taken.")
    counts = {"written": len(written), "same": len(same), "kept": len(kept), "refused": _rows(found.rejected)}
    if written and not dry_run:
        click.echo(translate(N_("Now: site-builder check judges them together with all the others."), spoken))
    click.echo(translate(would if dry_run else done, spoken, counts))
    sys.exit(PROBLEMS if found.rejected or kept else OK)


def _says(path: str, text: str) -> object:
    """What a course file says, however it is laid out: its row."""
    from site_builder.authoring.tables.rows import body_of, row_of
    from site_builder.sources.files import kind_of
    from site_builder.sources.front_matter import read_record

    kind = kind_of(path)
    record = read_record(path, *kind, text)[0] if kind else None
    return row_of(record, body_of(text)) if record else text


def _rows(rejected: tuple[object, ...]) -> int:
    return len({getattr(each, "number", 0) for each in rejected})


def _known_kind(file: Path, language: str) -> None:
    from site_builder.authoring.tables.files import ENDINGS
    from site_builder.problems import N_

    if file.suffix not in ENDINGS:
        said = N_("{file}: write a name that ends in {endings}.")
        raise click.UsageError(translate(said, language, {"file": str(file), "endings": ", ".join(ENDINGS)}))

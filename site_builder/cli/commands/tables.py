"""`site-builder export`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.authoring.tables.files import ENDINGS, UnwritableTable, encode_table
from site_builder.authoring.tables.rows import body_of, row_of
from site_builder.catalogue.schema.entries import course_entry
from site_builder.catalogue.schema.table_columns import columns_of
from site_builder.cli.console import language_of, report_errors
from site_builder.cli.options import chosen_year, root_options, year_option
from site_builder.engine.atomic_write import atomic_write
from site_builder.messages import translate
from site_builder.problems import N_
from site_builder.sources.files import read_sources, read_text


@click.command()
@root_options
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@year_option
def export(root: Path, language: str | None, file: Path, year: str | None) -> None:
    """Write a year's courses to FILE (.csv, .xlsx, .json), one row each, in the form that `import` reads.\f

    `year` is a key such as 2016-2017 (None: the newest), `language` that of messages (None: the site's). Raises
    UsageError for another file extension or an unknown year, or if the file cannot be written.
    """
    message_language = language or language_of(root)
    if file.suffix.lower() not in ENDINGS:
        message = N_("{file}: the name must end in {endings}.")
        raise _usage_error(message, message_language, file=str(file), endings=", ".join(ENDINGS))
    with report_errors(root, language):
        records = read_sources(root).records
    chosen = chosen_year(records, year, message_language)
    columns = columns_of(course_entry(records))
    rows = [
        row_of(each, body_of(read_text(root, each.path) or ""), columns)
        for each in records
        if each.kind == "course" and each.key.startswith(f"{chosen}/")
    ]
    try:
        content = encode_table(file.suffix.lower(), rows, columns)
    except UnwritableTable as fault:
        message = N_("{file} cannot be written: {fault}. Choose .csv or .json.")
        raise _usage_error(message, message_language, file=str(file), fault=fault.args[0]) from fault
    with report_errors(root, language):
        atomic_write(file, content, root)
    message = N_("Courses of {year} in {file}: {count}.")
    click.echo(translate(message, message_language, {"count": len(rows), "year": chosen, "file": str(file)}))


def _usage_error(message: str, language: str, **values: object) -> click.UsageError:
    return click.UsageError(translate(message, language, values))

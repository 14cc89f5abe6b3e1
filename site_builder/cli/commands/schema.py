"""`site-builder schema`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.console import report_errors
from site_builder.cli.options import shared_root


@click.command()
@shared_root
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="Where to write; else schemas/ in the root."
)
def schema(root: Path, language: str | None, output: Path | None) -> None:
    """Write a JSON Schema for each kind of file, with the vocabularies as they are, for editors that complete."""
    from site_builder.catalogue.schema.json_schema import schemas, vocabularies
    from site_builder.sources.files import read_sources

    with report_errors(root, language):
        made = schemas(vocabularies(read_sources(root).records))
    folder = output or root / "schemas"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    click.echo(f"{folder}: {', '.join(made)}")

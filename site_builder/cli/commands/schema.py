"""`site-builder schema`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.catalogue.schema.json_schema import schemas
from site_builder.cli.console import report_errors
from site_builder.cli.options import root_options
from site_builder.engine.atomic_write import atomic_write
from site_builder.sources.files import read_sources


@click.command()
@root_options
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to (default: schemas/)."
)
def schema(root: Path, language: str | None, output: Path | None) -> None:
    """Write a JSON Schema for each kind of file, with the current vocabularies, for editors that complete.\f

    `output` is the folder to write to (None: schemas/ below `root`).
    """
    with report_errors(root, language):
        by_name = schemas(read_sources(root).records)
        folder = output or root / "schemas"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in by_name.items():
            atomic_write(folder / name, text, root)
    click.echo(f"{folder}: {', '.join(by_name)}")

"""`site-builder init`: the files of a new catalogue."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from site_builder import __version__
from site_builder.authoring.starter import CatalogueKind, StarterAnswers, starter_files
from site_builder.authoring.starter_texts import WORDS
from site_builder.catalogue.schema import fields
from site_builder.cli.console import WRONG_USE, report_errors
from site_builder.cli.options import clock
from site_builder.cli.prompts import Prompter
from site_builder.cli.write_sources import write_sources
from site_builder.messages import NORWEGIAN, translate
from site_builder.problems import N_

KINDS = {
    CatalogueKind.TEACHERS: N_("teachers’ further education, with grades and deadlines"),
    CatalogueKind.UNIVERSITY: N_("a university’s or college’s courses, with codes and study modes"),
    CatalogueKind.COURSES: N_("a course provider’s courses, with codes"),
}
AUTUMN = 8
"""Month from which a new catalogue is for the next academic year."""


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("."))
@click.option("--name", help="Name of the site.")
@click.option("--language", type=click.Choice(sorted(WORDS)), help="Language of the site (default: nb).")
@click.option("--site-language", type=click.Choice(sorted(WORDS)), help="The same, with messages in another.")
@click.option(
    "--kind", type=click.Choice([str(each) for each in CatalogueKind]), help="Kind of catalogue (default: teachers)."
)
@click.option("--address", help="Where it will be published.")
@click.option("--institution", help="Name of the first institution.")
@click.option("--country", help="ISO 3166 code (default: that of the language).")
def init(folder: Path, language: str | None, **given: Any) -> None:
    """Write a new catalogue to FOLDER (default: here). Values that are not given as options are asked for.

    Nothing is written where one of the files exists.\f

    `given` are the values of the options by name, None for those that are not given.
    """
    site_language = given["site_language"] or language or "nb"
    message_language = "nb" if (language or site_language) in NORWEGIAN else "en"
    answers = _ask(Prompter(message_language), site_language, given)
    files = starter_files(answers, __version__)
    with report_errors(folder, message_language):
        if existing := sorted(path for path in files if (folder / path).exists()):
            message = N_("{path} already exists; nothing was written.")
            click.echo(translate(message, message_language, {"path": folder / existing[0]}), err=True)
            sys.exit(WRONG_USE)
        folder.mkdir(parents=True, exist_ok=True)
        write_sources(folder, files)
    for path in sorted(files):
        click.echo(f"  {path}")
    message = N_("Wrote {count} files. Next: site-builder serve --open, then site-builder new course")
    click.echo(translate(message, message_language, {"count": len(files)}))


def _ask(prompter: Prompter, language: str, given: dict[str, Any]) -> StarterAnswers:
    """Return the values of a new catalogue: those `given` as options, the others from prompts or defaults."""
    ask, default = prompter.ask, prompter.default
    now = clock()
    kinds = {str(kind): translate(text, prompter.language) for kind, text in KINDS.items()}
    kind = given["kind"] or prompter.choose(
        N_("Kind of catalogue"), default(str(CatalogueKind.TEACHERS)), kinds, suggested=str(CatalogueKind.TEACHERS)
    )
    name = ask(N_("Name of the site"), given["name"] or default(WORDS[language].name), fields.LINE)
    address = given["address"] or default("https://katalog.example")
    usual = WORDS[language].country
    return StarterAnswers(
        name=name,
        language=language,
        kind=CatalogueKind(kind),
        address=ask(N_("Where it will be published"), address, fields.ADDRESS, suggested=address),
        institution=ask(N_("Name of the first institution"), given["institution"] or default(name), fields.LINE),
        country=ask(N_("Country"), given["country"] or default(usual), fields.COUNTRY, suggested=usual),
        first_year=now.year + (now.month >= AUTUMN),
    )

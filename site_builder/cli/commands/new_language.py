"""`site-builder new language`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from site_builder.cli.console import language_of, report_errors
from site_builder.cli.options import LanguageCode, root_options
from site_builder.cli.write_sources import write_sources
from site_builder.messages import translate
from site_builder.problems import N_
from site_builder.sources.files import read_sources
from site_builder.sources.record import Record

_COMPLETE = "templates/locale/nb.po"
"""A file with all texts of the interface."""


@click.command("language")
@root_options
@click.argument("code", type=LanguageCode())
def interface_language(root: Path, language: str | None, code: str) -> None:
    """Write the files of a new language of the interface, or add the texts that its file lacks."""
    from site_builder.authoring.new_language import interface_texts, known_language, language_file

    said_in = language or language_of(root)
    if not known_language(code):
        message = N_("CLDR has no names of months and days in «{code}». Copy the files of another language.")
        raise click.BadParameter(translate(message, said_in, {"code": code}), param_hint="CODE")
    with report_errors(root, language):
        sources = read_sources(root)
        texts, words = f"templates/locale/{code}.po", f"templates/locale/{code}.yaml"
        written = {texts: interface_texts(code, sources.locales[_COMPLETE], sources.locales.get(texts, ""))}
        if not any(each.path == words for each in sources.records):
            written[words] = language_file(code, _english_addresses(sources.records))
        write_sources(root, written)
    for path in written:
        click.echo(translate(N_("Wrote {path}."), said_in, {"path": path}))
    message = N_(
        "Next: translate the texts, write {code} under «språk» in content/site.yaml, and run site-builder check"
    )
    click.echo(translate(message, said_in, {"code": code}))


def _english_addresses(records: Iterable[Record]) -> Mapping[str, str]:
    """Return the words of English sites in addresses, to translate."""
    english = next((each.fields for each in records if (each.kind, each.key) == ("language", "en")), {})
    return {str(name): str(word) for name, word in (english.get("adresser") or {}).items()}

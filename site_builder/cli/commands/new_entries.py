"""`site-builder new institution`, `new subject` and `new place`: entries of the vocabularies."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.authoring.new_files import new_vocabulary_entry
from site_builder.catalogue.schema import fields
from site_builder.catalogue.schema.entries import entry_types
from site_builder.catalogue.schema.entry_types import Field
from site_builder.catalogue.schema.json_schema import vocabularies
from site_builder.catalogue.schema.usual_choices import Area
from site_builder.cli.commands.write_new_file import write_new_file
from site_builder.cli.console import language_of, report_errors
from site_builder.cli.options import root_options
from site_builder.cli.prompts import Prompter
from site_builder.file_names import slug
from site_builder.problems import N_
from site_builder.sources.files import read_sources


@click.command()
@root_options
@click.argument("key", required=False)
@click.option("--name", help="The full name.")
@click.option("--short", help="A shorter name.")
@click.option("--place", "places", multiple=True, help="Key of a place of study; may be given several times.")
@click.option("--home-page", help="Address of its own site.")
def institution(
    root: Path,
    language: str | None,
    key: str | None,
    name: str | None,
    short: str | None,
    places: tuple[str, ...],
    home_page: str | None,
) -> None:
    """Write an institution. KEY is its part of addresses.\f

    Values that are None are asked for. `places` are keys of study places, `home_page` is a full address.
    """
    message_language = language or language_of(root)
    prompter = Prompter(message_language)
    ask = prompter.ask
    with report_errors(root, language):
        known = vocabularies(read_sources(root).records).get("place", {})
        name = ask(N_("The full name"), name, fields.LINE, option="--name")
        short = ask(N_("A shorter name (or nothing)"), short, fields.LINE, optional=True)
        key = _ask_key(prompter, key, short or name)
        chosen: tuple[str, ...] = ()
        if places or prompter.interactive:
            chosen = prompter.choose_many(N_("Places of study (with commas between)"), places, known)
        home_page = ask(N_("Its own page (or nothing)"), home_page, fields.ADDRESS, optional=True)
        values = {"navn": name, "kortnavn": [short] if short else [], "studiesteder": chosen, "nettsted": home_page}
        write_new_file(root, new_vocabulary_entry("institution", key, values), message_language)


@click.command()
@root_options
@click.argument("key", required=False)
@click.option("--name", help="The name, in the site's first language.")
@click.option("--area", help="The group of subjects.")
def subject(root: Path, language: str | None, key: str | None, name: str | None, area: str | None) -> None:
    """Write a subject. KEY is its part of addresses.\f

    Values that are None are asked for. `name` is in bokmål, `area` the group of subjects.
    """
    message_language = language or language_of(root)
    prompter = Prompter(message_language)
    with report_errors(root, language):
        declared = _declared(root, "subject", "area")
        areas = declared.type.schema().get("enum") or map(str, Area)
        name = prompter.ask(N_("The name, in the site’s first language"), name, fields.LINE, option="--name")
        key = _ask_key(prompter, key, name)
        question = N_("Group of subjects ({areas})")
        if area or declared.required:
            area = prompter.ask(question, area, declared.type, option="--area", areas=", ".join(areas))
        write_new_file(
            root, new_vocabulary_entry("subject", key, {"navn": name, "område": area or ""}), message_language
        )


@click.command()
@root_options
@click.argument("key", required=False)
@click.option("--name", help="The name of the town.")
@click.option("--county", help="The county, as of 2016.")
def place(root: Path, language: str | None, key: str | None, name: str | None, county: str | None) -> None:
    """Write a place of study. KEY is its part of addresses.\f

    Values that are None are asked for.
    """
    message_language = language or language_of(root)
    prompter = Prompter(message_language)
    with report_errors(root, language):
        name = prompter.ask(N_("The name of the town"), name, fields.LINE, option="--name")
        key = _ask_key(prompter, key, name)
        if county or _declared(root, "place", "county").required:
            county = prompter.ask(N_("The county, as of 2016"), county, fields.LINE, option="--county")
        write_new_file(
            root, new_vocabulary_entry("place", key, {"navn": name, "fylke": county or ""}), message_language
        )


def _declared(root: Path, kind: str, name: str) -> Field:
    """Return a field of the entries of this kind, as the profile of the catalogue declares it."""
    return entry_types(read_sources(root).records)[kind].fields[name]


def _ask_key(prompter: Prompter, given: str | None, name: str) -> str:
    """Return the key of a new entry: the given one, else one made from its name."""
    suggested = slug(name)
    given = given or prompter.default(suggested)
    return slug(prompter.ask(N_("Name in addresses"), given, fields.LINE, suggested=suggested))

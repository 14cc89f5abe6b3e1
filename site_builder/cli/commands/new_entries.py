"""`site-builder new institution`, `new subject` and `new place`: the entries of the vocabularies."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.commands.write_new_file import write_draft
from site_builder.cli.console import language_of, report_errors
from site_builder.cli.options import shared_root
from site_builder.cli.prompts import Asker


@click.command()
@shared_root
@click.argument("key", required=False)
@click.option("--name", help="The whole name.")
@click.option("--short", help="A shorter name.")
@click.option("--place", "places", multiple=True, help="Key of a place of study; may be given several times.")
@click.option("--home-page", help="Its address.")
def institution(
    root: Path,
    language: str | None,
    key: str | None,
    name: str | None,
    short: str | None,
    places: tuple[str, ...],
    home_page: str | None,
) -> None:
    """Write an institution: KEY becomes its address."""
    from site_builder.authoring import new_files
    from site_builder.catalogue.schema import parsers
    from site_builder.catalogue.schema.json_schema import vocabularies
    from site_builder.problems import N_
    from site_builder.sources.files import read_sources

    spoken = language or language_of(root)
    ask = Asker(spoken)
    say = ask.say
    with report_errors(root, language):
        known = vocabularies(read_sources(root).records).get("place", {})
        name = ask.value(say(N_("The whole name")), name, parsers.read_text)
        short = ask.value(say(N_("A shorter name (or nothing)")), short, parsers.read_text, optional=True)
        key = _address(ask, key, short or name)
        found = (
            ask.keys(say(N_("Places of study (with commas between)")), places, known) if places or ask.somebody else ()
        )
        home_page = ask.value(say(N_("Its own page (or nothing)")), home_page, parsers.read_address, optional=True)
        answers = {"navn": name, "kortnavn": [short] if short else [], "studiesteder": found, "nettsted": home_page}
        write_draft(root, new_files.new_vocabulary_entry("institution", key, answers), spoken)


@click.command()
@shared_root
@click.argument("key", required=False)
@click.option("--name", help="The name in bokmål.")
@click.option("--area", help="The group of subjects.")
def subject(root: Path, language: str | None, key: str | None, name: str | None, area: str | None) -> None:
    """Write a subject: KEY becomes its address."""
    from site_builder.authoring import new_files
    from site_builder.catalogue.schema import parsers
    from site_builder.catalogue.schema.enums import Area
    from site_builder.problems import N_

    spoken = language or language_of(root)
    ask = Asker(spoken)
    say = ask.say
    areas = [str(each) for each in Area]
    with report_errors(root, language):
        name = ask.value(say(N_("The name in bokmål")), name, parsers.read_text)
        key = _address(ask, key, name)
        area = ask.value(say(N_("Group of subjects ({areas})"), areas=", ".join(areas)), area, parsers.one_of(areas))
        write_draft(root, new_files.new_vocabulary_entry("subject", key, {"navn": name, "område": area}), spoken)


@click.command()
@shared_root
@click.argument("key", required=False)
@click.option("--name", help="The name of the town.")
@click.option("--county", help="The county, as of 2016.")
def place(root: Path, language: str | None, key: str | None, name: str | None, county: str | None) -> None:
    """Write a place of study: KEY becomes its address."""
    from site_builder.authoring import new_files
    from site_builder.catalogue.schema import parsers
    from site_builder.problems import N_

    spoken = language or language_of(root)
    ask = Asker(spoken)
    say = ask.say
    with report_errors(root, language):
        name = ask.value(say(N_("The name of the town")), name, parsers.read_text)
        key = _address(ask, key, name)
        county = ask.value(say(N_("The county, as of 2016")), county, parsers.read_text)
        write_draft(root, new_files.new_vocabulary_entry("place", key, {"navn": name, "fylke": county}), spoken)


def _address(ask: Asker, given: str | None, name: str) -> str:
    """Return the key of something new; it is made from the name where nobody says another."""
    from site_builder.catalogue.schema.parsers import read_text
    from site_builder.problems import N_
    from site_builder.sources.files import slug

    suggested = slug(name)
    return slug(
        ask.value(ask.say(N_("Name in addresses")), given or ask.unasked(suggested), read_text, suggested=suggested)
    )

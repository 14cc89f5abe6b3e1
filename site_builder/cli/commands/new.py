"""`site-builder new`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from site_builder.cli.commands.new_entries import institution, place, subject
from site_builder.cli.commands.new_year import year
from site_builder.cli.commands.write_new_file import write_draft
from site_builder.cli.console import language_of, report_errors
from site_builder.cli.options import shared_root
from site_builder.cli.prompts import Asker


@click.group()
def new() -> None:
    """Write the first draft of a file: a course, an institution, a subject, a place, an article, a year.

    What is not given is asked for.
    """


for verb in (institution, subject, place, year):
    new.add_command(verb)

TEXT_LANGUAGES = click.Choice(["nb", "nn", "se", "en"])


@new.command()
@shared_root
@click.option("--year", help="The academic year; else the newest.")
@click.option("--institution", help="Key or name.")
@click.option("--subject", help="Key or name.")
@click.option("--level", help="1, 2 or 3; leave it out where there is none.")
@click.option("--grades", help="1-7, 8-13, voksne ...")
@click.option("--credits", "credit", help="30")
@click.option("--title", help="As it shall stand.")
@click.option("--text-language", type=TEXT_LANGUAGES, help="The language of the text; nb if nobody says.")
@click.option("--delivery", help="nettbasert, samlingsbasert, nett- og samlingsbasert ...")
@click.option("--place", "places", multiple=True, help="Key or name; may be given several times.")
@click.option("--start", help="høst 2016")
@click.option("--duration", help="2 semestre")
@click.option("--link", help="The institution's own page.")
@click.option("--name", default="", help="The file's name; else made from the title.")
def course(root: Path, language: str | None, **given: Any) -> None:
    """Write a course file."""
    from site_builder.authoring import new_files
    from site_builder.authoring.choices import institutions_in, usual_places
    from site_builder.catalogue.schema import parsers
    from site_builder.catalogue.schema.enums import Delivery
    from site_builder.catalogue.schema.json_schema import vocabularies
    from site_builder.problems import N_
    from site_builder.sources.files import read_sources

    spoken = language or language_of(root)
    ask = Asker(spoken)
    say = ask.say
    with report_errors(root, language):
        records = read_sources(root).records
        known = vocabularies(records)
        years = known.get("year", {})
        kinds = [str(each) for each in Delivery]
        in_year = ask.key(say(N_("Academic year")), given["year"] or max(years, default=""), years)
        there = institutions_in(records, known.get("institution", {}), in_year)
        institution = ask.key(say(N_("Institution")), given["institution"], there)
        subject = ask.key(say(N_("Subject")), given["subject"], known.get("subject", {}))
        level = ask.value(
            say(N_("Level (1, 2, 3, or nothing)")), given["level"], parsers.read_whole(1, 3), optional=True
        )
        grades = parsers.read_grades(
            ask.value(say(N_("Grades (1-7, 5-10, 8-13, voksne)")), given["grades"], parsers.read_grades)
        )
        credit = ask.value(say(N_("Credits")), given["credit"], parsers.read_credits)
        delivery = ask.value(
            say(N_("Delivery ({kinds})"), kinds=", ".join(kinds)), given["delivery"], parsers.one_of(kinds)
        )
        places: tuple[str, ...] = ()
        if given["places"] or delivery not in (str(Delivery.ONLINE), str(Delivery.MOOC)):
            usual = ", ".join(usual_places(records, institution)[:1]) or None
            places = ask.keys(
                say(N_("Places of study (with commas between)")),
                given["places"],
                known.get("place", {}),
                suggested=usual,
            )
        start = ask.value(
            say(N_("Start (høst 2016)")), given["start"], parsers.read_semester, suggested=f"høst {in_year[:4]}"
        )
        duration = ask.value(
            say(N_("Duration (2 semestre)")), given["duration"], parsers.read_duration, suggested="2 semestre"
        )
        suggested = new_files.course_title(known["subject"][subject], level, grades)
        title = ask.value(
            say(N_("Title")), given["title"] or ask.unasked(suggested), parsers.read_text, suggested=suggested
        )
        text_language = ask.value(
            say(N_("Language of the text (nb, nn, se, en)")),
            given["text_language"] or ask.unasked("nb"),
            parsers.one_of(TEXT_LANGUAGES.choices),
            suggested="nb",
        )
        link = ask.value(
            say(N_("The institution’s own page (or nothing)")), given["link"], parsers.read_address, optional=True
        )
        answers = new_files.CourseAnswers(
            year=in_year,
            institution=institution,
            title=title,
            subject=subject,
            grades=str(grades),
            credits=credit,
            language=text_language,
            delivery=delivery,
            places=places,
            start=start,
            duration=duration,
            level=level,
            link=link,
            name=given["name"],
        )
        write_draft(root, new_files.new_course(answers), spoken)


@new.command()
@shared_root
@click.argument("title", required=False)
@click.option("--text-language", default="nb", show_default=True, type=TEXT_LANGUAGES)
def article(root: Path, language: str | None, title: str | None, text_language: str) -> None:
    """Write an article of content/."""
    from site_builder.authoring import new_files
    from site_builder.catalogue.schema.parsers import read_text
    from site_builder.problems import N_

    spoken = language or language_of(root)
    with report_errors(root, language):
        ask = Asker(spoken)
        title = ask.value(ask.say(N_("Title")), title, read_text)
        write_draft(root, new_files.new_article(title, text_language, language_of(root)), spoken)

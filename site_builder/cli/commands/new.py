"""`site-builder new`, `new course` and `new article`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from site_builder.authoring import new_files
from site_builder.authoring.choices import institutions_in, usual_places
from site_builder.catalogue.names import Names, names_in
from site_builder.catalogue.schema import fields
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import course_entry
from site_builder.catalogue.schema.enums import Delivery
from site_builder.catalogue.schema.field_types import FieldType
from site_builder.catalogue.schema.json_schema import vocabularies
from site_builder.catalogue.schema.own_delivery import OwnDelivery, kind_of
from site_builder.catalogue.schema.parsers import parse_grades
from site_builder.cli.commands.new_entries import institution, place, subject
from site_builder.cli.commands.new_language import interface_language
from site_builder.cli.commands.new_year import year
from site_builder.cli.commands.write_new_file import write_new_file
from site_builder.cli.console import language_of, report_errors
from site_builder.cli.options import LanguageCode, root_options, year_option
from site_builder.cli.prompts import Prompter
from site_builder.problems import N_
from site_builder.sources.files import read_sources
from site_builder.sources.record import Record


@click.group()
def new() -> None:
    """Write the first draft of a file: a course, institution, subject, place, article, year or language.

    Values that are not given as options are asked for.
    """


for command in (institution, subject, place, year, interface_language):
    new.add_command(command)


@new.command()
@root_options
@year_option
@click.option("--institution", help="Key or name.")
@click.option("--subject", help="Key or name.")
@click.option("--level", help="1, 2 or 3; leave it out where there is none.")
@click.option("--grades", help="1-7, 8-13, voksne ...")
@click.option("--credits", help="30")
@click.option("--title", help="Exactly as it should appear.")
@click.option("--text-language", type=LanguageCode(), help="Language of the text (default: the site's).")
@click.option("--delivery", help="nettbasert, samlingsbasert, nett- og samlingsbasert ...")
@click.option("--place", "places", multiple=True, help="Key or name; may be given several times.")
@click.option("--start", help="høst 2016")
@click.option("--duration", help="2 semestre")
@click.option("--link", help="The institution's own page.")
@click.option("--field", "own", multiple=True, help="A field that only this catalogue has, as price=180.")
@click.option("--name", default="", help="Name of the file (default: made from the title).")
def course(root: Path, language: str | None, **given: Any) -> None:
    """Write a course file.\f

    `given` are the values of the options by name; those that are missing are asked for.
    """
    message_language = language or language_of(root)
    with report_errors(root, language):
        answers = _ask_for_course(Prompter(message_language), read_sources(root).records, given, language_of(root))
        write_new_file(root, new_files.new_course(answers), message_language)


def _ask_for_course(
    prompter: Prompter, records: Iterable[Record], given: Mapping[str, Any], site_language: str
) -> new_files.CourseAnswers:
    """Return the values of a new course: those `given` as options, the others from prompts."""
    records = list(records)
    known = vocabularies(records)
    names, course = names_in(records), course_entry(records)
    years = known.get("year", {})
    ask = prompter.ask
    in_year = prompter.choose(N_("Academic year"), given["year"] or max(years, default=""), years)
    institutions = institutions_in(records, known.get("institution", {}), in_year)
    read = _reader(names, "institution")
    institution = prompter.choose(
        N_("Institution"), given["institution"], institutions, option="--institution", read=read
    )
    read, subjects = _reader(names, "subject"), known.get("subject", {})
    subject = prompter.choose(N_("Subject"), given["subject"], subjects, option="--subject", read=read)
    level, grades, credit = _ask_for_whom(ask, course, given)
    usual, form = usual_places(records, institution), course.fields["delivery"].type
    delivery, places = _ask_delivery(prompter, given, form, known.get("place", {}), usual, names)
    start, duration = _ask_when(ask, course, given, in_year)
    suggested = new_files.course_title(known["subject"][subject], level, grades)
    title, text_language, link = _ask_text(prompter, given, suggested, site_language)
    return new_files.CourseAnswers(
        year=in_year,
        institution=institution,
        title=title,
        subject=subject,
        grades=grades,
        credits=credit,
        language=text_language,
        delivery=delivery,
        places=places,
        start=start,
        duration=duration,
        level=level,
        link=link,
        own=_ask_own(ask, course, given["own"]),
        with_source=course.fields["provenance"].required,
        name=given["name"],
    )


def _ask_for_whom(ask: Callable[..., str], course: type[CourseEntry], given: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return (level, grades, credits) as course files write them, "" for none.

    What the profile makes optional is not asked for.
    """
    graded = course.fields["grades"].required
    level, grades, credit = given["level"], given["grades"], given["credits"]
    if graded or level:
        type_ = course.fields["level"].type
        levels = ", ".join(each for each in type_.schema()["enum"] if isinstance(each, str))
        level = ask(N_("Level ({levels}, or nothing)"), level, type_, optional=True, levels=levels)
    if graded or grades:
        grades = str(
            parse_grades(ask(N_("Grades (1-7, 5-10, 8-13, voksne)"), grades, fields.GRADES, option="--grades"))
        )
    if course.fields["credits"].required or credit:
        credit = ask(N_("Credits"), credit, course.fields["credits"].type, option="--credits")
    return level or "", grades or "", credit or ""


def _ask_when(
    ask: Callable[..., str], course: type[CourseEntry], given: Mapping[str, Any], year: str
) -> tuple[str, str]:
    """Return the start, by default in the calendar year in which an academic year begins, and the duration."""
    start_type, length_type = (course.fields[name].type for name in ("start", "duration"))
    usual, length = _suggested_start(start_type, year), _example(length_type)
    question = N_("Start ({example})")
    start = ask(question, given["start"], start_type, option="--start", suggested=usual, example=usual)
    question = N_("Duration ({example})")
    return start, ask(question, given["duration"], length_type, option="--duration", suggested=length, example=length)


def _ask_own(ask: Callable[..., str], course: type[CourseEntry], given: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return key and value of own fields: those given as KEY=VALUE, and those that the profile requires."""
    values = dict(each.partition("=")[::2] for each in given)
    own = {each.key: each for name, each in course.fields.items() if name not in CourseEntry.fields}
    if unknown := [key for key in values if key not in own]:
        raise click.BadParameter(f"{unknown[0]}: {', '.join(own)}", param_hint="--field")
    asked = [each for key, each in own.items() if each.required or key in values]
    return tuple(
        (each.key, ask(each.key, values.get(each.key), each.type, option=f'--field "{each.key}=…"')) for each in asked
    )


def _example(type_: FieldType[Any]) -> str:
    """Return an example of a value of this type, from its JSON Schema."""
    return str(type_.schema()["examples"][0])


def _suggested_start(type_: FieldType[Any], year: str) -> str:
    """Return the example of a term or a day, `høst 2016`, in the calendar year in which an academic year begins."""
    term, _, _ = _example(type_).rpartition(" ")
    return f"{term} {year[:4]}" if term else f"{year[:4]}{_example(type_)[4:]}"


def _reader(names: Names, kind: str) -> Callable[[str], str | None]:
    """Return a function from a name or key of `kind` to the key: None for an unknown name, "" for one of several."""
    return lambda name: names.key(kind, name)


def _ask_delivery(
    prompter: Prompter,
    given: Mapping[str, Any],
    type_: FieldType[Delivery | OwnDelivery],
    known_places: Mapping[str, str],
    usual: tuple[str, ...],
    names: Names,
) -> tuple[str, tuple[str, ...]]:
    """Return the form of delivery and the keys of the places of study: none for an online course."""
    kinds = ", ".join(type_.schema().get("enum") or map(str, Delivery))
    delivery = prompter.ask(N_("Delivery ({kinds})"), given["delivery"], type_, option="--delivery", kinds=kinds)
    if not given["places"] and kind_of(type_.read(delivery, (), [])).is_online:
        return delivery, ()
    question = N_("Places of study (with commas between)")
    return delivery, prompter.choose_many(
        question,
        given["places"],
        known_places,
        option="--place",
        suggested=", ".join(usual[:1]) or None,
        read=_reader(names, "place"),
    )


def _ask_text(prompter: Prompter, given: Mapping[str, Any], suggested: str, language: str) -> tuple[str, str, str]:
    """Return the title, the language of the text and the link ("" for none). `language` is the site's."""
    title = prompter.ask(N_("Title"), given["title"] or prompter.default(suggested), fields.LINE, suggested=suggested)
    text_language = prompter.ask(
        N_("Language of the text (nb, nn, se, en, sv, da …)"),
        given["text_language"] or prompter.default(language),
        fields.LANGUAGE,
        suggested=language,
    )
    question = N_("The institution’s own page (or nothing)")
    return title, text_language, prompter.ask(question, given["link"], fields.ADDRESS, optional=True)


@new.command()
@root_options
@click.argument("title", required=False)
@click.option("--text-language", type=LanguageCode(), help="Language of the text (default: the site's).")
def article(root: Path, language: str | None, title: str | None, text_language: str | None) -> None:
    """Write an article of content/.\f

    The `title` is asked for if it is None; `text_language` is a code (None: the site's first language).
    """
    message_language = language or language_of(root)
    with report_errors(root, language):
        title = Prompter(message_language).ask(N_("Title"), title, fields.LINE, option="TITLE")
        write_new_file(
            root, new_files.new_article(title, text_language or language_of(root), language_of(root)), message_language
        )

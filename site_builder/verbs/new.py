"""`site-builder new`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from site_builder.terminal import WRONG_USE, language_of, show, told
from site_builder.verbs.options import shared_root

if TYPE_CHECKING:
    from site_builder.desk.drafts import Draft


@click.group()
def new() -> None:
    """Write the first draft of a file: a course, an institution, a subject, a place, an article, a year."""


def _asked(question: str, given: str | None, read: Callable[[Any], Any], language: str) -> str:
    """Return what was given, else what somebody answers; `read` raises where it is not taken, and says why."""
    while True:
        value = given if given is not None else click.prompt(question)
        fault = _fault(value, read, language)
        if not fault:
            return str(value)
        if given is not None or not sys.stdin.isatty():
            raise click.UsageError(f"{question}: {fault}")
        click.echo(fault, err=True)


def _fault(value: str, read: Callable[[Any], Any], language: str) -> str:
    from pydantic_core import PydanticCustomError

    from site_builder.messages import words

    try:
        read(value)
    except PydanticCustomError as fault:
        known = fault.context or {}
        return " ".join(words(known[part], language, known["values"]) for part in ("message", "hint"))
    return ""


def _key(question: str, given: str | None, known: Mapping[str, str], language: str) -> str:
    """Return a key of a vocabulary; the names may be answered, too."""
    from site_builder.messages import words
    from site_builder.problems import N_, nearest

    by_name = {name.casefold(): key for key, name in known.items()} | {key: key for key in known}
    if given is None:
        for key, name in known.items():
            click.echo(f"  {key:32} {name}", err=True)
    while True:
        value = given if given is not None else click.prompt(question)
        if value in known:
            return value
        if value.casefold() in by_name:
            return by_name[value.casefold()]
        near = nearest(value, known)
        said = (
            N_("{question}: there is no «{value}». Did you mean {near}?")
            if near
            else N_("{question}: there is no «{value}».")
        )
        message = words(said, language, {"question": question, "value": value, "near": near or ""})
        if given is not None or not sys.stdin.isatty():
            raise click.UsageError(message)
        click.echo(message, err=True)


def _write(root: Path, draft: Draft, language: str) -> None:
    """Write a file that is not there yet, and say what `check` finds in it and what is next."""
    from site_builder.desk.drafts import FILL_IN
    from site_builder.messages import words
    from site_builder.problems import N_
    from site_builder.stages import Stages
    from site_builder.verbs.work import check_sources_of

    path = root / draft.path
    if path.exists():
        said = N_("{path} is there already; nothing was written.")
        click.echo(words(said, language, {"path": draft.path}), err=True)
        sys.exit(WRONG_USE)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(draft.text, encoding="utf-8")
    show([each for each in check_sources_of(root, 1, Stages()) if each.place.path == draft.path], root, language)
    click.echo(words(N_("Wrote {path}."), language, {"path": draft.path}))
    if FILL_IN in draft.text:
        said = N_("Now: open the file, write what is marked «{mark}», and run site-builder check {path}")
        click.echo(words(said, language, {"mark": FILL_IN, "path": draft.path}))


def _known(root: Path) -> Mapping[str, Mapping[str, str]]:
    from site_builder.catalogue.schemas import vocabularies
    from site_builder.sources.files import read_sources

    return vocabularies(read_sources(root).records)


@new.command()
@shared_root
@click.option("--year", help="The academic year; else the newest.")
@click.option("--institution", help="Key or name.")
@click.option("--subject", help="Key or name.")
@click.option("--level", help="1, 2 or 3; leave it out where there is none.")
@click.option("--grades", help="1-7, 8-13, voksne ...")
@click.option("--credits", "credit", help="30")
@click.option("--title", help="As it shall stand.")
@click.option("--text-language", default="nb", show_default=True, type=click.Choice(["nb", "nn", "se", "en"]))
@click.option("--delivery", help="nettbasert, samlingsbasert, nett- og samlingsbasert ...")
@click.option("--place", "places", multiple=True, help="Key or name; may be given several times.")
@click.option("--start", help="høst 2016")
@click.option("--duration", help="2 semestre")
@click.option("--link", default="", help="The institution's own page.")
@click.option("--name", default="", help="The file's name; else made from the title.")
def course(root: Path, language: str | None, **given: Any) -> None:
    """Write a course file: asks for what is not given."""
    from site_builder.catalogue import fields
    from site_builder.catalogue.fields import Delivery
    from site_builder.desk import drafts
    from site_builder.messages import words
    from site_builder.problems import N_

    spoken = language or language_of(root)

    def question(message: str, **values: str) -> str:
        return words(message, spoken, values)

    with told(root, language):
        known = _known(root)
        year = _key(
            question(N_("Academic year")),
            given["year"] or max(known.get("year", {"": ""})),
            known.get("year", {}),
            spoken,
        )
        institution = _key(question(N_("Institution")), given["institution"], known.get("institution", {}), spoken)
        subject = _key(question(N_("Subject")), given["subject"], known.get("subject", {}), spoken)
        grades = _asked(question(N_("Grades (1-7, 5-10, 8-13, voksne)")), given["grades"], fields.read_grades, spoken)
        credit = _asked(question(N_("Credits")), given["credit"], fields.read_credits, spoken)
        kinds = [str(each) for each in Delivery]
        delivery = _asked(
            question(N_("Delivery ({kinds})"), kinds=", ".join(kinds)), given["delivery"], fields.one_of(kinds), spoken
        )
        start = _asked(question(N_("Start (høst 2016)")), given["start"], fields.read_semester, spoken)
        duration = _asked(question(N_("Duration (2 semestre)")), given["duration"], fields.read_duration, spoken)
        level = given["level"] or ""
        if level:
            _asked(question(N_("Level")), level, fields.read_whole(1, 3), spoken)
        places = tuple(
            _key(question(N_("Place of study")), each, known.get("place", {}), spoken) for each in given["places"]
        )
        if not places and delivery not in (str(Delivery.ONLINE), str(Delivery.MOOC)):
            places = (_key(question(N_("Place of study")), None, known.get("place", {}), spoken),)
        suggested = f"{known['subject'][subject]}{f' {level}' if level else ''} for {grades.replace('-', '.–')}. trinn"
        title = given["title"] or (
            click.prompt(question(N_("Title")), default=suggested) if sys.stdin.isatty() else suggested
        )
        answers = drafts.CourseAnswers(
            year=year,
            institution=institution,
            title=title,
            subject=subject,
            grades=grades,
            credits=credit,
            language=given["text_language"],
            delivery=delivery,
            places=places,
            start=start,
            duration=duration,
            level=level,
            link=given["link"],
            name=given["name"],
        )
        _write(root, drafts.course(answers), spoken)


@new.command()
@shared_root
@click.argument("key")
@click.option("--name", required=True, help="The whole name.")
@click.option("--short", "short", multiple=True, help="A shorter name; may be given several times.")
@click.option("--place", "places", multiple=True, help="Key of a place of study; may be given several times.")
@click.option("--home-page", default="", help="Its address.")
def institution(
    root: Path,
    language: str | None,
    key: str,
    name: str,
    short: tuple[str, ...],
    places: tuple[str, ...],
    home_page: str,
) -> None:
    """Write an institution: KEY becomes its address."""
    from site_builder.desk import drafts
    from site_builder.messages import words
    from site_builder.problems import N_

    spoken = language or language_of(root)
    with told(root, language):
        known = _known(root).get("place", {})
        found = [_key(words(N_("Place of study"), spoken), each, known, spoken) for each in places]
        fields = {"navn": name, "kortnavn": short, "studiesteder": found, "nettsted": home_page}
        _write(root, drafts.vocabulary("institution", key, fields), spoken)


@new.command()
@shared_root
@click.argument("key")
@click.option("--name", required=True, help="The name in bokmål.")
@click.option("--area", required=True, help="The group of subjects.")
def subject(root: Path, language: str | None, key: str, name: str, area: str) -> None:
    """Write a subject: KEY becomes its address."""
    from site_builder.catalogue.fields import Area, one_of
    from site_builder.desk import drafts
    from site_builder.messages import words
    from site_builder.problems import N_

    spoken = language or language_of(root)
    with told(root, language):
        _asked(words(N_("Group of subjects"), spoken), area, one_of([str(each) for each in Area]), spoken)
        _write(root, drafts.vocabulary("subject", key, {"navn": name, "område": area}), spoken)


@new.command()
@shared_root
@click.argument("key")
@click.option("--name", required=True, help="The name of the town.")
@click.option("--county", required=True, help="The county, as of 2016.")
def place(root: Path, language: str | None, key: str, name: str, county: str) -> None:
    """Write a place of study: KEY becomes its address."""
    from site_builder.desk import drafts

    with told(root, language):
        _write(root, drafts.vocabulary("place", key, {"navn": name, "fylke": county}), language or language_of(root))


@new.command()
@shared_root
@click.argument("title")
@click.option("--text-language", default="nb", show_default=True, type=click.Choice(["nb", "nn", "se", "en"]))
def article(root: Path, language: str | None, title: str, text_language: str) -> None:
    """Write an article of content/."""
    from site_builder.desk import drafts

    with told(root, language):
        _write(root, drafts.article(title, text_language, language_of(root)), language or language_of(root))


@new.command()
@shared_root
@click.argument("key", metavar="YEAR")
@click.option("--from", "before", required=True, help="The year whose courses are carried over.")
def year(root: Path, language: str | None, key: str, before: str) -> None:
    """Carry a year's courses over to YEAR as a draft, and list what a human must confirm."""
    import re

    from site_builder.catalogue.load import load_catalogue
    from site_builder.desk.next_year import next_year
    from site_builder.memo import Memo
    from site_builder.messages import words
    from site_builder.problems import N_
    from site_builder.sources.files import read_sources, read_text

    spoken = language or language_of(root)
    if not re.fullmatch(r"\d{4}-\d{4}", key) or int(key[5:]) != int(key[:4]) + 1:
        raise click.UsageError(words(N_("«{year}» is no academic year; write it as 2017-2018."), spoken, {"year": key}))
    with told(root, language):
        sources = read_sources(root)
        catalogue = load_catalogue(sources.records, sources.images, Memo(root / ".memo"), sources.problems).catalogue
        old = next((each for each in catalogue.years if each.key == before), None)
        if old is None or old.key >= key:
            said = N_("There is no academic year {before} before {year}.")
            raise click.UsageError(words(said, spoken, {"before": before, "year": key}))
        if (root / f"catalogue/{key}").exists():
            said = N_("{path} is there already; nothing was written.")
            raise click.UsageError(words(said, spoken, {"path": f"catalogue/{key}"}))
        paths = [old.source, *(each.source for each in old.courses)]
        carried = next_year(catalogue, old, key, {path: read_text(root, path) or "" for path in paths})
        for draft in carried.drafts:
            path = root / draft.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(draft.text, encoding="utf-8")
        listed = root / f"bekreft-{key}.md"
        listed.write_text("".join(f"- [ ] {line}\n" for line in carried.confirm), encoding="utf-8")
    said = N_("Wrote {count} files in catalogue/{year}, as drafts.")
    click.echo(words(said, spoken, {"count": len(carried.drafts), "year": key}))
    said = N_("Go through {file}: {count} things must be confirmed. Then: site-builder check")
    click.echo(words(said, spoken, {"file": listed.name, "count": len(carried.confirm)}))

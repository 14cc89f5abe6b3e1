"""`site-builder new year`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.console import OK, PROBLEMS, language_of, report_errors, show
from site_builder.cli.options import shared_root

if TYPE_CHECKING:
    from site_builder.catalogue.years import Catalogue

FEW = 5
"""Of what is not confirmed, so many are shown."""


@click.command()
@shared_root
@click.argument("key", metavar="YEAR")
@click.option("--from", "before", help="The year whose courses are carried over; else the newest before it.")
@click.option("--open", "opens", is_flag=True, help="Open YEAR, and archive the one before it, when all is confirmed.")
def year(root: Path, language: str | None, key: str, before: str | None, opens: bool) -> None:
    """Carry a year's courses over to YEAR as a draft, and list what a human must confirm; later --open it."""
    from site_builder.catalogue.load import load_catalogue
    from site_builder.engine.memo import Memo
    from site_builder.messages import translate
    from site_builder.problems import N_
    from site_builder.sources.files import read_sources

    spoken = language or language_of(root)

    def say(message: str, **values: object) -> str:
        return translate(message, spoken, values)

    if not re.fullmatch(r"\d{4}-\d{4}", key) or int(key[5:]) != int(key[:4]) + 1:
        raise click.UsageError(say(N_("«{year}» is no academic year; write it as 2017-2018."), year=key))
    with report_errors(root, language):
        sources = read_sources(root)
        catalogue = load_catalogue(sources.records, sources.images, Memo(root / ".memo"), sources.problems).catalogue
        if opens:
            _open(root, catalogue, key, spoken, say)
        else:
            _carry(root, catalogue, key, before, say)


def _carry(root: Path, catalogue: Catalogue, key: str, before: str | None, say: Callable[..., str]) -> None:
    from site_builder.authoring.next_year import prepare_next_year
    from site_builder.problems import N_
    from site_builder.sources.files import read_text

    wanted = before or max((each.key for each in catalogue.years if each.key < key), default="")
    old = next((each for each in catalogue.years if each.key == wanted), None)
    if old is None or old.key >= key:
        raise click.UsageError(say(N_("There is no academic year {before} before {year}."), before=wanted, year=key))
    if (root / f"catalogue/{key}").exists():
        raise click.UsageError(say(N_("{path} is there already; nothing was written."), path=f"catalogue/{key}"))
    paths = [old.source, *(each.source for each in old.courses)]
    carried = prepare_next_year(catalogue, old, key, {path: read_text(root, path) or "" for path in paths})
    _write(root, {file.path: file.text for file in carried.files})
    listed = root / _list_of(key)
    after = say(N_("When all is ticked: site-builder new year {year} --open"), year=key)
    listed.write_text("".join(f"- [ ] {line}\n" for line in carried.to_confirm) + f"\n{after}\n", encoding="utf-8")
    click.echo(say(N_("Wrote {count} files in catalogue/{year}, as drafts."), count=len(carried.files), year=key))
    said = N_("Go through {file}: {count} things must be confirmed. Tick each off (- [x]).")
    click.echo(say(said, file=listed.name, count=len(carried.to_confirm)))
    click.echo(after)


def _open(root: Path, catalogue: Catalogue, key: str, language: str, say: Callable[..., str]) -> None:
    from site_builder.authoring.open_year import EXPECTED_SEARCHES, SETTINGS, open_year, unconfirmed
    from site_builder.cli.commands.fix import difference
    from site_builder.cli.problem_text import summary
    from site_builder.cli.session import check_sources_of
    from site_builder.engine.timings import Stages
    from site_builder.problems import N_, has_errors
    from site_builder.sources.files import read_text

    if key not in {each.key for each in catalogue.years}:
        raise click.UsageError(say(N_("The catalogue has no academic year «{year}»."), year=key))
    left = unconfirmed(read_text(root, _list_of(key)) or "")
    if left:
        click.echo(say(N_("{file}: {count} things are not ticked off."), file=_list_of(key), count=len(left)), err=True)
        for line in left[:FEW]:
            click.echo(f"  {line}", err=True)
        sys.exit(PROBLEMS)
    paths = (SETTINGS, EXPECTED_SEARCHES, *(each.source for each in catalogue.years))
    texts = {path: text for path in paths if (text := read_text(root, path)) is not None}
    changed = open_year(catalogue, key, texts)
    for path, text in changed.items():
        for line in difference(path, texts[path], text, language):
            click.echo(line)
    _write(root, changed)
    problems = check_sources_of(root, 1, Stages())
    show([each for each in problems if has_errors([each])], root, language)
    click.echo(summary(problems, language))
    done = N_("{year} is open. Each course of the years before leads to the same one in {year}.")
    click.echo(say(done if changed else N_("{year} was open already."), year=key))
    if changed:
        click.echo(say(N_("Now: site-builder check judges the whole, searches too.")))
    sys.exit(PROBLEMS if has_errors(problems) else OK)


def _list_of(key: str) -> str:
    """The file that says what must be confirmed."""
    return f"bekreft-{key}.md"


def _write(root: Path, texts: Mapping[str, str]) -> None:
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

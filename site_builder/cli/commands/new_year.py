"""`site-builder new year`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click
from msgspec import Struct

from site_builder.authoring.next_year import prepare_next_year
from site_builder.authoring.open_year import EXPECTED_SEARCHES, SETTINGS, open_year, unconfirmed
from site_builder.catalogue.load import load_catalogue
from site_builder.catalogue.years import Catalogue
from site_builder.cli.commands.fix import diff_lines
from site_builder.cli.console import OK, PROBLEMS, language_of, print_problems, report_errors
from site_builder.cli.folders import memo_folder
from site_builder.cli.options import root_options
from site_builder.cli.problem_text import summary
from site_builder.cli.session import check_sources_of
from site_builder.cli.write_sources import write_sources
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.messages import translate
from site_builder.problems import N_, has_errors
from site_builder.sources.files import read_sources, read_text

MOST_UNCONFIRMED_SHOWN = 5
"""Lines of the confirmation list that --open prints: enough to recognise the list by."""


@click.command()
@root_options
@click.argument("key", metavar="YEAR")
@click.option("--from", "before", help="The year to copy courses from (default: the newest before YEAR).")
@click.option("--open", "opens", is_flag=True, help="Open YEAR and archive the one before it, once all is confirmed.")
def year(root: Path, language: str | None, key: str, before: str | None, opens: bool) -> None:
    """Copy a year's courses to YEAR as drafts and list the items that a person must confirm; later --open it.\f

    `key` is such as 2017-2018, `before` the key of the year to copy (None: the newest before it). `opens`: open the
    year and archive the one before it. Raises UsageError if a key is wrong.
    """
    command = _NewYear(root, key, language or language_of(root))
    if not re.fullmatch(r"\d{4}-\d{4}", key) or int(key[5:]) != int(key[:4]) + 1:
        raise click.UsageError(command.text(N_("«{year}» is not an academic year; write it as 2017-2018.")))
    with report_errors(root, language):
        sources = read_sources(root)
        catalogue = load_catalogue(sources.records, sources.images, Memo(memo_folder(root)), sources.problems).catalogue
        if opens:
            command.open(catalogue)
        else:
            command.copy(catalogue, before)


class _NewYear(Struct, frozen=True):
    """The academic year `key`, such as 2017-2018, to be written below `root`; messages are printed in `language`."""

    root: Path
    key: str
    language: str

    def text(self, message: str, **values: object) -> str:
        """Return the translation of a message, with `{year}` (the year's key) and other `values` filled in."""
        return translate(message, self.language, {"year": self.key, **values})

    @property
    def confirmation_list(self) -> str:
        """The name of the file that lists the items to confirm."""
        return f"bekreft-{self.key}.md"

    def copy(self, catalogue: Catalogue, before: str | None) -> None:
        """Write drafts of the courses of the year `before`, and the list of items to confirm.

        `before` is a key; None means the newest older year. Raises UsageError if there is no such year or the new
        year's folder exists.
        """
        wanted = before or max((each.key for each in catalogue.years if each.key < self.key), default="")
        old = next((each for each in catalogue.years if each.key == wanted), None)
        folder = f"catalogue/{self.key}"
        if not wanted:
            raise click.UsageError(self.text(N_("There is no academic year before {year}.")))
        if old is None or old.key >= self.key:
            raise click.UsageError(self.text(N_("There is no academic year {before} before {year}."), before=wanted))
        if (self.root / folder).exists():
            raise click.UsageError(self.text(N_("{path} already exists; nothing was written."), path=folder))
        paths = [old.source, *(each.source for each in old.courses)]
        copied = prepare_next_year(catalogue, old, self.key, {path: read_text(self.root, path) or "" for path in paths})
        after = self.text(N_("When all items are ticked: site-builder new year {year} --open"))
        ticks = "".join(f"- [ ] {line}\n" for line in copied.to_confirm)
        confirmation = {self.confirmation_list: f"{ticks}\n{after}\n"}
        write_sources(self.root, {file.path: file.text for file in copied.files} | confirmation)
        click.echo(self.text(N_("Wrote {count} files in catalogue/{year}, as drafts."), count=len(copied.files)))
        message = N_("Go through {file}, and tick each item (- [x]). To confirm: {count}.")
        click.echo(self.text(message, file=self.confirmation_list, count=len(copied.to_confirm)))
        click.echo(after)

    def open(self, catalogue: Catalogue) -> None:
        """Open the year, archive the years before it, print the changes and exit with the code of `check`.

        Exits with PROBLEMS before anything is written if an item of the confirmation list is not ticked. Raises
        click.UsageError if the catalogue lacks the year.
        """
        if self.key not in {each.key for each in catalogue.years}:
            raise click.UsageError(self.text(N_("The catalogue has no academic year «{year}».")))
        self._require_confirmed()
        paths = (SETTINGS, EXPECTED_SEARCHES, *(each.source for each in catalogue.years))
        texts = {path: text for path in paths if (text := read_text(self.root, path)) is not None}
        changed = open_year(catalogue, self.key, texts)
        for path, text in changed.items():
            for line in diff_lines(path, texts[path], text, self.language):
                click.echo(line)
        write_sources(self.root, changed)
        problems = check_sources_of(self.root, 1, Stages())
        print_problems([each for each in problems if has_errors([each])], self.root, self.language)
        click.echo(summary(problems, self.language))
        done = N_("{year} is open. Each course of earlier years links to the same course in {year}.")
        click.echo(self.text(done if changed else N_("{year} was already open.")))
        if changed:
            click.echo(self.text(N_("Next: site-builder check checks everything, including searches.")))
        sys.exit(PROBLEMS if has_errors(problems) else OK)

    def _require_confirmed(self) -> None:
        left = unconfirmed(read_text(self.root, self.confirmation_list) or "")
        if left:
            message = N_("{file}: items not ticked: {count}.")
            click.echo(self.text(message, file=self.confirmation_list, count=len(left)), err=True)
            for line in left[:MOST_UNCONFIRMED_SHOWN]:
                click.echo(f"  {line}", err=True)
            sys.exit(PROBLEMS)

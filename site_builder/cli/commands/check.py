"""`site-builder check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.console import OK, PROBLEMS, language_of, progress, report_errors, show
from site_builder.cli.options import shared
from site_builder.cli.session import check_site, check_sources_of

if TYPE_CHECKING:
    from site_builder.problems import Problem


@click.command()
@shared
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif", "junit"]),
    default="text",
    show_default=True,
    help="How problems are written: for people, for programs, for a pull request, for code scanning, as a test report.",
)
@click.option("--fix", is_flag=True, help="Mend what has one right answer, then show what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would mend; nothing is written.")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(
    root: Path,
    now: datetime | None,
    jobs: int,
    language: str | None,
    form: str,
    fix: bool,
    diff: bool,
    files: tuple[Path, ...],
) -> None:
    """Do all that build does except publishing, and show every problem.

    With FILE, only what is wrong in those files, judged together with all the others; no pages are made.
    """
    from site_builder.problems import Invalid, has_errors

    spoken = language or language_of(root)
    if fix or diff:
        from site_builder.cli.commands.fix import mend

        with report_errors(root, language):
            if mend(root, _paths(files, root), jobs, spoken, write=fix and not diff) and diff:
                sys.exit(PROBLEMS)
            if diff:
                return
    with report_errors(root, language):
        try:
            with progress(spoken) as stages:
                if files:
                    problems = _only(files, root, check_sources_of(root, jobs, stages))
                else:
                    problems = check_site(root, now, jobs, stages).problems
        except Invalid as invalid:
            problems = tuple(invalid.problems)
        _write(problems, root, spoken, form)
    sys.exit(PROBLEMS if has_errors(problems) else OK)


def _only(files: Iterable[Path], root: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems of the files. Raises UsageError for a file that is no source of the site."""
    from site_builder.sources.files import kind_of

    wanted = _paths(files, root)
    for file, path in zip(files, wanted, strict=True):
        if not path.startswith(("catalogue/", "content/")) or (kind_of(path) is None and not _told_of(path, problems)):
            raise click.UsageError(f"{file} is no course, article or other entry of the site in {root}")
    return tuple(problem for problem in problems if problem.place.path in wanted)


def _paths(files: Iterable[Path], root: Path) -> list[str]:
    """Return the paths of files below the root, with slashes; "" for one that is not below it."""
    whole = root.resolve()
    return [
        file.resolve().relative_to(whole).as_posix() if file.resolve().is_relative_to(whole) else "" for file in files
    ]


def _told_of(path: str, problems: Iterable[Problem]) -> bool:
    return any(problem.place.path == path for problem in problems)


def _write(problems: Iterable[Problem], root: Path, language: str, form: str) -> None:
    from site_builder.cli import problem_formats, problem_text

    if form == "json":
        click.echo(problem_text.as_json(problems, language))
    elif form == "github":
        for line in problem_text.as_github(problems, language):
            click.echo(line)
    elif form == "sarif":
        click.echo(problem_formats.as_sarif(problems, language))
    elif form == "junit":
        click.echo(problem_formats.as_junit(problems, language))
    else:
        show(problems, root, language)
        click.echo(problem_text.summary(problems, language))
        for line in problem_text.where_explained(problems, language):
            click.echo(line)

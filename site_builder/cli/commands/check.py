"""`site-builder check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from site_builder.cli import problem_formats, problem_text
from site_builder.cli.console import OK, PROBLEMS, language_of, print_problems, progress, report_errors
from site_builder.cli.options import build_options
from site_builder.cli.session import check_sources_of
from site_builder.messages import translate
from site_builder.problems import N_, Invalid, Problem, has_errors
from site_builder.sources.files import kind_of


@click.command()
@build_options
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json", "github", "markdown", "sarif", "junit"]),
    default="text",
    show_default=True,
    help="Output format: for people, programs, a pull request (two), code scanning or a test report.",
)
@click.option("--fix", is_flag=True, help="Fix what has only one correct answer, then show the remaining problems.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, or print it as JSON; write nothing.")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(
    root: Path,
    now: datetime | None,
    jobs: int,
    language: str | None,
    format_name: str,
    fix: bool,
    diff: bool,
    files: tuple[Path, ...],
) -> None:
    """Run every check of build without publishing, and show every problem.

    With FILE, show only the problems of those files, checked together with all others. No pages are built.\f

    `format_name` is text, json, github, markdown, sarif or junit; `fix` writes corrections, `diff` shows them. Exits
    with PROBLEMS if there is an error, or with `diff` a correction.
    """
    message_language = language or language_of(root)
    if fix or diff:
        from site_builder.cli.commands.fix import fix_files  # 20 ms (yaml), which a plain check does not need

        with report_errors(root, language):
            in_json = diff and format_name == "json"
            count = fix_files(
                root, _paths(files, root), jobs, message_language, write=fix and not diff, in_json=in_json
            )
        if diff and count:
            sys.exit(PROBLEMS)
        if diff:
            return
    with report_errors(root, language):
        try:
            with progress(message_language) as stages:
                if files:
                    problems = _problems_of(files, root, check_sources_of(root, jobs, stages), message_language)
                else:
                    from site_builder.cli.site_session import check_site  # 60 ms, which `check FILE` saves

                    problems = check_site(root, now, jobs, stages).problems
        except Invalid as invalid:
            problems = tuple(invalid.problems)
        _print(problems, root, message_language, format_name)
    sys.exit(PROBLEMS if has_errors(problems) else OK)


def _problems_of(files: Iterable[Path], root: Path, problems: Iterable[Problem], language: str) -> tuple[Problem, ...]:
    """Return the problems of the files. Raises UsageError for a file that is not part of the catalogue."""
    wanted = _paths(files, root)
    with_problems = {problem.place.path for problem in problems}
    for file, path in zip(files, wanted, strict=True):
        is_source = path.startswith(("catalogue/", "content/"))
        if not is_source or (kind_of(path) is None and path not in with_problems):
            message = N_("{file} is not part of the catalogue in {root}.")
            raise click.UsageError(translate(message, language, {"file": str(file), "root": str(root)}))
    return tuple(problem for problem in problems if problem.place.path in wanted)


def _paths(files: Iterable[Path], root: Path) -> list[str]:
    """Return the files' paths from the root, with slashes; "" for a file outside the root."""
    top = root.resolve()
    return [file.resolve().relative_to(top).as_posix() if file.resolve().is_relative_to(top) else "" for file in files]


def _print(problems: Iterable[Problem], root: Path, language: str, format_name: str) -> None:
    if format_name == "json":
        click.echo(problem_text.as_json(problems, language))
    elif format_name == "github":
        for line in problem_text.as_github(problems, language):
            click.echo(line)
    elif format_name == "markdown":
        for line in problem_formats.as_markdown(problems, language):
            click.echo(line)
    elif format_name == "sarif":
        click.echo(problem_formats.as_sarif(problems, language))
    elif format_name == "junit":
        click.echo(problem_formats.as_junit(problems, language))
    else:
        print_problems(problems, root, language, asked_for=True)
        click.echo(problem_text.summary(problems, language))
        for line in problem_text.where_explained(problems, language):
            click.echo(line)

"""`site-builder suggest`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from site_builder.changes.corrections import from_json
from site_builder.changes.review import ChangedFile, Comment, from_json_lines, review
from site_builder.cli.console import language_of
from site_builder.cli.options import root_options
from site_builder.messages import translate
from site_builder.problems import N_

MAX_BYTES = 4_000_000
"""Bytes of a file that is read, at most."""

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@root_options
@click.argument("corrections", type=_file)
@click.argument("changed", type=_file)
@click.argument("comments", type=_file)
@click.argument("commit")
def suggest(root: Path, language: str | None, corrections: Path, changed: Path, comments: Path, commit: str) -> None:
    """Print a review for GitHub with CORRECTIONS (`check --diff --format json`) as suggested changes, or nothing.

    CHANGED are the files of the pull request, COMMENTS those that it has, as JSON lines of GitHub; COMMIT is its last
    commit. Corrections beside the lines of its diff are left out.
    """
    message_language = language or language_of(root)
    try:
        body = review(
            from_json(_read(corrections)),
            from_json_lines(_read(changed), ChangedFile),
            from_json_lines(_read(comments), Comment),
            commit,
            message_language,
        )
    except ValueError as fault:
        message = N_("The input is not what `suggest` reads: {fault}")
        raise click.UsageError(translate(message, message_language, {"fault": str(fault)})) from None
    if body is not None:
        click.echo(json.dumps(body, ensure_ascii=False))


def _read(path: Path) -> bytes:
    """Return the bytes of a file. Raises ValueError if it is larger than MAX_BYTES."""
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(path.name)
    return path.read_bytes()

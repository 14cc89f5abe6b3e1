"""`site-builder explain`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.cli.console import language_of
from site_builder.cli.guide import explanation, known_codes
from site_builder.cli.options import root_options
from site_builder.messages import translate
from site_builder.problems import N_, nearest


@click.command()
@root_options
@click.argument("code")
def explain(root: Path, language: str | None, code: str) -> None:
    """Explain the code of a problem, with an example of wrong and right, as the guide does.\f

    `code` is such as `dead-link`. Raises UsageError for an unknown one.
    """
    message_language = language or language_of(root)
    text = explanation(code, message_language)
    if text is None:
        near = nearest(code, known_codes())
        message = N_("There is no code «{code}». Did you mean {near}?") if near else N_("There is no code «{code}».")
        raise click.UsageError(translate(message, message_language, {"code": code, "near": near}))
    click.echo(text)

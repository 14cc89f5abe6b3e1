"""The help of every command is in Norwegian for a Norwegian site, and in English for all others."""

from __future__ import annotations

import gettext
import json
import subprocess
import sys
from pathlib import Path

import pytest

import site_builder

LOCALE = Path(site_builder.__file__).parent / "locale"


TEXTS = """
import json
import click
from site_builder.cli.click_language import help_of
from site_builder.cli.main import COMMANDS, main

def texts(command):
    yield help_of(command)
    for option in command.params:
        if isinstance(option, click.Option):
            yield from (text for text in (option.help, option.show_default) if isinstance(text, str))
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            if each := command.get_command(click.Context(command), name):
                yield from texts(each)

print(json.dumps([*texts(main), *(line for _, line in COMMANDS.values())]))
"""
"""Prints every help text. A process of its own, since a command that has run keeps the help in its language."""

EXAMPLES = {"30", "høst 2016", "2 semestre"}
"""Help that is an example, and the same in both languages."""


def test_every_help_text_has_a_norwegian_translation_and_every_translation_a_text() -> None:
    printed = subprocess.run([sys.executable, "-c", TEXTS], capture_output=True, text=True, check=True)
    texts = {*json.loads(printed.stdout)} - EXAMPLES - {""}
    found = gettext.translation("help", str(LOCALE), ["nb"])
    known = set(found._catalog) - {""}  # type: ignore[attr-defined]
    assert texts == known


@pytest.mark.parametrize(("language", "said"), [("nb", "Kjører alle kontrollene"), ("en", "Run every check")])
def test_help_is_in_the_language_that_is_asked_for(language: str, said: str) -> None:
    command = [sys.executable, "-m", "site_builder", "check", "--help", "--language", language]
    assert said in subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout

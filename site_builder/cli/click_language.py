"""The language of click's own messages and of the commands' help.

click translates with Python's gettext module, which takes the language from the environment variable LANGUAGE.
"""

from __future__ import annotations

import gettext
import inspect
import os
from collections.abc import Sequence
from pathlib import Path

import click

from site_builder.cli.options import find_root
from site_builder.sources.files import read_site_language

DOMAIN = "click"
HELP_DOMAIN = "help"
_USER_LANGUAGE = os.environ.get("LANGUAGE")


def set_click_language(arguments: Sequence[str]) -> None:
    """Set the language of click's messages and of help: that of --language, or else of the site at --root.

    `arguments` are those of the command line. Call it before click parses them. It sets the environment variable
    LANGUAGE to `nb` or `en`.
    """
    language = _option("--language", arguments) or read_site_language(Path(_option("--root", arguments) or find_root()))
    for domain in (DOMAIN, HELP_DOMAIN):
        gettext.bindtextdomain(domain, str(Path(__file__).parent.parent / "locale"))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = "nb" if language in ("nb", "nn") else "en"


def translated_help(text: str) -> str:
    """Return a help text in the language of `set_click_language`; unchanged if it has no translation."""
    return gettext.dgettext(HELP_DOMAIN, text) if text else ""


def help_of(command: click.Command) -> str:
    """Return the help text of a command in English: its docstring up to the form feed, which ends help in click."""
    return inspect.cleandoc(command.help or "").partition("\f")[0].rstrip()


def translate_help(command: click.Command) -> None:
    """Translate, in place, the help of a command, of its options and of its subcommands (`translated_help`)."""
    command.help = translated_help(help_of(command))
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            parameter.help = translated_help(parameter.help or "")
            if isinstance(parameter.show_default, str):
                parameter.show_default = translated_help(parameter.show_default)
    for each in getattr(command, "commands", {}).values():
        translate_help(each)


def translate_paths(command: click.Command) -> None:
    """Translate, in place, the word for a path (`file`, `directory`) in the usage of a command and its subcommands.

    Click looks these words up when the module of a command is imported, which may be before the language is known.
    """
    for kind in (parameter.type for parameter in command.params if isinstance(parameter.type, click.Path)):
        is_either = kind.file_okay and kind.dir_okay
        kind.name = gettext.gettext("path" if is_either else "file" if kind.file_okay else "directory")
    for each in getattr(command, "commands", {}).values():
        translate_paths(each)


def restore_user_language() -> None:
    """Set the environment variable LANGUAGE back to the user's own value, for programs that this one starts."""
    os.environ.pop("LANGUAGE", None)
    if _USER_LANGUAGE is not None:
        os.environ["LANGUAGE"] = _USER_LANGUAGE


def _option(name: str, arguments: Sequence[str]) -> str:
    """Return the value of an option, `--name value` or `--name=value`, or ""."""
    for number, argument in enumerate(arguments):
        if argument == name:
            return arguments[number + 1] if number + 1 < len(arguments) else ""
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
    return ""

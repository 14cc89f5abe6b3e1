"""The language of click's own messages: usage errors and prompts.

click translates with Python's gettext module, which takes the language from the environment variable LANGUAGE.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence
from pathlib import Path

from site_builder.cli.options import find_root
from site_builder.sources.files import read_site_language

DOMAIN = "click"
_USER_LANGUAGE = os.environ.get("LANGUAGE")


def set_click_language(arguments: Sequence[str]) -> None:
    """Set the language from --language, else from the settings of the site at --root.

    It must be known before click parses the arguments. Help texts exist in English only, so with --help it is English.
    """
    language = _option("--language", arguments) or read_site_language(Path(_option("--root", arguments) or find_root()))
    if {"--help", "-h"} & set(arguments):
        language = "en"
    gettext.bindtextdomain(DOMAIN, str(Path(__file__).parent.parent / "locale"))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = "nb" if language in ("nb", "nn") else "en"


def restore_user_language() -> None:
    """Set LANGUAGE to the user's own value, for other programs that this one starts."""
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

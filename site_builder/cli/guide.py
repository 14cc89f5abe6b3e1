"""The guides to problems, one in Norwegian and one in English: the heading of each code and the text below it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from site_builder.messages import NORWEGIAN
from site_builder.sources.package_files import package_path


def guide_of(language: str) -> str:
    """Return the path of the guide to problems for a language code: the Norwegian one, or else the English one."""
    return "docs/problems.md" if language in NORWEGIAN else "docs/problems.en.md"


def heading_of(code: str, language: str) -> str:
    """Return the path and fragment of the heading that explains a code: `docs/problems.en.md#dead-link`."""
    return f"{guide_of(language)}#{code}"


def explanation(code: str, language: str) -> str | None:
    """Return the heading of a code and the text below it, in the guide's language; None for an unknown code.

    A code may be given in brackets, as problems print it: `[dead-link]`.
    """
    return _sections(guide_of(language)).get(code.strip("[]").lower())


def known_codes() -> list[str]:
    """Return the codes that the guides explain, in the order of the guides."""
    return list(_sections(guide_of("nb")))


@cache
def _sections(path: str) -> Mapping[str, str]:
    parts = re.split(r"^## ", package_path(path).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {part.partition("\n")[0].strip(): f"{part.strip()}\n" for part in parts}

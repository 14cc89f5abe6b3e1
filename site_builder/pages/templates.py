"""Jinja over the templates that sources read; an error says which line of which template, and on which page."""

from __future__ import annotations

import marshal
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

from site_builder.memo import Memo
from site_builder.pages.cards import Card
from site_builder.pages.language import Words
from site_builder.problems import N_, Invalid, Place, error

OPTIONS: Mapping[str, Any] = {
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}


class _Compiled(BytecodeCache):
    """Templates compiled, recalled by name and text."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        bucket = Bucket(environment, name, self.get_source_checksum(source))
        bucket.code = marshal.loads(self._memo.recall(_compile, name, source))  # noqa: S302 - digest checked by the memo
        return bucket


def _compile(name: str, text: str) -> bytes:
    code = Environment(autoescape=True, **OPTIONS).compile(text, name, f"templates/{name}")
    return marshal.dumps(code)  # of this Python alone; the memo's fingerprint says which


def environment(
    templates: Mapping[str, str], words: Words, asset_addresses: Mapping[str, str], memo: Memo
) -> Environment:
    """Return an environment in one language: `_` and `ngettext` speak it, `asset` finds hashed names.

    A template chooses, loops and prints; what is missing is an error, and everything is escaped.
    """

    def load(name: str) -> tuple[str, str, None] | None:
        return (templates[name], f"templates/{name}", None) if name in templates else None

    made = Environment(loader=FunctionLoader(load), bytecode_cache=_Compiled(memo), autoescape=True, **OPTIONS)
    made.globals.update(
        _=words.say,
        ngettext=words.count,
        asset=lambda name: asset_addresses[name],
        draw_card=_card_drawer(made, words.language),
    )
    return made


def _card_drawer(made: Environment, language: str) -> Callable[[Card, int], Markup]:
    """Return what draws a card below a heading of a level; a course stands in some forty lists and is drawn once."""
    drawn: dict[tuple[int, int], tuple[Card, Markup]] = {}

    def draw(card: Card, level: int) -> Markup:
        mark = (id(card), level)  # the card is kept beside its drawing, so its identity stays its own
        if mark not in drawn:
            macro = made.get_template("partials/parts.html").module.card  # type: ignore[attr-defined]
            drawn[mark] = (card, macro(card, language, level))
        return drawn[mark][1]

    return draw


def compiled(made: Environment, template: str) -> None:
    """Have a template ready; what is wrong with it is said when a page is rendered."""
    with suppress(TemplateError):
        made.get_template(template)


def render(made: Environment, template: str, address: str, **context: object) -> str:
    """Return the page at `address`. Raises Invalid with the template and line where it cannot be made."""
    try:
        return made.get_template(template).render(**context)
    except (TemplateError, KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Invalid(
            [
                error(
                    _place(fault, template),
                    "template-error",
                    N_("The template fails on {page}: {said}."),
                    N_("Mend the template; see ARCHITECTURE.md for what a view holds."),
                    page=address,
                    said=_said(fault),
                )
            ]
        ) from fault


def _place(fault: Exception, template: str) -> Place:
    if isinstance(fault, TemplateSyntaxError):
        return Place(fault.filename or f"templates/{template}", fault.lineno)
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.startswith("templates/")]
    return Place(frames[-1].filename, frames[-1].lineno or 0) if frames else Place(f"templates/{template}")


def _said(fault: Exception) -> str:
    return str(fault).strip().rstrip(".").split("\n")[0] or type(fault).__name__

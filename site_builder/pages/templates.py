"""Jinja over the templates that sources read; an error says which line of which template, and on which page."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import CodeType

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.bccache import Bucket
from markupsafe import Markup

from site_builder.pages.cards import Card
from site_builder.pages.language import Words
from site_builder.problems import N_, Invalid, Place, error


class _Compiled(BytecodeCache):
    """Compiled templates by name and text, so that the next language, and the next build of `serve`, have them."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._known[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def environment(templates: Mapping[str, str], words: Words, asset_addresses: Mapping[str, str]) -> Environment:
    """Return an environment in one language: `_` and `ngettext` speak it, `asset` finds hashed names.

    A template chooses, loops and prints; what is missing is an error, and everything is escaped.
    """

    def load(name: str) -> tuple[str, str, None] | None:
        return (templates[name], f"templates/{name}", None) if name in templates else None

    made = Environment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_COMPILED,
    )
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

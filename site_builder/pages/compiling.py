"""Templates compiled by a copy of the process, while this one needs neither them nor Jinja yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial

from site_builder.engine.memo import Memo

COMPILED = "site_builder.pages.templates.compile_template"
"""The name under which compiled templates are remembered, as `memo.name_of` says it, without importing Jinja for it."""


def begin_compiling(read: Callable[[], Mapping[str, str]], memo: Memo) -> None:
    """Begin to compile the templates that there are to `read`, where `memo` knows none.

    What is wrong with one is told when a page is to be made of it.
    """
    if not any(memo.known(COMPILED)):
        templates = tuple(read().items())
        memo.begin(COMPILED, templates, partial(_compiled, templates))


def _compiled(templates: Sequence[tuple[str, str]], numbers: list[int]) -> list[bytes | None]:
    return [_compile(*templates[number]) for number in numbers]


def _compile(name: str, text: str) -> bytes | None:
    from jinja2 import TemplateError

    from site_builder.pages.templates import compile_template

    with suppress(TemplateError):
        return compile_template(name, text)
    return None

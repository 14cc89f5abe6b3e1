"""Jinja over the templates that sources read; an error says which line of which template, and on which page."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import lru_cache, partial
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from site_builder.pages.i18n import Locale
from site_builder.problems import N_, Invalid, Place, error

OPTIONS: Mapping[str, Any] = {
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}


class _Printer(CodeGenerator):
    """Prints a text of the interface by looking it up: there are fifty on a page, and to call for each takes longer.

    What is escaped is printed by `printed`, which does what Jinja's own does in a third of the time.
    """

    _printed: nodes.Node | None = None

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _is_text(node):
            self._printed = node
            self.write("(")
        elif frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if node is self._printed:
            self.write(f"environment.texts[{node.args[0].as_const()!r}]")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)


def _is_text(node: nodes.Node) -> bool:
    """Whether it is `_("words")`, with nothing to be filled in."""
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and node.node.name == "_"
        and [type(each) for each in node.args] == [nodes.Const]
        and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    )


class _Texts(dict[str, str]):
    """The texts of a language, escaped."""

    def __init__(self, locale: Locale) -> None:
        super().__init__()
        self._words = locale

    def __missing__(self, message: str) -> str:
        self[message] = str(escape(self._words.gettext(message)))
        return self[message]


def printed(value: object) -> object:
    """Return what a template prints of a value: escaped, unless it is markup; the same words stand on many pages."""
    if type(value) is str:
        return _escaped(value)
    return value if type(value) is Markup else escape(value)


@lru_cache(maxsize=1 << 12)
def _escaped(text: str) -> str:
    return str(escape(text))


class _Speaking(Environment):
    """An environment that knows the `texts` of its language, and how values are `printed`."""

    code_generator_class = _Printer
    printed = staticmethod(printed)
    texts: Mapping[str, str]


class CompiledTemplates(BytecodeCache):
    """In-memory bytecode of templates, shared by the environments of all languages.

    It is never written to disk: bytecode is code, and a cache that came with a checkout must not be able to run.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Set the bucket's code, if a template of that name and text was compiled before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the bucket's code by name and checksum of the text."""
        self._codes[bucket.key, bucket.checksum] = bucket.code


def environment(
    templates: Mapping[str, str], locale: Locale, asset_addresses: Mapping[str, str], compiled: CompiledTemplates
) -> Environment:
    """Return an environment in one language: `_` and `ngettext` speak it, `asset` finds hashed names, `draw` what
    stands on many pages.

    A template chooses, loops and prints; what is missing is an error, and everything is escaped.
    """

    def load(name: str) -> tuple[str, str, None] | None:
        return (templates[name], f"templates/{name}", None) if name in templates else None

    made = _Speaking(loader=FunctionLoader(load), bytecode_cache=compiled, autoescape=True, optimized=False, **OPTIONS)
    made.texts = _Texts(locale)
    made.globals.update(
        _=locale.gettext,
        ngettext=locale.ngettext,
        asset=lambda name: asset_addresses[name],
        render_macro_once=(render_macro_once := _macro_renderer(made)),
        render_each_once=partial(_render_each_once, render_macro_once),
    )
    return made


def _render_each_once(
    render_macro_once: Callable[..., Markup], macro: str, values: Iterable[object], *rest: str | int
) -> Markup:
    return Markup("".join([render_macro_once(macro, value, *rest) for value in values]))  # noqa: S704 - each is Markup


def _macro_renderer(made: Environment) -> Callable[..., Markup]:
    """Return what draws a thing with a macro of partials/parts.html, once: a course stands in some forty lists, and a
    menu on every page.
    """
    drawn: dict[tuple[object, ...], tuple[object, Markup]] = {}

    def render_macro_once(macro: str, thing: object, *rest: str | int) -> Markup:
        mark = (macro, id(thing), *rest)  # the thing is kept beside its drawing, so its identity stays its own
        if mark not in drawn:
            drawn[mark] = (thing, getattr(made.get_template("partials/parts.html").module, macro)(thing, *rest))
        return drawn[mark][1]

    return render_macro_once


def compile_into(made: Environment, template: str) -> None:
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

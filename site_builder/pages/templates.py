"""Render Jinja templates. An error names the line of the template and the page that was rendered."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket
from markupsafe import Markup

from site_builder.catalogue.labels import names_role
from site_builder.engine.parallel import run_in_worker
from site_builder.pages.i18n import Locale, in_small_letters
from site_builder.pages.linked import linked
from site_builder.pages.titles import whole_ranges
from site_builder.problems import N_, Invalid, Place, SiteBuilderError, error

PARTS = "partials/parts.html"
"""Template with the macros that `render_macro_once` calls."""


class CompiledTemplates(BytecodeCache):
    """Jinja's cache of compiled templates, in memory, shared by all languages and all builds of a process.

    Jinja's own caches write to a folder or to memcached; another user of the machine could write code there. Only the
    last version of each template is kept, so that `serve` grows no larger as templates are edited.
    """

    def __init__(self) -> None:
        """Start with no templates compiled."""
        self._kept: dict[str, Bucket] = {}
        self._no_environment = Environment()  # noqa: S701 - renders nothing

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill Jinja's bucket with the compiled code of its template, if this very text is compiled already."""
        kept = self._kept.get(bucket.key)
        bucket.code = kept.code if kept and kept.checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the code that Jinja has compiled for the bucket's template."""
        kept = self._kept[bucket.key] = Bucket(self._no_environment, bucket.key, bucket.checksum)
        kept.code = bucket.code

    def to_bytes(self) -> list[tuple[str, str, bytes]]:
        """Return (key, checksum, code) of each template, to send to the process that this one was forked from."""
        return [(key, kept.checksum, kept.bytecode_to_string()) for key, kept in self._kept.items()]

    def add(self, compiled: Iterable[tuple[str, str, bytes]]) -> None:
        """Store templates compiled in a forked process: `compiled` is what `to_bytes` returned there.

        Bytes from anywhere else could run any code.
        """
        for key, checksum, code in compiled:
            self._kept[key] = Bucket(self._no_environment, key, checksum)
            self._kept[key].bytecode_from_string(code)


_COMPILED = CompiledTemplates()
"""Compiling all templates takes 0.2 s, more than half of the build of a small site."""


def compile_in_worker(templates: Mapping[str, str], jobs: int) -> Callable[[], None]:
    """Begin to compile all templates in a forked worker. Return a function that waits until this process has the code.

    `templates` maps names to texts. If `jobs` is 1, nothing is begun: a template is compiled when it is first used.
    """
    if jobs < 2:
        return lambda: None
    compiled = run_in_worker(partial(_compile, templates), jobs)
    return lambda: _COMPILED.add(compiled())


def _compile(templates: Mapping[str, str]) -> list[tuple[str, str, bytes]]:
    """Return the compiled templates. One with an error is left out: it is reported where a page is rendered from it."""
    made = _environment(templates)
    for name in templates:
        if name.endswith(".html"):
            with suppress(Exception):
                made.get_template(name)
    return _COMPILED.to_bytes()


def environment(templates: Mapping[str, str], locale: Locale, asset_addresses: Mapping[str, str]) -> Environment:
    """Return the Jinja environment of one language. `templates` maps names (`pages/course.html`) to texts.

    Templates can call `_` and `ngettext` (translations by `locale`), `asset` (name -> hashed URL path, from
    `asset_addresses`), `linked`, `render_macro_once` and `render_each_once`. Undefined variables are errors, and
    everything that is not Markup is escaped.
    """
    made = _environment(templates)
    made.filters["small"] = locale.small
    render_macro_once = _macro_renderer(made)
    made.globals.update(
        _=locale.gettext,
        ngettext=locale.ngettext,
        linked=linked,
        asset=asset_addresses.__getitem__,
        render_macro_once=render_macro_once,
        render_each_once=partial(_render_each_once, render_macro_once),
    )
    return made


def _environment(templates: Mapping[str, str]) -> Environment:
    """Return an environment without globals: all that compiling depends on."""

    def load(name: str) -> tuple[str, str, None] | None:
        return (templates[name], f"templates/{name}", None) if name in templates else None

    made = Environment(
        loader=FunctionLoader(load),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}  # å is two bytes, \u00e5 six
    made.filters.update(small=in_small_letters, whole_ranges=whole_ranges, names_role=names_role)
    return made


def _render_each_once(
    render_macro_once: Callable[..., Markup], macro: str, values: Iterable[object], *rest: str | int
) -> Markup:
    return Markup("".join([render_macro_once(macro, value, *rest) for value in values]))  # noqa: S704 - each is Markup


def _macro_renderer(made: Environment) -> Callable[..., Markup]:
    """Return a function that renders a macro of partials/parts.html once for each value and set of arguments.

    A course is in some forty lists and the menu is on every page: without the cache rendering takes twice as long.
    """
    rendered: dict[tuple[object, ...], tuple[object, Markup]] = {}

    def render_macro_once(macro: str, value: object, *rest: str | int) -> Markup:
        key = (macro, id(value), *rest)  # the value is stored with its markup, so that its id is not reused
        if key not in rendered:
            rendered[key] = (value, getattr(made.get_template(PARTS).module, macro)(value, *rest))
        return rendered[key][1]

    return render_macro_once


def render(made: Environment, template: str, address: str, **context: object) -> str:
    """Return the HTML of a template, rendered with `context` in the environment `made`.

    `address` is the page's URL path, for messages. Raises Invalid with the template and line of an error in it.
    """
    try:
        return made.get_template(template).render(**context)
    except SiteBuilderError:
        raise
    except Exception as fault:  # a template can divide by zero, recurse without end, or fail in any other way
        raise Invalid(
            [
                error(
                    _place(fault, template),
                    "template-error",
                    N_("The template fails on {page}: it needs «{said}», which does not exist.")
                    if isinstance(fault, TemplateNotFound)
                    else N_("The template fails on {page}: {said}."),
                    N_("Correct the template; ARCHITECTURE.md describes the values that a view has."),
                    page=address,
                    said=_first_line(fault),
                )
            ]
        ) from fault


def _place(fault: Exception, template: str) -> Place:
    """Return the innermost line of a template in the traceback. Jinja gives compiled code the path of its template.

    A recursion without end stops wherever the depth runs out, so the page's own template counts.
    """
    if isinstance(fault, TemplateSyntaxError):
        return Place(fault.filename or f"templates/{template}", fault.lineno)
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.startswith("templates/")]
    if isinstance(fault, RecursionError):
        frames = [frame for frame in frames if frame.filename == f"templates/{template}"] or frames
    return Place(frames[-1].filename, frames[-1].lineno or 0) if frames else Place(f"templates/{template}")


def _first_line(fault: Exception) -> str:
    return str(fault).strip().rstrip(".").split("\n")[0] or type(fault).__name__

"""Pages in, outputs out: each view through its template, the links of texts filled in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from html import escape, unescape
from typing import TYPE_CHECKING

import msgspec
from markupsafe import Markup

from site_builder.catalogue.checks.text_links import link_target
from site_builder.catalogue.years import Catalogue
from site_builder.engine.generated_file import GeneratedFile
from site_builder.engine.memo import Memo
from site_builder.engine.parallel import MIN_TASKS_TO_FORK, parallel_map
from site_builder.engine.spool import Spool, SpooledFile
from site_builder.output.output import FileFacts, Output
from site_builder.pages.assets import Assets, fingerprint_image
from site_builder.pages.i18n import Translations
from site_builder.pages.plan import Page
from site_builder.pages.templates import CompiledTemplates, compile_into, environment, render
from site_builder.pages.urls import file_of
from site_builder.problems import N_

if TYPE_CHECKING:
    from jinja2 import Environment

_REFERENCE = re.compile(r'(<(?:a|img)\b[^>]*?\s(?:href|src)=")([^"]*)(")')


def _view_digest(page: Page) -> tuple[str, ...]:
    """Return a mark of what a page shows, which is another when its template would be given anything else."""
    return (hashlib.sha256(msgspec.msgpack.encode(page.make_view())).hexdigest(),)


class Renderer:
    """Renders pages by number; what a language needs is set up when it is first asked for, or beforehand."""

    def __init__(
        self,
        pages: tuple[Page, ...],
        catalogue: Catalogue,
        templates: Mapping[str, str],
        assets: Assets,
        translations: Translations,
    ) -> None:
        """Keep what pages are made from; `pictures` are those of their texts, as files."""
        self.pages = pages
        self.pictures = {path: fingerprint_image(path, content) for path, content in sorted(catalogue.images.items())}
        self._catalogue = catalogue
        self._templates = templates
        self._assets = assets
        self._translations = translations
        self._settings: dict[str, tuple[Environment, Mapping[str, str], str]] = {}
        self._compiled = CompiledTemplates()

    def compile_templates(self) -> None:
        """Compile all templates before workers are forked, which inherit them."""
        for language in {page.language for page in self.pages}:
            for name in self._templates:
                if name.endswith(".html"):
                    compile_into(self._setting(language)[0], name)

    def render(self, number: int) -> bytes:
        """Return the bytes of a page. Raises Invalid where its template cannot be rendered."""
        page = self.pages[number]
        made, targets, table = self._setting(page.language)
        view = page.make_view()
        prose = partial(_prose, source=page.source, targets=targets, table=table)
        return render(made, page.template, page.address, view=view, page=view.page, prose=prose).encode()

    def path(self, number: int) -> str:
        """Return where a page lies below the published folder."""
        return file_of(self.pages[number].address)

    def output(self, number: int, made: bytes | SpooledFile | None = None, facts: FileFacts | None = None) -> Output:
        """Return a page as a file; `made` are its bytes where they are made already."""
        page = self.pages[number]
        template = f"templates/{page.template}"
        return Output(self.path(number), made or partial(self.render, number), page.source or template, template, facts)

    def _setting(self, language: str) -> tuple[Environment, Mapping[str, str], str]:
        if language not in self._settings:
            locale = self._translations[language]
            here = (page for page in self.pages if page.language == language)
            pictures = {path: f"/{image.path}" for path, image in self.pictures.items()}
            self._settings[language] = (
                environment(self._templates, locale, self._assets.addresses, self._compiled),
                _targets(here, self._catalogue) | pictures,
                locale.gettext(N_("Table")),
            )
        return self._settings[language]


def render_pages(
    renderer: Renderer, generated_files: Sequence[GeneratedFile], memo: Memo, spool: Spool, shared_digest: str
) -> tuple[Output, ...]:
    """Return every page as a file, kept in the `spool`, the generated files and the pictures of the texts.

    `shared_digest` covers the inputs shared by all pages. A page whose inputs, or whose view, have the digest of an
    earlier build is not rendered: its bytes are rendered only if they are read.
    Raises Invalid where a template cannot be rendered.
    """
    rendered_now: dict[int, bytes | SpooledFile] = {}
    first = len(renderer.pages)

    def make(number: int) -> tuple[FileFacts, bytes | SpooledFile]:
        path = renderer.path(number) if number < first else generated_files[number - first].path
        content = renderer.render(number) if number < first else generated_files[number - first].make()
        return FileFacts.of(path, content), spool.write(path, content)

    def make_all(numbers: list[int]) -> list[FileFacts]:
        many = len(numbers) >= MIN_TASKS_TO_FORK  # fewer compile only the templates that they use
        if many and any(number < first for number in numbers):
            renderer.compile_templates()
        made = parallel_map(make, numbers, memo.jobs)
        rendered_now.update((number, kept) for number, (_, kept) in zip(numbers, made, strict=True))
        return [known for known, _ in made]

    keys = [
        (shared_digest, page.template, page.address, *(page.inputs or partial(_view_digest, page))())
        for page in renderer.pages
    ]
    keys += [(shared_digest, file.path, *file.inputs) for file in generated_files]
    facts = memo.get_or_compute_many("pages", keys, make_all)
    return (
        *(renderer.output(number, rendered_now.get(number), facts[number]) for number in range(first)),
        *(
            Output(file.path, rendered_now.get(number, file.make), file.source, facts=facts[number])
            for number, file in enumerate(generated_files, first)
        ),
        *renderer.pictures.values(),
    )


def _prose(html: str, source: str, targets: Mapping[str, str], table: str) -> Markup:
    """Return a text ready to print: links filled in, and wide tables in a frame that the keyboard can scroll."""
    opening = f'<div class="table-scroll" tabindex="0" role="group" aria-label="{escape(table)}"><table>'
    framed = html.replace("<table>", opening).replace("</table>", "</table></div>")
    return Markup(link(framed, source, targets))  # noqa: S704 - sanitised by catalogue/markdown/convert.py


def link(html: str, source: str, targets: Mapping[str, str]) -> str:
    """Return the HTML of a text with each link to a file replaced by the address of the page made from it."""

    def fill_in(found: re.Match[str]) -> str:
        target = link_target(source, unescape(found[2]))
        if target is None or target[0] not in targets or unescape(found[2]).startswith("#"):
            return found[0]
        anchor = f"#{target[1]}" if target[1] else ""
        return found[1] + escape(targets[target[0]] + anchor) + found[3]

    return _REFERENCE.sub(fill_in, html)


def _targets(pages: Iterable[Page], catalogue: Catalogue) -> dict[str, str]:
    """Return path of file -> address of the page made from it, in one language.

    A link to any language's file of an article leads to the reader's own.
    """
    found = {page.source: page.address for page in pages if page.source and page.template != "pages/moved.html"}
    articles = catalogue.articles.items()
    shown = {key: found[article.source] for (key, _), article in articles if article.source in found}
    return found | {article.source: shown[key] for (key, _), article in articles if key in shown}

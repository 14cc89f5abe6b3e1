"""Render the planned pages: make the view, fill in the links of its text, render its template."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from html import escape, unescape
from typing import NamedTuple

import msgspec
from jinja2 import Environment
from markupsafe import Markup

from site_builder.catalogue.checks.text_links import link_target
from site_builder.catalogue.years import Catalogue
from site_builder.engine.generated_file import GeneratedFile
from site_builder.engine.memo import Cache, Memo
from site_builder.engine.parallel import parallel_map
from site_builder.engine.spool import Spool, SpooledFile
from site_builder.output.output import FileFacts, Output
from site_builder.output.root_path import root_path, with_root_path
from site_builder.output.site_files import file_of
from site_builder.pages.assets import Assets, fingerprint_image, sizes_of
from site_builder.pages.i18n import Translations
from site_builder.pages.page import Page, SharePicture
from site_builder.pages.share_pictures import share_pictures
from site_builder.pages.templates import environment, render
from site_builder.pages.titles import whole_ranges_in
from site_builder.problems import N_

PAGES = Cache("pages", FileFacts)
"""Facts about rendered files, by the digests of their inputs."""

_REFERENCE = re.compile(r'(<(?:a|img)\b[^>]*?\s(?:href|src)=")([^"]*)(")')


def _view_digest(page: Page) -> tuple[str, ...]:
    """Return the digest of the page's view: all values that its template can print."""
    return (hashlib.sha256(msgspec.msgpack.encode(page.make_view())).hexdigest(),)


def _key(page: Page) -> tuple[str, ...]:
    """Return all that the bytes of a page depend on, apart from the inputs shared by all pages."""
    picture = page.picture or SharePicture("")
    inputs = page.inputs() if page.inputs else _view_digest(page)
    return (page.template, page.address, picture.address, picture.title, *inputs)


class _Language(NamedTuple):
    """The inputs that the pages of one language share.

    `targets` maps paths of source files to addresses, `sizes` those of pictures to width and height in pixels.
    """

    environment: Environment
    targets: Mapping[str, str]
    sizes: Mapping[str, tuple[int, int]]
    table_label: str


class Renderer:
    """Renders pages by their `number`, the index in `pages` (from 0).

    The Jinja environment of a language is made when its first page is rendered.
    """

    def __init__(
        self,
        pages: tuple[Page, ...],
        catalogue: Catalogue,
        templates: Mapping[str, str],
        assets: Assets,
        translations: Translations,
    ) -> None:
        """Store the inputs of all pages. `pictures` maps the source paths of the texts' pictures to published files."""
        self.pages = pages
        self.pictures = {path: fingerprint_image(path, content) for path, content in sorted(catalogue.images.items())}
        self._catalogue = catalogue
        self._templates = templates
        self._assets = assets
        self._translations = translations
        self._languages: dict[str, _Language] = {}

    def compile_templates(self, numbers: Iterable[int]) -> None:
        """Compile the templates of these pages before the process forks, so that workers inherit the code.

        `numbers` are those of the pages. A template with an error is left out: the error is reported when a page is
        rendered from it.
        """
        pages = [self.pages[number] for number in numbers]
        shared = {name for name in self._templates if name.endswith(".html") and not name.startswith("pages/")}
        for language in {page.language for page in pages}:
            for name in sorted(shared | {page.template for page in pages}):
                with suppress(Exception):
                    self._language(language).environment.get_template(name)

    def render(self, number: int) -> bytes:
        """Return the bytes of page `number`. Raises Invalid if its template cannot be rendered."""
        page = self.pages[number]
        language = self._language(page.language)
        view = page.make_view()
        prose = partial(_prose, source=page.source, language=language)
        values = {"view": view, "page": view.page, "prose": prose, "picture": page.picture}
        html = render(language.environment, page.template, page.address, **values)
        return with_root_path(html, root_path(self._catalogue.settings.base)).encode()

    def path(self, number: int) -> str:
        """Return the path of page `number` in the published folder."""
        return file_of(self.pages[number].address)

    def output(self, number: int, content: bytes | SpooledFile | None = None, facts: FileFacts | None = None) -> Output:
        """Return page `number` as a published file. Without `content` it is rendered when its bytes are read.

        `facts` are those of its bytes, if they are known.
        """
        page = self.pages[number]
        template = f"templates/{page.template}"
        source = content or partial(self.render, number)
        return Output(self.path(number), source, page.source or template, template, facts)

    def share_pictures(self) -> Iterator[GeneratedFile]:
        """Yield the pictures that services show with links to pages."""
        return share_pictures(self._catalogue, self.pages, self._translations)

    def _language(self, language: str) -> _Language:
        if language not in self._languages:
            locale = self._translations[language]
            pages = (page for page in self.pages if page.language == language)
            pictures = {path: f"/{image.path}" for path, image in self.pictures.items()}
            self._languages[language] = _Language(
                environment(self._templates, locale, self._assets.addresses),
                _targets(pages, self._catalogue) | pictures,
                sizes_of(self._catalogue.images),
                locale.gettext(N_("Table")),
            )
        return self._languages[language]


def render_pages(
    renderer: Renderer, generated_files: Sequence[GeneratedFile], memo: Memo, spool: Spool, shared_digest: str
) -> tuple[Output, ...]:
    """Return the pages of `renderer`, the `generated_files`, and the pictures in texts and of shared links, as outputs.

    `shared_digest` covers the inputs shared by all pages. A page or file whose inputs have the digest of an earlier
    build (in `memo`) is not rendered: its bytes are made only if they are read. New bytes are stored in the `spool`.
    Raises Invalid if a template cannot be rendered.
    """
    generated_files = (*generated_files, *renderer.share_pictures())
    rendered_now: dict[int, bytes | SpooledFile] = {}
    first = len(renderer.pages)

    def make(number: int) -> tuple[FileFacts, bytes | SpooledFile]:
        path = renderer.path(number) if number < first else generated_files[number - first].path
        content = renderer.render(number) if number < first else generated_files[number - first].make()
        return FileFacts.of(path, content), spool.write(content)

    def make_all(numbers: list[int]) -> list[FileFacts]:
        renderer.compile_templates(number for number in numbers if number < first)
        results = parallel_map(make, numbers, memo.jobs)
        rendered_now.update((number, content) for number, (_, content) in zip(numbers, results, strict=True))
        return [facts for facts, _ in results]

    keys = [(shared_digest, *_key(page)) for page in renderer.pages]
    keys += [(shared_digest, file.path, *file.inputs) for file in generated_files]
    facts = memo.get_or_compute_many(PAGES, keys, make_all)
    return (
        *(renderer.output(number, rendered_now.get(number), facts[number]) for number in range(first)),
        *(
            Output(file.path, rendered_now.get(number, file.make), file.source, facts=facts[number])
            for number, file in enumerate(generated_files, first)
        ),
        *renderer.pictures.values(),
    )


def _prose(html: str, source: str, language: _Language) -> Markup:
    """Return the HTML of a text from the file `source`, links filled in, tables wrapped to scroll by keyboard."""
    opening = f'<div class="table-scroll" tabindex="0" role="group" aria-label="{escape(language.table_label)}"><table>'
    wrapped = html.replace("<table>", opening).replace("</table>", "</table></div>")
    whole = whole_ranges_in(link(wrapped, source, language.targets, language.sizes))
    return Markup(whole)  # noqa: S704 - sanitised by catalogue/markdown/convert.py


def link(html: str, source: str, targets: Mapping[str, str], sizes: Mapping[str, tuple[int, int]]) -> str:
    """Return the HTML of a text with its links to source files replaced by addresses of pages.

    `source` is the path of the file that has the text, `targets` maps paths of source files to URL paths; other links
    are unchanged. A picture gets its size in pixels, `sizes` by path, unless the text gives one, so that browsers
    reserve its place.
    """

    def fill_in(found: re.Match[str]) -> str:
        target = link_target(source, unescape(found[2]))
        if target is None or target[0] not in targets or unescape(found[2]).startswith("#"):
            return found[0]
        anchor = f"#{target[1]}" if target[1] else ""
        address = found[1] + escape(targets[target[0]] + anchor) + found[3]
        tag = html[found.start() : html.find(">", found.end())]
        if not tag.startswith("<img") or target[0] not in sizes or " width=" in tag or " height=" in tag:
            return address
        width, height = sizes[target[0]]
        return f'{address} width="{width}" height="{height}"'

    return _REFERENCE.sub(fill_in, html)


def _targets(pages: Iterable[Page], catalogue: Catalogue) -> dict[str, str]:
    """Return path of source file -> address of its page, in the language of `pages`.

    A link to any language's file of an article leads to the page in this language.
    """
    found = {page.source: page.address for page in pages if page.source and page.template != "pages/moved.html"}
    articles = catalogue.articles.items()
    shown = {key: found[article.source] for (key, _), article in articles if article.source in found}
    return found | {article.source: shown[key] for (key, _), article in articles if key in shown}

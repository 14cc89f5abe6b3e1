"""Pages in, outputs out: each view through its template, the links of texts filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from html import escape, unescape

from markupsafe import Markup

from site_builder.catalogue.links import target_of
from site_builder.catalogue.model import Catalogue
from site_builder.output import Output
from site_builder.pages.assets import Assets, fingerprint_image
from site_builder.pages.language import Translations
from site_builder.pages.plan import Page
from site_builder.pages.templates import environment, render
from site_builder.pages.urls import file_of
from site_builder.problems import N_

_REFERENCE = re.compile(r'(<(?:a|img)\b[^>]*?\s(?:href|src)=")([^"]*)(")')


def render_pages(
    pages: Iterable[Page],
    catalogue: Catalogue,
    templates: Mapping[str, str],
    assets: Assets,
    translations: Translations,
) -> tuple[Output, ...]:
    """Return every page as a file, and the pictures of their texts.

    Raises Invalid where a template cannot be rendered.
    """
    planned = tuple(pages)
    images = {path: fingerprint_image(path, content) for path, content in sorted(catalogue.images.items())}
    pictures = {path: f"/{image.path}" for path, image in images.items()}
    outputs = []
    for language in dict.fromkeys(page.language for page in planned):
        made = environment(templates, translations[language], assets.addresses)
        here = [page for page in planned if page.language == language]
        targets = _targets(here, catalogue) | pictures
        table = translations[language].say(N_("Table"))
        for page in here:
            prose = partial(_prose, source=page.source, targets=targets, table=table)
            html = render(made, page.template, page.address, view=page.view, frame=page.view.frame, prose=prose)
            template = f"templates/{page.template}"
            outputs.append(Output(file_of(page.address), html.encode(), page.source or template, template))
    return (*outputs, *images.values())


def _prose(html: str, source: str, targets: Mapping[str, str], table: str) -> Markup:
    """Return a text ready to print: links filled in, and wide tables in a frame that the keyboard can scroll."""
    opening = f'<div class="table-scroll" tabindex="0" role="group" aria-label="{escape(table)}"><table>'
    framed = html.replace("<table>", opening).replace("</table>", "</table></div>")
    return Markup(link(framed, source, targets))  # noqa: S704 - sanitised by catalogue/markup.py


def link(html: str, source: str, targets: Mapping[str, str]) -> str:
    """Return the HTML of a text with each link to a file replaced by the address of the page made from it."""

    def fill_in(found: re.Match[str]) -> str:
        target = target_of(source, unescape(found[2]))
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

"""The texts of search hits that answer a question: sections of articles, and tools."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from site_builder.catalogue.sections import common_sections, sections
from site_builder.catalogue.tools import tools
from site_builder.catalogue.years import Catalogue
from site_builder.pages.i18n import Locale
from site_builder.pages.urls import Addresses

Hit = tuple[str, str, str, str, str]
"""(key, title, address, language, text) of a hit."""


def section_hits(catalogue: Catalogue, locale: Locale, addresses: Addresses) -> Iterator[Hit]:
    """Yield the hit (see Hit) of each section of articles, sorted by article, in the language of its page."""
    versions: dict[str, list[str]] = {}
    for key, language in sorted(catalogue.articles):
        if key != "forside":
            versions.setdefault(key, []).append(language)
    for key, languages in versions.items():
        article = catalogue.article(key, locale.language)
        if article and any(common_sections([catalogue.articles[key, language] for language in languages])):
            for number, each in enumerate(sections(article)):
                address = f"{addresses.article(key)}#{each.id}"
                yield f"{key}#{number}", each.title, address, article.language, each.sentence


def tool_hits(catalogue: Catalogue, locale: Locale, addresses: Addresses) -> Iterator[Hit]:
    """Yield the hit (see Hit) of each tool that the site has, such as the page of deadlines."""
    year = catalogue.current_year.key
    address: Mapping[str, Callable[[], str]] = {
        "frister": lambda: addresses.deadlines(year),
        "samlinger": lambda: addresses.gatherings(year),
        "hva-mangler-jeg": lambda: addresses.requirements(year),
        "i-tall": lambda: addresses.figures(year),
        "alle": lambda: addresses.all_courses(year),
        "min-liste": addresses.list,
        "historier": addresses.stories,
        "legg-inn": addresses.form,
    }
    for tool in tools(catalogue):
        title, sentence = locale.label(tool.title), locale.label(tool.sentence)
        yield tool.key, title, address[tool.key](), locale.language, sentence

"""Files that describe the site to programs: robots.txt, OpenSearch, llms.txt and speculation rules.

OpenSearch lets a browser offer the site's search, llms.txt describes the site to language models, and speculation
rules let a browser fetch a page when its link is pressed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from site_builder.catalogue.years import Catalogue, Settings
from site_builder.output.output import Output
from site_builder.output.root_path import root_path
from site_builder.pages.i18n import Locale, Translations
from site_builder.pages.urls import Addresses, addresses_for
from site_builder.problems import N_


def _speculation(root: str) -> dict[str, object]:
    """Return speculation rules: a page below `root` is prefetched when its link is pressed, other files are not."""
    pages = {"and": [{"href_matches": f"{root}/*"}, {"not": {"href_matches": f"{root}/*.*"}}]}
    return {"prefetch": [{"where": pages, "eagerness": "conservative"}]}


def discovery_files(catalogue: Catalogue, translations: Translations) -> Iterator[Output]:
    """Yield robots.txt, llms.txt, speculation-rules.json, and an OpenSearch description for each language.

    `translations` maps each language code of the site to its Locale.
    """
    settings = catalogue.settings
    yield Output("speculation-rules.json", json.dumps(_speculation(root_path(settings.base))).encode())
    yield Output("robots.txt", _robots(settings).encode())
    first = settings.languages[0]
    yield Output("llms.txt", _llms(catalogue, translations[first], addresses_for(first, catalogue)).encode())
    for language in settings.languages:
        addresses = addresses_for(language, catalogue)
        content = _opensearch(settings, translations[language], addresses)
        yield Output(addresses.opensearch().lstrip("/"), content.encode())


def _robots(settings: Settings) -> str:
    """Return robots.txt (robotstxt.org). A preview excludes all robots."""
    if settings.preview:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\nSitemap: {settings.base}/sitemap.xml\n"


def _opensearch(settings: Settings, locale: Locale, addresses: Addresses) -> str:
    """Return the OpenSearch 1.1 description. It allows 16 characters in a short name and 1024 in a description."""
    language = locale.language
    template = f"{settings.base}{addresses.search()}?q={{searchTerms}}"
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
            f"<ShortName>{escape(settings.name.in_language(language)[:16].strip())}</ShortName>",
            f"<Description>{escape(settings.description.in_language(language)[:1024])}</Description>",
            "<InputEncoding>UTF-8</InputEncoding>",
            f"<Language>{language}</Language>",
            f'<Url type="text/html" method="get" template="{escape(template)}"/>',
            f'<Url type="application/opensearchdescription+xml" rel="self" template="'
            f'{escape(settings.base + addresses.opensearch())}"/>',
            "</OpenSearchDescription>",
            "",
        ]
    )


def _llms(catalogue: Catalogue, locale: Locale, addresses: Addresses) -> str:
    """Return llms.txt (llmstxt.org) as Markdown: a title, a summary, and lists of links."""
    settings, language = catalogue.settings, locale.language
    base, year = settings.base, catalogue.current_year
    pages = [
        (locale.gettext(N_("All courses from A to Z")), addresses.all_courses(year.key)),
        (locale.gettext(N_("Deadlines")), addresses.deadlines(year.key)),
        *((each.title, addresses.article(each.key)) for each in catalogue.articles_at("menu", language)),
    ]
    data = [("JSON", "/catalogue.json"), ("CSV", "/catalogue.csv"), ("MLO (XML)", "/catalogue.mlo.xml"),
            ("CDM (XML)", "/catalogue.cdm.xml"),
            ("European Learning Model (JSON-LD)", "/catalogue.elm.jsonld"), ("Atom", addresses.feed()),
            ("iCalendar", addresses.year_calendar(year.key))]  # fmt: skip
    licence = settings.licence.in_language(language) if settings.licence else ""
    return "\n".join(
        [
            f"# {settings.name.in_language(language)}",
            "",
            f"> {settings.description.in_language(language)}",
            "",
            locale.gettext(
                N_("Courses marked as examples are written to demonstrate the catalogue; the others give their source.")
            ),
            "",
            *([locale.gettext(N_("Data licence:")) + " " + licence, ""] if licence else []),
            "## " + locale.gettext(N_("Pages")),
            "",
            *(f"- [{title}]({base}{address})" for title, address in pages),
            "",
            "## " + locale.gettext(N_("Data")),
            "",
            *(f"- [{title}]({base}{address})" for title, address in data),
            "",
        ]
    )

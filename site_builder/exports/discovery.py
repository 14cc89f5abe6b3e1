"""How programs find their way: robots.txt, OpenSearch for the browser's search field, llms.txt for language models.

And how browsers get ahead of their readers: which links are worth fetching in the moment somebody presses them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from site_builder.catalogue.years import Catalogue, Settings
from site_builder.output.output import Output
from site_builder.pages.i18n import Locale, Translations
from site_builder.pages.urls import Addresses, addresses_for
from site_builder.problems import N_

SPECULATION = {
    "prefetch": [
        {
            "where": {"and": [{"href_matches": "/*"}, {"not": {"href_matches": "/*.*"}}]},
            "eagerness": "conservative",
        }
    ]
}
"""Pages, whose addresses end in a slash, and no files; fetched as a link is pressed, before it is let go."""


def discovery_files(catalogue: Catalogue, translations: Translations) -> Iterator[Output]:
    """Yield robots.txt, llms.txt and the speculation rules, and an OpenSearch description for each language."""
    settings = catalogue.settings
    yield Output("speculation-rules.json", json.dumps(SPECULATION).encode())
    yield Output("robots.txt", _robots(settings).encode())
    first = settings.languages[0]
    yield Output("llms.txt", _llms(catalogue, translations[first], addresses_for(first, settings.languages)).encode())
    for language in settings.languages:
        addresses = addresses_for(language, settings.languages)
        content = _opensearch(settings, translations[language], addresses)
        yield Output(addresses.opensearch().lstrip("/"), content.encode())


def _robots(settings: Settings) -> str:
    """robotstxt.org; a preview asks every robot to stay away."""
    if settings.preview:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\nSitemap: {settings.base}/sitemap.xml\n"


def _opensearch(settings: Settings, locale: Locale, addresses: Addresses) -> str:
    """OpenSearch 1.1; a short name has at most 16 characters there, a description at most 1024."""
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
    """llmstxt.org: a title, a summary, and lists of links, as Markdown."""
    settings, language = catalogue.settings, locale.language
    base, year = settings.base, catalogue.current_year
    pages = [
        (locale.gettext(N_("All courses from A to Å")), addresses.all_courses(year.key)),
        (locale.gettext(N_("Deadlines")), addresses.deadlines(year.key)),
        *((each.title, addresses.article(each.key)) for each in catalogue.articles_in_menu(language)),
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

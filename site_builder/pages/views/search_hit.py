"""Hit cards: the texts of search hits, which search/result_cards.py exports."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.catalogue.years import Catalogue
from site_builder.pages.cards import Card, card
from site_builder.pages.i18n import Locale
from site_builder.pages.urls import addresses_for
from site_builder.pages.views.answer_hit import section_hits, tool_hits

SearchHits = Mapping[tuple[str, str], Mapping[str, object]]
"""(kind, key) -> the texts of a hit under short names, because browsers download them for every hit."""


def search_hits(catalogue: Catalogue, locale: Locale) -> SearchHits:
    """Return the hit cards of everything in the search index, in one language of the interface."""
    addresses = addresses_for(locale.language, catalogue)
    found: dict[tuple[str, str], Mapping[str, object]] = {}
    for course in catalogue.current_year.courses:
        hit_card = card(course, catalogue.current_year, locale, addresses)
        found["course", course.key] = _course_hit(hit_card, locale.language)
    for key in sorted({key for key, _ in catalogue.articles} - {"forside"}):
        if article := catalogue.article(key, locale.language):
            address = addresses.article(key)
            found["article", key] = _hit(article.title, address, article.language, locale.language, article.summary)
    for story in catalogue.stories:
        hit = _hit(story.title, addresses.story(story.key), story.language, locale.language, story.summary)
        found["story", story.key] = hit | {"where": story.who}
    for kind, hits in (("section", section_hits), ("tool", tool_hits)):
        for key, title, address, language, text in hits(catalogue, locale, addresses):
            found[kind, key] = _hit(title, address, language, locale.language, text)
    return found


def _course_hit(card: Card, shown_in: str) -> Mapping[str, object]:
    """Return the hit of a course: the facts of its card, and its status as [text, statuses, date, by owner (0 or 1)].

    `source` marks a course whose origin is documented, as the tag on cards does.
    """
    tag = card.status
    hit = _hit(card.title, card.address, card.language, shown_in, "") | {
        "where": card.where,
        "facts": card.row,
        "status": [tag.text, tag.statuses, tag.date, int(tag.by_owner)],
    }
    return hit | {"source": 1} if card.documented else hit


def _hit(title: str, address: str, language: str, shown_in: str, text: str) -> dict[str, object]:
    hit: dict[str, object] = {"title": title, "address": address}
    if text:
        hit["text"] = text
    return hit if language == shown_in else hit | {"lang": language}

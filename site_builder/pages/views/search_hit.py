"""The texts of search hits: courses, texts and their sections, stories, tools. search/result_cards.py exports them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.catalogue.descriptions import description
from site_builder.catalogue.model import Course
from site_builder.catalogue.status import CAN_APPLY, statuses
from site_builder.catalogue.years import Catalogue
from site_builder.pages.cards import card
from site_builder.pages.i18n import Locale
from site_builder.pages.urls import addresses_for
from site_builder.pages.views.answer_hit import section_hits, tool_hits
from site_builder.problems import N_

SearchHits = Mapping[tuple[str, str], Mapping[str, object]]
"""(kind, key) -> the texts of a hit under short names, because browsers download them for every hit."""


def search_hits(catalogue: Catalogue, locale: Locale) -> SearchHits:
    """Return the hits of everything in the index, in one language of the interface."""
    addresses = addresses_for(locale.language, catalogue.settings.languages)
    found: dict[tuple[str, str], Mapping[str, object]] = {}
    for course in catalogue.current_year.courses:
        hit_card = card(course, catalogue.current_year, locale, addresses)
        hit = _hit(hit_card.title, hit_card.address, course.language, locale.language, description(course, 130))
        hit["where"] = f"{hit_card.institution} · {hit_card.places}" if hit_card.places else hit_card.institution
        hit["facts"] = [
            hit_card.grades,
            hit_card.credits,
            hit_card.delivery,
            hit_card.start,
            *hit_card.own,
            *_deadline(course, catalogue, locale),
        ]
        if hit_card.state:
            hit |= {"state": hit_card.state, "stateKey": hit_card.state_key}
        if hit_card.sample:
            hit["sample"] = 1
        found["course", course.key] = hit
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


def _deadline(course: Course, catalogue: Catalogue, locale: Locale) -> Iterator[str]:
    """Yield the last day to apply, unless the course never takes applicants this year."""
    found = statuses(course, catalogue.current_year)
    if found.deadline and any(each.kind in CAN_APPLY for each in found.statuses):
        yield locale.gettext(N_("deadline {date}"), date=locale.short_date(found.deadline.day))


def _hit(title: str, address: str, language: str, shown_in: str, text: str) -> dict[str, object]:
    hit: dict[str, object] = {"title": title, "address": address, "text": text}
    return hit if language == shown_in else hit | {"lang": language}

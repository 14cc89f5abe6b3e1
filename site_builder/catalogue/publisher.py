"""The publisher of a site, and the statements that the law requires of it before the site is published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from msgspec import Struct

from site_builder.catalogue.schema.enums import Conformance
from site_builder.catalogue.schema.site import SiteEntry
from site_builder.catalogue.texts import Text

RESERVED = ("example", "test", "invalid", "localhost", "example.com", "example.org", "example.net", "127.0.0.1", "::1")
"""Hosts, and ends of hosts, at which nobody can publish a site (RFC 2606, RFC 6761, loopback)."""


class Publisher(Struct, frozen=True, kw_only=True):
    """The body that publishes a site. `page` is the URL of its page for questions.

    `log_days` is the number of days for which the host keeps its access log. A `public` body is bound by the rules on
    accessibility statements (directive (EU) 2016/2102).
    """

    name: str
    email: str | None = None
    page: str | None = None
    public: bool = False
    log_days: int | None = None


class Accessibility(Struct, frozen=True, kw_only=True):
    """The assessment of the site against the accessibility requirements, on the day `assessed`.

    `breaches` are the known failures; `statement` is the URL of the statement at the supervisory authority.
    """

    conformance: Conformance
    assessed: date | None = None
    breaches: tuple[Text, ...] = ()
    statement: str | None = None


def publisher_of(site: SiteEntry) -> Publisher | None:
    """Return the publisher that the settings name, or None."""
    entry = site.publisher
    if entry is None:
        return None
    return Publisher(name=entry.name, email=entry.email, page=entry.page, public=entry.public, log_days=entry.log_days)


def accessibility_of(site: SiteEntry) -> Accessibility | None:
    """Return the assessment of the site against the accessibility requirements; None if the settings have none."""
    entry = site.accessibility
    if entry is None:
        return None
    breaches = tuple(Text(each) for each in entry.breaches)
    return Accessibility(
        conformance=entry.conformance, assessed=entry.assessed, breaches=breaches, statement=entry.statement
    )


def is_published_at(base: str) -> bool:
    """Return whether `base` (a URL) can be that of a public site: its host is not reserved for examples and tests."""
    host = urlsplit(base).hostname or ""
    return not any(host == each or host.endswith(f".{each}") for each in RESERVED)


def missing_statements(publisher: Publisher | None, accessibility: Accessibility | None) -> Iterator[str]:
    """Yield the keys in site.yaml of the required statements that are missing, such as `utgiver.navn`.

    Readers must learn who publishes the site and how long personal data, such as the host's log, is kept (regulation
    (EU) 2016/679, article 13). Public bodies must also state how far they meet the accessibility requirements, and link
    to their statement (directive (EU) 2016/2102, article 7).
    """
    if publisher is None:
        yield from ("utgiver.navn", "utgiver.e-post", "utgiver.loggdager")
        return
    if not (publisher.email or publisher.page):
        yield "utgiver.e-post"
    if publisher.log_days is None:
        yield "utgiver.loggdager"
    if publisher.public:
        yield from _missing_of_public(accessibility)


def _missing_of_public(accessibility: Accessibility | None) -> Iterator[str]:
    if accessibility is None:
        yield from ("tilgjengelighet.samsvar", "tilgjengelighet.erklæring")
        return
    if not accessibility.statement:
        yield "tilgjengelighet.erklæring"
    if accessibility.conformance is not Conformance.FULL and not accessibility.breaches:
        yield "tilgjengelighet.brudd"

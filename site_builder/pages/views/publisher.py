"""The statements of the site's publisher that end an article: contact, accessibility or privacy."""

from __future__ import annotations

from msgspec import Struct

from site_builder.catalogue.publisher import Accessibility, Publisher, is_published_at
from site_builder.catalogue.schema.enums import Conformance, PublisherPart
from site_builder.catalogue.years import Settings
from site_builder.pages.i18n import Locale
from site_builder.pages.menu import Link
from site_builder.problems import N_

CONFORMANCE = {
    Conformance.FULL: N_("The website meets the requirements."),
    Conformance.PARTIAL: N_("The website meets the requirements in part. Known breaches:"),
    Conformance.NONE: N_("The website does not meet the requirements. Known breaches:"),
}


class PublisherView(Struct, frozen=True):
    """One part of the publisher's statements: sentences, the known accessibility failures (`breaches`), and links."""

    sentences: tuple[str, ...]
    breaches: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


def publisher_view(part: PublisherPart, settings: Settings, locale: Locale) -> PublisherView:
    """Return one part of the publisher's statements. If no publisher is named, it is one sentence that says so."""
    publisher = settings.publisher
    if publisher is None:
        unknown = N_("The publisher has not been named yet.")
        demonstration = N_("This website is a demonstration and has no publisher.")
        return PublisherView((locale.gettext(unknown if is_published_at(settings.base) else demonstration),))
    if part is PublisherPart.ACCESSIBILITY:
        return _accessibility(publisher, settings.accessibility, locale)
    if part is PublisherPart.PRIVACY:
        return _privacy(publisher, locale)
    name = locale.gettext(N_("{name} publishes the catalogue."), name=publisher.name)
    return PublisherView((name,), links=_contact(publisher, locale))


def _accessibility(publisher: Publisher, known: Accessibility | None, locale: Locale) -> PublisherView:
    feedback = locale.gettext(N_("Tell {name} if something does not work for you."), name=publisher.name)
    if known is None:
        return PublisherView((feedback,), links=_contact(publisher, locale))
    day = locale.full_date(known.assessed) if known.assessed else ""
    assessed = (locale.gettext(N_("Assessed on {day}."), day=day),) if day else ()
    statement = Link(locale.gettext(N_("Accessibility statement")), known.statement) if known.statement else None
    return PublisherView(
        (feedback, *assessed, locale.gettext(CONFORMANCE[known.conformance])),
        tuple(each.in_language(locale.language) for each in known.breaches),
        (*((statement,) if statement else ()), *_contact(publisher, locale)),
    )


def _privacy(publisher: Publisher, locale: Locale) -> PublisherView:
    controller = locale.gettext(N_("{name} is the controller of the personal data."), name=publisher.name)
    if publisher.log_days is None:
        return PublisherView((controller,), links=_contact(publisher, locale))
    kept = locale.ngettext(
        N_("The host keeps its log for one day."), N_("The host keeps its log for {count} days."), publisher.log_days
    )
    return PublisherView((controller, kept), links=_contact(publisher, locale))


def _contact(publisher: Publisher, locale: Locale) -> tuple[Link, ...]:
    found = []
    if publisher.email:
        found.append(Link(publisher.email, f"mailto:{publisher.email}"))
    if publisher.page:
        found.append(Link(locale.gettext(N_("Contact the publisher")), publisher.page))
    return tuple(found)

"""A course's page: everything the template prints, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from msgspec import Struct

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.labels import DELIVERIES, LANGUAGE_NAMES, STATES, plain_number, semester_label
from site_builder.catalogue.model import Course, Deadline
from site_builder.catalogue.schema.enums import CourseState, Form, Scheme
from site_builder.catalogue.successors import same_course
from site_builder.catalogue.vocabulary import Fulfilment
from site_builder.catalogue.years import AcademicYear, Story
from site_builder.pages import cards as cards_module
from site_builder.pages.banner import Banner
from site_builder.pages.cards import Card
from site_builder.pages.i18n import WHO, Locale
from site_builder.pages.layout import Layout, Link, PageContext
from site_builder.pages.structured_data import breadcrumb_data, course_data, description
from site_builder.pages.timeline import Timeline, gathering_timeline
from site_builder.problems import N_

SCHEMES = {
    Scheme.SUBSTITUTE: N_("substitute scheme (vikarordning)"),
    Scheme.GRANT: N_("grant scheme (stipendordning)"),
}


class Fact(Struct, frozen=True):
    """A line of facts: what, its value, perhaps where it leads."""

    name: str
    value: str
    address: str = ""


class GatheringRow(Struct, frozen=True):
    """A gathering in words."""

    dates: str
    weekdays: str
    iso_date: str
    iso_last: str
    where: str


class DeadlineRow(Struct, frozen=True):
    """A deadline in words."""

    date: str
    iso_date: str
    who: str
    what: str
    own: bool
    source: str


class FulfilmentRow(Struct, frozen=True):
    """A kompetansekrav that the course goes towards."""

    text: str
    complete: bool
    confirmed: bool


class CourseView(Struct, frozen=True):
    """The page of one course in one language of the interface."""

    page: PageContext
    id: str
    title: str
    text_language: str
    institution: Link
    banner: Banner | None
    facts: tuple[Fact, ...]
    more_facts: tuple[Fact, ...]
    state: str
    state_key: str
    state_note: str
    action: Link
    action_is_external: bool
    steps: tuple[tuple[str, str], ...]
    how_to_apply: str
    principles: str
    list: str
    gatherings: tuple[GatheringRow, ...]
    timeline: Timeline | None
    modules: tuple[Fact, ...]
    admission: str
    fulfilments: tuple[FulfilmentRow, ...]
    fulfilments_address: str
    deadlines: tuple[DeadlineRow, ...]
    calendar: str
    prose: str
    contact: tuple[Fact, ...]
    related: tuple[tuple[str, tuple[Card, ...]], ...]
    stories: tuple[Link, ...]
    sample: bool
    source: str
    source_year: str
    inferred: str
    about: str
    form: str


def course_view(
    course: Course, year: AcademicYear, layout: Layout, now: datetime, stories: Mapping[str, tuple[Story, ...]]
) -> CourseView:
    """Return the view of `course` as of `now` (aware). `stories` maps a course's key to those that tell of it."""
    locale, addresses = layout.locale, layout.addresses
    address = addresses.course(year.key, course.key)
    deadlines, rows, banner = layout.memoise(
        ("deadlines", year.key, course.offering.deadlines, now), partial(_deadlines, course, year, layout, now)
    )
    institution = Link(course.institution.name, addresses.facet_value(year.key, "institusjon", course.institution.key))
    trail = (
        Link(year.name, addresses.year(year.key)),
        Link(
            course.subject.name.in_language(locale.language), addresses.facet_value(year.key, "fag", course.subject.key)
        ),
        Link(course.title, address, course.language),
    )
    base = layout.catalogue.settings.base
    notice, notice_link = archive_notice(layout, year, course.key)
    page = layout.page_context(
        address,
        f"{course.title}, {course.institution.name}",
        description(course),
        trail,
        source=course.source,
        kind="article",
        structured=(
            course_data(course, base + address, deadlines, year.semesters),
            breadcrumb_data(
                [(locale.gettext(N_("Front page")), base + addresses.front())]
                + [(step.text, base + step.address) for step in trail]
            ),
        ),
        notice=notice,
        notice_link=notice_link,
    )
    state_key, state = STATES[course.offering.state]
    how_to_apply = (
        addresses.article("slik-soker-du") if layout.catalogue.article("slik-soker-du", locale.language) else ""
    )
    return CourseView(
        page=page,
        id=f"{year.key}/{course.key}",
        title=course.title,
        text_language=course.language,
        institution=institution,
        banner=banner if takes_applicants(course) else None,
        facts=tuple(_facts(course, locale)),
        more_facts=tuple(_more_facts(course, year, layout)),
        state=locale.gettext(state),
        state_key=state_key,
        state_note=course.offering.state_note or "",
        action=_action(course, layout, how_to_apply or addresses.deadlines(year.key)),
        action_is_external=bool(course.link),
        steps=layout.memoise(("steps", year.key), partial(steps, year, locale)),
        how_to_apply=how_to_apply,
        principles=layout.article("prinsipper"),
        list=addresses.list(),
        gatherings=tuple(_gathering_rows(course, locale)),
        timeline=gathering_timeline(course.offering.gatherings, locale),
        modules=tuple(_module_row(course, locale)),
        admission=course.admission or "",
        fulfilments=tuple(_fulfilment(each, locale) for each in course.fulfilments),
        fulfilments_address=layout.article("kompetansekrav"),
        deadlines=rows,
        calendar=addresses.course_calendar(year.key, course.key),
        prose=course.prose.html,
        contact=tuple(_contact(course, locale)),
        related=tuple(
            (locale.gettext(reason), layout.cards(found))
            for reason, found in layout.grouped(year).neighbours.of(course)
        ),
        stories=tuple(
            Link(story.title, addresses.story(story.key), story.language) for story in stories.get(course.key, ())
        ),
        sample=course.provenance.sample,
        source=course.provenance.source or "",
        source_year=course.provenance.year or "",
        inferred=", ".join(course.provenance.inferred),
        about=layout.article("om-katalogen"),
        form=layout.addresses.form_for(year.key, course.key) if layout.catalogue.settings.new_file else "",
    )


def course_depends_on(
    course: Course, year: AcademicYear, layout: Layout, stories: Mapping[str, tuple[Story, ...]]
) -> tuple[str, ...]:
    """Return what the page of a course shows of courses: its own file, others' facts, where a later one of it is.

    Which `stories` tell of it depends on courses too: one of the current year may be what an older one has become.
    Everything else on it comes from files that all pages depend on.
    """
    prior = year.by_key.get(course.prior_course) if course.prior_course else None
    _, later = archive_notice(layout, year, course.key)
    others = layout.grouped(year).neighbour_digests[course.key]
    told = (story.key for story in stories.get(course.key, ()))
    return (
        course.header_digest,
        course.body_digest,
        prior.header_digest if prior else "",
        later.address if later else "",
        others,
        *told,
    )


def steps(year: AcademicYear, locale: Locale) -> tuple[tuple[str, str], ...]:
    """Return the steps of the application: (title, text)."""
    return tuple(
        (step.title.in_language(locale.language), step.text.in_language(locale.language)) for step in year.steps
    )


def _deadlines(
    course: Course, year: AcademicYear, layout: Layout, now: datetime
) -> tuple[tuple[Deadline, ...], tuple[DeadlineRow, ...], Banner | None]:
    """Return the deadlines of a course, in words, and its banner; most courses have but the year's."""
    found, shared = deadlines_of(course, year), set(year.deadlines)
    rows = tuple(deadline_row(each, layout.locale, own=each not in shared) for each in found)
    return found, rows, layout.teacher_banner(found, year, now)


def deadline_row(deadline: Deadline, locale: Locale, *, own: bool) -> DeadlineRow:
    """Return a deadline in words; `own` where it is a course's and not the year's."""
    return DeadlineRow(
        date=locale.day(deadline.day),
        iso_date=deadline.day.isoformat(),
        who=locale.gettext(WHO[deadline.who]),
        what=deadline.what.in_language(locale.language),
        own=own,
        source=deadline.source or "",
    )


def _action(course: Course, layout: Layout, otherwise: str) -> Link:
    """Return the one button that goes on: the institution's page, else how to apply."""
    locale = layout.locale
    if course.link:
        name = course.institution.short_name
        return Link(locale.gettext(N_("Go to the course at {institution}"), institution=name), course.link)
    return Link(locale.gettext(N_("See how to apply")), otherwise)


def takes_applicants(course: Course) -> bool:
    """A deadline above a course that is full or cancelled would send teachers in vain."""
    return course.offering.state in (CourseState.OPEN, CourseState.VACANT)


def archive_notice(layout: Layout, year: AcademicYear, key: str = "") -> tuple[str, Link | None]:
    """Return what a page of an archived year says, and where the same thing is in the newest year that has it."""
    if year.state.value != "arkivert":
        return "", None
    locale, addresses = layout.locale, layout.addresses
    text = locale.gettext(N_("These pages are from {year} and are kept as they were."), year=year.name)
    for newer in layout.catalogue.years:
        if newer.key <= year.key or newer.state.value != "åpen":
            continue
        successor = same_course(key, newer, layout.catalogue.institutions) if key else ""
        if successor is not None:
            target = addresses.course(newer.key, successor) if successor else addresses.year(newer.key)
            return text, Link(locale.gettext(N_("See {year}"), year=newer.name), target)
    return text, None


def _facts(course: Course, locale: Locale) -> Iterable[Fact]:
    offering = course.offering
    yield Fact(locale.gettext(N_("For whom")), cards_module.grades(course.grades, locale))
    yield Fact(locale.gettext(N_("Credits")), cards_module.credits(course.credits, locale))
    yield Fact(locale.gettext(N_("Delivery")), locale.gettext(DELIVERIES[offering.delivery][1]))
    yield Fact(locale.gettext(N_("Place")), cards_module.places(course) or locale.gettext(N_("wherever you are")))
    length = locale.ngettext(N_("one semester"), N_("{count} semesters"), offering.duration)
    yield Fact(locale.gettext(N_("Start")), f"{locale.label(semester_label(offering.start))}, {length}")


def _more_facts(course: Course, year: AcademicYear, layout: Layout) -> Iterable[Fact]:
    locale, offering = layout.locale, course.offering
    if course.level:
        yield Fact(locale.gettext(N_("Level")), str(course.level))
    if course.prior_subject:
        yield Fact(
            locale.gettext(N_("Required beforehand")),
            locale.gettext(
                N_("{number} credits in {subject}"),
                number=plain_number(course.prior_credits),
                subject=course.prior_subject.name.in_language(locale.language).lower(),
            ),
        )
    if course.prior_course and (prior := year.by_key.get(course.prior_course)):
        yield Fact(locale.gettext(N_("Builds on")), prior.title, layout.addresses.course(year.key, prior.key))
    names = ", ".join(locale.gettext(LANGUAGE_NAMES[each]).lower() for each in offering.teaching_languages)
    yield Fact(locale.gettext(N_("Taught in")), names)
    if offering.schemes:
        yield Fact(
            locale.gettext(N_("Schemes")), ", ".join(locale.gettext(SCHEMES[scheme]) for scheme in offering.schemes)
        )
    if offering.seats:
        yield Fact(locale.gettext(N_("Number of places")), str(offering.seats))
    if offering.fee:
        yield Fact(locale.gettext(N_("Fee")), offering.fee)


def _gathering_rows(course: Course, locale: Locale) -> Iterable[GatheringRow]:
    for each in course.offering.gatherings:
        where = locale.gettext(N_("online") if each.form is Form.DIGITAL else N_("in person"))
        where = each.place.name if each.place else where
        yield GatheringRow(
            locale.span(each.first, each.last),
            locale.weekdays(each.first, each.last),
            each.first.isoformat(),
            each.last.isoformat(),
            where,
        )


def _module_row(course: Course, locale: Locale) -> Iterable[Fact]:
    for module in course.modules:
        when = f", {locale.label(semester_label(module.semester))}" if module.semester else ""
        yield Fact(module.title, cards_module.credits(module.credits, locale) + when)


def _fulfilment(each: Fulfilment, locale: Locale) -> FulfilmentRow:
    requirement = each.requirement
    name = requirement.name.in_language(locale.language)
    if each.complete:
        text = locale.gettext(
            N_("{name}: met ({number} credits, with what is required beforehand)"),
            name=name,
            number=plain_number(requirement.credits),
        )
    else:
        text = locale.gettext(
            N_("{name}: {number} of {all} credits"),
            name=name,
            number=plain_number(each.credits),
            all=plain_number(requirement.credits),
        )
    return FulfilmentRow(text, each.complete, requirement.confirmed)


def _contact(course: Course, locale: Locale) -> Iterable[Fact]:
    if contact := course.contact:
        if contact.name:
            yield Fact(locale.gettext(N_("Name")), contact.name)
        if contact.email:
            yield Fact(locale.gettext(N_("E-mail")), contact.email, f"mailto:{contact.email}")
        if contact.phone:
            yield Fact(locale.gettext(N_("Telephone")), contact.phone, f"tel:{contact.phone.replace(' ', '')}")

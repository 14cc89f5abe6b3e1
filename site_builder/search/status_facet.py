"""The facet of statuses in the search: which courses have each at the reader's clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.labels import APPLY_NOW, Label, message_label
from site_builder.catalogue.labels import STATES as NAMES
from site_builder.catalogue.model import Course
from site_builder.catalogue.status import CAN_APPLY, STATES, StatusKind, statuses
from site_builder.catalogue.years import AcademicYear


def status_facet(courses: Sequence[Course], year: AcademicYear, translate: Callable[[Label], str]) -> dict[str, object]:
    """Return the facet of the statuses of the courses of a year, in order.

    `timelines` are the different timelines of statuses (Statuses.timeline), and `of` has the number of each course's.
    `kinds` are the kinds of status that each value stands for, separated by spaces. Only values that some course has at
    some time are included. Their keys are those of the facet `status`, and that of APPLY_NOW.
    """
    found = [statuses(course, year).timeline for course in courses]
    timelines = sorted(set(found))
    numbers = {timeline: number for number, timeline in enumerate(timelines)}
    ever = {kind for timeline in timelines for kind in timeline.split()}
    planned = tuple(kind for kind in StatusKind if kind not in (*STATES.values(), StatusKind.ARCHIVED))
    values: list[tuple[str, str, tuple[StatusKind, ...]]] = [(*APPLY_NOW, CAN_APPLY)]
    values += [(*NAMES[state], (STATES[state],) if state in STATES else planned) for state in NAMES]
    values = [value for value in values if not ever.isdisjoint(value[2])]
    facet = BY_KEY["status"]
    return {
        "key": facet.key,
        "label": translate(facet.label),
        "values": [[key, translate(message_label(name))] for key, name, _ in values],
        "kinds": [" ".join(kinds) for _, _, kinds in values],
        "timelines": timelines,
        "of": [numbers[timeline] for timeline in found],
    }

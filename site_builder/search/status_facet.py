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
    """Return the facet of statuses as JSON values: which courses have which status, at any time of the reader's clock.

    `translate` returns the text of a label. `timelines` are the different timelines of statuses (Statuses.timeline);
    `of` has the index in it for each course. `values` are (key, label) pairs, only of statuses that some course has at
    some time; `kinds` are the kinds of status that each value stands for, separated by spaces.
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

"""Check the provenance of a course: a source that readers can find, and facts that it states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.course_groups import ProvenanceEntry, source_address
from site_builder.catalogue.schema.declarations import own_values
from site_builder.catalogue.schema.enums import ProvenanceKind
from site_builder.problems import Problem, nearest
from site_builder.sources.record import Record

HEAD_FACTS = ("trinn", "studiepoeng", "studieform", "studiesteder", "oppstart")
"""Keys of the facts in the head of a course's page."""

TEXT, YEAR = "tekst", "år"
"""Names that `utledet` may have besides those of fields: the text below the fields, and the year of the source."""

_BARE_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,10}(?:/[^\s<>\"]{0,500})?")
"""An address without `https://`."""


def provenance_problems(record: Record, course: CourseEntry) -> Iterator[Problem]:
    """Yield the errors in the field «opphav» of a course.

    They are a sample with a contact, a missing source or one without an address, an unknown field in `utledet`
    (inferred fields), and a course all of whose main facts are inferred.
    """
    given: ProvenanceEntry | None = course.provenance  # None where the profile makes it optional
    if given is None:
        return
    if given.kind is ProvenanceKind.SAMPLE:
        if course.contact:
            yield messages.error(record.key_place("kontakt"), "sample-with-contact")
        return
    if not given.source and not given.address:
        yield messages.error(record.key_place("opphav"), "missing-source")
    elif not source_address(given) and not given.no_address:
        yield _without_address(record, given.source or "")
    yield from _inferred(record, course)


def _without_address(record: Record, source: str) -> Problem:
    name = "source-without-address.bare" if _BARE_HOST.fullmatch(source) else "source-without-address"
    return messages.error(record.place("opphav", "kilde"), name, source=source)


def _inferred(record: Record, course: CourseEntry) -> Iterator[Problem]:
    """Yield a problem for each unknown name in `utledet`, and one if it has every fact of the page's head."""
    inferred = course.provenance.inferred
    known = {TEXT, YEAR, *(each.key for each in CourseEntry.fields.values()), *own_values(course)}
    for index, name in enumerate(inferred):
        if name not in known:
            suggestion = nearest(name, sorted(known)) or ", ".join(HEAD_FACTS)
            yield messages.error(
                record.place("opphav", "utledet", index), "unknown-inferred", name=name, suggestion=suggestion
            )
    head = [key for key in HEAD_FACTS if key in record.fields]
    if head and set(head) <= set(inferred):
        yield messages.error(record.place("opphav", "utledet"), "only-inferred", facts=", ".join(head))

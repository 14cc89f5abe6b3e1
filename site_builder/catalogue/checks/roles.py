"""Check the roles that a profile declares: their keys, and that exactly one of them applies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.catalogue.schema.enums import Task
from site_builder.catalogue.schema.notation import PATTERNS
from site_builder.catalogue.schema.profile import ProfileEntry
from site_builder.file_names import slug
from site_builder.problems import N_, Problem, error
from site_builder.sources.record import Record


def role_problems(record: Record, profile: ProfileEntry) -> Iterator[Problem]:
    """Yield the errors of the roles: an invalid key, a duplicate key, no role that applies, or two of them."""
    seen: set[str] = set()
    for number, role in enumerate(profile.roles):
        place = record.place("roller", number, "nøkkel")
        if not re.fullmatch(PATTERNS["own key"], role.key):
            yield error(
                place,
                "bad-role",
                N_("«{key}» cannot be the key of a role."),
                N_("Write small letters, digits and single spaces or hyphens, a letter first; for example «søker»."),
                key=role.key,
            )
        elif slug(role.key) in seen:
            yield error(
                place,
                "bad-role",
                N_("«{key}» has the key of another role."),
                N_("Give each role of the profile a key of its own."),
                key=role.key,
            )
        seen.add(slug(role.key))
    readers = [number for number, role in enumerate(profile.roles) if role.task is Task.APPLIES]
    if profile.roles and not readers:
        yield error(
            record.key_place("roller"),
            "bad-role",
            N_("No role is that of the reader, who applies."),
            N_("Write `oppgave: søker` at the role that applies, for example «{key}»."),
            key=profile.roles[0].key,
        )
    for number in readers[1:]:
        yield error(
            record.place("roller", number, "oppgave"),
            "bad-role",
            N_("Two roles are that of the reader, who applies; the first is «{first}»."),
            N_("Delete «oppgave» at all but one of them: the banner shows the deadline of one role."),
            first=profile.roles[readers[0]].key,
        )

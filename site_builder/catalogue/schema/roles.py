"""The roles that have deadlines: those of a profile, or the four of a catalogue that declares none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from site_builder.catalogue.schema import corrections
from site_builder.catalogue.schema.enums import Task
from site_builder.catalogue.schema.field_types import FieldType, NamedType
from site_builder.catalogue.schema.fields import PARSER
from site_builder.catalogue.schema.parsers import one_of
from site_builder.catalogue.schema.usual_choices import TASKS, Who
from site_builder.file_names import slug


class Role(Struct, frozen=True, kw_only=True):
    """Someone who has deadlines in the application process, such as teacher or school owner.

    `key` is the word in files. `id` is its part of the ids of calendar events; `rank` its place, from 0, in the order
    in which roles act. `names` are (language, name on pages); () for a role that the profile does not declare.
    """

    key: str
    id: str
    rank: int
    task: Task
    names: tuple[tuple[str, str], ...] = ()

    @property
    def applies(self) -> bool:
        """True for the role of the reader, who applies for courses."""
        return self.task is Task.APPLIES

    def __str__(self) -> str:
        """Return the word in files: the key."""
        return self.key


ROLES: Mapping[Who, Role] = {
    who: Role(key=str(who), id=who.name.lower(), rank=rank, task=TASKS[who]) for rank, who in enumerate(Who)
}
"""The roles of a catalogue whose profile declares none."""

READER = ROLES[Who.TEACHER]


FOR_ANYBODY = (
    Role(key="søker", id="applicant", rank=0, task=Task.APPLIES),
    Role(key="institusjon", id="provider", rank=1, task=Task.ADMITS),
)
"""The roles of a catalogue whose readers are not teachers, and whose profile declares none."""


class _UndeclaredRole(FieldType[Role]):
    """The field type of one of ROLES, by its key."""

    def __init__(self) -> None:
        chosen = one_of(list(Who))
        super().__init__(
            lambda value: ROLES[Who(chosen(value))], {"$ref": f"#/$defs/{Who.__name__}"}, corrections.choice(list(Who))
        )

    def named_types(self) -> Iterator[NamedType]:
        """Yield the enumeration of the keys."""
        yield Who


ROLE = _UndeclaredRole()


def role_type(roles: Sequence[Role]) -> FieldType[Role]:
    """Return the field type of one of the `roles` of a profile, by its key; its parser raises InvalidValue."""
    by_key = {each.key: each for each in roles}
    chosen = one_of(list(by_key))
    names = [each.names[0][1] if each.names else each.key for each in roles]
    schema = {"type": "string", "enum": list(by_key), "enumDescriptions": names, PARSER: "choice"}
    return FieldType(lambda value: by_key[chosen(value)], schema, corrections.choice(list(by_key)))


def declared_role(rank: int, key: str, task: Task, names: Mapping[str, str]) -> Role:
    """Return the role that a profile declares as number `rank` (from 0); `names` maps languages to its names."""
    return Role(key=key, id=slug(key), rank=rank, task=task, names=tuple(names.items()))


def reader_among(roles: Iterable[Role]) -> Role:
    """Return the role of those who apply; if none applies, the first; without roles, READER (teachers)."""
    found = tuple(roles)
    return next((each for each in found if each.applies), found[0]) if found else READER

"""Every field of every kind of file, for tests of what no field takes."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.schema.entries import ENTRIES
from site_builder.catalogue.schema.entry_types import Entry


def entries() -> Iterator[type[Entry]]:
    """Yield every type of entry, and of the groups in it."""
    waiting, seen = list(ENTRIES.values()), set[type[Entry]]()
    while waiting:
        entry = waiting.pop()
        if entry not in seen:
            seen.add(entry)
            yield entry
            for each in entry.fields.values():
                waiting += [named for named in each.type.named_types() if issubclass(named, Entry)]


FIELDS = [(f"{entry.__name__}.{name}", each) for entry in entries() for name, each in entry.fields.items()]

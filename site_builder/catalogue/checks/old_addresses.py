"""Read and check old addresses: those of the fields «gamle adresser», and those of the file of published addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.address_parsers import PUBLISHED_GATHERING, is_old_address
from site_builder.problems import Place, Problem
from site_builder.sources.files import Sources
from site_builder.sources.record import Record
from site_builder.sources.walk import ADDRESSES

LIST = ADDRESSES
"""The file of published addresses, one a line."""

MAX_QUOTED = 200
"""Characters of a line that a message quotes."""

KEY = "gamle adresser"


def canonical(address: str) -> str:
    """Return an address as its page has it: with a slash at the end, unless it ends in `/` or `.html`."""
    return address if address.endswith(("/", ".html")) else f"{address}/"


def written_in(record: Record) -> Iterator[tuple[str, Place]]:
    """Yield (address in canonical form, place) for each valid address in the field «gamle adresser» of a record."""
    for address, loc in _of(record):
        if is_old_address(address):
            yield canonical(address), record.place(*loc)


def listed_in(lines: Iterable[str]) -> Iterator[tuple[str, Place]]:
    """Yield (address in canonical form, place) for each valid line of the file of published addresses."""
    for number, line in enumerate(lines, start=1):
        if line == "/" or is_old_address(line):
            yield canonical(line), Place(LIST, number, 1, len(line))


def old_addresses(sources: Sources) -> Iterator[tuple[str, Place]]:
    """Yield (address in canonical form, place) for every old address: those of records, then those of the file."""
    for record in sources.records:
        yield from written_in(record)
    yield from listed_in(sources.addresses)


def old_address_problems(record: Record) -> Iterator[Problem]:
    """Yield a problem for each address in the field «gamle adresser» that cannot be a path on this site."""
    for address, loc in _of(record):
        if not is_old_address(address):
            yield messages.error(record.place(*loc), "bad-old-address", address=address)


def bad_addresses(lines: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each line of the file of published addresses that is neither empty nor an address here."""
    for number, line in enumerate(lines, start=1):
        if line and line != "/" and not is_old_address(line) and not PUBLISHED_GATHERING.fullmatch(line):
            yield messages.error(Place(LIST, number, 1, len(line)), "bad-old-address.listed", address=line[:MAX_QUOTED])


def _of(record: Record) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield the texts of the field, each with the path to it."""
    old = record.fields.get(KEY, ())
    if isinstance(old, str):
        yield old.strip(), (KEY,)
    for index, address in enumerate(old if isinstance(old, list) else ()):
        if isinstance(address, str):
            yield address.strip(), (KEY, index)

"""Read the old addresses of pages: in the fields «gamle adresser», and in the file of published addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.catalogue.schema.address_parsers import is_old_address
from site_builder.problems import Place
from site_builder.sources.files import Sources
from site_builder.sources.record import Loc, Record
from site_builder.sources.walk import ADDRESSES

KEY = "gamle adresser"
LIST = ADDRESSES
"""The path of the file of published addresses, one a line."""


def with_last_slash(address: str) -> str:
    """Return an address as its page has it: with a final slash, unless it ends in `/` or `.html`."""
    return address if address.endswith(("/", ".html")) else f"{address}/"


def written_in(record: Record) -> Iterator[tuple[str, Place]]:
    """Yield (address with final slash, place) for each valid address in the field «gamle adresser» of a record."""
    for address, loc in written_addresses(record):
        if is_old_address(address):
            yield with_last_slash(address), record.place(*loc)


def listed_in(lines: Iterable[str]) -> Iterator[tuple[str, Place]]:
    """Yield (address with final slash, place) for each valid line of the file of published addresses."""
    for number, line in enumerate(lines, start=1):
        if line == "/" or is_old_address(line):
            yield with_last_slash(line), Place(LIST, number, 1, len(line))


def old_addresses(sources: Sources) -> Iterator[tuple[str, Place]]:
    """Yield (address with final slash, place) for every old address: first those in records, then those in the file."""
    for record in sources.records:
        yield from written_in(record)
    yield from listed_in(sources.addresses)


def written_addresses(record: Record) -> Iterator[tuple[str, Loc]]:
    """Yield (text, path to the value) for each item of the field «gamle adresser» of a record, valid or not."""
    old = record.fields.get(KEY, ())
    if isinstance(old, str):
        yield old.strip(), (KEY,)
    for index, address in enumerate(old if isinstance(old, list) else ()):
        if isinstance(address, str):
            yield address.strip(), (KEY, index)

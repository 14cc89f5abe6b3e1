"""Check old addresses: in the fields «gamle adresser», and in the file of published addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.catalogue.old_addresses import LIST, written_addresses
from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.address_parsers import PUBLISHED_GATHERING, is_old_address
from site_builder.problems import Place, Problem
from site_builder.sources.record import Record

MAX_QUOTED = 200
"""Characters of a line that a message quotes."""


def old_address_problems(record: Record) -> Iterator[Problem]:
    """Yield an error for each address in the field «gamle adresser» that is not a valid path of a site."""
    for address, loc in written_addresses(record):
        if not is_old_address(address):
            yield messages.error(record.place(*loc), "bad-old-address", address=address)


def bad_addresses(lines: Iterable[str]) -> Iterator[Problem]:
    """Yield an error for each line of the file of published addresses that is not a valid path of a site or empty."""
    for number, line in enumerate(lines, start=1):
        if line and line != "/" and not is_old_address(line) and not PUBLISHED_GATHERING.fullmatch(line):
            yield messages.error(Place(LIST, number, 1, len(line)), "bad-old-address.listed", address=line[:MAX_QUOTED])

"""Check that every published address still has a page: of a course, a withdrawn course, a year or an article.

The check uses records, which exist even if their entries are invalid, so that a lost address is reported together with
all other problems of the same change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from site_builder.catalogue.checks.reserved import ReservedNames, reserved_names
from site_builder.catalogue.old_addresses import listed_in, written_in
from site_builder.catalogue.schema.address_words import in_words
from site_builder.problems import N_, Problem, error
from site_builder.sources.record import Record

_YEAR = re.compile(r"/(?P<key>\d{4}-\d{4})/")


def lost_addresses(
    records: Iterable[Record], published: Sequence[str], unread: Iterable[str] = ()
) -> Iterator[Problem]:
    """Yield an error for each published address of a course, year or article that has neither a file nor a successor.

    `published` are the lines of the file of addresses; a successor names the address among its old ones. `unread` are
    the paths of files that could not be read: their addresses count as existing. Lists are not checked: the address of
    an empty list redirects to the list above it.
    """
    records = tuple(records)
    reserved = reserved_names(records)
    addresses = {*map(_address, records), *(f"/{_key(path)}/" for path in unread)}
    existing = {f"/{in_words(reserved.words, address.strip('/'))}/" for address in addresses}
    languages = {record.key for record in records if record.kind == "language"}
    missing = [
        (address, place)
        for address, place in listed_in(published)
        if address not in existing and address.split("/")[1] not in languages  # it exists as in the first language
    ]
    course, article = _course(reserved), _article(reserved)
    replaced = {address for record in records for address, _ in written_in(record)} if missing else set()
    for address, place in missing:
        if address in replaced:
            continue
        if found := course.fullmatch(address):
            yield error(
                place,
                "lost-address",
                N_("The address {address} was published, but the page no longer exists."),
                N_(
                    "Restore {file}.md, or add {file}.yaml to mark the course as withdrawn, or add the address to "
                    "«gamle adresser» of the course that replaces it."
                ),
                address=address,
                file=f"catalogue/{found['key']}",
            )
        elif found := _YEAR.fullmatch(address) or article.fullmatch(address):
            yield error(
                place,
                "lost-address",
                N_("The address {address} was published, but the page no longer exists."),
                N_("Restore the file, or add the address to «gamle adresser» of an article that replaces it."),
                address=address,
            )


def _course(reserved: ReservedNames) -> re.Pattern[str]:
    """Return the pattern of the addresses of courses."""
    lists, further = "|".join(map(re.escape, sorted(reserved.in_a_year))), reserved.further_page.pattern
    return re.compile(rf"/(?P<key>\d{{4}}-\d{{4}}/(?!(?:{lists})/)[a-z0-9-]+/(?!{further}/)[a-z0-9-]+)/")


def _article(reserved: ReservedNames) -> re.Pattern[str]:
    """Return the pattern of the addresses of articles."""
    pages = "|".join(map(re.escape, sorted(reserved.on_the_site)))
    return re.compile(rf"/(?P<key>(?!(?:{pages})/)[a-z0-9-]+)/")


def _address(record: Record) -> str:
    """Return the address of the file's page, or "" if files of its kind have none."""
    if record.kind in ("course", "withdrawn", "year"):
        return f"/{record.key}/"
    return f"/{record.key.partition('.')[0]}/" if record.kind == "article" else ""


def _key(path: str) -> str:
    """Return the key of the file with that path."""
    plain = path.removeprefix("catalogue/").removeprefix("content/").removesuffix("/year.yaml")
    return re.sub(r"(\.[a-z]{2})?\.(md|yaml)$", "", plain)

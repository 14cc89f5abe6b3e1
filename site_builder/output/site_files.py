"""Map addresses to files, and report two files that cannot exist side by side.

Every published file is listed here as a FileClaim: pages, redirects, kept addresses, exports, assets and the files for
hosts. Two addresses can differ and still be one file (`/a/` and `/a/index.html`), be one file on some systems only
(`/a/` and `/A/`), or need a file where another needs a folder (`/a.txt` and `/a.txt/b/`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from site_builder.file_names import is_portable, suggested_slug
from site_builder.problems import N_, Place, Problem, error

INDEX = "index.html"
"""The file that is served at the address of its folder."""


class FileClaim(Struct, frozen=True):
    """A file that the site is to have: its path in the published folder, and the path of its source or template.

    `source` is "" for a file that has neither.
    """

    path: str
    source: str

    @property
    def address(self) -> str:
        """The address at which the file is served, from the site's root: `/a/b/` for `a/b/index.html`."""
        folder, slash, name = self.path.rpartition("/")
        return f"/{folder}{slash}" if name == INDEX else f"/{self.path}"


Locate = Callable[[FileClaim], Place]
"""A function from a claim to the place in the sources that asks for its file."""


def locate_source(claim: FileClaim) -> Place:
    """Return the claim's source as a place, without a line; if it has none, the path of the published file."""
    return Place(claim.source or claim.path)


def file_of(address: str) -> str:
    """Return the path in the published folder of the file at a URL path: `a/b/index.html` for `/a/b/`."""
    return f"{address}{INDEX}".lstrip("/") if address.endswith("/") else address.lstrip("/")


def claim_problems(claims: Iterable[FileClaim], locate: Locate) -> Iterator[Problem]:
    """Yield a problem for each two claims that exclude each other, and for each name that is no portable file name.

    Paths that differ only in case clash. `locate` returns the place in the sources that asks for a file; it is called
    for problems only. If both places have a line, there is a problem at each. Linear in the number of claims.
    """
    files: dict[str, FileClaim] = {}
    folders: dict[str, FileClaim] = {}
    names: set[str] = set()
    for claim in claims:
        path = claim.path.casefold()
        other = files.setdefault(path, claim)
        if other is not claim:
            yield from _taken(claim, other, locate)
            continue
        names.update(path.split("/"))
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = claim
            folder = folder.rpartition("/")[0]
    for path in sorted(files.keys() & folders.keys()):
        yield from _taken(folders[path], files[path], locate)
    if impossible := {name for name in names if not is_portable(name)}:
        yield from _impossible(files.values(), impossible, locate)


def _taken(claim: FileClaim, other: FileClaim, locate: Locate) -> Iterator[Problem]:
    here, there = locate(claim), locate(other)
    if there.line and not here.line:  # the line is what an editor can delete
        claim, here, other, there = other, there, claim, here
    yield _address_taken(claim, here, there)
    if here.line and there.line:
        yield _address_taken(other, there, here)


def _address_taken(claim: FileClaim, here: Place, there: Place) -> Problem:
    listed = here.path.endswith(".txt")
    return error(
        here,
        "address-taken",
        N_("The address {address} already belongs to {other}."),
        N_("Delete the line: the address has a page of its own.")
        if listed
        else N_("Rename one of the two files, or delete the address from «gamle adresser»."),
        address=claim.address,
        other=str(there),
    )


def _impossible(claims: Iterable[FileClaim], names: set[str], locate: Locate) -> Iterator[Problem]:
    for claim in claims:
        for name in claim.path.split("/"):
            if name.casefold() in names:
                yield error(
                    locate(claim),
                    "bad-file-name",
                    N_("«{name}» cannot be the name of a file or folder here; it becomes an address."),
                    N_("Use a to z, 0 to 9 and single hyphens: {suggestion}."),
                    name=name,
                    suggestion=suggested_slug(name),
                )
                break

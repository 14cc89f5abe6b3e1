"""Check the logo and the colours of a profile: the image must exist, and links must have enough contrast."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from site_builder.catalogue.colours import TEXT_CONTRAST, contrast, readable
from site_builder.catalogue.palette import DARK_GROUND, LIGHT_GROUND, grounds_of
from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.profile import ColoursEntry, ProfileEntry
from site_builder.problems import N_, Problem, error, nearest
from site_builder.sources.record import Record

LOGO_HEIGHT = 132
"""Pixels of a logo that is sharp on a screen of three times 44, its height on pages."""


def colour_problems(entries: Entries) -> Iterator[Problem]:
    """Yield an error for each colour of links with too little contrast (TEXT_CONTRAST) to a background.

    It suggests the nearest colour with enough.
    """
    for _, record, profile in entries.pairs(ProfileEntry):
        if profile.colours:
            yield from _faint_links(record, profile.colours)


def _faint_links(record: Record, colours: ColoursEntry) -> Iterator[Problem]:
    """Yield the problem of each of the two colours of links, for light and dark pages, that is too faint."""
    for key, colour, page in (
        ("lenker", colours.link, LIGHT_GROUND),
        ("lenker i mørkt", colours.dark_link, DARK_GROUND),
    ):
        grounds = grounds_of(colours.accent, page)
        if colour and (ground := min(grounds, key=lambda each: contrast(colour, each))):
            found = contrast(colour, ground)
            if found < TEXT_CONTRAST:
                yield messages.error(
                    record.place("farger", key),
                    "low-contrast",
                    value=colour,
                    ground=ground,
                    contrast=int(found * 10) / 10,
                    suggestion=readable(colour, grounds, TEXT_CONTRAST),
                )


def logo_problems(entries: Entries, images: Collection[str], unread: Collection[str]) -> Iterator[Problem]:
    """Yield an error for a logo whose path is neither in `images` nor in `unread`, the files that cannot be read."""
    for _, record, profile in entries.pairs(ProfileEntry):
        if profile.logo and profile.logo not in images and profile.logo not in unread:
            place = record.place("logo")
            if profile.logo.casefold().endswith(".svg"):
                yield error(
                    place,
                    "not-a-picture",
                    N_("The logo is a drawing (SVG), which can hold scripts and makes no picture for shared links."),
                    N_("Save it as png, at least {height} pixels high, and write {suggestion}."),
                    height=LOGO_HEIGHT,
                    suggestion=f"{profile.logo[:-4]}.png",
                )
            elif suggestion := nearest(profile.logo, images):
                yield messages.error(place, "missing-image.nearest", href=profile.logo, suggestion=suggestion)
            else:
                yield messages.error(place, "missing-image.logo", href=profile.logo)

"""Check the format of a profile, and the numbers of its unit of credits."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.schema.profile import FORMAT, ProfileEntry
from site_builder.problems import N_, Problem, error
from site_builder.sources.record import Record


def format_problems(record: Record) -> Iterator[Problem]:
    """Yield an error for a profile in a newer format than the builder reads, whatever else is wrong with it."""
    written = record.fields.get("format")
    if isinstance(written, str) and written.isascii() and written.isdecimal() and int(written[:9]) > FORMAT:
        yield error(
            record.place("format"),
            "profile-format",
            N_("The profile is in format {written}; this builder reads format {known}."),
            N_("Install a newer builder with `pip install --upgrade studiekatalog`, or write `format: {known}`."),
            written=written,
            known=FORMAT,
        )


def unit_problems(record: Record, profile: ProfileEntry) -> Iterator[Problem]:
    """Yield an error for an impossible step between numbers of credits: 0, or above the highest number."""
    if profile.unit and not 0 < profile.unit.step <= profile.unit.most:
        yield error(
            record.place("poeng", "steg") if "steg" in record.fields["poeng"] else record.place("poeng", "høyst"),
            "bad-credit-unit",
            N_("Credits in steps of {step}, at most {most}: no course can have such a number."),
            N_("Write a step above 0 that is not more than «høyst»; for example 0.5 or 5."),
            step=profile.unit.step,
            most=profile.unit.most,
        )

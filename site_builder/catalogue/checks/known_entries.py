"""Check references to subjects, places, institutions, requirements and years: the file that a key names must exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.catalogue.names import Names, names_in
from site_builder.catalogue.schema.choice_words import DELIVERIES
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.enums import Delivery
from site_builder.file_names import slug, slug_or_nothing
from site_builder.problems import MAX_PER_FILE, N_, Problem, error, nearest
from site_builder.sources.record import Record

_MESSAGES = {
    "subject": N_("«{key}» is not a known subject."),
    "place": N_("«{key}» is not a known place of study."),
    "institution": N_("«{key}» is not a known institution."),
    "requirement": N_("«{key}» is not a known requirement."),
    "year": N_("«{key}» is not a year of the catalogue."),
}


def file_of(kind: str, key: str) -> str:
    """Return the path of the file of an entry. `kind` is "subject", "place", "institution", "requirement" or "year"."""
    return f"catalogue/{key}/year.yaml" if kind == "year" else f"catalogue/vocabulary/{kind}s/{key}.yaml"


def known_entry_problems(entries: Entries, kind: str, key: str, record: Record, *loc: str | int) -> Iterator[Problem]:
    """Yield an error at the path `loc` of `record`, with a suggestion, if no entry of `kind` has the key.

    `kind` is as in `file_of`. A file that could not be read counts as existing.
    """
    file = file_of(kind, key)
    if key in entries.records[kind] or file in entries.unreadable:
        return
    named = _by_name(entries, kind, key, record, loc) if _among_first(loc) else ""
    suggestion = named or (_alike(entries, kind, key) if _among_first(loc) else None)
    certain = {"correction" if named.startswith("[") else "certain": named} if named else {}
    yield error(
        record.place(*loc),
        f"unknown-{kind}",
        _MESSAGES[kind],
        N_("Write {suggestion}.") if named else _ONLINE if _is_online(kind, key) else hint(suggestion),
        key=key,
        suggestion=suggestion or "",
        file=file_of(kind, key if kind == "year" else slug(key)),
        **certain,
    )


def _among_first(loc: Iterable[str | int]) -> bool:
    """Return whether a value is among the first MAX_PER_FILE of its lists; only these get a suggestion."""
    return all(part < MAX_PER_FILE for part in loc if isinstance(part, int))


def _by_name(entries: Entries, kind: str, text: str, record: Record, loc: tuple[str | int, ...]) -> str:
    """Return the text that replaces a name: its key, or for several names a list of keys in brackets; "" for others."""
    if kind == "year":
        return ""
    names = _names(entries, kind)
    if key := names.key(kind, text):
        return key
    keys = names.keys(kind, text) if len(loc) == 2 and isinstance(record.fields.get(str(loc[0])), str) else ()
    return f"[{', '.join(keys)}]" if keys else ""


def _names(entries: Entries, kind: str) -> Names:
    """Return the names of the records of a kind."""
    return names_in([*entries.records[kind].values(), *entries.records["language"].values()])


def _alike(entries: Entries, kind: str, text: str) -> str | None:
    """Return a key to ask about: of the only known name that occurs in a text, or the nearest key; None without one.

    For several names, of which some are unknown, it is a list of all.
    """
    names = None if kind == "year" else _names(entries, kind)
    if names and "," in text:
        keys, unknown = names.keys_and_unknown(kind, text)
        if keys and unknown and all(slug_or_nothing(each) for each in unknown):
            return f"[{', '.join([*keys, *map(slug, unknown)])}]"
    return (names and names.key_within(kind, text)) or nearest(text, entries.records[kind])


_ONLINE = N_("What is taught online has no place: delete it here, and say so in «studieform», or a gathering's «form».")


def _is_online(kind: str, text: str) -> bool:
    """Return whether an unknown place says that there is none: «nett», «digitalt», «Zoom»."""
    return kind == "place" and text.casefold() in {"digital", "digitalt", "zoom", "teams", *_NETS}


_NETS = {word for word, delivery in DELIVERIES.items() if delivery == Delivery.ONLINE} | {Delivery.ONLINE.value}


def hint(suggestion: str | None) -> str:
    """Return the msgid of the hint for an unknown key: «Did you mean ...?» with a `suggestion`, else other advice."""
    return N_("Did you mean «{suggestion}»?") if suggestion else N_("Check the spelling, or add the file {file}.")

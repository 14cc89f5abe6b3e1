"""Check that the texts of a profile are in the first language of the site, so that no page shows another language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.iso_languages import is_language
from site_builder.catalogue.schema.language import LanguageEntry
from site_builder.catalogue.schema.profile import ProfileEntry
from site_builder.catalogue.schema.site import SiteEntry
from site_builder.problems import N_, Problem, warning
from site_builder.sources.record import Loc


def profile_text_problems(entries: Entries) -> Iterator[Problem]:
    """Yield a warning for each text of the profile in other languages than the site's first and that one's fallback."""
    site = entries.of(SiteEntry).get("site")
    if site is None:
        return
    first = site.languages[0]
    language = entries.of(LanguageEntry).get(first)
    if language is None:  # pages/i18n.py reports a language of the site without its file
        return
    read = {first, language.fallback}
    for _, record, _ in entries.pairs(ProfileEntry):
        for loc, text in _texts(record.fields, ()):
            if not read & text.keys():
                yield warning(
                    record.place(*loc),
                    "missing-language",
                    N_("The text is not in «{language}», the first language of the site: {others} alone."),
                    N_("Add `{language}: ...`; until then pages show it as it is in «{shown}»."),
                    language=first,
                    others=", ".join(text),
                    shown=next(iter(text)),
                )


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, Mapping[str, Any]]]:
    """Yield the path and the value of each text in a profile that is given by language."""
    if isinstance(value, Mapping) and value and all(is_language(key) for key in value):
        yield loc, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts(each, (*loc, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _texts(each, (*loc, index))

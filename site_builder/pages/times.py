"""The script of texts and times that depend on the reader's clock, published once for all pages of a language.

Its data are the texts of statuses and of the stars of my list and, for each year, the statuses, the last day to apply
and the phases of the banner of its courses; in the pages they were a sixth of a course page. It is a script, not a file
that is fetched, so that the first paint has it: the browser runs it before main.js.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from site_builder.catalogue.status import phases_of_year, statuses_of_year
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.output.output import Output
from site_builder.pages.assets import Assets, fingerprint, short_hash
from site_builder.pages.banner import phase_rows
from site_builder.pages.brand import branded
from site_builder.pages.i18n import Locale, Translations
from site_builder.pages.status import status_words
from site_builder.pages.structured_data import embedded
from site_builder.problems import N_

IMPORTED = "js/banner.js"
"""The asset that holds the values, and that the other scripts read them from."""


def site_assets(sources: Mapping[str, bytes], catalogue: Catalogue, translations: Translations) -> Assets:
    """Return the assets in the catalogue's colours under hashed names, with the script `times` of each language.

    `sources` maps names in templates/assets/ to contents. In `addresses` the script for bokmål is `times/nb.js`. There
    are no such scripts if a project's assets lack banner.js.
    """
    assets = fingerprint(branded(sources, catalogue))
    if IMPORTED not in assets.addresses:
        return assets
    module = "." + assets.addresses[IMPORTED].removeprefix("/assets")
    outputs, addresses = list(assets.outputs), dict(assets.addresses)
    for language in catalogue.settings.languages:
        data = embedded(times(catalogue, translations[language]))
        content = f'import{{times}}from"{module}";Object.assign(times,{data});\n'.encode()
        output = Output(f"assets/times.{language}.{short_hash(content)}.js", content, f"templates/assets/{IMPORTED}")
        outputs.append(output)
        addresses[f"times/{language}.js"] = f"/{output.path}"
    return replace(assets, outputs=tuple(sorted(outputs, key=lambda each: each.path)), addresses=addresses)


def times(catalogue: Catalogue, locale: Locale) -> dict[str, object]:
    """Return the data of the script in one language: `words` (status_words), `star` (texts), `years` (key -> times)."""
    return {
        "words": status_words(
            locale,
            rolling=any(year.has_rolling_admission for year in catalogue.published_years),
            roles=catalogue.profile.declarations.roles,
        ),
        "star": {
            "keep": locale.gettext(N_("Keep in my list")),
            "full": locale.gettext(N_("The list is full: it can hold ten courses. Remove one first.")),
            "unsaved": locale.gettext(N_("Your browser does not let us keep the list.")),
        },
        "years": dict(_years(catalogue.published_years, locale)),
    }


def _years(years: tuple[AcademicYear, ...], locale: Locale) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield (key, times) of each year whose courses follow its deadlines."""
    for year in years:
        found = statuses_of_year(year)
        if found and found.deadline:
            yield (
                year.key,
                {
                    "statuses": found.timeline,
                    "date": locale.full_date(found.deadline.day),
                    "phases": phase_rows(phases_of_year(year), locale),
                },
            )

"""Remarks on the use of bokmål and nynorsk in the catalogue's own articles, by the setting «målform»."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.schema.enums import WrittenStandards
from site_builder.catalogue.years import Article, Catalogue
from site_builder.problems import N_
from site_builder.quality.remark import Remark

BOTH = ("nb", "nn")
"""The written standards of Norwegian."""


def standards_remarks(catalogue: Catalogue) -> Iterator[Remark]:
    """Yield a remark for each article in both bokmål and nynorsk, or in one only, contrary to the setting «målform».

    State bodies may alternate between the two instead of publishing each text in both (språklova § 13).
    """
    standards = catalogue.settings.standards
    versions = {
        key: [catalogue.articles[key, each] for each in BOTH if (key, each) in catalogue.articles]
        for key, _ in catalogue.articles
    }
    for found in versions.values():
        if standards is WrittenStandards.ALTERNATING and len(found) == len(BOTH):
            yield _remark(found[1], N_("The text is in both written standards; the site alternates between them."))
        elif standards is WrittenStandards.PARALLEL and len(found) == 1:
            yield _remark(found[0], N_("The text is in one written standard only; the site has every text in both."))


def _remark(article: Article, message: str) -> Remark:
    return Remark(article.source, article.title, "", "standard", message, {})

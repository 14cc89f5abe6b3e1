"""Names that are addresses of the site's own pages."""

from __future__ import annotations

from site_builder.catalogue.facets import FACETS
from site_builder.catalogue.schema.enums import LANGUAGES

IN_A_YEAR = frozenset(facet.key for facet in FACETS) | {
    "alle",
    "frister",
    "ar",
    "hva-mangler-jeg",
    "samlinger",
    "i-tall",
}
"""Pages and lists within a year, so that no institution can have these names."""

ON_THE_SITE = frozenset(LANGUAGES) | {
    "historier",
    "sok",
    "min-liste",
    "uten-nett",
    "legg-inn",
    "kilde",
    "assets",
    "search",
    "404",
    "index",
    "catalogue",
}
"""Pages and folders of the site, so that no article can have these names."""

"""List the names that are addresses of the site's own pages."""

from __future__ import annotations

import re

from site_builder.catalogue.facets import FACETS

IN_A_YEAR = frozenset(facet.key for facet in FACETS) | {
    "alle",
    "frister",
    "ar",
    "hva-mangler-jeg",
    "samlinger",
    "i-tall",
}
"""Names of pages and lists within a year. No institution can have one as its key."""

ON_THE_SITE = frozenset(
    {
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
)
"""Names of pages and folders of the site. No article can have one, or the code of a language, as its key."""

PAGE_OF_LIST = re.compile(r"side-[0-9]+")
"""Names of the further pages of an institution's list, which are beside its courses. No course can have one."""

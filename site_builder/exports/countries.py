"""Countries in the two notations of the exports: ISO 3166-1 with two letters, and the EU's country authority list."""

from __future__ import annotations

_THREE_LETTERS = {
    "AT": "AUT", "AU": "AUS", "BE": "BEL", "BG": "BGR", "CA": "CAN", "CH": "CHE", "CY": "CYP", "CZ": "CZE", "DE": "DEU",
    "DK": "DNK", "EE": "EST", "ES": "ESP", "FI": "FIN", "FO": "FRO", "FR": "FRA", "GB": "GBR", "GL": "GRL", "GR": "GRC",
    "HR": "HRV", "HU": "HUN", "IE": "IRL", "IN": "IND", "IS": "ISL", "IT": "ITA", "LI": "LIE", "LT": "LTU", "LU": "LUX",
    "LV": "LVA", "MT": "MLT", "NL": "NLD", "NO": "NOR", "NZ": "NZL", "PL": "POL", "PT": "PRT", "RO": "ROU", "SE": "SWE",
    "SI": "SVN", "SK": "SVK", "US": "USA", "ZA": "ZAF",
}  # fmt: skip


def authority_address(country: str) -> str | None:
    """Return the address of a country in the EU's authority list; None for a country that this table lacks."""
    code = _THREE_LETTERS.get(country)
    return f"http://publications.europa.eu/resource/authority/country/{code}" if code else None

"""Country codes: from ISO 3166-1 with two letters to the EU's authority list, which is based on three letters."""

from __future__ import annotations

_THREE_LETTERS = {
    "AT": "AUT", "AU": "AUS", "BE": "BEL", "BG": "BGR", "CA": "CAN", "CH": "CHE", "CY": "CYP", "CZ": "CZE", "DE": "DEU",
    "DK": "DNK", "EE": "EST", "ES": "ESP", "FI": "FIN", "FO": "FRO", "FR": "FRA", "GB": "GBR", "GL": "GRL", "GR": "GRC",
    "HR": "HRV", "HU": "HUN", "IE": "IRL", "IN": "IND", "IS": "ISL", "IT": "ITA", "LI": "LIE", "LT": "LTU", "LU": "LUX",
    "LV": "LVA", "MT": "MLT", "NL": "NLD", "NO": "NOR", "NZ": "NZL", "PL": "POL", "PT": "PRT", "RO": "ROU", "SE": "SWE",
    "SI": "SVN", "SK": "SVK", "US": "USA", "ZA": "ZAF",
}  # fmt: skip


def authority_address(country: str) -> str | None:
    """Return the address in the EU's authority list of a country (ISO 3166-1, two letters, such as `NO`).

    None for a country that is not in this table.
    """
    code = _THREE_LETTERS.get(country)
    return f"http://publications.europa.eu/resource/authority/country/{code}" if code else None

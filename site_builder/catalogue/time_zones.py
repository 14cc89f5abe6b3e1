"""The time zones of countries, from the IANA database: each country's first in zone1970.tab."""

from __future__ import annotations

from datetime import tzinfo
from zoneinfo import ZoneInfo

_ZONES = {
    "AT": "Europe/Vienna", "BE": "Europe/Brussels", "BG": "Europe/Sofia", "CH": "Europe/Zurich", "CY": "Asia/Nicosia",
    "CZ": "Europe/Prague", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen", "EE": "Europe/Tallinn",
    "ES": "Europe/Madrid", "FI": "Europe/Helsinki", "FO": "Atlantic/Faroe", "FR": "Europe/Paris", "GB": "Europe/London",
    "GL": "America/Nuuk", "GR": "Europe/Athens", "HR": "Europe/Zagreb", "HU": "Europe/Budapest", "IE": "Europe/Dublin",
    "IN": "Asia/Kolkata", "IS": "Atlantic/Reykjavik", "IT": "Europe/Rome", "LI": "Europe/Vaduz", "LT": "Europe/Vilnius",
    "LU": "Europe/Luxembourg", "LV": "Europe/Riga", "MT": "Europe/Malta", "NL": "Europe/Amsterdam", "NO": "Europe/Oslo",
    "NZ": "Pacific/Auckland", "PL": "Europe/Warsaw", "PT": "Europe/Lisbon", "RO": "Europe/Bucharest",
    "SE": "Europe/Stockholm", "SI": "Europe/Ljubljana", "SK": "Europe/Bratislava", "ZA": "Africa/Johannesburg",
}  # fmt: skip
"""Country -> its zone. Countries with several are left out: their profiles name one."""


def zone_of(country: str) -> str:
    """Return the IANA name of the time zone of a country ("NO"); "UTC" if it has several, or is not known."""
    return _ZONES.get(country, "UTC")


def is_zone(name: str) -> bool:
    """Return whether the IANA database has a time zone of this name: `Europe/Oslo`, `UTC`."""
    try:
        return bool(ZoneInfo(name))
    except (KeyError, OSError, ValueError):  # unknown, a folder of the database, no name that a file can have
        return False


def city_of(zone: tzinfo) -> str:
    """Return the last part of a time zone's IANA name, with spaces: `Stockholm`, `New York`; `UTC` for UTC."""
    return str(zone).rpartition("/")[2].replace("_", " ")

"""The time zone of a project, for commands that take a time before they have read it."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

from site_builder.catalogue.time_zones import is_zone, zone_of
from site_builder.sources.files import read_text


def read_time_zone(root: Path) -> ZoneInfo:
    """Return the time zone in content/profile.yaml below `root`, or else that of its country.

    A pattern finds them, so the file may have faults or be absent.
    """
    text = read_text(root, "content/profile.yaml") or ""
    found = dict(re.findall(r"^(tidssone|land):[ \t]*[\"']?([A-Za-z_/+-]+)", text, re.MULTILINE))
    zone = found.get("tidssone", "")
    return ZoneInfo(zone if zone and is_zone(zone) else zone_of(found.get("land", "")))

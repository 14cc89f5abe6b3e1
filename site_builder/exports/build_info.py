"""version.json: which generator made the site, of which sources. No clock is in it: equal sources, equal bytes."""

from __future__ import annotations

import json

from site_builder.output.output import Output

GENERATOR = "studiekatalog"


def build_info(version: str, revision: str) -> Output:
    """Return version.json; `revision` is that of the sources, with `+` where they differ from it, or "" (unknown)."""
    said = {"generator": GENERATOR, "version": version, "revision": revision or None}
    return Output("version.json", (json.dumps(said, indent=1) + "\n").encode())

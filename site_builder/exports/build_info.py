"""version.json: the version of the generator and the revision of the sources. It holds no time of building."""

from __future__ import annotations

import json

from site_builder.output.output import Output

GENERATOR = "studiekatalog"


def build_info(version: str, revision: str) -> Output:
    """Return version.json.

    `version` is that of the generator. `revision` is the commit hash of the sources, with `+` if files differ from it,
    or "" if it is unknown.
    """
    content = {"generator": GENERATOR, "version": version, "revision": revision or None}
    return Output("version.json", (json.dumps(content, indent=1) + "\n").encode())

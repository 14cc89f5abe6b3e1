"""sw.js: the service worker that caches visited pages for offline reading, or one that removes an earlier worker."""

from __future__ import annotations

import json
from collections.abc import Mapping

from rjsmin import jsmin

from site_builder.catalogue.years import Catalogue
from site_builder.output.output import Output
from site_builder.output.root_path import root_path
from site_builder.pages.assets import Assets
from site_builder.pages.urls import addresses_for

WORKER = "worker.js"
"""Name in templates/assets/. It is published as sw.js, without a hash: browsers request it at a fixed address."""

PRECACHED = ("site.css", "images/icon.svg", "js/main.js", "js/banner.js", "js/list/kept.js")
"""Assets that every page needs, cached at the first visit. Search scripts are cached when the search is used."""

MAX_INDEX_FILES = 150
"""Files of a search index that are cached in advance. Of a larger index only the files in use are cached."""

UNREGISTER = """addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(
  Promise.all(["pages", "assets"].map((name) => caches.delete(name + ROOT))).then(() => registration.unregister())));
"""
"""Script that replaces a worker of an earlier publication: it deletes its caches and unregisters itself."""


def service_worker(sources: Mapping[str, bytes], assets: Assets, catalogue: Catalogue) -> Output:
    """Return sw.js. At the first visit it caches the shared assets and the offline page.

    Its bytes change with the names of the assets. Browsers then install the new worker at the next visit.
    """
    languages, root = catalogue.settings.languages, root_path(catalogue.settings.base)
    if not catalogue.settings.offline or WORKER not in sources:
        return Output("sw.js", f"const ROOT={json.dumps(root)};\n{UNREGISTER}".encode())
    site = {
        "root": root,
        "files": [root + assets.addresses[name] for name in PRECACHED if name in assets.addresses],
        "scripts": sorted(root + address for name, address in assets.addresses.items() if name.endswith(".js")),
        "away": [root + addresses_for(language, languages).offline() for language in languages],
        "most": MAX_INDEX_FILES,
    }
    script = jsmin(sources[WORKER].decode())
    return Output("sw.js", f"const SITE={json.dumps(site, separators=(',', ':'))};\n{script}\n".encode())


def without_service_worker(sources: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the assets that get hashed names: all but the worker."""
    return {name: content for name, content in sources.items() if name != WORKER}

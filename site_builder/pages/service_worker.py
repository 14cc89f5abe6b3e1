"""sw.js: the service worker that keeps what was read for when there is no network, or the one that ends that."""

from __future__ import annotations

import json
from collections.abc import Mapping

from rjsmin import jsmin

from site_builder.catalogue.years import Catalogue
from site_builder.output.output import Output
from site_builder.pages.assets import Assets
from site_builder.pages.urls import addresses_for

WORKER = "worker.js"
"""In templates/assets/; it is no asset with a hashed name, since browsers ask for it at one address for ever."""

FIRST = ("site.css", "images/icon.svg", "js/main.js", "js/banner.js", "js/list/kept.js")
"""What every page needs, kept from the first visit on; the other scripts are kept when somebody has searched."""

MOST_INDEX_FILES = 150
"""Files of a search index that a reader's device is asked to keep; larger indexes are kept as far as they were used."""

ENDED = """addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(caches.keys()
  .then((names) => Promise.all(names.map((name) => caches.delete(name))))
  .then(() => registration.unregister())));
"""
"""Takes the place of a worker that was published before, empties what it kept, and goes."""


def service_worker(sources: Mapping[str, bytes], assets: Assets, catalogue: Catalogue) -> Output:
    """Return sw.js. It keeps what every page needs, and the page that says there is no network from the first visit on.

    Its bytes change when any of these do; browsers then take the new one at the next visit.
    """
    if not catalogue.settings.offline or WORKER not in sources:
        return Output("sw.js", ENDED.encode())
    languages = catalogue.settings.languages
    site = {
        "files": [assets.addresses[name] for name in FIRST if name in assets.addresses],
        "scripts": sorted(address for name, address in assets.addresses.items() if name.endswith(".js")),
        "away": [addresses_for(language, languages).offline() for language in languages],
        "most": MOST_INDEX_FILES,
    }
    script = jsmin(sources[WORKER].decode())
    return Output("sw.js", f"const SITE={json.dumps(site, separators=(',', ':'))};\n{script}\n".encode())


def without_service_worker(sources: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the assets that get hashed names."""
    return {name: content for name, content in sources.items() if name != WORKER}

"""sw.js: the service worker that caches visited pages for offline reading, or one that removes an earlier worker."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from rjsmin import jsmin

from site_builder.catalogue.years import Catalogue
from site_builder.output.output import Output
from site_builder.output.root_path import root_path
from site_builder.pages.assets import Assets
from site_builder.pages.i18n import Locale, Translations
from site_builder.pages.urls import addresses_for, search_manifest
from site_builder.pages.web_manifest import web_manifest
from site_builder.problems import N_

WORKER = "worker.js"
"""Name in templates/assets/. It is published as sw.js, without a hash: browsers request it at a fixed address."""

PRECACHED = ("site.css", "css/list.css", "css/map.css", "css/table.css", "images/icon.svg", "js/", "times/")
"""Beginnings of the names of assets that are cached at the first visit: those that pages and my list need."""

CACHED_WITH_INDEX = "js/search/"
"""Beginning of the names of the scripts that are cached together with the search index."""

CACHED_WHEN_USED = "js/form/"
"""Beginning of the names of scripts that only editors use."""

MAX_INDEX_FILES = 300
"""Files of a search index that are cached in advance. Of a larger index only the files in use are cached."""

UNREGISTER = """addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(
  caches.keys()
    .then((names) => names.filter((name) =>
      name.startsWith(`katalog ${ROOT} `) || ["pages" + ROOT, "assets" + ROOT].includes(name)))
    .then((names) => Promise.all(names.map((name) => caches.delete(name))))
    .then(() => registration.unregister())));
"""
"""Script that replaces a worker of an earlier publication: it deletes its caches and unregisters itself."""


def device_files(
    sources: Mapping[str, bytes], assets: Assets, catalogue: Catalogue, translations: Translations
) -> tuple[Output, ...]:
    """Return the files for offline use and installation on a device: sw.js and manifest.webmanifest.

    Arguments are as for `service_worker`.
    """
    return service_worker(sources, assets, catalogue, translations), web_manifest(assets, catalogue)


def service_worker(
    sources: Mapping[str, bytes], assets: Assets, catalogue: Catalogue, translations: Translations
) -> Output:
    """Return sw.js, the script that caches pages for offline reading. It caches the shared assets at the first visit.

    `sources` maps names in templates/assets/ to contents; `assets` are the published ones. The bytes change with the
    names of the assets and with the script; browsers then install the new worker at the next visit. Without the setting
    `offline`, or without worker.js in `sources`, sw.js instead deletes the caches of an earlier worker and unregisters
    itself.
    """
    root = root_path(catalogue.settings.base)
    if not catalogue.settings.offline or WORKER not in sources:
        return Output("sw.js", f"const ROOT={json.dumps(root)};\n{UNREGISTER}".encode())
    later = (CACHED_WITH_INDEX, CACHED_WHEN_USED)
    files = [name for name in assets.addresses if name.startswith(PRECACHED) and not name.startswith(later)]
    scripts = [name for name in assets.addresses if name.startswith(CACHED_WITH_INDEX)]
    site = {
        "root": root,
        "files": sorted(root + assets.addresses[name] for name in files),
        "scripts": sorted(root + assets.addresses[name] for name in scripts),
        "languages": [_language(translations[each], catalogue, root) for each in catalogue.settings.languages],
        "most": MAX_INDEX_FILES,
    }
    script = jsmin(sources[WORKER].decode())
    site["version"] = hashlib.sha256(f"{json.dumps(site)}{script}".encode()).hexdigest()[:10]
    return Output("sw.js", f"const SITE={json.dumps(site, separators=(',', ':'))};\n{script}\n".encode())


def _language(locale: Locale, catalogue: Catalogue, root: str) -> dict[str, object]:
    """Return a language as JSON values, by name, for the worker: its addresses, and the line above a cached page."""
    addresses = addresses_for(locale.language, catalogue)
    return {
        "tag": locale.language,
        "prefix": root + addresses.prefix,
        "away": root + addresses.offline(),
        "pages": [root + each for each in (addresses.front(), addresses.search(), addresses.list())],
        "index": root + search_manifest(locale.language),
        "words": locale.gettext(N_("The page could not be fetched anew. You see it as it was kept on {date}.")),
    }


def without_service_worker(sources: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the assets that get hashed names: all but worker.js. `sources` maps names to contents."""
    return {name: content for name, content in sources.items() if name != WORKER}

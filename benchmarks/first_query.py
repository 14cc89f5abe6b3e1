"""Bytes of a first search: `python -m benchmarks.first_query N` builds the index of N generated courses, but no pages.

For catalogues too large to build completely on an ordinary machine. The Python twin of the browser
(site_builder/search/ranking.py) searches the index. The files it reads, the cards of the first ten hits, the facets and
the scripts that the search page imports before them are counted compressed.
"""

from __future__ import annotations

import argparse
import json
import posixpath
import re
import tempfile
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import brotli

from benchmarks.catalogue import write_catalogue
from benchmarks.typed import TYPED
from site_builder.catalogue.load import load_catalogue
from site_builder.engine.memo import Memo
from site_builder.output.search_paths import file_names, index_file_path, manifest_path
from site_builder.pages.assets import fingerprint
from site_builder.pages.i18n import read_translations
from site_builder.pages.views.search_hit import search_hits
from site_builder.search.build_index import build_index
from site_builder.search.documents import corpus
from site_builder.search.index_files import index_files
from site_builder.search.ranking import Index
from site_builder.search.result_cards import LanguageContext, result_cards
from site_builder.sources.files import read_sources

PAGE_SCRIPTS = ("/main.js", "/search/page.js", "/search/prefetch.js")
"""Ends of the paths of the scripts that templates/pages/search.html names."""


def main() -> None:
    """Print the size of the index and the bytes of a first search for each word."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int, metavar="N")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_catalogue(arguments.number, root)
        sources = read_sources(root)
        catalogue = load_catalogue(sources.records, sources.images, Memo(None, 2), sources.problems).catalogue
        locale = read_translations(sources.locales, ["nb"], Memo())["nb"]
        scripts = fingerprint(sources.assets).outputs
    languages = {"nb": LanguageContext(locale.label, partial(search_hits, catalogue, locale))}
    began = time.perf_counter()
    index = index_files(build_index(corpus(catalogue), Memo()), result_cards(catalogue, languages))
    outputs = {output.path: output.content for output in index}
    seconds = time.perf_counter() - began
    by_path = {each.path: each.content for each in scripts if each.path.endswith(".js")}
    code = sum(_compressed_size(by_path[path]) for path in _imported(by_path))
    print(f"{arguments.number} courses, {len(outputs)} files, {1000 * seconds / arguments.number:.2f} ms a course")
    manifest = outputs[manifest_path("nb")]
    fields = json.loads(manifest)
    shards = {index_file_path(name) for name in file_names(fields["shards"])}
    largest = max(_compressed_size(outputs[path]) for path in shards)
    facets = _compressed_size(outputs[index_file_path(fields["facets"])])
    size = _compressed_size(manifest)
    print(f"code {code / 1000:.1f} kB, manifest {size / 1000:.1f} kB, facets {facets / 1000:.1f} kB,", end=" ")
    print(f"{len(shards)} shards, the largest {largest / 1000:.1f} kB")
    cards = [index_file_path(name) for name in file_names(fields["cards"])]
    for text in TYPED:
        sizes: dict[str, int] = {}

        def fetch(path: str, sizes: dict[str, int] = sizes) -> bytes:
            sizes[path] = _compressed_size(outputs[path.lstrip("/")])
            return outputs[path.lstrip("/")]

        found = Index(manifest, fetch).search(text)
        for hit in found.hits[:10]:
            fetch(cards[hit.document // fields["size"]])
        total = code + size + sum(sizes.values())
        print(
            f"{text:20} {len(found.hits):7} hits, {len(sizes):3} files, first result {total / 1000:6.1f} kB,", end=" "
        )
        print(f"with facets {(total + facets) / 1000:6.1f} kB")


def _imported(scripts: Mapping[str, bytes]) -> set[str]:
    """Return the paths of the scripts of the search page, with all that they import when they are loaded."""
    found = {path for path in scripts if path.endswith(PAGE_SCRIPTS)}
    waiting = list(found)
    while waiting:
        path = waiting.pop()
        names = re.findall(rb"""(?:from|^import) ?['"]([^'"]+)['"]""", scripts[path], re.MULTILINE)
        imports = {posixpath.normpath(posixpath.join(posixpath.dirname(path), name.decode())) for name in names}
        waiting += imports - found
        found |= imports
    return found


def _compressed_size(content: bytes) -> int:
    return len(brotli.compress(content, quality=11))


if __name__ == "__main__":
    main()

"""A copy of the site to open from a folder without a server: relative addresses, no scripts.

Browsers load no modules from files, so scripts are left out and the content of `noscript` is shown: pages are complete
without JavaScript. A sentence on the page for searching says why there is no search.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from site_builder.output.output import Output
from site_builder.output.root_path import ADDRESS, TAG, root_path, without_root_path

_SCRIPT = re.compile(r'<script\b[^>]*\bsrc="[^"]*"[^>]*></script>\n?')
_MODULE = re.compile(r'<link rel="(?:modulepreload|preload|manifest|search)"[^>]*>\n?')
"""Links to files that only scripts and servers use."""
_NOSCRIPT = re.compile(r"<noscript>(.*?)</noscript>", re.DOTALL)
_SERVICE_WORKER = re.compile(r'<meta name="service-worker"[^>]*>\n?')
_FROM_A_FOLDER = re.compile(r'(class="from-folder") hidden')
_ONLY_ON_HOSTS = ("_headers", "_redirects", "worker.js")


def relative_outputs(outputs: Iterable[Output], base: str) -> Iterator[Output]:
    """Yield the files of a site built for the address `base`: pages with relative addresses, other files unchanged.

    `base` is the full address, such as https://host/katalog. The search index and the files for hosts are left out.
    """
    root = root_path(base)
    for output in outputs:
        if output.path in _ONLY_ON_HOSTS or output.path.startswith(("search/", "assets/search/")):
            continue
        if output.is_page:
            yield Output(
                output.path,
                _relative_page(output.content.decode(), output.path, root).encode(),
                output.source,
                output.template,
            )
        else:
            yield output


def _relative_page(html: str, path: str, root: str) -> str:
    for pattern in (_SCRIPT, _MODULE, _SERVICE_WORKER):
        html = pattern.sub("", html)
    html = _FROM_A_FOLDER.sub(r"\1", _NOSCRIPT.sub(r"\1", html))

    def relative(found: re.Match[str]) -> str:
        name, written = (found[1], found[2]) if found[1] else (found[3], found[4])
        return f'{name}{_relative(without_root_path(written[:-1], root), path)}"'

    return TAG.sub(lambda tag: ADDRESS.sub(relative, tag[0]), html)


def _relative(address: str, page: str) -> str:
    """Return an address on the site relative to the path `page`, with index.html at the end of a folder's address."""
    path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    target = path.lstrip("/")
    if not target or target.endswith("/"):
        target += "index.html"
    return posixpath.relpath(target, posixpath.dirname(page) or ".") + mark + rest

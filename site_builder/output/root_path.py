"""The path below its host at which a site is published: `/katalog` for https://host/katalog, "" for https://host.

Within the builder every address begins at the site. The root path is put before addresses when pages are written, and
taken from them when finished pages are checked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

TAG = re.compile(r'<(?:a|area|base|form|img|input|link|meta|script|source|div)\b[^<>"]*+(?:"[^"]*+"[^<>"]*+)*+>')
"""An opening tag that can have an address. Attributes of finished pages are in double quotes."""

ADDRESS = re.compile(r'(\s(?:href|src|action|data-index)=")(/(?!/)[^"]*")|(\scontent="(?:0; url=)?)(/(?!/)[^"]*")')
"""An attribute with an address that begins at the site; `content` of the service worker and of pages that moved."""


@lru_cache
def root_path(base: str) -> str:
    """Return the path in the site's address `base`: `/katalog` for https://host/katalog, "" for https://host."""
    return urlsplit(base).path.rstrip("/")


def with_root_path(html: str, root: str) -> str:
    """Return a page with `root` (`/katalog` or "") before each address in its HTML that begins with one slash."""
    return TAG.sub(lambda tag: ADDRESS.sub(rf"\1\3{root}\2\4", tag[0]), html) if root else html


def without_root_path(address: str, root: str) -> str:
    """Return an address without `root` (`/katalog` or "") at its beginning; one outside `root` is unchanged."""
    return address[len(root) :] or "/" if root and (address + "/").startswith(root + "/") else address

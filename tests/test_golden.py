"""The golden tree: the small site's files by name, and a few of its pages byte for byte.

After a change that is meant, `UPDATE_EXPECTED=1 .venv/bin/python -m pytest tests/test_golden.py` writes them anew;
read the difference before committing it. Names of assets are blanked: they change with every line of style.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build import Site

GOLDEN = Path(__file__).parent / "sites" / "golden"
PAGES = (
    "index.html",
    "nn/2016-2017/hihm/naturfag-2-1-7/index.html",
    "2016-2017/fag/naturfag/index.html",
    "sitemap.xml",
)


def without_hashes(text: str) -> str:
    return re.sub(r"\b(?:[0-9a-f]{10}|[0-9a-f]{12}|[0-9a-f]{16})\b", "HASH", text)


def compare(name: str, found: str) -> None:
    file = GOLDEN / name.replace("/", "__")
    if os.environ.get("UPDATE_EXPECTED"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


def test_the_small_site_has_exactly_these_files(small_site: Path, build_site: Callable[..., Site]) -> None:
    names = sorted(without_hashes(output.path) for output in build_site(small_site).outputs)
    compare("files.txt", "\n".join(names) + "\n")


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_as_it_was(small_site: Path, build_site: Callable[..., Site], page: str) -> None:
    [output] = [output for output in build_site(small_site).outputs if output.path == page]
    compare(page, without_hashes(output.content.decode()))

"""Languages with few articles are offered at the foot of a page, not at its head."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from site_builder.build import Site


def test_a_language_with_fewer_articles_than_the_profile_asks_for_is_offered_at_the_foot(
    small_site: Path, build_site: Callable[..., Site]
) -> None:
    """The small site has two articles in bokmål; one of them gets a version in nynorsk."""
    about = (small_site / "content/om.md").read_text(encoding="utf-8").replace("språk: nb", "språk: nn")
    (small_site / "content/om.nn.md").write_text(about, encoding="utf-8")

    def heads(least: int) -> tuple[list[str], list[str]]:
        (small_site / "content/profile.yaml").write_text(f"minste andel tekster: {least}\n", encoding="utf-8")
        [page] = [each for each in build_site(small_site).outputs if each.path == "index.html"]
        head, _, foot = page.content.decode().partition("<main")
        links = [re.findall(r'<a href="([^"]+)" lang="\w+" hreflang', part) for part in (head, foot)]
        return links[0], links[1]

    assert heads(50) == (["/nn/"], [])
    assert heads(51) == ([], ["/nn/"])

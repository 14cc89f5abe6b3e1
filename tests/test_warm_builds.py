"""A build says what it recalled and what it made, and notices when what was remembered is of no use."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli.main import main
from site_builder.engine import cache_files


def said(root: Path) -> str:
    result = CliRunner().invoke(main, ["build", "--root", str(root), "--now", "2016-02-10", "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_second_build_recalls_what_the_first_made(small_site: Path) -> None:
    first = said(small_site)
    (small_site / ".memo/last-build.json").unlink(missing_ok=True)  # or it would find that there is nothing to do
    second = said(small_site)
    assert "og 0 laget" not in first
    assert "og 0 laget" in second
    assert "kastet" not in first + second


def test_after_an_edit_only_that_text_is_made_again(small_site: Path) -> None:
    said(small_site)
    article = small_site / "content/om.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nMer.\n", encoding="utf-8")
    again = "the file, its text, and in each language its page and the link summary of the pages beside it"
    assert "og 6 laget" in said(small_site), again


@pytest.mark.parametrize("left", [0, 20, -1])
def test_a_damaged_memo_is_said_and_made_anew(small_site: Path, left: int) -> None:
    first = said(small_site)
    for file in (small_site / ".memo").iterdir():
        file.write_bytes(file.read_bytes()[:left])
    page = (small_site / "public/index.html").read_bytes()
    second = said(small_site)
    assert "skadet; det er kastet" in second
    assert first.splitlines()[1] == second.splitlines()[1], "as much is made as the first time"
    assert (small_site / "public/index.html").read_bytes() == page
    assert "skadet" not in said(small_site)


def test_another_builders_memo_is_said_and_made_anew(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said(small_site)
    monkeypatch.setattr(cache_files, "fingerprint", lambda: "b" * 64)
    assert "fra en annen utgave av byggeren; det er kastet" in said(small_site)
    assert "utgave" not in said(small_site)

"""A build reports how many results it reused and computed, and whether it deleted a damaged or outdated cache."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from zlib import crc32

import msgspec
import pytest
from click.testing import CliRunner

from site_builder.cli.main import main
from site_builder.engine import cache_files
from site_builder.engine.cache_files import CRC_BYTES


def output_of_build(root: Path) -> str:
    result = CliRunner().invoke(main, ["build", "--root", str(root), "--now", "2016-02-10", "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_second_build_computes_nothing(small_site: Path) -> None:
    first = output_of_build(small_site)
    (small_site / ".memo/last-build.json").unlink(missing_ok=True)  # else the second build does not begin
    second = output_of_build(small_site)
    assert ", 0 laget på nytt" not in first
    assert ", 0 laget på nytt" in second
    assert "slettet" not in first + second


def test_after_an_edit_only_the_results_of_that_text_are_computed(small_site: Path) -> None:
    output_of_build(small_site)
    article = small_site / "content/om.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nMer.\n", encoding="utf-8")
    computed = (
        "the file, its checks, its text, the result cards, and in each language its page and its group's link summary"
    )
    assert ", 8 laget på nytt" in output_of_build(small_site), computed


@pytest.mark.parametrize("left", [0, 20, -1])
def test_a_damaged_memo_is_reported_and_computed_anew(small_site: Path, left: int) -> None:
    first = output_of_build(small_site)
    for file in (small_site / ".memo").iterdir():
        file.write_bytes(file.read_bytes()[:left])
    page = (small_site / "public/index.html").read_bytes()
    second = output_of_build(small_site)
    assert "Mellomlageret var ødelagt og er slettet." in second
    assert first.splitlines()[1] == second.splitlines()[1], "as many results are computed as the first time"
    assert (small_site / "public/index.html").read_bytes() == page
    assert "ødelagt" not in output_of_build(small_site)


class RunsCode:
    """An object whose pickle runs code when it is loaded."""

    def __init__(self, proof: Path) -> None:
        self.proof = proof

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.proof),)


@pytest.mark.parametrize("as_file", [True, False])
def test_a_memo_that_comes_with_a_checkout_cannot_run_code(small_site: Path, as_file: bool) -> None:
    """A pickle with a right name and checksum, as a whole file or as the result of every key, is discarded."""
    output_of_build(small_site)
    page = (small_site / "public/index.html").read_bytes()
    payload = pickle.dumps({b"x" * 32: RunsCode(small_site / "it-ran")})
    for file in sorted((small_site / ".memo").glob("*-*-*.memo")):
        results = msgspec.msgpack.decode(file.read_bytes()[CRC_BYTES:], type=dict[bytes, bytes])
        body = payload if as_file else msgspec.msgpack.encode(dict.fromkeys(results, payload))
        file.write_bytes(crc32(body).to_bytes(CRC_BYTES, "big") + body)
    (small_site / ".memo/last-build.json").unlink(missing_ok=True)
    assert "Mellomlageret var ødelagt og er slettet." in output_of_build(small_site)
    assert (small_site / "public/index.html").read_bytes() == page
    assert not (small_site / "it-ran").exists()


def test_the_memo_of_another_version_is_reported_and_computed_anew(
    small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output_of_build(small_site)
    monkeypatch.setattr(cache_files, "fingerprint", lambda: "b" * 64)
    assert "fra en annen utgave av site-builder og er slettet" in output_of_build(small_site)
    assert "utgave" not in output_of_build(small_site)

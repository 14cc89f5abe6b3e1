"""A new editor's first hour: a course from nothing, mistakes, the check, the mending, the page in the browser."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from playwright.sync_api import Browser, expect

from site_builder.cli import main

NAME = "naturfag-1-for-8-10-trinn"
ANSWERS = (
    *("--institution", "hihm", "--subject", "naturfag", "--level", "1", "--grades", "8-10", "--credits", "30"),
    *("--delivery", "samlingsbasert", "--place", "hamar", "--start", "høst 2016", "--duration", "2 semestre"),
)


def run(root: Path, verb: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, [verb, *arguments[:1], "--root", str(root), *arguments[1:]])


def test_from_an_empty_file_to_a_page_without_asking_anybody(small_site: Path, address: str, browser: Browser) -> None:
    made = run(small_site, "new", "course", *ANSWERS)
    assert made.exit_code == 0, made.output
    file = small_site / f"catalogue/2016-2017/hihm/{NAME}.md"
    page = browser.new_page()
    page.goto(f"{address}2016-2017/hihm/naturfag-2-1-7/")
    expect(page.locator(".bygger-bar")).to_be_visible()

    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("studiepoeng: 30", "studiepoeng: 30 sp").replace("fag: naturfag", "fag: natrufag"),
        encoding="utf-8",
    )
    checked = run(small_site, "check", str(file), "--now", "2016-02-10")
    assert checked.exit_code == 1
    assert "«30 sp» er ikke et antall studiepoeng." in checked.output
    assert "Mente du «naturfag»?" in checked.output
    expect(page.locator(".bygger-panel")).to_contain_text("30 sp", timeout=20_000)

    fixed = run(small_site, "check", str(file), "--fix", "--now", "2016-02-10")
    assert fixed.exit_code == 0, fixed.output
    expect(page.locator(".bygger-panel")).to_have_count(0, timeout=20_000)
    page.goto(f"{address}2016-2017/hihm/{NAME}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Naturfag 1 for 8.–10. trinn")
    expect(page.get_by_text("Fyll inn: Hva studiet handler om.")).to_be_visible()
    page.close()

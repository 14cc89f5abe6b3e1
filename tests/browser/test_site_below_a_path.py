"""A site below a path of its host works there with scripts: search, my list, the form and the service worker."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from host import served
from playwright.sync_api import Browser, expect

from site_builder.build import build
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.publish.folder import publish

pytestmark = pytest.mark.browser

PROJECT = Path(__file__).parent.parent.parent
COURSE = "/katalog/2016-2017/hihm/naturfag-1-1-7/"


@pytest.fixture
def below(tmp_path: Path) -> Iterator[str]:
    """The address of a host that has the small site at /katalog/."""
    root = Path(shutil.copytree(PROJECT / "tests/sites/minimal", tmp_path / "site"))
    settings = root / "content/site.yaml"
    text = settings.read_text("utf-8").replace("https://studiekatalog.example", "https://host.example/katalog/")
    settings.write_text(text + "ny fil: https://git.example/new?f={path}&v={text}\n", encoding="utf-8")
    site = build(root, now=datetime(2016, 2, 10, tzinfo=ZoneInfo("Europe/Oslo")), memo=Memo(), stages=Stages())
    publish(site.outputs, tmp_path / "host/katalog")
    with served(tmp_path / "host", {}) as address:
        yield address


def test_search_list_form_and_offline_pages_work_below_a_path(browser: Browser, below: str) -> None:
    context = browser.new_context(locale="nb-NO")
    page = context.new_page()
    missing: list[str] = []
    page.on("response", lambda each: missing.append(each.url) if each.status >= 400 else None)
    page.goto(f"{below}/katalog/")
    page.get_by_role("searchbox").first.fill("naturfag 1")
    page.keyboard.press("Enter")
    expect(page.locator(f'main a[href^="{COURSE}"]')).to_be_visible()
    page.locator(f'main a[href^="{COURSE}"]').click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Naturfag 1")
    page.locator(".keep button").click()
    page.goto(f"{below}/katalog/min-liste/")
    expect(page.locator(f'main a[href="{COURSE}"]').first).to_be_visible()
    page.goto(f"{below}/katalog/legg-inn/?endre=2016-2017/hihm/naturfag-1-1-7")
    expect(page.locator('[data-key="tittel"] input')).to_have_value("Naturfag 1 for 1.–7. trinn")
    scope: Any = page.evaluate("navigator.serviceWorker.ready.then((worker) => worker.scope)")
    assert scope == f"{below}/katalog/"
    assert missing == []
    context.close()

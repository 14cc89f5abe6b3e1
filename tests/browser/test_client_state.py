"""What a browser keeps from earlier is not trusted: drafts of the form, and answers of the service worker."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

FORM = "/legg-inn/"
CHANGE = "/legg-inn/?endre=2016-2017/hihm/matematikk-2-1-7"
GOOD = {"fields": {"tittel": "Beholdt"}, "text": "Tekst.", "place": {"institution": "hihm"}}
DRAFTS = [
    GOOD | {"place": {"institution": "borte", "year": "1999-2000", "name": 7}},
    GOOD | {"place": None},
    GOOD | {"place": "x"},
    GOOD | {"fields": {"tittel": "Beholdt", "fag": "borte", "studiesteder": ["borte"], "nivå": None}},
    GOOD | {"fields": {"tittel": "Beholdt", "samlinger": [None, 1, {"fra": {}}], "opphav": None, "søknad": []}},
    GOOD | {"fields": {"tittel": "Beholdt", "__proto__x": 1, "trinn": {"a": 1}, "studiepoeng": [[1]], "språk": "xx"}},
    {"fields": None, "text": ""},
    {"fields": [], "text": ""},
    {"fields": {}, "text": None},
    {"fields": {}},
    None,
    [],
    7,
    "x",
    {"fields": {"tittel": 7, "samlinger": "x", "moduler": {}}, "text": "x", "named": {}},
]


@pytest.mark.parametrize(("address", "drafts"), [(FORM, DRAFTS), (CHANGE, DRAFTS[::4])])
def test_the_form_is_ready_whatever_its_draft(open_page: Any, address: str, drafts: list[object]) -> None:
    """The form of a change reads its draft by the same script: one in four is enough to see that it does."""
    page: Page = open_page(address)
    name = "studiekatalog.utkast/" + address.partition("endre=")[2]
    for draft in [*map(json.dumps, drafts), "{", "", "[" * 5_000]:
        page.evaluate("([name, draft]) => localStorage.setItem(name, draft)", [name, draft])
        page.goto(page.url)
        page.wait_for_selector(".form[data-ready]", timeout=15_000)
        if "Beholdt" in draft:
            expect(page.locator('[data-key="tittel"] input').first).to_have_value("Beholdt")
            page.locator(".form-discard").click()
            page.wait_for_function("name => localStorage.getItem(name) === null", arg=name)
            page.wait_for_selector(".form[data-ready]")


def test_a_wrong_answer_is_not_kept_by_the_service_worker(open_page: Any) -> None:
    page: Page = open_page("/", service_workers="allow")
    page.evaluate("navigator.serviceWorker.ready")
    asked = "/assets/js.0123456789/feil.js"

    def wrong(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<p>vedlikehold")

    page.context.route(f"**{asked}", wrong)
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    assert page.evaluate("address => fetch(address).then((answer) => answer.text())", asked) == "<p>vedlikehold"
    page.wait_for_timeout(300)
    assert page.evaluate("address => caches.match(address).then((found) => found === undefined)", asked)
    kept = page.evaluate(
        "caches.keys().then(([name]) => caches.open(name)).then((cache) => cache.keys())"
        ".then((keys) => keys.map(({url}) => url))"
    )
    assert any(".css" in each for each in kept)
    assert any("main.js" in each for each in kept)

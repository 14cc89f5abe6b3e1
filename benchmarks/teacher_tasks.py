"""The 27 tasks that benchmarks/tasks.py does: what a teacher wants, and the steps of one who does not know the site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.teacher import Reader, Task

CLOCK = datetime(2016, 2, 23, 12, tzinfo=ZoneInfo("Europe/Oslo"))
HIT = ".search-hits .card"
COURSE = "/2016-2017/hihm/naturfag-2-1-7/"
CANCELLED = "/2016-2017/status/avlyst/"
NO_SCRIPTS = {"java_script_enabled": False}
AUGUST = datetime(2016, 8, 20, 12, tzinfo=ZoneInfo("Europe/Oslo"))
TASKS: list[Task] = []


def task(
    name: str, before: str, clock: datetime = CLOCK, **context: Any
) -> Callable[[Callable[[Reader], None]], Callable[[Reader], None]]:
    """Add a function to the tasks."""

    def add(does: Callable[[Reader], None]) -> Callable[[Reader], None]:
        TASKS.append(Task(name, before, does, context, clock))
        return does

    return add


@task("Maths for grades 1–7 near Tromsø, mostly online", "5, half done")
def _near(reader: Reader) -> None:
    reader.searches("matte 1-7 nær Tromsø")
    reader.says(HIT, "Matematikk", "1.–7.")
    reader.sees(f"{HIT}:has-text('km unna'), {HIT}:has-text('på nett')")


@task("15 credits in English, teaches grades 5–7", "4")
def _fifteen(reader: Reader) -> None:
    reader.chooses("#_fag", "Engelsk")
    reader.types("#_har", "15")
    reader.clicks_on(".questions button")
    reader.says(".chip-filter:has-text('15')", "15")
    reader.sees(HIT, "Engelsk")


@task("Never on Mondays", "3 and 4,466 px")
def _mondays(reader: Reader) -> None:
    reader.clicks_on(".questions .box-label:has-text('mandag')")
    reader.clicks_on(".questions button")
    reader.sees(".chip-filter", "mandag")
    reader.sees(HIT)


@task("A list of three to the head teacher", "9 and a copy")
def _list(reader: Reader) -> None:
    reader.searches("engelsk 1-7")
    for number in range(3):
        reader.clicks_on(reader.page.locator(f"{HIT} .star").nth(number))
    reader.menu("Min liste")
    reader.clicks_on(".list-share")
    assert reader.page.locator(".list-said").inner_text().strip()


@task("Compare two courses", "5, half of it on a phone")
def _compare(reader: Reader) -> None:
    reader.goes("/min-liste/?l=2016-2017/hib/engelsk-1-1-7,2016-2017/hioa/engelsk-1-1-7")
    reader.clicks_on(".list-jump a")
    reader.sees(".side")


@task("Print a list", "1")
def _print(reader: Reader) -> None:
    reader.goes("/min-liste/?l=2016-2017/hib/engelsk-1-1-7")
    reader.clicks_on(".list-print")


@task("The deadlines in one's calendar", "1")
def _calendar(reader: Reader) -> None:
    reader.goes(COURSE)
    reader.sees(".keep a[href$='.ics']")
    reader.clicks += 1


@task("Can I still apply? (20 August)", "0, contradictory", clock=AUGUST)
def _still(reader: Reader) -> None:
    reader.goes(COURSE)
    reader.says(".course-head .tag", "risten")
    reader.never_sees(".actions a[href*=udir]")


@task("Vacant places (20 August)", "1 and 4,220 px", clock=AUGUST)
def _vacant(reader: Reader) -> None:
    reader.searches("ledige plasser")
    reader.says(f"{HIT} .tag", "edige plasser")


@task("What is vikarordning?", "3 and 4,560 px")
def _scheme(reader: Reader) -> None:
    reader.searches("hva er vikarordning")
    reader.clicks_on(".answer a")
    reader.sees("main", "vikar")


@task("The eight principles of the strategy", "1 to 2")
def _strategy(reader: Reader) -> None:
    reader.searches("prinsipper")
    reader.clicks_on(".answer a")
    reader.sees("h1, h2", "rinsipp")


@task("What students say", "1")
def _stories(reader: Reader) -> None:
    reader.clicks_on(".helps a[href$='/historier/']")
    reader.clicks_on(".card-story a")
    reader.sees(".tag", "iktet")


@task("The site in nynorsk, with the same search", "lost the search")
def _nynorsk(reader: Reader) -> None:
    reader.searches("matte")
    if reader.phone:
        reader.clicks_on(".menu-open")
    reader.clicks_on(".languages a[lang=nn]")
    assert reader.page.locator("#_sok").input_value() == "matte"
    reader.sees(HIT, "Matematikk")


@task("An institution by its later name", "1")
def _renamed(reader: Reader) -> None:
    reader.searches("oslomet engelsk")
    reader.says(HIT, "Høgskolen i Oslo og Akershus")


@task("A cancelled course from an old link (20 August)", "0, a green button", clock=AUGUST)
def _cancelled(reader: Reader) -> None:
    reader.goes(CANCELLED)
    reader.clicks_on(".cards .card-title a")
    reader.clicks = 0
    reader.says(".course-head .tag", "vlyst")
    reader.sees(".actions a", "Se alle studier")


@task("Back and Forward in a search", "yes")
def _back(reader: Reader) -> None:
    reader.searches("matte")
    reader.clicks_on(f"{HIT} .card-title a")
    reader.page.go_back()
    reader.clicks += 1
    reader.sees(HIT, "Matematikk")


@task("A misspelt subject", "yes")
def _typo(reader: Reader) -> None:
    reader.searches("kroppsøvnig")
    reader.says(HIT, "Kroppsøving")


@task("A whole sentence", "wrong subject first")
def _sentence(reader: Reader) -> None:
    reader.searches("jeg underviser i engelsk på 8. trinn og har 30 studiepoeng")
    reader.says(HIT, "Engelsk")


@task("A number and an emoji", "152 hits")
def _noise(reader: Reader) -> None:
    reader.searches("😀 12345")
    reader.sees(".search-help")
    reader.never_sees(HIT)


@task("A paste of 300 characters", "nonsense first")
def _paste(reader: Reader) -> None:
    reader.searches(("Hei, rektor sier jeg må ta videreutdanning i engelsk for ungdomstrinnet. " * 5)[:300])
    reader.says(HIT, "Engelsk")


@task("Filters that leave nothing", "dead end")
def _nothing(reader: Reader) -> None:
    reader.goes("/sok/?fag=kroppsoving&studieform=mooc&dager=0")
    reader.clicks_on(".search-help button")
    reader.sees(HIT)


@task("A search without the facets (slow network)", "excellent")
def _slow(reader: Reader) -> None:
    reader.searches("gym oslo")
    reader.says(HIT, "Kroppsøving")


@task("Offline after one visit", "no", service_workers="allow")
def _offline(reader: Reader) -> None:
    page = reader.page
    for _ in range(50):
        if page.evaluate("caches.match('/search/nb.json?hel').then(Boolean)"):
            break
        page.wait_for_timeout(200)
    page.context.set_offline(True)
    reader.goes("/sok/?q=gym")
    reader.says(HIT, "Kroppsøving")


@task("An old link with a filter that is gone", "ignored in silence")
def _old_filter(reader: Reader) -> None:
    reader.goes("/sok/?fag=engelsk&studieform=brevkurs")
    reader.sees(HIT, "Engelsk")


@task("By keyboard from the search to the first hit", "77 Tab")
def _keyboard(reader: Reader) -> None:
    reader.goes("/sok/?q=gym")
    reader.sees(HIT)
    reader.tab_to("a.skip[href='#_treff']")
    reader.page.keyboard.press("Enter")
    reader.tab_to(".search-hits a")


@task("All English courses without JavaScript", "half", **NO_SCRIPTS)
def _no_scripts(reader: Reader) -> None:
    reader.clicks_on(".questions-links a[href$='/fag/']")
    reader.clicks_on("main a[href$='/fag/engelsk/']")
    reader.sees(".card", "Engelsk")


@task("Apply", "no way")
def _apply(reader: Reader) -> None:
    reader.searches("naturfag 2 hedmark")
    reader.clicks_on(f"{HIT} .card-title a")
    reader.sees(".actions a[href*='udir.no']")
    reader.clicks += 1

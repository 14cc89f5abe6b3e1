"""The catalogues of other institutions that stand beside the first one: an English university, a Swedish programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from site_builder.build import Site, build, check
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.publish.folder import publish

SITES = Path(__file__).parent / "sites"


@dataclass(frozen=True)
class Example:
    """A catalogue as of `now`, its language as browsers name it, and a page of each kind that others do not have."""

    name: str
    now: datetime
    locale: str
    pages: tuple[str, ...]

    def check(self) -> Site:
        """Return the finished site, which is not published."""
        return check(SITES / self.name, now=self.now, memo=Memo(), stages=Stages())

    def publish(self, folder: Path) -> None:
        """Build it for the root of a host, and write it to the folder."""
        base = "https://courses.example"
        site = build(SITES / self.name, now=self.now, memo=Memo(), stages=Stages(), base=base)
        assert site.problems == ()
        publish(site.outputs, folder)


ENGLISH = Example(
    "university",
    datetime(2027, 3, 1, 12, tzinfo=ZoneInfo("Europe/London")),
    "en-GB",
    ("/", "/2027-2028/rive/nursing-leadership/", "/2027-2028/price/250-1000/", "/search/?q=online+under+%C2%A3500"),
)
SWEDISH = Example(
    "lararfortbildning",
    datetime(2027, 3, 20, 12, tzinfo=ZoneInfo("Europe/Stockholm")),
    "sv-SE",
    ("/", "/2027-2028/soderby/skrivande-hogstadiet/", "/sok/?q=svenska+halvfart"),
)
COURSE_PROVIDER = Example("harbour", datetime(2027, 6, 1, 12, tzinfo=ZoneInfo("Europe/London")), "en-GB", ())
EXAMPLES = (ENGLISH, SWEDISH)


def texts_of(site: Site) -> Mapping[str, str]:
    """Return path -> text of the files of a site; a replacement character stands for each byte that is no UTF-8."""
    return {each.path: each.content.decode("utf-8", "replace") for each in site.outputs}

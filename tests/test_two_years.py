"""Two years of the real catalogue in one site: addresses, archives and lists of each year apart, one search."""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from site_builder.build import build
from site_builder.engine.memo import InProcessMemo
from site_builder.engine.timings import Stages

PROJECT = Path(__file__).parent.parent
FEBRUARY = datetime(2016, 2, 10, 12, tzinfo=ZoneInfo("Europe/Oslo"))
FIRST, SECOND = "2016-2017", "2017-2018"


def next_year(text: str) -> str:
    """The same text a year later, in its fields alone."""
    fields, fence, body = text.partition("\n---\n")
    fields = re.sub(r"\b20(1\d)\b", lambda found: f"20{int(found[1]) + 1}", fields)
    return fields + fence + body


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real catalogue with the year after it, in which merged institutions have handed over to their successors."""
    root = tmp_path_factory.mktemp("two") / "site"
    for folder in ("catalogue", "content", "templates"):
        shutil.copytree(PROJECT / folder, root / folder)
    (root / "catalogue/published-addresses.txt").unlink()
    later = root / "catalogue" / SECOND
    later.mkdir()
    year = (root / "catalogue" / FIRST / "year.yaml").read_text(encoding="utf-8")
    (later / "year.yaml").write_text(next_year(year), encoding="utf-8")
    for file in sorted((root / "catalogue" / FIRST).rglob("*.md")):
        vocabulary = root / f"catalogue/vocabulary/institutions/{file.parent.name}.yaml"
        institution = yaml.safe_load(vocabulary.read_text(encoding="utf-8"))
        if "gyldig til" in institution:
            continue
        text = next_year(file.read_text(encoding="utf-8"))
        text = re.sub(r"^(bygger på|gamle adresser): .*\n", "", text, flags=re.MULTILINE)
        target = later / file.parent.name / file.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return root


def test_each_year_has_its_own_addresses_and_the_older_leads_to_the_newer(two_years: Path, real_memo: Path) -> None:
    settings = two_years / "content/site.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(f"studieår: {FIRST}", f"studieår: {SECOND}"), encoding="utf-8"
    )
    old = two_years / f"catalogue/{FIRST}/year.yaml"
    old.write_text(old.read_text(encoding="utf-8").replace("status: åpen", "status: arkivert"), encoding="utf-8")
    site = build(two_years, now=FEBRUARY, memo=InProcessMemo(real_memo, jobs=2), stages=Stages())
    pages = {output.path: output.content for output in site.outputs}
    newer, older = site.catalogue.years
    assert (newer.key, older.key) == (SECOND, FIRST)
    shared = sorted(newer.by_key.keys() & older.by_key.keys())
    assert len(shared) > 50
    assert len(older.courses) > len(newer.courses)
    for key in shared:
        assert f'href="/{SECOND}/{key}/"'.encode() in pages[f"{FIRST}/{key}/index.html"]
        assert f'href="/{FIRST}/{key}/"'.encode() not in pages[f"{SECOND}/{key}/index.html"]
    ids = [course["id"] for course in json.loads(pages["catalogue.json"])["courses"]]
    assert len(ids) == len(set(ids)) == len(newer.courses) + len(older.courses)

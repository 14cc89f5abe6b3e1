"""`new`: drafts that pass `check`, and a year carried over to the next."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from site_builder.cli import main
from site_builder.desk.drafts import FILL_IN
from site_builder.desk.next_year import course_text, same_weekday

PROJECT = Path(__file__).parent.parent
ANSWERS = {
    "institution": "hihm",
    "subject": "naturfag",
    "level": "1",
    "grades": "8-10",
    "credits": "30",
    "delivery": "samlingsbasert",
    "place": "hamar",
    "start": "høst 2016",
    "duration": "2 semestre",
}


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments[:2], "--root", str(root), *arguments[2:]])


def new_course(root: Path, **other: str) -> Result:
    answers = ANSWERS | other
    return run(root, "new", "course", *(part for name, value in answers.items() for part in (f"--{name}", value)))


def checked(root: Path) -> Result:
    return CliRunner().invoke(main, ["check", "--root", str(root), "--now", "2016-02-10"])


def test_a_new_course_passes_check_and_says_what_is_left(small_site: Path) -> None:
    result = new_course(small_site)
    assert result.exit_code == 0, result.output
    file = small_site / "catalogue/2016-2017/hihm/naturfag-1-for-8-10-trinn.md"
    assert file.read_text(encoding="utf-8").count(FILL_IN) >= 4
    assert "site-builder check catalogue/2016-2017/hihm/naturfag-1-for-8-10-trinn.md" in result.output
    after = checked(small_site)
    assert after.exit_code == 0, after.output


def test_names_are_taken_for_keys(small_site: Path) -> None:
    assert new_course(small_site, institution="HIHM", subject="Naturfag").exit_code == 0


def test_nothing_is_written_over(small_site: Path) -> None:
    new_course(small_site)
    file = small_site / "catalogue/2016-2017/hihm/naturfag-1-for-8-10-trinn.md"
    file.write_text("min tekst", encoding="utf-8")
    assert new_course(small_site).exit_code == 2
    assert file.read_text(encoding="utf-8") == "min tekst"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("subject", "naturfak", "Mente du naturfag?"),
        ("grades", "1-70", "Trinn"),
        ("credits", "tretti", "30"),
        ("start", "august", "høst 2016"),
        ("duration", "ett år", "2 semestre"),
        ("delivery", "nettbasrt", "nettbasert"),
        ("level", "4", "Nivå"),
    ],
)
def test_a_wrong_answer_is_answered_with_the_right_one(small_site: Path, field: str, value: str, said: str) -> None:
    result = new_course(small_site, **{field: value})
    assert result.exit_code == 2
    assert said in result.output


def test_vocabularies_and_articles_pass_check(small_site: Path) -> None:
    for arguments in (
        ("new", "place", "tromso", "--name", "Tromsø", "--county", "Troms"),
        ("new", "subject", "musikk", "--name", "Musikk", "--area", "praktiske og estetiske fag"),
        ("new", "institution", "uit", "--name", "UiT: Arktisk", "--short", "UiT", "--place", "tromso"),
        ("new", "article", "Spørsmål, og svar"),
    ):
        result = run(small_site, *arguments)
        assert result.exit_code == 0, result.output
    after = checked(small_site)
    assert after.exit_code == 0, after.output


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real catalogue with 2017-2018 carried over from 2016-2017."""
    root = tmp_path_factory.mktemp("carried")
    for name in ("catalogue", "content", "templates"):
        shutil.copytree(PROJECT / name, root / name)
    result = run(root, "new", "year", "2017-2018", "--from", "2016-2017")
    assert result.exit_code == 0, result.output
    return root


def test_the_real_catalogue_carried_over_has_no_error(carried: Path) -> None:
    after = checked(carried)
    assert after.exit_code == 0, after.output[-3000:]


def test_no_course_is_lost_where_institutions_merged(carried: Path) -> None:
    old, new = (list((carried / "catalogue" / year).glob("*/*.md")) for year in ("2016-2017", "2017-2018"))
    assert len(old) == len(new)
    assert not (carried / "catalogue/2017-2018/hihm").exists()
    assert (carried / "catalogue/2017-2018/hinn/naturfag-2-1-7.md").is_file()


def test_what_must_be_confirmed_is_listed_with_its_file(carried: Path) -> None:
    listed = (carried / "bekreft-2017-2018.md").read_text(encoding="utf-8")
    assert "catalogue/2017-2018/hinn/naturfag-2-1-7.md: Høgskolen i Hedmark er blitt hinn" in listed
    assert "kilden gjelder 2016-2017" in listed


def test_the_new_year_is_a_draft_until_somebody_opens_it(carried: Path) -> None:
    text = (carried / "catalogue/2017-2018/year.yaml").read_text(encoding="utf-8")
    assert "status: utkast" in text
    assert "dato: 2017-03-01" in text
    assert "Bekreftet for" not in text


@pytest.mark.parametrize("year", ["2017-2018", "2015-2016", "2018-2020"])
def test_a_year_that_is_there_or_cannot_be_is_refused(carried: Path, year: str) -> None:
    assert run(carried, "new", "year", year, "--from", "2016-2017").exit_code == 2


def test_state_and_old_addresses_stay_behind_and_comments_come_along() -> None:
    text = """---
tittel: Naturfag 2 # som i fjor
status: avlyst
statusmerknad: For få søkere.
bygger på: hihm/naturfag-1
samlinger: # tre
  - fra: 2016-08-29
    til: 2016-08-30
gamle adresser:
  - /a/
oppstart: høst 2016
---

Samling 2016-08-29.
"""
    carried = course_text(text, 1, {"hihm/naturfag-1": "hinn/naturfag-1"})
    assert (
        carried
        == """---
tittel: Naturfag 2 # som i fjor
bygger på: hinn/naturfag-1
samlinger: # tre
  - fra: 2017-08-28
    til: 2017-08-29
oppstart: høst 2017
---

Samling 2016-08-29.
"""
    )


@given(st.dates(date(2015, 1, 1), date(2026, 12, 31)), st.integers(1, 5))
def test_a_day_moves_to_the_same_weekday_within_half_a_week_of_the_date(day: date, years: int) -> None:
    moved = same_weekday(day, years)
    assert moved.weekday() == day.weekday()
    same = date(day.year + years, day.month, min(day.day, 28) if day.month == 2 else day.day)
    assert abs((moved - same).days) <= 4
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", moved.isoformat())


def test_once_opened_the_old_year_leads_to_the_new_also_where_two_merged(carried: Path, tmp_path: Path) -> None:
    root = tmp_path / "opened"
    shutil.copytree(carried, root)
    for name, old, new in (
        ("catalogue/2017-2018/year.yaml", "status: utkast", "status: åpen"),
        ("catalogue/2016-2017/year.yaml", "status: åpen", "status: arkivert"),
        ("content/site.yaml", "studieår: 2016-2017", "studieår: 2017-2018"),
    ):
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    built = CliRunner().invoke(main, ["build", "--root", str(root), "--now", "2017-02-10"])
    assert built.exit_code == 0, built.output[-2000:]
    for old, new in (("hihm/naturfag-2-1-7", "hinn/naturfag-2-1-7"), ("uit/naturfag-1-5-10", "uit/naturfag-1-5-10")):
        page = (root / f"public/2016-2017/{old}/index.html").read_text(encoding="utf-8")
        assert f'<a href="/2017-2018/{new}/">Se 2017/2018</a>' in page

"""`new` writes files that pass `check`, and copies a year to the next."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.authoring.next_year import course_text, prepare_next_year, same_weekday, with_title
from site_builder.authoring.open_year import open_year
from site_builder.build import Site
from site_builder.catalogue.checks.placeholders import FILL_IN
from site_builder.catalogue.load import check_sources
from site_builder.catalogue.successors import same_course
from site_builder.cli.main import main
from site_builder.engine.memo import Memo
from site_builder.problems import Problem
from site_builder.sources.files import read_sources

PROJECT = Path(__file__).parent.parent.parent
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


def test_a_new_language_has_all_texts_and_the_names_of_cldr(small_site: Path) -> None:
    assert run(small_site, "new", "language", "de").exit_code == 0
    texts, words = ((small_site / f"templates/locale/de.{ending}") for ending in ("po", "yaml"))
    complete = read_po(io.BytesIO((PROJECT / "templates/locale/nb.po").read_bytes()))
    made = read_po(io.BytesIO(texts.read_bytes()))
    assert {each.id for each in made} == {each.id for each in complete}
    assert (made.plural_expr, made.num_plurals) == ("(n != 1)", 2)
    assert "navn: Deutsch\n" in words.read_text("utf-8")
    assert "{ord: [märz, mär], fakta: [mnd=3]}" in words.read_text("utf-8")
    assert "  stemmer: german\n" in words.read_text("utf-8")
    settings = small_site / "content/site.yaml"
    settings.write_text(re.sub(r"språk: \[.*\]", "språk: [de, nb]", settings.read_text("utf-8")), encoding="utf-8")
    assert [
        each for each in check_sources(read_sources(small_site), Memo()) if each.place.path.endswith("de.yaml")
    ] == []


def test_a_language_that_exists_gets_the_texts_it_lacks_alone(small_site: Path) -> None:
    folder = small_site / "templates/locale"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "de.yaml").write_text("navn: Deutsch\n", encoding="utf-8")
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "de.po").write_text(f'{header}msgid "Search"\nmsgstr "Suche"\n', encoding="utf-8")
    assert run(small_site, "new", "language", "de").exit_code == 0
    made = read_po(io.BytesIO((folder / "de.po").read_bytes()))
    assert (made["Search"].string, made["Main menu"].string) == ("Suche", "")
    assert (folder / "de.yaml").read_text("utf-8") == "navn: Deutsch\n"


def test_a_language_that_cldr_lacks_is_not_made(small_site: Path) -> None:
    result = run(small_site, "new", "language", "ho")
    assert (result.exit_code, "CLDR" in result.output) == (2, True)


def test_what_a_profile_makes_optional_is_not_asked_for(small_site: Path) -> None:
    (small_site / "content/profile.yaml").write_text("valgfrie felt: [område, fylke]\n", encoding="utf-8")
    assert run(small_site, "new", "subject", "--name", "Musikk").exit_code == 0
    assert run(small_site, "new", "place", "--name", "Weststadt").exit_code == 0
    assert (small_site / "catalogue/vocabulary/places/weststadt.yaml").read_text("utf-8") == "navn: Weststadt\n"


def new_course(root: Path, **other: str) -> Result:
    answers = ANSWERS | other
    return run(root, "new", "course", *(part for name, value in answers.items() for part in (f"--{name}", value)))


def checked(root: Path) -> Result:
    return CliRunner().invoke(main, ["check", "--root", str(root), "--now", "2016-02-10"])


def test_a_new_course_passes_check_with_warnings_for_its_placeholders(small_site: Path) -> None:
    result = new_course(small_site)
    assert result.exit_code == 0, result.output
    file = small_site / "catalogue/2016-2017/hihm/naturfag-1-for-8-10-trinn.md"
    assert file.read_text(encoding="utf-8").count(FILL_IN) >= 4
    assert "site-builder check catalogue/2016-2017/hihm/naturfag-1-for-8-10-trinn.md" in result.output
    after = checked(small_site)
    assert after.exit_code == 0, after.output


def test_names_are_accepted_in_place_of_keys(small_site: Path) -> None:
    assert new_course(small_site, institution="HIHM", subject="Naturfag").exit_code == 0


def test_no_file_is_overwritten(small_site: Path) -> None:
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
        ("credits", "mange", "30"),
        ("start", "august", "høst 2016"),
        ("duration", "lenge", "2 semestre"),
        ("delivery", "nettbasrt", "nettbasert"),
        ("level", "4", "Nivå"),
    ],
)
def test_an_invalid_answer_gets_the_right_one_suggested(small_site: Path, field: str, value: str, said: str) -> None:
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
def carried(tmp_path_factory: pytest.TempPathFactory, real_memo: Path) -> Path:
    """Return the real catalogue with 2017-2018 copied from 2016-2017."""
    root = tmp_path_factory.mktemp("carried")
    shutil.copytree(real_memo, root / ".memo")
    for name in ("catalogue", "content", "templates"):
        shutil.copytree(PROJECT / name, root / name)
    result = run(root, "new", "year", "2017-2018", "--from", "2016-2017")
    assert result.exit_code == 0, result.output
    return root


def errors(root: Path) -> list[Problem]:
    """Return the errors of the sources. A test below builds the pages of two years."""
    memo = Memo(root / ".memo")
    return [each for each in check_sources(read_sources(root, memo), memo) if each.severity == "error"]


def test_the_copied_year_has_no_error(carried: Path) -> None:
    assert errors(carried) == []


def test_no_course_is_lost_where_institutions_merged(carried: Path) -> None:
    old, new = (list((carried / "catalogue" / year).glob("*/*.md")) for year in ("2016-2017", "2017-2018"))
    assert len(old) == len(new)
    assert not (carried / "catalogue/2017-2018/hihm").exists()
    assert (carried / "catalogue/2017-2018/hinn/naturfag-2-1-7.md").is_file()


def test_courses_of_one_title_at_merged_institutions_have_different_names(carried: Path) -> None:
    folder = carried / "catalogue/2017-2018/hvl"
    assert "\ntittel: Engelsk 2, 1.–7. trinn\n" in (folder / "engelsk-2-1-7.md").read_text(encoding="utf-8")
    renamed = (folder / "engelsk-2-1-7-hsh.md").read_text(encoding="utf-8")
    assert '\ntittel: "Engelsk 2, 1.–7. trinn (HSH)"\n' in renamed
    listed = (carried / "bekreft-2017-2018.md").read_text(encoding="utf-8")
    assert "hvl/engelsk-2-1-7-hsh.md: et annet tilbud ved institusjonen har samme tittel; dette heter nå" in listed


def test_a_title_is_made_unique_also_where_the_files_have_different_names(real_site: Site) -> None:
    [year] = real_site.catalogue.years
    one, other = year.by_key["hihm/naturfag-2-1-7"], year.by_key["hil/norsk-2-1-7"]
    courses = (one, replace(other, title=one.title.upper()))
    texts = {year.source: "navn: 2016/2017\n"} | {each.source: f"---\ntittel: {each.title}\n---\n" for each in courses}
    copied = prepare_next_year(real_site.catalogue, replace(year, courses=courses), "2017-2018", texts)
    written = {file.path: file.text for file in copied.files}
    assert f"tittel: {one.title}\n" in written["catalogue/2017-2018/hinn/naturfag-2-1-7.md"]
    renamed = written["catalogue/2017-2018/hinn/norsk-2-1-7.md"]
    assert renamed.startswith(f"---\ntittel: {one.title.upper()} ({other.institution.short_name})\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tittel: Norsk 1\nfag: norsk\n", "tittel: Norsk 1 (HSH)\nfag: norsk\n"),
        ("tittel: Norsk 1 # i fjor\nfag: norsk\n", "tittel: Norsk 1 (HSH) # i fjor\nfag: norsk\n"),
        ('tittel: "Norsk # 1" # i fjor\nfag: norsk\n', "tittel: Norsk 1 (HSH) # i fjor\nfag: norsk\n"),
        ("tittel: 'Norsk ''1'''\nfag: norsk\n", "tittel: Norsk 1 (HSH)\nfag: norsk\n"),
        ("fag: norsk\ntittel: >-\n  Norsk\n  1\nnivå: 1\n", "fag: norsk\ntittel: Norsk 1 (HSH)\nnivå: 1\n"),
    ],
)
def test_only_the_title_changes_in_a_file_that_gets_another(before: str, after: str) -> None:
    assert with_title(f"---\n{before}---\n", "Norsk 1 (HSH)") == f"---\n{after}---\n"


def test_things_to_confirm_are_listed_with_their_files(carried: Path) -> None:
    listed = (carried / "bekreft-2017-2018.md").read_text(encoding="utf-8")
    assert "catalogue/2017-2018/hinn/naturfag-2-1-7.md: Høgskolen i Hedmark er blitt Høgskolen i Innlandet" in listed
    assert "kilden gjelder 2016-2017" in listed


def test_the_new_year_is_a_draft_until_it_is_opened(carried: Path) -> None:
    text = (carried / "catalogue/2017-2018/year.yaml").read_text(encoding="utf-8")
    assert "navn: høst 2017\n    fra: 2017-08-01" in text
    assert "status: utkast" in text
    assert "dato: 2017-03-01" in text
    assert "Bekreftet for" not in text


@pytest.mark.parametrize("year", ["2017-2018", "2015-2016", "2018-2020"])
def test_an_existing_or_impossible_year_is_refused(carried: Path, year: str) -> None:
    assert run(carried, "new", "year", year, "--from", "2016-2017").exit_code == 2


def test_state_and_old_addresses_are_removed_and_comments_stay() -> None:
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
    carried = course_text(text, 1, "hihm/naturfag-2", {"hihm/naturfag-1": "hinn/naturfag-1"}, "2017-2018")
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


def test_a_moved_course_keeps_its_links_and_gets_an_old_address() -> None:
    moved = {"hihm/naturfag-2": "hinn/naturfag-2", "hihm/naturfag-1": "hinn/naturfag-1", "uit/norsk-1": "uit/norsk-1"}
    text = """---
tittel: Naturfag 2
opphav:
  type: eksempel
---

Se [Naturfag 1](naturfag-1.md#innhold), [Norsk 1](../uit/norsk-1.md) og [et annet](../uit/annet.md "Annet").
"""
    carried = course_text(text, 1, "hihm/naturfag-2", moved, "2017-2018")
    assert carried == text.replace("opphav:", "gamle adresser: [/2017-2018/hihm/naturfag-2/]\nopphav:")
    other = course_text("---\n---\n[Naturfag 1](../hihm/naturfag-1.md)\n", 1, "uit/norsk-1", moved, "2017-2018")
    assert other == "---\n---\n[Naturfag 1](../hinn/naturfag-1.md)\n"


def test_a_year_copied_two_years_ahead_uses_the_institutions_of_its_opening_day(carried: Path, tmp_path: Path) -> None:
    root = tmp_path / "later"
    shutil.copytree(carried, root)
    assert run(root, "new", "year", "2018-2019", "--from", "2016-2017").exit_code == 0
    assert (root / "catalogue/2018-2019/oslomet").is_dir()
    assert (root / "catalogue/2018-2019/hsn").is_dir(), "it became USN in May 2018, after applications opened"
    assert errors(root) == []


def opened(root: Path) -> Result:
    return run(root, "new", "year", "2017-2018", "--open")


def test_a_year_is_opened_only_when_everything_is_confirmed(carried: Path) -> None:
    result = opened(carried)
    assert result.exit_code == 1
    assert "ting er ikke krysset av" in result.output
    assert "status: utkast" in (carried / "catalogue/2017-2018/year.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def built_after_opening(carried: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site on 10 February 2017, with 2017-2018 opened and three expected searches in the notation of an editor."""
    root = tmp_path_factory.mktemp("opened") / "site"
    shutil.copytree(carried, root)
    listed = root / "bekreft-2017-2018.md"
    listed.write_text(listed.read_text(encoding="utf-8").replace("- [ ]", "- [x]"), encoding="utf-8")
    (root / "content/expected-searches.yaml").write_text(EXPECTED_SEARCHES, encoding="utf-8")
    result = opened(root)
    assert result.exit_code == 0, result.output[-3000:]
    for line in ("-status: utkast", "+status: åpen", "+status: arkivert", "+studieår: 2017-2018"):
        assert line in result.output.splitlines()
    assert opened(root).output.endswith(" advarsler\n2017-2018 var åpnet fra før.\n")
    built = CliRunner().invoke(main, ["build", "--root", str(root), "--now", "2017-02-10"])
    assert built.exit_code == 0, built.output[-2000:]
    return root


EXPECTED_SEARCHES = """forventet:
  - {søk: naturfag hamar, slag: filter, studietilbud: "hihm/naturfag-2-1-7"} # i fjor
  - {søk: høyskolen i hedmark, slag: målform, institusjon: hihm}
  - {søk: universitetet i oslo, slag: bøyning, institusjon: uio}
"""


def test_an_opened_year_is_linked_from_the_old_one_also_after_a_merger(built_after_opening: Path) -> None:
    root = built_after_opening
    for old, new in (("hihm/naturfag-2-1-7", "hinn/naturfag-2-1-7"), ("uit/naturfag-1-5-10", "uit/naturfag-1-5-10")):
        page = (root / f"public/2016-2017/{old}/index.html").read_text(encoding="utf-8")
        assert f'<a href="/2017-2018/{new}/">Se 2017/2018</a>' in page
    redirects = (root / "public/_redirects").read_text(encoding="utf-8")
    assert re.search(
        r"^/2017-2018/hihm/naturfag-2-1-7/\s+/2017-2018/hinn/naturfag-2-1-7/\s+301", redirects, re.MULTILINE
    )


def test_a_year_without_a_list_of_things_to_confirm_is_opened(small_site: Path) -> None:
    assert run(small_site, "new", "year", "2017-2018", "--from", "2016-2017").exit_code == 0
    (small_site / "bekreft-2017-2018.md").unlink()
    result = opened(small_site)
    assert result.exit_code == 0, result.output


def test_expected_searches_and_stories_follow_to_the_new_year(built_after_opening: Path) -> None:
    root = built_after_opening
    queries = root / "content/expected-searches.yaml"
    assert queries.read_text(encoding="utf-8") == EXPECTED_SEARCHES.replace("hihm", "hinn")
    assert "hihm/naturfag-2-1-7" in (root / "content/historier/ut-med-hoven.md").read_text(encoding="utf-8")
    story = (root / "public/historier/ut-med-hoven/index.html").read_text(encoding="utf-8")
    course = (root / "public/2017-2018/hinn/naturfag-2-1-7/index.html").read_text(encoding="utf-8")
    assert 'href="/2017-2018/hinn/naturfag-2-1-7/"' in story
    assert 'href="/historier/ut-med-hoven/"' in course


def test_two_courses_of_one_name_each_lead_to_their_own_successor(real_site: Site) -> None:
    [year] = real_site.catalogue.years
    one, other = year.by_key["hihm/naturfag-2-1-7"], year.by_key["hil/norsk-2-1-7"]
    merged = replace(
        year,
        key="2017-2018",
        courses=(
            replace(one, key="hinn/norsk-2-1-7", old_addresses=()),
            replace(other, key="hinn/norsk-2-1-7-hil", old_addresses=("/2017-2018/hil/norsk-2-1-7",)),
        ),
    )
    known = real_site.catalogue.institutions
    assert same_course("hil/norsk-2-1-7", merged, known) == "hinn/norsk-2-1-7-hil"
    assert same_course("hihm/norsk-2-1-7", merged, known) == "hinn/norsk-2-1-7"
    assert same_course("uit/norsk-2-1-7", merged, known) is None


def test_opening_a_year_changes_only_the_lines_concerned(real_site: Site) -> None:
    [year] = real_site.catalogue.years
    texts = {
        year.source: "navn: 2016/2017\nstatus: åpen # siden februar\n",
        "content/site.yaml": "# innstillinger\nstudieår: 2016-2017 # i år\nspråk: [nb]\n",
    }
    assert archived_by(real_site, "2017-2018", texts) == {
        year.source: "navn: 2016/2017\nstatus: arkivert # siden februar\n",
        "content/site.yaml": "# innstillinger\nstudieår: 2017-2018 # i år\nspråk: [nb]\n",
    }


def archived_by(site: Site, key: str, texts: dict[str, str]) -> dict[str, str]:
    return dict(open_year(site.catalogue, key, texts))


def test_only_institutions_of_the_year_can_be_chosen(small_site: Path) -> None:
    result = new_course(small_site, institution="hinn")
    assert result.exit_code == 2
    assert "«hinn»" in result.output
    assert not list(small_site.glob("catalogue/2016-2017/hinn"))


@pytest.mark.parametrize(
    ("grades", "level", "title", "written"),
    [
        ("1-7", "1", "Naturfag 1 for 1.–7. trinn", "1-7"),
        ("5.–10. trinn", "", "Naturfag for 5.–10. trinn", "5-10"),
        ("voksne", "", "Naturfag for voksne", "voksne"),
        ("8-10, voksne", "2", "Naturfag 2", "[8-10, voksne]"),
        ("vg1-vg3", "1", "Naturfag 1 for 11.–13. trinn", "11-13"),
    ],
)
def test_grades_have_the_notation_of_the_guide_and_are_in_the_title(
    small_site: Path, grades: str, level: str, title: str, written: str
) -> None:
    result = new_course(small_site, grades=grades, level=level, name="ny")
    assert result.exit_code == 0, result.output
    text = (small_site / "catalogue/2016-2017/hihm/ny.md").read_text(encoding="utf-8")
    assert f"\ntittel: {title}\n" in text
    assert f"\ntrinn: {written}\n" in text
    after = CliRunner().invoke(main, ["check", "--root", str(small_site), "--now", "2016-02-10"])
    assert "title-contradicts" not in after.output


@pytest.mark.parametrize(
    ("language", "said"),
    [("nn", ("kva som krevst", "kvar dette står")), ("en", ("what is required", "where this is written"))],
)
def test_what_is_to_be_filled_in_is_said_in_the_language_of_the_text(
    small_site: Path, language: str, said: tuple[str, ...]
) -> None:
    assert new_course(small_site, name="ny", **{"text-language": language}).exit_code == 0
    text = (small_site / "catalogue/2016-2017/hihm/ny.md").read_text("utf-8")
    assert all(each in text for each in said)
    assert "hvor dette står" not in text

"""`why`: the source files of a page and the time of its next change without an edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli.main import main

COURSE = "2016-2017/hihm/naturfag-2-1-7"


def why(root: Path, address: str, now: str = "2016-02-10") -> Result:
    return CliRunner().invoke(main, ["why", "--root", str(root), "--now", now, address])


@pytest.mark.parametrize("address", [f"/{COURSE}/", f"{COURSE}/", f"https://studiekatalog.example/{COURSE}/"])
def test_a_course_is_made_from_its_file_its_template_and_its_vocabularies(small_site: Path, address: str) -> None:
    result = why(small_site, address)
    assert result.exit_code == 0, result.output
    assert f"tekst og fakta: catalogue/{COURSE}.md" in result.output
    assert "mal: templates/pages/course.html" in result.output
    for path in (f"catalogue/{COURSE[:9]}/year.yaml", "catalogue/vocabulary/subjects/naturfag.yaml"):
        assert f"ordliste: {path}" in result.output
        assert (small_site / path).is_file()


def test_a_list_is_made_from_its_years_courses_and_the_entry_it_is_of(small_site: Path) -> None:
    output = why(small_site, "/2016-2017/fag/naturfag/").output
    assert "mal: templates/pages/list.html" in output
    assert "ordliste: catalogue/2016-2017/\n" in output
    assert "ordliste: catalogue/vocabulary/subjects/naturfag.yaml" in output
    assert "catalogue/vocabulary/institutions/hihm.yaml" in why(small_site, "/nn/2016-2017/hihm/").output


def test_a_page_changes_by_itself_when_the_next_phase_of_a_deadline_begins(small_site: Path) -> None:
    assert "endrer seg av seg selv 2016-02-2" in why(small_site, "/").output
    assert "endrer seg aldri av seg selv" in why(small_site, "/", now="2030-01-01").output


def test_an_address_without_a_page_is_wrong_use(small_site: Path) -> None:
    result = why(small_site, "/finnes-ikke/")
    assert result.exit_code == 2
    assert "/finnes-ikke/" in result.output

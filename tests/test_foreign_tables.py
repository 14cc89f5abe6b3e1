"""Tables of four others become catalogues by `init`, a profile and `import`: nothing is lost, and nothing invented.

`tests/sites/foreign/NAME/` has a table as its owner keeps it, the profile that its owner writes, and the recipe.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
import yaml
from click.testing import CliRunner

from site_builder.build import Site, check
from site_builder.cli.main import main
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages

FOREIGN = Path(__file__).parent / "sites/foreign"
NOW = datetime(2027, 3, 1, 12, tzinfo=ZoneInfo("UTC"))


class Owner(NamedTuple):
    """The owner of a table: language and kind of the catalogue, encoding of the table, number of rows left out."""

    language: str
    kind: str
    encoding: str = "utf-8"
    left_out: int = 0


OWNERS = {
    "register": Owner("nb", "university", left_out=1),
    "open-online": Owner("en", "courses"),
    "evening-school": Owner("sv", "courses", "cp1252"),
    "vocational": Owner("da", "courses"),
}


class Imported(NamedTuple):
    """A catalogue made of a table, its finished site, the rows of the table, and the recipe by which it was read."""

    root: Path
    site: Site
    rows: list[dict[str, str]]
    recipe: Mapping[str, Mapping[str, str]]


def rows_of(file: Path, encoding: str) -> list[dict[str, str]]:
    """The rows of a table, heading -> cell."""
    text = file.read_text(encoding)
    if file.suffix == ".json":
        return [{key: str(value) for key, value in row.items()} for row in json.loads(text)]
    return list(csv.DictReader(io.StringIO(text), delimiter="\t" if "\t" in text else ";"))


def emptied(root: Path, *, by_day: bool) -> None:
    """Delete the examples that `init` writes: the course, the subject, the place, and terms where days are used."""
    for folder in ("catalogue/2027-2028", "catalogue/vocabulary/subjects", "catalogue/vocabulary/places"):
        for file in (root / folder).rglob("*.*"):
            if file.name != "year.yaml":
                file.unlink()
    [institution] = (root / "catalogue/vocabulary/institutions").iterdir()
    institution.write_text(institution.read_text("utf-8").partition("studiesteder:")[0], "utf-8")
    year = root / "catalogue/2027-2028/year.yaml"
    if by_day:
        year.write_text(year.read_text("utf-8").partition("\nsemestre:")[0] + "\n", "utf-8")


@pytest.fixture(scope="module", params=OWNERS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    name, owner = request.param, OWNERS[request.param]
    root, [file] = tmp_path_factory.mktemp(name) / "site", (FOREIGN / name).glob("table.*")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("site_builder.cli.commands.init.clock", lambda: NOW)
        options = ["--site-language", owner.language, "--kind", owner.kind, "--name", name]
        assert CliRunner().invoke(main, ["init", str(root), *options]).exit_code == 0
    profile = (FOREIGN / name / "profile.yaml").read_text("utf-8")
    (root / "content/profile.yaml").write_text(profile, "utf-8")
    emptied(root, by_day="oppstart med dato" in profile)
    assert check(root, now=NOW, memo=Memo(), stages=Stages()).problems == (), "a catalogue without a course is whole"
    recipe = FOREIGN / name / "recipe.yaml"
    arguments = ["import", "--root", str(root), str(file), "--recipe", str(recipe)]
    for _ in range(3):  # each round drafts the names that the one before could not look for
        said = CliRunner().invoke(main, [*arguments, "--draft-vocabulary"]).output
    assert ", 0 " in said.splitlines()[-1], said
    site = check(root, now=NOW, memo=Memo(), stages=Stages())
    rows = rows_of(file, owner.encoding)
    return Imported(root, site, rows, yaml.safe_load(recipe.read_text("utf-8")))


def files_of(made: Imported) -> list[str]:
    return [file.read_text("utf-8") for file in sorted((made.root / "catalogue").glob("2*/*/*.md"))]


def test_it_is_built_without_a_problem(made: Imported) -> None:
    assert made.site.problems == ()


def test_every_row_is_a_course(made: Imported) -> None:
    left_out = OWNERS[made.root.parent.name.rstrip("0123456789")].left_out
    assert len(made.site.catalogue.current_year.courses) == len(made.rows) - left_out


def test_every_cell_that_the_recipe_takes_is_in_its_course(made: Imported) -> None:
    """Texts stand as they are; other cells by what the recipe says of them, names by the keys of their files."""
    fields = {heading: column for heading, column in made.recipe["kolonner"].items() if column != "ikke brukt"}
    title = next(heading for heading, column in fields.items() if column == "tittel")
    by_title = {re.search(r"^tittel: \"?(.*?)\"?$", text, re.MULTILINE)[1]: text for text in files_of(made)}  # type: ignore[index]
    skipped = {cell for cells in made.recipe.get("hopp over", {}).values() for cell in cells}
    translated = made.recipe.get("oversettelser", {})
    for row in made.rows:
        if skipped & set(row.values()):
            continue
        text = by_title[row[title]]
        for heading, column in fields.items():
            if column in ("tittel", "tekst", "eksamensform", "opptakskrav", "plasser", "lenke", "arbeidsmengde"):
                assert row[heading] in text, (row[title], heading)
            elif column in translated and row[heading] in translated[column]:
                meant = translated[column][row[heading]]
                assert meant == "ikke brukt" or meant in text, (row[title], heading)
            elif column not in ("fag", "institusjon"):
                assert re.search(rf"^{re.escape(column)}: ", text, re.MULTILINE) or not row[heading], (
                    row[title],
                    heading,
                )


def test_no_field_is_written_that_neither_the_table_nor_the_recipe_has(made: Imported) -> None:
    known = {*made.recipe["kolonner"].values(), *made.recipe["verdier"]}
    for text in files_of(made):
        keys = set(re.findall(r"^([^\s:#-][^:\n]*): ", text.split("---")[1], re.MULTILINE))
        assert keys <= known, text


def test_vocabulary_drafts_ask_for_nothing_that_the_profile_lets_be_missing(made: Imported) -> None:
    drafts = [file.read_text("utf-8") for file in (made.root / "catalogue/vocabulary").rglob("*.yaml")]
    assert drafts
    assert [text for text in drafts if "Fyll inn" in text] == []

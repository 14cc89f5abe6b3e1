"""`site-builder init` writes a catalogue that passes check, builds, is searched, and is in one language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from site_builder.build import check
from site_builder.cli.commands.fix import fix_files
from site_builder.cli.main import main
from site_builder.cli.options import clock
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.search.expected import open_index

NAME = "Kurs: «A/Å» # 1"
"""A name with everything that YAML and addresses read as something else."""


def init(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["init", str(folder), *options])


@pytest.mark.parametrize("kind", ["teachers", "university", "courses"])
@pytest.mark.parametrize("language", ["nb", "nn", "en", "sv", "da"])
def test_what_it_writes_is_built_without_a_warning_and_is_found(tmp_path: Path, kind: str, language: str) -> None:
    result = init(tmp_path / "ny", "--kind", kind, "--language", language, "--name", NAME)
    assert result.exit_code == 0, result.output
    site = check(tmp_path / "ny", now=clock(), memo=Memo(), stages=Stages())
    assert site.problems == ()
    assert fix_files(tmp_path / "ny", (), 1, language, write=True) == 0, "the keys are in the order of check --fix"
    pages = {each.path: each.content.decode() for each in site.outputs if each.path.endswith(".html")}
    assert f'<html lang="{language}">' in pages["index.html"]
    assert "Kurs: «A/Å» # 1" in pages["index.html"]
    query = {"nb": "matematikk", "nn": "matematikk", "en": "mathematics"}.get(language, "matematiken")
    term = {"nb": "høstsemester", "nn": "haustsemester", "en": "autumn semester", "sv": "hösttermin"}.get(
        language, "efterårssemester"
    )
    for asked in (query, term):
        assert open_index(site.outputs, language).search(asked).hits, asked
    text = " ".join(re.sub(r"(?s)<script.*?</script>|<[^>]+>", " ", page) for page in pages.values())
    foreign = {
        "nb": "courses|studietilbod|ikkje|kursus",
        "nn": "courses|studietilbudene|ikke",
        "en": "studie|frist|ikke|søk|og|trinn|studiepoeng",
        "sv": "courses|the|ikke|og|søk|frister|studiepoeng|trinn|fag|studietilbud|nettbasert|norge|oslo|kompetanse",
        "da": "courses|the|och|ikkje|studiepoeng|trinn|studietilbud|nettbasert|sted og|norge|oslo|kompetanse",
    }
    assert re.findall(rf"\b(?:{foreign[language]})\b", text, re.IGNORECASE) == []


@pytest.mark.parametrize(
    ("kind", "language", "written"),
    [
        ("teachers", "en", ("\nyear: 1-6\n", "\noppstart: autumn 2")),
        ("teachers", "sv", ("\nårskurs: 1-6\n", "\noppstart: höst 2")),
        ("teachers", "da", ("\nklassetrin: 1-6\n", "\noppstart: efterår 2")),
        ("teachers", "nb", ("\ntrinn: 1-7\n", "\noppstart: høst 2")),
        ("university", "en", ("\ncourse code: MAT-1001\n", "# fag: subject; studiepoeng: credits;")),
        ("university", "sv", ("\nkurskod: MAT-1001\n", "# fag: ämne; studiepoeng: högskolepoäng;")),
        ("university", "da", ("\nkursuskode: MAT-1001\n", "# fag: fag; studiepoeng: ECTS-point;")),
        ("university", "nb", ("\nemnekode: MAT-1001\n", "---\ntittel:")),
    ],
)
def test_terms_school_years_and_own_keys_are_those_of_the_language_and_norwegian_keys_are_explained(
    tmp_path: Path, kind: str, language: str, written: tuple[str, str]
) -> None:
    init(tmp_path, "--kind", kind, "--site-language", language)
    [course] = (tmp_path / "catalogue").glob("2*/*/*.md")
    text = course.read_text("utf-8")
    assert [words for words in written if words not in text] == []
    for name in ("content/site.yaml", "content/profile.yaml"):
        assert (tmp_path / name).read_text("utf-8").startswith("# ")


def test_values_not_given_are_usual_ones_and_nothing_is_asked_without_a_terminal(tmp_path: Path) -> None:
    result = init(tmp_path)
    assert result.exit_code == 0, result.output
    assert yaml.safe_load((tmp_path / "content/site.yaml").read_text("utf-8"))["adresse"] == "https://katalog.example"
    assert "site-builder serve --open" in result.output


def test_over_something_that_exists_it_changes_nothing(tmp_path: Path) -> None:
    own = tmp_path / "README.md"
    own.write_text("mine", encoding="utf-8")
    result = init(tmp_path)
    assert result.exit_code == 2
    assert "README.md" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
    assert own.read_text("utf-8") == "mine"


@pytest.mark.parametrize("wrong", [("--address", "katalogen"), ("--country", "Norge"), ("--name", "\u200b")])
def test_a_wrong_value_is_reported_and_nothing_is_written(tmp_path: Path, wrong: tuple[str, str]) -> None:
    assert init(tmp_path / "ny", *wrong).exit_code == 2
    assert not (tmp_path / "ny").exists()


def test_the_workflows_and_settings_are_what_their_readers_take(tmp_path: Path) -> None:
    init(tmp_path)
    for name in (".github/workflows/catalogue.yml", ".pre-commit-config.yaml"):
        assert yaml.safe_load((tmp_path / name).read_text("utf-8"))
    workflow = (tmp_path / ".github/workflows/catalogue.yml").read_text("utf-8")
    used = set(re.findall(r"uses: (\S+)", workflow))
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", each) for each in used)
    own = (Path(__file__).parents[2] / ".github/workflows/catalogue.yml").read_text("utf-8")
    assert used <= set(re.findall(r"uses: (\S+)", own)), "the versions that this project uses itself"


def test_a_name_with_a_control_character_is_refused(tmp_path: Path) -> None:
    result = init(tmp_path / "a", "--name", "Katalog\x1b[31m")
    assert (result.exit_code, "U+001B" in result.output, (tmp_path / "a").exists()) == (2, True, False)


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    options = ["--name", "A", "--address", "https://a.example", "--institution", "B"]
    result = CliRunner().invoke(main, ["init", str(tmp_path / "fil/ny"), *options])
    assert (result.exit_code, "Traceback" in result.output) == (2, False)
    assert "fil/ny" in result.stderr

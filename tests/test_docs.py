"""The documents tell the truth: their examples build, their tables are complete, their links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from site_builder.build import Site
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.enums import CourseState, Delivery, OptionalField, OwnKind
from site_builder.catalogue.schema.profile import OwnFieldEntry, ProfileEntry
from site_builder.catalogue.schema.usual_choices import Who
from site_builder.cli.main import COMMANDS, main

PROJECT = Path(__file__).parent.parent
DOCUMENTS = [
    PROJECT / name
    for name in (
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "catalogue/README.md",
        "content/README.md",
    )
] + sorted((PROJECT / "docs").rglob("*.md"))


def examples(document: str) -> list[str]:
    text = (PROJECT / document).read_text(encoding="utf-8")
    return [block for block in re.findall(r"```markdown\n(.*?)```", text, re.DOTALL) if block.startswith("---\n")]


def test_the_editors_example_of_a_course_is_without_problems(small_site: Path, build_site: Callable[..., Site]) -> None:
    [example] = examples("catalogue/README.md")
    (small_site / "catalogue/2016-2017/hihm/naturfag-2-1-7.md").write_text(example, encoding="utf-8")
    assert build_site(small_site).problems == ()


def test_the_owners_examples_are_without_problems(small_site: Path, build_site: Callable[..., Site]) -> None:
    article, story = examples("content/README.md")
    (small_site / "content/slik-soker-du.md").write_text(article, encoding="utf-8")
    (small_site / "content/historier/ute.md").write_text(story, encoding="utf-8")
    assert build_site(small_site).problems == ()


def test_the_editors_guide_explains_every_field_of_a_course() -> None:
    text = (PROJECT / "catalogue/README.md").read_text(encoding="utf-8")
    rows = "\n".join(line.split("|")[1] for line in text.splitlines() if re.match(r"\| `(?!#)", line))
    assert {field.key for field in CourseEntry.fields.values()} == set(re.findall(r"`([^`]+)`", rows))


def test_the_guide_of_catalogues_names_all_that_a_profile_can_say() -> None:
    text = (PROJECT / "docs/own-catalogue.md").read_text(encoding="utf-8")
    profile = text.partition("## The profile")[2].partition("## A field of your own")[0]
    own_field = text.partition("## A field of your own")[2].partition("## Overriding")[0]
    for part, entry in ((profile, ProfileEntry), (own_field, OwnFieldEntry)):
        rows = re.findall(r"^\| `([^`]+)` \|", part, re.MULTILINE)
        assert rows == [field.key for field in entry.fields.values()]
    assert all(f"`{each}`" in profile for each in OptionalField)
    assert all(f"`{each}`" in own_field for each in OwnKind)


def test_the_readme_is_whole_where_a_package_index_shows_it() -> None:
    """An index has no folder beside the text, so links and pictures are absolute; files of ours exist."""
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    assert [each for each in links if not each.startswith(("https://", "#"))] == []
    ours = re.compile(r"https://[^/]+/studiekatalog/studiekatalog/(?:(?:blob|tree)/)?main/([^#]+)")
    named = [found[1] for each in links if (found := ours.match(each))]
    assert len(named) > 10
    assert [each for each in named if not (PROJECT / each).exists()] == []


def test_pictures_of_the_readme_show_on_an_index_of_packages() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (PROJECT / "README.md").read_text(encoding="utf-8"))
    prefix = "https://raw.githubusercontent.com/studiekatalog/studiekatalog/main/"
    assert pictures
    assert [each for each in pictures if not each.startswith(prefix)] == []
    assert [each for each in pictures if not (PROJECT / each.removeprefix(prefix)).is_file()] == []


@pytest.mark.parametrize("choice", [*CourseState, *Delivery, *Who], ids=str)
def test_the_editors_guide_names_every_choice(choice: str) -> None:
    assert f"`{choice}`" in (PROJECT / "catalogue/README.md").read_text(encoding="utf-8")


def test_the_error_shown_in_the_readme_is_what_check_prints(small_site: Path) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"\$ site-builder check\n(.*?)```", readme, re.DOTALL)
    file = small_site / "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
    text = file.read_text(encoding="utf-8").replace("studiepoeng: 30", "studiepoeng: tretti", 1)
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--root", str(small_site), "--now", "2016-02-10"])
    assert shown is not None
    assert shown[1].strip() == result.output.strip()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_links_in_documents_lead_to_files(document: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [href for href in re.findall(r"\]\(([^)#\s]+)", text) if not href.startswith(("http", "mailto:"))]
    assert [href for href in links if not (document.parent / href).exists()] == []


def test_what_the_guide_of_problems_calls_right_is_yaml() -> None:
    guide = (PROJECT / "docs/problems.md").read_text(encoding="utf-8")
    right = re.findall(r"\*\*Riktig:\*\*\n\n```yaml\n(.*?)```", guide, re.DOTALL)
    assert len(right) > 50
    for example in right:
        assert all(document is None or document for document in yaml.safe_load_all(example)), example


def test_the_pre_commit_hook_runs_a_command_that_is_there() -> None:
    [hook] = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, verb = hook["entry"].split()
    assert program == "site-builder"
    assert verb in COMMANDS
    assert (hook["always_run"], hook["pass_filenames"]) == (True, False)  # deleted and renamed files have no names


def test_every_command_in_the_editors_desk_is_there() -> None:
    text = (PROJECT / "docs/editors.md").read_text(encoding="utf-8")
    verbs = set(re.findall(r"site-builder ([a-z]+)", text))
    assert verbs <= set(COMMANDS)
    assert {"new", "check", "import", "export", "schema", "serve"} <= verbs


def test_the_example_of_owners_names_folders_that_are_there() -> None:
    lines = (PROJECT / "docs/CODEOWNERS.example").read_text(encoding="utf-8").splitlines()
    for pattern in (line.split()[0] for line in lines if line and not line.startswith("#")):
        assert pattern == "*" or list(PROJECT.glob(pattern.strip("/"))), pattern

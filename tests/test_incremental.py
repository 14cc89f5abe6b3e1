"""After any sequence of changes, a build with a warm memo publishes the same bytes as a build without a memo."""

from __future__ import annotations

import multiprocessing
import random
import re
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.build import build
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.problems import Invalid
from site_builder.publish.folder import publish
from site_builder.publish.manifest import MANIFEST, read_manifest

PROJECT = Path(__file__).parent.parent
START = datetime(2016, 2, 10, 12, tzinfo=ZoneInfo("Europe/Oslo"))
COURSES = "catalogue/2016-2017/hihm"


def add_course(root: Path, number: int) -> None:
    text = (root / COURSES / "naturfag-1-1-7.md").read_text(encoding="utf-8")
    text = text.replace("Naturfag 1 for 1.–7. trinn", f"Prøvestudium utgave {'abcdefghij'[number]}").replace(
        "nivå: 1\n", ""
    )
    (root / COURSES / f"nytt-{number}.md").write_text(text, encoding="utf-8")


def edit_course(root: Path, number: int) -> None:
    file = root / COURSES / "naturfag-1-1-7.md"
    file.write_text(file.read_text(encoding="utf-8") + f"\nEt avsnitt til, nummer {number}.\n", encoding="utf-8")


def delete_course(root: Path, number: int) -> None:
    (root / COURSES / f"nytt-{number}.md").unlink(missing_ok=True)


def rename_course(root: Path, number: int) -> None:
    file = root / COURSES / f"nytt-{number}.md"
    if file.exists():
        file.rename(root / COURSES / f"flyttet-{number}.md")


def edit_template(root: Path, number: int) -> None:
    file = root / "templates/pages/course.html"
    file.write_text(file.read_text(encoding="utf-8") + f"{{# {number} #}}\n", encoding="utf-8")


def edit_vocabulary(root: Path, number: int) -> None:
    file = root / "catalogue/vocabulary/places/hamar.yaml"
    file.write_text(f"navn: Hamar {number}\nfylke: Hedmark\n", encoding="utf-8")


def retitle_course(root: Path, number: int) -> None:
    file = root / COURSES / "naturfag-1-1-7.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        re.sub("tittel: .*", f"tittel: Naturfag 1 for 1.–7. trinn, utgave {number}", text), encoding="utf-8"
    )


def change_state(root: Path, number: int) -> None:
    file = root / COURSES / "naturfag-1-1-7.md"
    states = ("åpen", "full", "avlyst", "ledige plasser")
    text = re.sub("\\nstatus.*", "", file.read_text(encoding="utf-8"))
    text = text.replace("\nfag:", f"\nstatus: {states[number]}\nstatusmerknad: Nummer {number}.\nfag:", 1)
    file.write_text(text, encoding="utf-8")


def build_on_another(root: Path, number: int) -> None:
    add_course(root, number)
    file = root / COURSES / f"nytt-{number}.md"
    text = file.read_text(encoding="utf-8").replace("\nfag:", "\nbygger på: hihm/naturfag-1-1-7\nfag:", 1)
    file.write_text(text, encoding="utf-8")


def edit_story(root: Path, number: int) -> None:
    for file in (root / "content").rglob("*.md"):
        file.write_text(file.read_text(encoding="utf-8") + f"\nMer, nummer {number}.\n", encoding="utf-8")


def retitle_article(root: Path, number: int) -> None:
    file = root / "content/om.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub("tittel: .*", f"tittel: Om katalogen {number}", text), encoding="utf-8")


def damage_memo(root: Path, number: int) -> None:
    for file in (root / ".memo").glob("*.memo"):
        file.write_bytes(file.read_bytes()[: number * 7])


def build_and_publish(root: Path, now: datetime) -> None:
    memo = Memo(root / ".memo")
    publish(build(root, now=now, memo=memo, stages=Stages()).outputs, root / "public")
    memo.save()


def build_warm_and_clean(root: Path, now: datetime = START, jobs: int = 1, **options: Any) -> bool:
    """Build and publish with the root's memo; assert that a build without a memo gives the same files and problems.

    Return False if both refuse the sources.
    """
    memo = Memo(root / ".memo", jobs)
    try:
        clean = build(root, now=now, memo=Memo(), stages=Stages(), **options)
    except Invalid as refused:
        with pytest.raises(Invalid) as again:
            build(root, now=now, memo=memo, stages=Stages(), **options)
        assert again.value.problems == refused.problems
        memo.save()
        return False
    warm = build(root, now=now, memo=memo, stages=Stages(), **options)
    assert warm.problems == clean.problems
    publish(warm.outputs, root / "public")
    memo.save()
    published = {
        file.relative_to(root / "public").as_posix(): file.read_bytes()
        for file in (root / "public").rglob("*")
        if file.is_file() and file.name != MANIFEST
    }
    for path in read_manifest(root / "public").superseded:  # of the build before, for pages that are still open
        del published[path]
    assert published == {output.path: output.content for output in clean.outputs}
    return True


def kill_build(root: Path, number: int) -> None:
    """Start a build of these sources, as of another day, and kill it before it ends."""
    child = multiprocessing.get_context("fork").Process(target=build_and_publish, args=(root, START))
    child.start()
    child.join(0.02 + 0.08 * number)
    child.kill()
    child.join()


CHANGES = (
    add_course,
    edit_course,
    retitle_course,
    change_state,
    build_on_another,
    delete_course,
    rename_course,
    edit_template,
    edit_vocabulary,
    edit_story,
    retitle_article,
    damage_memo,
    kill_build,
)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    history=st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 3), st.integers(0, 40)), min_size=1, max_size=5)
)
def test_a_warm_build_equals_a_clean_one_after_any_changes(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[Callable[[Path, int], None], int, int]]
) -> None:
    root = tmp_path_factory.mktemp("incremental") / "site"
    shutil.copytree(PROJECT / "tests/sites/minimal", root)
    shutil.copytree(PROJECT / "templates", root / "templates")
    for change, number, days in history:
        change(root, number)
        build_warm_and_clean(root, START + timedelta(days=days))


def test_after_edits_of_real_courses_every_page_equals_a_clean_build(tmp_path: Path, real_memo: Path) -> None:
    for name in ("catalogue", "content", "templates"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copytree(real_memo, tmp_path / ".memo")
    choose = random.Random(8)
    courses = sorted((tmp_path / "catalogue/2016-2017").glob("*/*.md"))
    for step in range(2):
        for file in choose.sample(courses, 18):
            text = file.read_text(encoding="utf-8")
            changed = choose.choice(
                (
                    re.sub("\ntittel: (.*?)([\"']?)\n", rf"\ntittel: \1 – utgave {'abc'[step]}\2\n", text),
                    re.sub("\nopptakskrav: .*", f"\nopptakskrav: Annet krav {step}.", text),
                    re.sub("\nplasser: .*", f"\nplasser: {step + 11}", text),
                    re.sub("\n---\n\n", f"\n---\n\nFørst dette, {step}.\n\n", text),
                    re.sub("\nfag: ", f"\nstatus: full\nstatusmerknad: Nummer {step}.\nfag: ", text)
                    if "\nstatus:" not in text
                    else text,
                )
            )
            file.write_text(changed, encoding="utf-8")
        memo = Memo(tmp_path / ".memo", jobs=2)
        warm = build(tmp_path, now=START, memo=memo, stages=Stages())
        publish(warm.outputs, tmp_path / "public")
        memo.save()
    clean = build(tmp_path, now=START, memo=Memo(jobs=2), stages=Stages())
    for output in clean.outputs:
        assert (tmp_path / "public" / output.path).read_bytes() == output.content, output.path
    assert memo.hits > memo.misses


YEAR, OLDER, WORDS = "catalogue/2016-2017", "catalogue/2015-2016", "catalogue/vocabulary"
ONE, TWO, STORY = f"{YEAR}/hihm/naturfag-1-1-7.md", f"{YEAR}/hihm/naturfag-2-1-7.md", "content/historier/naturfag.md"
SITE, ARTICLE = "content/site.yaml", "content/om.md"
CUT = "o" * 129
"""A text of the length that a search hit shows."""


def wrote(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Return an edit: replace the first `old` of a file with `new`, or append `new` if `old` is empty."""

    def write(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, (path, old)
        (root / path).write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")

    return write


def body(path: str, new: str) -> Callable[[Path], None]:
    """Return an edit: replace the text below the front matter of a file."""

    def write(root: Path) -> None:
        fields = (root / path).read_text(encoding="utf-8").split("\n---\n", 1)[0]
        (root / path).write_text(f"{fields}\n---\n{new}", encoding="utf-8")

    return write


def put(path: str, text: str) -> Callable[[Path], None]:
    """Return an edit: write a whole file."""

    def write(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    return write


def moved(old: str, new: str) -> Callable[[Path], None]:
    """Return an edit: rename a file."""

    def move(root: Path) -> None:
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).rename(root / new)

    return move


def copied(old: str, new: str, title: str) -> Callable[[Path], None]:
    """Return an edit: copy a course under another title."""

    def copy(root: Path) -> None:
        text = re.sub("tittel: .*", f"tittel: {title}", (root / old).read_text(encoding="utf-8"))
        (root / new).write_text(text.replace("nivå: 1\n", ""), encoding="utf-8")

    return copy


def swapped(one: str, other: str) -> Callable[[Path], None]:
    """Return an edit: exchange the names of two files."""

    def swap(root: Path) -> None:
        (root / one).rename(root / "aside")
        (root / other).rename(root / one)
        (root / "aside").rename(root / other)

    return swap


@pytest.fixture
def two_years(tmp_path: Path) -> Path:
    """Return the small site with an archived year before its own, which has a course that is not in the later year."""
    root = tmp_path / "site"
    shutil.copytree(PROJECT / "tests/sites/minimal", root)
    shutil.copytree(PROJECT / "templates", root / "templates")
    shutil.copytree(root / YEAR, root / OLDER)
    for file in (root / OLDER).rglob("*.*"):
        text = re.sub(r"\b20(1[67])\b", lambda found: f"20{int(found[1]) - 1}", file.read_text(encoding="utf-8"))
        file.write_text(text.replace("status: åpen", "status: arkivert"), encoding="utf-8")
    copied(f"{OLDER}/hihm/naturfag-1-1-7.md", f"{OLDER}/hihm/gammelt.md", "Gammelt studium")(root)
    return root


HISTORIES: dict[str, tuple[Callable[[Path], None], ...]] = {
    "vocabulary": (
        wrote(f"{WORDS}/places/hamar.yaml", "Hedmark", "Oppland"),
        wrote(f"{WORDS}/places/hamar.yaml", "", "samisk navn: Hámmar\n"),
        wrote(f"{WORDS}/subjects/naturfag.yaml", "nb: ", "nb: Nye "),
        wrote(f"{WORDS}/institutions/hihm.yaml", "navn: Høgskolen", "navn: Skolen"),
        put(f"{WORDS}/words.yaml", "ord:\n  - ord: [småskole]\n    trinn: 1-4\n"),
        wrote(f"{WORDS}/places/hamar.yaml", "fylke", "fylket"),
        wrote(f"{WORDS}/places/hamar.yaml", "fylket", "fylke"),
    ),
    "year and site": (
        wrote(f"{YEAR}/year.yaml", "åpner: 2016-02-01", "åpner: 2016-02-03"),
        wrote(f"{YEAR}/year.yaml", "dato: 2016-03-01", "dato: 2016-03-02"),
        wrote(f"{OLDER}/year.yaml", "status: arkivert", "status: utkast"),
        wrote(f"{OLDER}/hihm/gammelt.md", "studiepoeng: 30", "studiepoeng: 15"),
        wrote(f"{OLDER}/year.yaml", "status: utkast", "status: åpen"),
        wrote(SITE, "studieår: 2016-2017", "studieår: 2015-2016"),
        wrote(SITE, "[nb, nn]", "[nn, nb, en]"),
        put("catalogue/published-addresses.txt", "/\n/2016-2017/fag/engelsk/\n/nn/om/\n"),
        wrote(SITE, "", "ny fil: https://git.example/new?filename={path}\nvekt:\n  studietilbud: 1\n"),
        wrote(ONE, "studiepoeng: 30", "plasser: 12\nstudiepoeng: 30"),
    ),
    "names of files": (
        copied(ONE, f"{YEAR}/hihm/alfa.md", "Alfa"),
        moved(f"{YEAR}/hihm/alfa.md", f"{YEAR}/hihm/beta.md"),
        copied(ONE, f"{YEAR}/hihm/alfa.md", "Gamma"),
        swapped(f"{YEAR}/hihm/alfa.md", f"{YEAR}/hihm/beta.md"),
        put(f"{WORDS}/institutions/hinn.yaml", "navn: Høgskolen i Innlandet\nstudiesteder: [hamar]\n"),
        moved(f"{YEAR}/hihm/alfa.md", f"{YEAR}/hinn/alfa.md"),
        moved(f"{YEAR}/hihm/beta.md", f"{YEAR}/hinn/beta.yaml"),
        put(f"{YEAR}/hinn/beta.yaml", "tittel: Beta\nspråk: nb\nfag: naturfag\nse: [hinn/alfa]\n"),
        put("content/om.nn.md", "---\ntittel: Om\nsammendrag: Kort.\nspråk: nn\n---\n\nOm katalogen.\n"),
        swapped(ONE, TWO),
        swapped(ONE, TWO),
        moved(ARTICLE, "content/omtale.md"),
    ),
    "lines of problems": (
        wrote(ONE, "## Innhold", "<center>Fyll inn: mer</center>\n\n## Innhold"),
        wrote(ONE, "---\n", "---\n# en merknad\n"),
        wrote(ONE, "\n---\n", "\n---\n\n\n"),
        wrote(TWO, "statusmerknad: Alle plassane er fylte.\n", ""),
        wrote(TWO, "---\n", "---\n# en merknad\n"),
        wrote(TWO, "bygger på: hihm/", "bygger på: hihm/x-"),
        wrote(TWO, "---\n", "---\n# enda en\n"),
        wrote(ONE, "fag: ", "fag: ["),
        wrote(TWO, "bygger på: hihm/x-", "bygger på: hihm/"),
        wrote(ONE, "---\n", "---\n# enda en\n"),
        wrote(ONE, "fag: [", "fag: "),
    ),
    "stories": (
        wrote(STORY, "hihm/naturfag-1-1-7", "hihm/gammelt"),
        wrote(ONE, "\nfag:", "\ngamle adresser: [/2016-2017/hihm/gammelt/]\nfag:"),
        wrote(ONE, "gamle adresser: [/2016-2017/hihm/gammelt/]\n", ""),
    ),
    "texts": (
        wrote(TWO, "#innhold", ""),
        body(ONE, f"\n{CUT} …\n"),
        body(ONE, f"\n{CUT}{'.' * 10} {'m' * 60}\n"),
        body(ONE, "[les mer](../../../content/om.md)"),
        body(STORY, "\n`[les mer](../../../content/om.md)`\n"),
        body(ARTICLE, "\n## Katalogen\n\n[Kurs](../catalogue/2016-2017/hihm/naturfag-1-1-7.md)\n"),
        wrote(ONE, "om.md)", "om.md#katalogen)"),
        body(ARTICLE, "\n## En katalog\n"),
    ),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_after_each_edit_the_site_equals_a_clean_build(two_years: Path, name: str) -> None:
    assert build_warm_and_clean(two_years)
    published = []
    for change in HISTORIES[name]:
        change(two_years)
        published.append(build_warm_and_clean(two_years, jobs=2))
    assert sum(published) > len(published) / 3


def test_a_site_at_another_address_or_moment_equals_a_clean_build(two_years: Path) -> None:
    for options in ({}, {"base": "https://annet.example"}, {"preview": True}, {}):
        assert build_warm_and_clean(two_years, **options)
    for days in (0, 16, 20, 21, 400, 20):
        assert build_warm_and_clean(two_years, START + timedelta(days=days))

"""A checkout may hold links and pipes in the place of the builder's own files: none is followed, none is waited for."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli.main import main

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs symbolic links and pipes")

COURSE = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"


def run(root: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, [*arguments, "--root", str(root)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def build(root: Path) -> Result:
    return run(root, "build", "--now", "2016-02-10", "--jobs", "1")


def contents(folder: Path) -> dict[str, str]:
    """Return the digests of the files below a folder, and the targets of its links."""
    return {
        str(path.relative_to(folder)): os.readlink(path)
        if path.is_symlink()
        else hashlib.sha256(path.read_bytes() if path.is_file() else b"").hexdigest()
        for path in folder.rglob("*")
    }


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of somebody else, with files that look like the builder's own."""
    folder = tmp_path / "outside"
    (folder / "spool-1-abc").mkdir(parents=True)
    for name in ("file.txt", "x.part", "links.json", "spool-1-abc/1-1", "last-build.json", "read-1.memo"):
        (folder / name).write_text("secret")
    (folder / ".studiekatalog.json").write_text('{"files":{"file.txt":"0-6"}}')
    return folder


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A project that was built."""
    return Path(shutil.copytree(built_once, tmp_path / "site"))


def link_to_file(place: Path, outside: Path) -> None:
    place.symlink_to(outside / "file.txt")


def link_to_folder(place: Path, outside: Path) -> None:
    place.symlink_to(outside, target_is_directory=True)


def link_to_nothing(place: Path, outside: Path) -> None:
    place.symlink_to(outside / "new.txt")


def link_to_itself(place: Path, outside: Path) -> None:
    place.symlink_to(place.name)


def pipe(place: Path, outside: Path) -> None:
    os.mkfifo(place)


def folder(place: Path, outside: Path) -> None:
    place.mkdir()
    (place / "x").write_text("x")


def rubbish(place: Path, outside: Path) -> None:
    place.write_bytes(b"[" * 5_000)


KINDS = (link_to_file, link_to_folder, link_to_nothing, pipe, folder, rubbish)
KEPT = (
    *(f".public.{suffix}" for suffix in ("lock", "new", "old", "standby", "spare", "noted")),
    *(f".memo/{name}" for name in ("last-build.json", "file-index.memo", "links.json", "x.part", ".gitignore")),
    *(f".memo/{name}" for name in ("spool-abc", "spool-1000000000000000000000000000000", "spool-1-x", "strange\nname")),
    ".memo",
)


def put(root: Path, path: str, kind: Callable[[Path, Path], None], outside: Path) -> None:
    place = root / path
    if place.is_symlink() or place.is_file():
        place.unlink()
    elif place.exists():
        shutil.rmtree(place)
    kind(place, outside)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", KEPT)
def test_the_site_is_built_and_nothing_outside_changes(
    built: Path, outside: Path, path: str, kind: Callable[[Path, Path], None]
) -> None:
    before, site = contents(outside), contents(built / "public")
    put(built, path, kind, outside)
    (built / "content/om.md").write_text((built / "content/om.md").read_text("utf-8") + "\nNytt.\n", encoding="utf-8")
    result = build(built)
    if path == ".public.lock" and kind is folder:
        assert result.exit_code in (0, 2), result.output
    else:
        assert result.exit_code == 0, result.output
        assert contents(built / "public") != site
    assert contents(outside) == before


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_of_the_memo_may_be_a_link_or_a_pipe(
    built: Path, outside: Path, kind: Callable[[Path, Path], None]
) -> None:
    before, site = contents(outside), contents(built / "public")
    for file in list((built / ".memo").iterdir()):
        put(built, f".memo/{file.name}", kind, outside)
    result = build(built)
    assert result.exit_code == 0, result.output
    assert {name: digest for name, digest in contents(built / "public").items()} == site
    assert contents(outside) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_manifest_that_is_none_is_refused(built: Path, outside: Path, kind: Callable[[Path, Path], None]) -> None:
    before = contents(outside)
    put(built, "public/.studiekatalog.json", kind, outside)
    assert build(built).exit_code == 2
    assert contents(outside) == before


@pytest.mark.parametrize("kind", [link_to_folder, link_to_itself])
def test_a_published_folder_that_leads_out_of_the_project_or_nowhere_is_refused(
    small_site: Path, outside: Path, kind: Callable[[Path, Path], None]
) -> None:
    before = contents(outside)
    put(small_site, "public", kind, outside)
    result = build(small_site)
    assert result.exit_code == 2
    assert "public er en lenke" in result.output
    assert contents(outside) == before


@pytest.mark.parametrize("path", ["content/site.yaml", COURSE, "catalogue", "content", "templates/base.html"])
@pytest.mark.parametrize("kind", [link_to_file, link_to_folder, link_to_nothing, link_to_itself, pipe])
def test_sources_that_are_links_or_pipes_are_refused_in_words(
    small_site: Path, outside: Path, path: str, kind: Callable[[Path, Path], None]
) -> None:
    before = contents(outside)
    put(small_site, path, kind, outside)
    for verb in ("check", "build", "report", "release"):
        run(small_site, verb, "--now", "2016-02-10", "--jobs", "1")
    assert contents(outside) == before


VERBS = {
    "export": (["export", "{root}/ut.csv"], "ut.csv"),
    "schema": (["schema"], "schemas/course.schema.json"),
    "report": (["report", "--html", "{root}/rapport.html"], "rapport.html"),
    "release": (["release", "--now", "2016-02-10"], "catalogue/published-addresses.txt"),
    "new article": (["new", "article", "Ny side"], "content/ny-side.md"),
    "fix": (["check", "--fix"], COURSE),
    "import": (["import", "{root}/inn.csv", "--update"], COURSE),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("kind", [link_to_file, link_to_nothing, link_to_folder])
def test_no_verb_writes_through_a_link(
    small_site: Path, outside: Path, verb: str, kind: Callable[[Path, Path], None]
) -> None:
    arguments, path = VERBS[verb]
    if verb == "import":
        run(small_site, "export", str(small_site / "inn.csv"))
        file = small_site / "inn.csv"
        file.write_text(file.read_text("utf-8").replace("Naturfag 2", "Naturfag 3"), encoding="utf-8")
    before = contents(outside)
    (small_site / path).parent.mkdir(exist_ok=True)
    put(small_site, path, kind, outside)
    result = run(small_site, *(each.format(root=small_site) for each in arguments))
    assert contents(outside) == before
    if verb != "fix":
        assert result.exit_code in (1, 2), result.output


@pytest.mark.parametrize("path", ["catalogue/2016-2017/hihm", "schemas", "content"])
def test_no_verb_writes_into_a_linked_folder(small_site: Path, outside: Path, path: str) -> None:
    run(small_site, "export", str(small_site / "inn.csv"))
    before = contents(outside)
    put(small_site, path, link_to_folder, outside)
    for arguments in (["import", str(small_site / "inn.csv")], ["schema"], ["new", "article", "Ny side"]):
        run(small_site, *arguments)
    assert contents(outside) == before


def test_the_memo_tells_git_to_leave_it_alone(built: Path) -> None:
    assert (built / ".memo/.gitignore").read_text("utf-8") == "*\n"

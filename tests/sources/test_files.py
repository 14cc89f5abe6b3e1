"""Reading the site's folders: normalised text, and a problem for every file that is not read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from pictures import picture

from site_builder.file_names import slug
from site_builder.problems import Place, Severity
from site_builder.sources.files import Sources, kind_of, read_lines, read_site_language, read_sources
from site_builder.sources.record import Record
from site_builder.sources.walk import MAX_IMAGE_BYTES, MAX_TEXT_BYTES

ARTICLE = "content/om.md"
TEXT = "---\ntittel: Om\n---\n\nTekst.\n"


def put(root: Path, path: str, content: str | bytes = TEXT) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def own(sources: Sources) -> tuple[Record, ...]:
    """Return the records but those of the builder's own languages."""
    return tuple(record for record in sources.records if record.kind != "language")


def own_records(root: Path) -> tuple[Record, ...]:
    return own(read_sources(root))


def read(root: Path, path: str, content: str | bytes = TEXT) -> Sources:
    put(root, path, content)
    return read_sources(root)


def codes(sources: Sources) -> list[tuple[str, str]]:
    return [(problem.place.path, problem.code) for problem in sources.problems]


# Files that are read


@pytest.mark.parametrize(
    ("path", "kind", "key"),
    [
        ("catalogue/2016-2017/year.yaml", "year", "2016-2017"),
        ("catalogue/2016-2017/hihm/naturfag-2-1-7.md", "course", "2016-2017/hihm/naturfag-2-1-7"),
        ("catalogue/vocabulary/subjects/norsk.yaml", "subject", "norsk"),
        ("catalogue/vocabulary/institutions/hihm.yaml", "institution", "hihm"),
        ("catalogue/vocabulary/places/mo-i-rana.yaml", "place", "mo-i-rana"),
        ("catalogue/vocabulary/requirements/barnetrinnet.yaml", "requirement", "barnetrinnet"),
        ("content/site.yaml", "site", "site"),
        ("content/expected-searches.yaml", "queries", "expected-searches"),
        ("content/om.md", "article", "om"),
        ("content/om.nn.md", "article", "om.nn"),
        ("content/historier/ut-av-klasserommet.md", "story", "ut-av-klasserommet"),
    ],
)
def test_the_path_determines_a_files_kind_and_key(path: str, kind: str, key: str) -> None:
    assert kind_of(path) == (kind, key)


@pytest.mark.parametrize(
    "path",
    [
        "catalogue/2016-2017/hihm/../../../etc/passwd.md",
        "catalogue/2016-2017/HiHm/norsk.md",
        "catalogue/2016-2017/hihm/Norsk.md",
        "catalogue/2016-2017/hihm/norsk--1.md",
        "catalogue/2016-2017/hihm/-norsk.md",
        "catalogue/2016-2017/hihm/norsk.md\n",
        "catalogue/2016/hihm/norsk.md",
        "catalogue/2016-2017/hihm/fag/norsk.md",
        "catalogue/vocabulary/places/bodø.yaml",
        "catalogue/vocabulary/lærere/x.yaml",
        "content/om.nynorsk.md",
        "content/om.md/x",
        "content/andre.yaml",
        "",
    ],
)
def test_any_other_path_has_no_kind(path: str) -> None:
    assert kind_of(path) is None


def test_decomposed_letters_become_one_character(tmp_path: Path) -> None:
    """macOS may write å as a and a combining ring; search and comparison need one character."""
    [record] = own(read(tmp_path, ARTICLE, "---\ntittel: A\u030arstid\n---\na\u030a\n"))
    assert (record.fields["tittel"], record.body) == ("Årstid", "å\n")


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_line_ends(tmp_path: Path, ending: str) -> None:
    [record] = own(read(tmp_path, ARTICLE, TEXT.replace("\n", ending)))
    assert (record.body, record.body_line) == ("\nTekst.\n", 4)


@pytest.mark.parametrize("path", [ARTICLE, "content/site.yaml"])
def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path, path: str) -> None:
    text = TEXT if path.endswith(".md") else "tittel: Om\n"
    [record] = own(read(tmp_path, path, b"\xef\xbb\xbf" + text.encode()))
    assert record.fields == {"tittel": "Om"}


def test_templates_locales_assets_and_images_are_separate(tmp_path: Path) -> None:
    put(tmp_path, "templates/base.html", "<p>")
    put(tmp_path, "templates/locale/nb.po", "")
    put(tmp_path, "templates/assets/css/a.css", b"\xff")
    put(tmp_path, "content/kart.png", picture("PNG"))
    sources = read_sources(tmp_path)
    own = read_sources(tmp_path / "empty")  # the builder's own files, which those of the root replace or join
    assert dict(sources.templates) == {**own.templates, "base.html": "<p>"}
    assert dict(sources.locales) == {**own.locales, "templates/locale/nb.po": ""}
    assert dict(sources.assets) == {**own.assets, "css/a.css": b"\xff"}
    assert dict(sources.images) == {"content/kart.png": picture("PNG")}
    assert sources.problems == ()


def test_records_are_in_order_of_path_whatever_order_the_file_system_lists(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        put(tmp_path, f"content/{name}.md")
    put(tmp_path, "catalogue/vocabulary/places/x.yaml", "navn: x\n")
    assert [record.path for record in own_records(tmp_path)] == [
        "catalogue/vocabulary/places/x.yaml",
        "content/a.md",
        "content/b.md",
        "content/c.md",
    ]


def test_hidden_files_and_readmes_are_not_read(tmp_path: Path) -> None:
    for path in ("content/.om.md.swp", "content/.git/config", "content/README.md", "catalogue/.DS_Store"):
        put(tmp_path, path, b"\xff")
    assert codes(read_sources(tmp_path)) == []


def test_an_empty_root_has_no_sources_but_the_builders_own_templates_and_no_problems(tmp_path: Path) -> None:
    sources = read_sources(tmp_path)
    assert replace(sources, records=own(sources), templates={}, locales={}, assets={}) == Sources(
        (), {}, {}, {}, {}, (), ()
    )
    assert "base.html" in sources.templates


# Files that are not read


@pytest.mark.parametrize(
    ("path", "code", "severity"),
    [
        ("content/Om.md", "bad-file-name", Severity.ERROR),
        ("content/om katalogen.md", "bad-file-name", Severity.ERROR),
        ("catalogue/2016-2017/hihm/norsk_1.md", "bad-file-name", Severity.ERROR),
        ("catalogue/2016-2017/Høgskolen/norsk.md", "bad-file-name", Severity.ERROR),
        ("catalogue/norsk.md", "stray-file", Severity.ERROR),
        ("content/site.yml", "stray-file", Severity.ERROR),
        ("content/notat.txt", "stray-file", Severity.ERROR),
        ("content/logo.svg", "stray-file", Severity.WARNING),
        ("content/Kart.PNG", "stray-file", Severity.WARNING),
    ],
)
def test_a_file_that_is_not_read_is_a_problem(tmp_path: Path, path: str, code: str, severity: Severity) -> None:
    """Also a binary file, which is not reported as text in another encoding."""
    [problem] = read(tmp_path, path, b"\x89PNG\r\n\x1a\n\xff").problems
    assert (problem.place.path, problem.code, problem.severity) == (path, code, severity)


@pytest.mark.parametrize(
    "name", ["catalogue/published-addresses.txt", "content/om.md", "catalogue/vocabulary/fag.yaml"]
)
def test_a_folder_with_the_name_of_a_text_file_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir(parents=True)
    [problem] = read_sources(tmp_path).problems
    assert (problem.place.path, problem.code, problem.severity) == (name, "stray-file", Severity.ERROR)


def test_a_bad_file_name_gets_the_suggestion_of_a_good_one(tmp_path: Path) -> None:
    [problem] = read(tmp_path, "content/Søk på Ås – 1.–7..md").problems
    assert problem.values["suggestion"] == "sok-pa-as-1-7"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kunst og håndverk 2", "kunst-og-handverk-2"),
        ("Ærfugl Öl", "aerfugl-ol"),
        ("«»", "uten-navn"),
        ("../../x", "x"),
    ],
)
def test_a_slug_is_a_to_z_digits_and_single_hyphens(text: str, name: str) -> None:
    assert slug(text) == name


def test_windows_1252_is_a_problem_at_its_line_and_column(tmp_path: Path) -> None:
    [problem] = read(tmp_path, ARTICLE, "---\ntittel: Å l".encode() + "æ".encode("cp1252") + b"re\n---\n").problems
    assert (problem.code, problem.place) == ("not-utf8", Place(ARTICLE, 2, 12))
    assert problem.values["byte"] == "0xE6"


def test_a_byte_order_mark_does_not_count_as_a_column(tmp_path: Path) -> None:
    [problem] = read(tmp_path, ARTICLE, b"\xef\xbb\xbfab\xff").problems
    assert problem.place == Place(ARTICLE, 1, 3)


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x08", "\x7f", "\x85", "\u2028"])
def test_a_control_character_is_a_problem_at_its_place(tmp_path: Path, character: str) -> None:
    [problem] = read(tmp_path, ARTICLE, f"---\r\ntittel: a{character}b\r\n---\r\n").problems
    assert (problem.code, problem.place) == ("not-utf8", Place(ARTICLE, 2, 10))


def test_a_text_of_half_a_megabyte_is_read_and_a_longer_one_is_not(tmp_path: Path) -> None:
    assert codes(read(tmp_path, ARTICLE, TEXT.ljust(MAX_TEXT_BYTES, "x"))) == []
    assert codes(read(tmp_path, ARTICLE, TEXT.ljust(MAX_TEXT_BYTES + 1, "x"))) == [(ARTICLE, "too-large")]


def test_an_image_may_be_larger_than_a_text(tmp_path: Path) -> None:
    assert codes(read(tmp_path, "content/a.png", picture("PNG").ljust(MAX_IMAGE_BYTES, b"\0"))) == []
    assert codes(read(tmp_path, "content/a.png", bytes(MAX_IMAGE_BYTES + 1))) == [("content/a.png", "too-large")]


def test_a_file_without_read_permission_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, ARTICLE)

    def refuse(descriptor: int) -> object:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as here:
        here.setattr(os, "fstat", refuse)
        [problem] = [each for each in read_sources(tmp_path).problems if each.place.path == ARTICLE]
    assert (problem.code, problem.values["said"]) == ("unreadable-file", "the permission is missing")


def test_a_folder_without_read_permission_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "content/historier/a.md")
    real = os.scandir

    def refuse(folder: str) -> object:
        if str(folder).endswith("historier"):
            raise PermissionError(13, "Permission denied", str(folder))
        return real(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    assert codes(read_sources(tmp_path)) == [("content/historier", "unreadable-file")]


# Symbolic links


def test_a_link_within_the_project_is_followed(tmp_path: Path) -> None:
    put(tmp_path, ARTICLE)
    (tmp_path / "content/hjelp.md").symlink_to("om.md")
    assert [record.path for record in own_records(tmp_path)] == ["content/hjelp.md", ARTICLE]


@pytest.mark.parametrize("link", ["content/hjelp.md", "content/historier", "content"])
def test_a_link_out_of_the_project_is_refused(tmp_path: Path, link: str) -> None:
    """A link to a file, to a folder, or one of the three folders itself."""
    put(tmp_path, "outside/a.md")
    root = tmp_path / "site"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(tmp_path / "outside" / ("a.md" if link.endswith(".md") else ""))
    sources = read_sources(root)
    assert codes(sources) == [(link, "outside-root")]
    assert own_records(root) == ()


def test_a_link_to_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/om.md").symlink_to("borte.md")
    assert codes(read_sources(tmp_path)) == [(ARTICLE, "unreadable-file")]


def test_a_link_to_itself_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/om.md").symlink_to("om.md")
    [problem] = read_sources(tmp_path).problems
    assert (problem.code, problem.values["said"]) == ("unreadable-file", "a link points to itself")


def test_a_link_to_a_folder_within_the_project_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path, "content/historier/a.md")
    (tmp_path / "content/arkiv").symlink_to("historier")
    assert codes(read_sources(tmp_path)) == [("content/arkiv", "stray-file")]


def test_a_named_pipe_does_not_block_reading_and_is_reported(tmp_path: Path) -> None:
    pipes = (ARTICLE, "catalogue/published-addresses.txt", "templates/assets/css/99-own.css")
    for path in pipes:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(tmp_path / path)
    assert own_records(tmp_path) == ()
    assert {(path, "stray-file") for path in pipes} <= set(codes(read_sources(tmp_path)))


# Lines for showing


def test_the_line_of_a_place_is_normalised_as_the_source_is(tmp_path: Path) -> None:
    put(tmp_path, ARTICLE, b"\xef\xbb\xbfen\rto\r\na\xcc\x8a\n")
    assert read_lines(tmp_path, ARTICLE)[:3] == ["en", "to", "å"]


def test_a_missing_file_or_one_that_is_not_text_has_no_line(tmp_path: Path) -> None:
    put(tmp_path, ARTICLE, b"\xff")
    assert read_lines(tmp_path, ARTICLE) == []
    assert read_lines(tmp_path, "content/borte.md") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("språk: nn\n", "nn"),
        ("språk: [nn, nb]\n", "nn"),
        ("språk:\n  - nn\n", "nn"),
        ("navn: x\n", "nb"),
        ("språk: xx\n", "xx"),
    ],
)
def test_the_sites_language_is_found_in_broken_settings(tmp_path: Path, text: str, language: str) -> None:
    put(tmp_path, "content/site.yaml", 'broken: "\n' + text)
    assert read_site_language(tmp_path) == language


def test_without_settings_the_language_is_bokmal(tmp_path: Path) -> None:
    assert read_site_language(tmp_path) == "nb"

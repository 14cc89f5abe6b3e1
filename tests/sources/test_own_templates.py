"""A project without templates is built with the builder's own; one that has some replaces those, file by file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build import Site
from site_builder.engine.memo import Memo
from site_builder.problems import Invalid
from site_builder.sources.files import read_sources
from site_builder.sources.package_files import package_path

Build = Callable[[Path], Site]


def digests(site: Site) -> dict[str, str]:
    return {output.path: output.digest for output in site.outputs}


def test_a_project_without_templates_is_built_as_one_with_a_copy_of_them(
    bare_site: Path, small_site: Path, build_site: Build
) -> None:
    assert digests(build_site(bare_site)) == digests(build_site(small_site))


def test_a_file_of_the_project_replaces_the_builders_own_and_the_others_stay(bare_site: Path) -> None:
    own = bare_site / "templates/partials/parts.html"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    sources = read_sources(bare_site, Memo())
    assert sources.templates["partials/parts.html"] == "mine"
    assert sources.templates["base.html"] == (package_path("templates") / "base.html").read_text("utf-8")
    assert sources.problems == ()


def test_a_style_sheet_of_the_project_is_added_to_the_builders_own(bare_site: Path, build_site: Build) -> None:
    own = bare_site / "templates/assets/css/99-own.css"
    own.parent.mkdir(parents=True)
    own.write_text(":root { --accent: #602080; }\n", encoding="utf-8")
    style = next(each for each in build_site(bare_site).outputs if each.path.startswith("assets/site."))
    assert style.content.endswith(b":root{--accent:#602080}\n")
    assert b"@media" in style.content


def test_a_fault_in_a_template_of_the_project_is_reported_at_its_line(bare_site: Path, build_site: Build) -> None:
    own = bare_site / "templates/pages/article.html"
    own.parent.mkdir(parents=True)
    own.write_text("{% extends 'base.html' %}\n{% block content %}\n{{ page.nothing }}\n{% endblock %}", "utf-8")
    with pytest.raises(Invalid) as invalid:
        build_site(bare_site)
    assert [(each.place.path, each.place.line) for each in invalid.value.problems] == [
        ("templates/pages/article.html", 3)
    ]

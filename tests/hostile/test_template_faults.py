"""Whatever a template does wrong, its own line is reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build import Site
from site_builder.problems import Invalid

FRONT = "templates/pages/front.html"
FAULTS = {
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "division by zero": "{{ 1 // 0 }}",
    "remainder by zero": "{{ 1 % 0 }}",
    "a position that does not exist": "{{ [][0] + 1 }}",
    "a number that is too large": "{{ 2.0 ** 100000 }}",
    "a type that does not fit": "{{ 1 + 'a' }}",
    "an attribute that does not exist": "{{ view.nothing.at.all }}",
    "an asset that does not exist": "{{ asset('nothing.css') }}",
    "a filter of no number": "{{ 'x'|round }}",
    "a format that does not fit": "{{ '%d' % 'x' }}",
    "a template that does not exist": "{% include 'nothing.html' %}",
    "a call of what is no function": "{{ 1() }}",
    "too many parts to unpack": "{% for a, b in [1] %}{% endfor %}",
    "a filter that does not exist": "{{ 1|nothing }}",
    "a tag that does not exist": "{% nothing %}",
    "a block that is not ended": "{% if 1 %}",
    "an expression that is not ended": "{{ 1",
    "a template that includes itself": "{% include 'pages/front.html' %}",
}
TOO_DEEP = {
    "brackets in thousands": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "loops in hundreds": "{% for a in [1] %}" * 150 + "{% endfor %}" * 150,
}
"""What the compiler of templates gives up on before it knows a line."""


def problems_of(root: Path, build_site: Callable[..., Site], fault: str) -> set[tuple[str, str, bool]]:
    """Put the fault into the front page and return the code and file of each problem, and whether it has a line."""
    lines = (root / FRONT).read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if "<h1" in line)
    (root / FRONT).write_text("\n".join([*lines[:at], fault, *lines[at:]]), "utf-8")
    with pytest.raises(Invalid) as caught:
        build_site(root)
    return {(each.code, each.place.path, each.place.line > 0) for each in caught.value.problems}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_the_template_and_its_line_are_reported(small_site: Path, build_site: Callable[..., Site], fault: str) -> None:
    assert problems_of(small_site, build_site, fault) == {("template-error", FRONT, True)}


@pytest.mark.parametrize("fault", TOO_DEEP.values(), ids=TOO_DEEP)
def test_a_template_that_is_too_deep_to_compile_is_reported(
    small_site: Path, build_site: Callable[..., Site], fault: str
) -> None:
    assert problems_of(small_site, build_site, fault) == {("template-error", FRONT, False)}


@pytest.mark.parametrize("name", ["base.html", "partials/parts.html"])
def test_a_fault_in_a_shared_template_is_reported_there(
    small_site: Path, build_site: Callable[..., Site], name: str
) -> None:
    file = next(path for path in (small_site / "templates").rglob("*.html") if path.name == Path(name).name)
    file.write_text(file.read_text("utf-8") + "\n{{ 1 // 0 }}\n", "utf-8")
    with pytest.raises(Invalid) as caught:
        build_site(small_site)
    assert {(each.code, each.place.path) for each in caught.value.problems} == {
        ("template-error", file.relative_to(small_site).as_posix())
    }

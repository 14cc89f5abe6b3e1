"""The parts of a course's text are found by their headings."""

from __future__ import annotations

import pytest

from site_builder.build import Site
from site_builder.catalogue.markdown.convert import convert
from site_builder.catalogue.text_parts import EXPECTED, PARTS, in_order, parts_of


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("Uten overskrifter.", []),
        ("## Innhold\n\nTall.\n\n## Vurdering\n\nMappe.", [("innhold", "Tall."), ("vurdering", "Mappe.")]),
        ("## INNHALD:\n\nTal.", [("innhold", "Tal.")]),
        ("## Content\n\nNumbers.\n\n## Why\n\nThis ends it.", [("innhold", "Numbers.")]),
        (
            "## Læringsutbytte\n\n### Kunnskap\n\nEn.\n\n### Vurdering\n\nTo.",
            [("læringsutbytte", "Kunnskap En. Vurdering To.")],
        ),
        ("## Innhold\n\nEn.\n\n## Innhold\n\nTo.", [("innhold", "En.")]),
        ("Innhold er viktig.\n\n## Innhold\n\nTall.", [("innhold", "Tall.")]),
        ("## Vurdering\n", [("vurdering", "")]),
        ("## Innholdet i studiet\n\nTall.", []),
    ],
)
def test_a_part_is_the_words_below_its_heading(body: str, parts: list[tuple[str, str]]) -> None:
    assert [(part.key, " ".join(part.text.split())) for part in parts_of(convert(body))] == parts


def test_parts_in_another_order_are_noticed() -> None:
    headings = [names[0].capitalize() for names in PARTS.values()]
    assert in_order(parts_of(convert("".join(f"## {each}\n\nOrd.\n\n" for each in headings))))
    assert not in_order(parts_of(convert("".join(f"## {each}\n\nOrd.\n\n" for each in reversed(headings)))))
    assert in_order(())


@pytest.mark.parametrize("key", ["hiof/lesing-og-skriving-1-5-10", "hib/naturfag-1-5-10"])
def test_the_examples_of_the_guide_have_every_part_and_the_recommended_length(real_site: Site, key: str) -> None:
    course = real_site.catalogue.current_year.by_key[key]
    assert tuple(part.key for part in parts_of(course.prose)) == EXPECTED
    assert 250 <= len(course.prose.text.split()) <= 600
    assert course.offering.workload == 800

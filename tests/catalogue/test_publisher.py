"""What a publisher must state before its site is published, and how readers see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.build import Site
from site_builder.catalogue.publisher import Accessibility, Publisher, is_published_at, missing_statements
from site_builder.catalogue.schema.enums import Conformance
from site_builder.catalogue.texts import Text
from site_builder.cli.main import main

UNIVERSITY = Publisher(name="Universitetet", email="katalog@universitetet.no", public=True, log_days=30)
IN_PART = Accessibility(
    conformance=Conformance.PARTIAL,
    assessed=date(2016, 1, 11),
    breaches=(Text({"nb": "Kartet kan ikke forstørres."}),),
    statement="https://uustatus.no/nb/erklaringer/publisert/1",
)
NAMED = """\
utgiver:
  navn: Universitetet
  e-post: katalog@universitetet.no
  loggdager: 30
"""


@pytest.mark.parametrize(
    "base",
    [
        "https://katalog.example",
        "http://localhost:8000",
        "http://127.0.0.1",
        "http://[::1]:80",
        "https://a.example.org/x",
    ],
)
def test_nobody_can_publish_at_a_reserved_address(base: str) -> None:
    assert not is_published_at(base)


@pytest.mark.parametrize("base", ["https://katalog.no", "https://notexample.org", "https://example.no/katalog"])
def test_readers_can_reach_other_addresses(base: str) -> None:
    assert is_published_at(base)


@pytest.mark.parametrize(
    ("publisher", "accessibility", "missing"),
    [
        (None, None, ["utgiver.navn", "utgiver.e-post", "utgiver.loggdager"]),
        (Publisher(name="A"), None, ["utgiver.e-post", "utgiver.loggdager"]),
        (Publisher(name="A", page="https://a.no/kontakt", log_days=7), None, []),
        (UNIVERSITY, None, ["tilgjengelighet.samsvar", "tilgjengelighet.erklæring"]),
        (UNIVERSITY, Accessibility(conformance=Conformance.FULL), ["tilgjengelighet.erklæring"]),
        (UNIVERSITY, Accessibility(conformance=Conformance.NONE, statement="https://a.no"), ["tilgjengelighet.brudd"]),
        (UNIVERSITY, IN_PART, []),
    ],
)
def test_a_publisher_must_state(
    publisher: Publisher | None, accessibility: Accessibility | None, missing: list[str]
) -> None:
    assert list(missing_statements(publisher, accessibility)) == missing


def _build(root: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["build", "--root", str(root), "--now", "2016-02-10", *options])
    return result.exit_code, result.output


def test_production_publishes_nothing_at_a_real_address_without_a_publisher(small_site: Path) -> None:
    real = ("--base", "https://katalog.no")
    code, printed = _build(small_site, "--production", *real)
    assert (code, "missing-publisher" in printed) == (1, True)
    assert not (small_site / "public").exists()
    assert _build(small_site, *real)[0] == 0
    with (small_site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write(NAMED)
    assert _build(small_site, "--production", *real)[0] == 0


def test_an_article_ends_with_the_statements_of_the_publisher(
    small_site: Path, build_site: Callable[..., Site]
) -> None:
    def about(settings: str) -> str:
        site = small_site / "content/site.yaml"
        site.write_text(site.read_text(encoding="utf-8").split("utgiver:")[0] + settings, encoding="utf-8")
        pages = {output.path: output.content.decode() for output in build_site(small_site).outputs if output.is_page}
        return pages["om/index.html"]

    article = small_site / "content/om.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("---\n", "---\nfra utgiveren: tilgjengelighet\n", 1), encoding="utf-8")
    assert "Dette nettstedet er en demonstrasjon og har ingen utgiver." in about("")
    public = NAMED.replace("loggdager", "offentlig: ja\n  loggdager")
    stated = about(
        public + "tilgjengelighet:\n  samsvar: delvis\n  vurdert: 2016-01-11\n  brudd: [Kartet kan ikke forstørres.]\n"
        "  erklæring: https://uustatus.no/nb/erklaringer/publisert/1\n"
    )
    assert "Si fra til Universitetet hvis noe ikke virker for deg." in stated
    assert "<li>Kartet kan ikke forstørres.</li>" in stated
    assert '<a href="https://uustatus.no/nb/erklaringer/publisert/1">Tilgjengelighetserklæring</a>' in stated
    assert '<a href="mailto:katalog@universitetet.no">' in stated
    article.write_text(text.replace("---\n", "---\nfra utgiveren: personvern\n", 1), encoding="utf-8")
    private = about(NAMED)
    assert "Universitetet er behandlingsansvarlig." in private
    assert "Verten beholder loggen i 30 døgn." in private

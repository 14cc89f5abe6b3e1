"""A wrong profile is reported at its line with a remedy, and alone: the files that it decides about are not blamed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from site_builder.catalogue.load import check_sources
from site_builder.engine.memo import InProcessMemo
from site_builder.sources.files import Sources, read_sources
from site_builder.sources.front_matter import read_record

HARBOUR = Path(__file__).parent.parent / "sites/harbour"
PROFILE = (HARBOUR / "content/profile.yaml").read_text("utf-8")

ADDED = {
    "farge: blå": "unknown-key",
    "format: 9\nnytt felt: ja": "profile-format unknown-key",
    "tidssone: Europe/Londn": "bad-choice",
    "terminer:\n  - {navn: {en: Autumn}, fra måned: 13}": "bad-number",
    "terminer:\n  - {navn: {en: Autumn}}": "missing-key",
    "terminer: [autumn, spring]": "wrong-shape",
    "roller:\n  - {nøkkel: student, navn: {en: students}}": "bad-role",
    "roller:\n  - {nøkkel: student, navn: {en: students}, oppgave: apply}": "bad-choice",
    "roller:\n  - {nøkkel: student, oppgave: søker}": "missing-key",
    "roller:\n  - {nøkkel: a, navn: a, oppgave: søker}\n  - {nøkkel: b, navn: b, oppgave: søker}": "bad-role",
    "poeng: {navn: {en: points}, steg: 0}": "bad-credit-unit",
    "poeng: {navn: {en: points}, steg: 50, høyst: 10}": "bad-credit-unit",
    "logo: content/none.png": "missing-image",
    "logo: content/crest.svg": "not-a-picture",
    "farger: {hoved: blue}": "bad-colour",
    "undertittel: [a]": "wrong-shape",
    "minste andel tekster: 200": "bad-number",
}
CHANGED = {
    ("valgfrie felt: [trinn,", "valgfrie felt: [trin,"): "bad-choice",
    ("valgfrie felt: [trinn,", "valgfrie felt: [trinn, trinn,"): "double-value",
    ("oppstart med dato: ja", "oppstart med dato: kanskje"): "bad-choice",
    ("[dager, uker, timer]", "[fortnights]"): "bad-choice",
    ("for lærere: nei", "for lærere: noen"): "bad-choice",
    ("land: GB", "land: Storbritannia"): "bad-country",
    ("{en: Price}", "{nb: Pris}"): "missing-language",
    ("slag: pris", "slag: money"): "bad-choice",
    ("    valuta: GBP\n", ""): "bad-own-field",
    ("[50, 200]", "[200, 50]"): "bad-own-field",
    (PROFILE, "- a\n- b\n"): "missing-front-matter",
    (PROFILE, "\tland: GB\n"): "broken-yaml",
    (PROFILE, "land: &a GB\ntidssone: *a\n"): "yaml-alias",
    (PROFILE, f"{'undertittel: ' + '{en: ' * 200}x{'}' * 200}\n"): "too-deep",
}


@cache
def sources() -> Sources:
    return read_sources(HARBOUR, InProcessMemo())


def codes(profile: str) -> list[str]:
    """Return the codes of the problems in the catalogue with this profile; each is in the profile, and has a remedy."""
    record, problems = read_record("content/profile.yaml", "profile", "profile", profile)
    others = [each for each in sources().records if each.kind != "profile"]
    changed = replace(sources(), records=(*others, record) if record else tuple(others), problems=problems)
    found = check_sources(changed, InProcessMemo())
    assert {each.place.path for each in found} <= {"content/profile.yaml"}
    assert all(each.hint and each.place.line for each in found)
    return list(dict.fromkeys(each.code for each in found))


def test_the_right_profile_has_no_problem() -> None:
    assert codes(PROFILE) == []


@pytest.mark.parametrize(("added", "expected"), ADDED.items())
def test_a_wrong_line_is_reported_alone(added: str, expected: str) -> None:
    assert codes(f"{PROFILE}{added}\n") == expected.split()


@pytest.mark.parametrize(("change", "expected"), CHANGED.items())
def test_a_wrong_value_is_reported_alone(change: tuple[str, str], expected: str) -> None:
    assert codes(PROFILE.replace(*change)) == [expected]

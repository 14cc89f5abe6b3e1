"""A new editor's first hour at a terminal: a course from nothing, mistakes, the check, the mending, the page."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

pexpect = pytest.importorskip("pexpect", reason="needs a terminal (Unix)")
spawn = pexpect.spawn

NAME = "naturfag-1-for-8-10-trinn"
ANSWERS = (
    ("Institusjon: ", "Høgskolen i Hamar", "«Høgskolen i Hamar» finnes ikke. Mente du hihm?"),
    ("Institusjon: ", "Høgskolen i Hedmark", ""),
    ("Fag: ", "naturfak", "«naturfak» finnes ikke. Mente du naturfag?"),
    ("Fag: ", "Naturfag", ""),
    (r"Nivå \(1, 2, 3 eller tomt\): ", "1", ""),
    (r"Trinn \(.*\): ", "8-70", "Trinnene går fra 1 til 13"),
    (r"Trinn \(.*\): ", "8-10", ""),
    ("Studiepoeng: ", "mange", "«mange» er ikke et antall studiepoeng."),
    ("Studiepoeng: ", "30", ""),
    (r"Studieform \(.*\): ", "samlingsbasert", ""),
    (r"Studiesteder \(med komma mellom\) \[hamar\]: ", "", ""),
    (r"Oppstart \(høst 2016\) \[høst 2016\]: ", "i august", "«i august» er ikke et semester."),
    (r"Oppstart \(høst 2016\) \[høst 2016\]: ", "", ""),
    (r"Varighet \(2 semestre\) \[2 semestre\]: ", "", ""),
    (r"Tittel \[Naturfag 1 for 8.–10. trinn\]: ", "", ""),
    (r"Språket teksten skrives på \(.*\) \[nb\]: ", "", ""),
    (r"Institusjonens egen side om tilbudet \(eller tomt\): ", "hihm", "«hihm» er ikke en nettadresse."),
    (r"Institusjonens egen side om tilbudet \(eller tomt\): ", "", ""),
)
"""What is asked, what she answers, and what is said where that will not do."""


@pytest.fixture
def root(small_site: Path) -> Path:
    """The small site, where she sits."""
    return small_site


@pytest.fixture
def terminals() -> Iterator[list[spawn]]:
    """The programs she has running; all end with the test."""
    running: list[spawn] = []
    yield running
    for each in running:
        each.close(force=True)


def run(root: Path, *arguments: str) -> spawn:
    """A command at a terminal of 120 columns."""
    environment = {**os.environ, "TERM": "xterm-256color"}
    return spawn(
        sys.executable,
        ["-m", "site_builder", *arguments],
        cwd=str(root),
        env=environment,
        encoding="utf-8",
        timeout=30,
        dimensions=(50, 120),
    )


def ended(terminal: spawn) -> tuple[str, int]:
    """What was said to the end, without colours, and the exit code."""
    terminal.expect(pexpect.EOF)
    terminal.close()
    said = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", terminal.before or "")
    return said.replace("\r\n", "\n"), terminal.exitstatus


def test_from_an_empty_file_to_a_page_without_asking_anybody(
    root: Path, browser: Browser, terminals: list[spawn]
) -> None:
    new = run(root, "new", "course")
    for question, answer, said in ANSWERS:
        new.expect(question)
        new.sendline(answer)
        if said:
            new.expect_exact(said)
    said, code = ended(new)
    assert code == 0, said
    assert f"site-builder check catalogue/2016-2017/hihm/{NAME}.md" in said
    file = root / f"catalogue/2016-2017/hihm/{NAME}.md"

    serve = run(root, "serve", "--port", "0", "--now", "2016-02-10")
    terminals.append(serve)
    serve.expect(r"http://127\.0\.0\.1:\d+/")
    address = serve.after
    page = browser.new_page()
    page.goto(f"{address}2016-2017/hihm/{NAME}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Naturfag 1 for 8.–10. trinn")
    expect(page.get_by_text("Fyll inn: Hva studiet handler om.")).to_be_visible()
    expect(page.locator(".bygger-bar")).to_be_visible()

    text = file.read_text(encoding="utf-8")
    wrong = text.replace("studiepoeng: 30", "studiepoeng: 30 sp").replace("fag: naturfag", "fag: natrufag")
    file.write_text(wrong, encoding="utf-8")
    expect(page.locator(".bygger-panel")).to_contain_text("30 sp", timeout=20_000)
    said, code = ended(run(root, "check", str(file.relative_to(root))))
    assert code == 1
    assert "«30 sp» er ikke et antall studiepoeng." in said
    assert "Mente du «naturfag»?" in said
    assert said.splitlines()[-5:] == [
        "2 feil, 6 advarsler",
        "Mer om hver melding:",
        "    6 × site-builder explain unfinished",
        "    1 × site-builder explain bad-credits",
        "    1 × site-builder explain unknown-subject",
    ]

    said, code = ended(run(root, "check", str(file.relative_to(root)), "--fix"))
    assert code == 0, said
    assert "-studiepoeng: 30 sp\n+studiepoeng: 30\n" in said
    assert file.read_text(encoding="utf-8") == text
    expect(page.locator(".bygger-panel")).to_have_count(0, timeout=20_000)

    file.write_text(text.replace("Fyll inn: Hva studiet handler om.", "Kraft, bevegelse og energi."), encoding="utf-8")
    expect(page.get_by_text("Kraft, bevegelse og energi.")).to_be_visible(timeout=20_000)
    page.close()


def test_the_other_kinds_are_asked_about_too_and_pass_check(root: Path) -> None:
    for kind, answers in {
        "place": (("Navnet på byen", "Tromsø"), ("Navn i adresser .tromso]: ", ""), ("Fylket", "Troms")),
        "subject": (
            ("Navnet på hovedspråket", "Musikk"),
            ("Navn i adresser .musikk]: ", ""),
            ("Område", "kunst"),
            ("Område", "praktiske og estetiske fag"),
        ),
        "institution": (
            ("Hele navnet", "UiT: Arktisk"),
            ("Kortere navn", "UiT"),
            ("Navn i adresser .uit]: ", ""),
            ("Studiesteder", "tromso"),
            ("egen side", ""),
        ),
        "article": (("Tittel", "Spørsmål, og svar"),),
    }.items():
        terminal = run(root, "new", kind)
        for question, answer in answers:
            terminal.expect(question)
            terminal.sendline(answer)
        said, code = ended(terminal)
        assert code == 0, said
    said, code = ended(run(root, "check", "--now", "2016-02-10"))
    assert code == 0, said


def test_who_breaks_off_has_written_nothing(root: Path) -> None:
    terminal = run(root, "new", "course")
    terminal.expect("Institusjon: ")
    terminal.sendintr()
    said, code = ended(terminal)
    assert code == 1
    assert "Traceback" not in said
    assert not list(root.glob("catalogue/**/naturfag-1-for-*"))

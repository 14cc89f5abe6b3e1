"""The form says of a text what `check` says, for the kinds of faults that it looks for (form/text.js)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from site_builder.catalogue.checks.text_notes import note_problems
from site_builder.catalogue.load import parse_entries
from site_builder.catalogue.markdown.convert import convert
from site_builder.messages import message_and_hint
from site_builder.pages.views.form import TEXT_MESSAGES
from site_builder.sources.front_matter import read_record
from tests.authoring.test_form_rules import replay

PROJECT = Path(__file__).parent.parent.parent
FIELDS = {"tittel": "Norsk 1", "studiepoeng": "30", "oppstart": "høst 2016", "varighet": "2 semestre"}

TEXTS = [
    "#Innhold\n\nTekst",
    "Tekst\n\n##Innhold",
    "####### Innhold",
    "• lesing\n• skriving",
    "· lesing",
    "Vi lærer:\n\n-lesing\n-skriving",
    "– lesing\n– skriving",
    "1.Lesing\n2.Skriving",
    "Et **viktig ord, og mer",
    "Et ** viktig ** ord",
    "Se (her)[https://www.hihm.no].",
    "Se [her] (https://www.hihm.no).",
    "Se [her](https://www.hihm.no",
    "Hei {{ navn }}",
    "Hei {fornavn}",
    "Se note[^1]",
    "```\nkode\n\nresten av teksten",
    "Frist 31. september.",
    "Den 29. februar 2017 og 29. februar 2016",
    "Møt opp tirsdag 5. september 2016.",
    "Laurdagen, den 4. september 2016",
    "TODO: skriv mer",
    "[sett inn tekst] og (fyll inn dato)",
    "Lorem ipsum dolor",
    "Studiet er på 60 studiepoeng.",
    "Studiet gir deg femten studiepoeng.",
    "Vidareutdanninga omfattar 15 stp.",
    "Studiet starter våren 2017.",
    "Studietilbudet begynner høsten 2015.",
    "Studiet går over fire semestre.",
    "Videreutdanningen varer i to år.",
    # Without a fault
    "Studiet er på 30 studiepoeng, en modul på 15 studiepoeng, og varer ett år fra høsten 2016.",
    "## Innhold\n\n- lesing\n- skriving\n\n1. først\n2. så\n\n**Viktig:** les *mer* [her](https://www.hihm.no/plan).",
    "-5 grader\n-10 grader",
    "Prisen er 500 kr.\n– Det er billig, sier hun.",
    "Bruk `a**b`, og `{navn}`.\n\n```\n#kode\n-x\n-y\n```",
    "~~~\n**a\n~~~\n\nKurset er nett-\nog samlingsbasert, i C++ og C#.",
    "Mandag 5. september 2016, tysdag 6. september 2016, 1.–31. mars og emne #1",
    "Hun sa: **ja** og **nei, takk**.",
]


COURSE = PROJECT / "tests/sites/minimal/catalogue/2016-2017/hihm/naturfag-1-1-7.md"


def test_the_form_tells_the_faults_of_a_text_that_check_tells(published: Path, tmp_path: Path) -> None:
    answers = replay({"text": TEXTS, "fields": FIELDS}, published, tmp_path)["text"]
    found = set()
    for text, answer in zip(TEXTS, answers, strict=True):
        given = sorted((each["line"], each["text"]) for each in answer)
        assert given == sorted(told_by_check(text)), text
        found |= {each["name"] for each in answer}
    assert found == {name.removeprefix("tekst.") for name in TEXT_MESSAGES}


def told_by_check(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line of the text, and the words, of each problem of the kinds that the form looks for."""
    header = COURSE.read_text(encoding="utf-8").split("---\n")[1]
    record, _ = read_record("a.md", "course", "2016-2017/hihm/a", f"---\n{header}---\n\n{text}\n")
    assert record is not None
    for each in (*parse_entries([record])[1], *note_problems(record, convert(record.body).notes)):
        if (each.message, each.hint) in TEXT_MESSAGES.values():
            yield each.place.line - record.body_line, " ".join(message_and_hint(each, "nb"))

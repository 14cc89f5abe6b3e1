"""The form says of a text what `check` says, for the kinds of faults that it looks for (form/text.js)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from site_builder.catalogue.checks.text_notes import note_problems
from site_builder.catalogue.load import parse_entries
from site_builder.catalogue.markdown.convert import convert
from site_builder.messages import message_and_hint
from site_builder.pages.views.form import TEXT_MESSAGES
from tests.authoring.test_form_rules import replay
from tests.editors.test_claims import FALSE, FALSE_ONLINE, FIELDS, ONLINE, TRUE_OR_UNSURE, course, surroundings

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


CASES = [
    *((text, FIELDS) for text in (*TEXTS, *(sentence for sentence, _ in FALSE), *TRUE_OR_UNSURE)),
    *((sentence, ONLINE) for sentence, _ in FALSE_ONLINE),
]


def test_the_form_tells_the_faults_of_a_text_that_check_tells(published: Path, tmp_path: Path) -> None:
    cases = [[text, course(text, fields).fields] for text, fields in CASES]
    answers = replay({"text": cases}, published, tmp_path)["text"]
    found = set()
    for (text, fields), answer in zip(CASES, answers, strict=True):
        given = sorted((each["line"], each["text"]) for each in answer)
        assert given == sorted(reported_by_check(text, fields)), text
        found |= {each["name"] for each in answer}
    assert found == {name.removeprefix("tekst.") for name in TEXT_MESSAGES}


def reported_by_check(text: str, fields: str) -> Iterator[tuple[int, str]]:
    """Yield the line of the text, and the words, of each problem of the kinds that the form looks for."""
    record = course(text, fields)
    for each in (*parse_entries([record, *surroundings()])[1], *note_problems(record, convert(record.body).notes)):
        if (each.message, each.hint) in TEXT_MESSAGES.values():
            yield each.place.line - record.body_line, " ".join(message_and_hint(each, "nb"))

"""The form says of a text what `check` says, for the kinds of faults that it looks for (form/text.js)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from site_builder.catalogue.checks import claim_kinds
from site_builder.catalogue.checks.form_texts import TEXT_MESSAGES
from site_builder.catalogue.checks.removed_markup import removed_problems
from site_builder.catalogue.checks.text_notes import note_problems
from site_builder.catalogue.claim_phrases import claim_language
from site_builder.catalogue.load import parse_entries
from site_builder.catalogue.markdown.convert import convert
from site_builder.catalogue.schema.language import LanguageEntry
from site_builder.messages import message_and_hint
from site_builder.sources.front_matter import read_record
from site_builder.sources.record import Record
from site_builder.sources.text import conflict_problems
from tests.authoring.test_form_rules import PROJECT, replay
from tests.editors.test_claims import FALSE, FALSE_ONLINE, FIELDS, ONLINE, TRUE_OR_UNSURE, course, surroundings
from tests.editors.test_claims_in_other_languages import FALSE as FALSE_ELSEWHERE
from tests.editors.test_claims_in_other_languages import LANGUAGES, fields_in
from tests.editors.test_claims_in_other_languages import TRUE_OR_UNSURE as TRUE_ELSEWHERE
from tests.editors.test_texts import MISTAKES

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
    # Pasted from other programs
    "HÃ¸sten er fin, og vÃ¥ren Ã¥pner. √∏l",
    "Norsk med en а fra et annet alfabet, Nоrsk og Ωrsk, 5 kΩ",
    "En ﬁn dag, og Ｎorsk",
    "myk\u00adbindestrek og\u200b null bredde",
    "Utvikling av l\ufffdrere og l?rere",
    '<p class="MsoNormal"><span style="color:red">Rødt</span><o:p></o:p></p> <!-- skjult --> <b>fet</b>',
    "<script>x</script> og 2 < 3, <https://www.hihm.no>, <IMG SRC='x.png' onclick=\"y\">",
    "-\u00a0lesing\n-\u00a0skriving",
    "Tekst\n\n\u00a0\u00a0- lesing\n\u00a0\u00a0- skriving",
    "·\u00a0\u00a0lesing\n·\u00a0\u00a0skriving",
    "o\u00a0\u00a0lesing",
    "➢ lesing\n❖ skriving",
    "a) lesing\nb) skriving",
    "Emne\tPoeng\nNorsk\t15\n",
    "Emne;Poeng;Sted\nNorsk;15;Hamar",
    "| Emne | Poeng |\n| Norsk | 15 |",
    "| Emne | Poeng |\n|---|---|\n| Norsk | 15 |",
    "<<<<<<< HEAD\nHer\n=======\nDer\n>>>>>>> gren",
    "Pris &nbsp; 500 &amp; &oslash mer, :smile: og $$x^2$$",
    "Feil! Bokmerke er ikke definert. [KH1] #REF! _x000D_",
    "Fra: Kari\nSendt: i dag\nTil: Ola\n\n[cid:bilde] =C3=B8",
    "Hei {{ fornavn }}, {navn} og ${sum}, [[Side]] [/b] [TOC] '''x'''",
    "> [!NOTE]\n> Merk\n\n::: info",
    "Et \\*tegn\\* og \\# nummer og 5 \\> 3",
    "N o r s k for alle, ut-\ndanning og 2*3",
    "~~~\nikke lukket",
    "Se ```kode her",
    "Ord[1] og note[^2].\n\n[^2]: Noten.",
    "Se https://www.hihm.no/a_b_c?x=y&oslash=1 og *kurs",
    "Det *er **svært** viktig* og __dette__ og _hint_ og ~~borte~~.",
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

IN_FIELDS = [
    ("opptakskrav: Du må ha **60 studiepoeng** og [søke](https://www.hihm.no)", "felt.emphasis felt.open-link"),
    ("opptakskrav: LÃ¦rerutdanning", "tekst.mojibake"),
    ('opptakskrav: "Se [[Opptak]] og [planen|https://www.hihm.no]"', "felt.wiki-link felt.piped-link"),
    ('opptakskrav: "Lærer\\u00adutdanning"', "tekst.invisible"),
    ("opptakskrav: TODO", "tekst.unfinished"),
    ('opptakskrav: "..."', "tekst.unfinished"),
    ("opptakskrav: Studiet er på 60 studiepoeng.", "tekst.text-contradicts"),
    ("opptakskrav: Møt tirsdag 5. september 2016.", "tekst.other-weekday"),
    ("opptakskrav: <b>Lærerutdanning</b> &amp; praksis", "tekst.tag tekst.entity"),
    ("opptakskrav: Lærerutdanning og 60 studiepoeng i faget, se https://www.hihm.no/a_b", ""),
]
"""A line of the front matter, and the names of the faults that the form finds in it."""


CASES = [
    *(
        (text, FIELDS)
        for text in (*TEXTS, *(row[0] for row in MISTAKES), *(sentence for sentence, _ in FALSE), *TRUE_OR_UNSURE)
    ),
    *((sentence, ONLINE) for sentence, _ in FALSE_ONLINE),
    *(("Tekst.", f"{FIELDS}{line}\n") for line, _ in IN_FIELDS),
]
TOLD_OTHERWISE = (
    "Tekst her.\na | b\n--:|-\n1 | 2",
    "*lesing\n*skriving",
    "+------+----+\n| Emne | Sp |\n+------+----+",
)
"""Texts that `check` says one thing more or less about, since it reads the page and the form reads the source."""


def test_the_form_tells_the_faults_of_a_text_that_check_tells(published: Path, tmp_path: Path) -> None:
    cases = [each for each in CASES if each[0] not in TOLD_OTHERWISE]
    answers = answers_of_the_form([(text, course(text, fields).fields) for text, fields in cases], published, tmp_path)
    found = set()
    for (text, fields), answer in zip(cases, answers, strict=True):
        given = sorted((each["line"], each["text"]) for each in answer)
        assert given == sorted(reported_by_check(course(text, fields))), text
        found |= {each["name"] for each in answer}
    assert found == set(TEXT_MESSAGES)


def test_the_form_reads_the_claims_of_other_languages_as_check_does(published: Path, tmp_path: Path) -> None:
    packs = zip(LANGUAGES, surroundings(*LANGUAGES), strict=False)
    languages = {key: claim_language(LanguageEntry.read(record.fields, (), []).claims) for key, record in packs}
    cases = [(language, text) for language, text, *_ in (*FALSE_ELSEWHERE, *TRUE_ELSEWHERE)]
    records = [course(text, fields_in(language)) for language, text in cases]
    claims = claim_kinds.for_javascript(languages)
    texts = [[each.body.strip(), each.fields] for each in records]
    answers = replay({"text": texts}, published, tmp_path, claims)["text"]
    for record, answer in zip(records, answers, strict=True):
        assert [each["text"] for each in answer] == [words for _, words in reported_by_check(record, *LANGUAGES)], (
            record.body
        )


@pytest.mark.parametrize(("line", "names"), IN_FIELDS)
def test_each_fault_in_a_field_has_its_message(line: str, names: str) -> None:
    told = {
        (each.message, each.hint) for each in parse_entries([course("Tekst.", f"{FIELDS}{line}\n"), *surroundings()])[1]
    }
    assert {name for name, message in TEXT_MESSAGES.items() if message in told and name in names} == set(names.split())


OF_FIELDS = ("tekst.text-contradicts", "tekst.other-deadline")
"""Faults of a text that its fields decide."""


def test_the_form_says_nothing_of_published_texts_that_check_does_not_say(published: Path, tmp_path: Path) -> None:
    """Texts of the catalogue and of the sites of the tests, in which nobody put a fault for the form to find."""
    paths = sorted([*PROJECT.glob("catalogue/*/*/*.md"), *PROJECT.glob("tests/sites/*/catalogue/*/*/*.md")])
    records = [record for path in paths if (record := _course(path))]
    answers = answers_of_the_form([(record.body, {}) for record in records], published, tmp_path)
    surplus = {}
    for record, answer in zip(records, answers, strict=True):
        given = {(each["line"], each["text"]) for each in answer if each["name"] not in OF_FIELDS}
        if given and (more := given - set(reported_by_check(record))):
            surplus[record.path] = more
    assert len(records) > 150 and surplus == {}


def _course(path: Path) -> Record | None:
    return read_record(str(path.relative_to(PROJECT)), "course", path.stem, path.read_text())[0]


def answers_of_the_form(cases: list[tuple[str, Any]], published: Path, tmp_path: Path) -> list[list[dict[str, Any]]]:
    """Return the faults that the form finds in each text with its fields."""
    return list(replay({"text": [list(case) for case in cases]}, published, tmp_path)["text"])


def reported_by_check(record: Record, *languages: str) -> Iterator[tuple[int, str]]:
    """Yield the line of the text (0 for a field) and the words of each problem that the form looks for.

    `languages` are those besides Norwegian whose claims are read.
    """
    prose = convert(record.body)
    problems = (
        *parse_entries([record, *surroundings(*languages)])[1],
        *note_problems(record, prose.notes),
        *removed_problems(record, prose),
        *conflict_problems(record.path, "\n" * (record.body_line - 1) + record.body),
    )
    for each in problems:
        if (each.message, each.hint) in TEXT_MESSAGES.values():
            yield max(0, each.place.line - record.body_line), " ".join(message_and_hint(each, "nb"))

"""One table of notations, five doors: `check`, `check --fix`, `new`, `import`, and the form in the browser.

Each door reads a notation with one certain meaning alike. Where there are several meanings, each door asks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import jsonschema
import pytest
import yaml

from site_builder.authoring.autofix import autofix
from site_builder.authoring.tables.cells import CellReader
from site_builder.catalogue.load import cross_check, parse_entries
from site_builder.catalogue.names import names_in
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.entry_types import type_at
from site_builder.catalogue.schema.field_types import Fault, ListOf
from site_builder.cli.prompts import Prompter
from site_builder.problems import Problem
from site_builder.sources.files import read_sources
from site_builder.sources.front_matter import read_record
from site_builder.sources.record import Record

PROJECT = Path(__file__).parent.parent.parent
COURSE = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
TEXT = (PROJECT / COURSE).read_text(encoding="utf-8")
KEYS_OF_OTHER_FILES = ("fag", "studiesteder", "kompetansekrav", "bygger på", "gamle adresser", "studieform")
"""Fields whose schema lists what other files have, or where two spaces in a choice are no notation of one."""
IN_FILES = ["høst 2016", "Haust 2016", "våren 2017", "2 semestrar", "7.5", "1-7", "vg1", "ja", "https://www.hihm.no/a"]
TYPES = {each.key: each.type for each in CourseEntry.fields.values()}

CERTAIN = [
    ("studiepoeng", "30 stp", "30"),
    ("studiepoeng", "30 sp", "30"),
    ("studiepoeng", "seksti", "60"),
    ("studiepoeng", "7,50", "7,5"),
    ("oppstart", "H16", "høst 2016"),
    ("oppstart", "januar 2017", "vår 2017"),
    ("oppstart", "15.08.2016", "høst 2016"),
    ("oppstart", "9/7/2016", "høst 2016"),  # July and September are both autumn
    ("oppstart", "2016 høst", "høst 2016"),
    ("varighet", "ett år", "2 semestre"),
    ("varighet", "to år", "4 semestre"),
    ("varighet", "halvt år", "1 semester"),
    ("varighet", "et halvt år", "1 semester"),
    ("varighet", "1,5 år", "3 semestre"),
    ("varighet", "ett studieår", "2 semestre"),
    ("status fra", "07-09-2016", "2016-09-07"),
    ("status fra", "2016-9-7", "2016-09-07"),
    ("status fra", "7/9-2016", "2016-09-07"),
    ("status fra", "13/9/2016", "2016-09-13"),
    ("status fra", "onsdag 7. september 2016", "2016-09-07"),
    ("status fra", "2016-09-07 00:00:00", "2016-09-07"),
    ("status fra", "2016-09-07T00:00:00Z", "2016-09-07"),
    ("status fra", "2016–09–07", "2016-09-07"),
    ("status fra", "20160907", "2016-09-07"),
    ("status fra", "Sep 7, 2016", "2016-09-07"),
    ("status fra", "7.9.2016 (onsdag)", "2016-09-07"),
    ("plasser", "40 plasser", "40"),
    ("plasser", "førti", "40"),
    ("plasser", "1.000", "1000"),
    ("plasser", "1 000", "1000"),
    ("plasser", "40,0", "40"),
    ("lenke", "www.hihm.no/studier", "https://www.hihm.no/studier"),
    ("trinn", "barnetrinnet", "1-7"),
    # As sheets, mails and old catalogues have them
    ("studiepoeng", "30 ECTS credits", "30"),
    ("studiepoeng", "ECTS 30", "30"),
    ("studiepoeng", "SP 7,5", "7,5"),
    ("studiepoeng", "30 studiepoeng (ECTS)", "30"),
    ("studiepoeng", "30 stp totalt", "30"),
    ("studiepoeng", "tretti studiepoeng", "30"),
    ("oppstart", "08.2016", "høst 2016"),
    ("oppstart", "8/2016", "høst 2016"),
    ("oppstart", "2017-01", "vår 2017"),
    ("oppstart", "uke 34, 2016", "høst 2016"),
    ("oppstart", "veke 3 2017", "vår 2017"),
    ("oppstart", "fra høsten 2016", "høst 2016"),
    ("oppstart", "medio august 2016", "høst 2016"),
    ("oppstart", "HØST-16", "høst 2016"),
    ("oppstart", "2016/H", "høst 2016"),
    ("oppstart", "Autumn 2016", "høst 2016"),
    ("oppstart", "15 Aug 2016", "høst 2016"),
    ("varighet", "2 halvår", "2 semestre"),
    ("varighet", "1½ år", "3 semestre"),
    ("varighet", "1 1/2 år", "3 semestre"),
    ("varighet", "halvannet år", "3 semestre"),
    ("varighet", "ett skoleår", "2 semestre"),
    ("varighet", "1 år deltid", "2 semestre"),
    ("varighet", "2 semestre (deltid)", "2 semestre"),
    ("varighet", "1.0 år", "2 semestre"),
    ("varighet", "2 semesters", "2 semestre"),
    ("varighet", "1 year", "2 semestre"),
    ("varighet", "toårig", "4 semestre"),
    ("status fra", "1 October 2016", "2016-10-01"),
    ("status fra", "1. dec 2016", "2016-12-01"),
    ("status fra", "01-May-2016", "2016-05-01"),
    ("status fra", "May 1st, 2016", "2016-05-01"),
    ("status fra", "1st of May 2016", "2016-05-01"),
    ("status fra", "1/mai/2016", "2016-05-01"),
    ("status fra", "1. des. 2016", "2016-12-01"),
    ("status fra", "13.5.2016 00:00", "2016-05-13"),
    ("plasser", "30 deltakere", "30"),
    ("plasser", "30 studieplassar", "30"),
    ("plasser", "30 personer", "30"),
    ("lenke", "<https://www.hihm.no/studier>", "https://www.hihm.no/studier"),
    ("trinn", "U-trinn", "8-10"),
    ("trinn", "vidaregåande skule", "11-13"),
    ("trinn", "grunnskole", "1-10"),
    ("trinn", "alle trinn", "1-13"),
    # In Swedish, Danish and English catalogues
    ("studiepoeng", "7,5 hp", "7,5"),
    ("studiepoeng", "30 högskolepoäng", "30"),
    ("studiepoeng", "ten credits", "10"),
    ("oppstart", "HT27", "høst 2027"),
    ("oppstart", "hösten 2027", "høst 2027"),
    ("oppstart", "VT 2028", "vår 2028"),
    ("oppstart", "forår 2028", "vår 2028"),
    ("oppstart", "4 maj 2028", "vår 2028"),
    ("varighet", "två terminer", "2 semestre"),
    ("varighet", "one semester", "1 semester"),
    # Addresses as they are pasted
    ("lenke", "https://www.hihm.no,", "https://www.hihm.no"),
]
"""Field, what is written, and the notation of files."""

ASKED = [
    ("studiepoeng", "15+15", ("30",)),
    ("varighet", "2", ("2 semestre",)),
    ("varighet", "12 måneder", ("2 semestre",)),
    ("varighet", "6 mnd.", ("1 semester",)),
    ("studiepoeng", "2 x 15", ("30",)),
    ("studiepoeng", "3 × 7,5 stp", ("22,5",)),
    ("status fra", "9/7/2016", ("2016-07-09", "2016-09-07")),
    ("status fra", "07.09.16", ("2016-09-07",)),
    ("status fra", "torsdag 7. september 2016", ("2016-09-07",)),  # it was a Wednesday
    ("plasser", "ca. 40", ("40",)),
    ("arbeidsmengde", "800 timer", ("800",)),
    ("arbeidsmengde", "ca. 1 600 t", ("1600",)),
    ("arbeidsmengde", "800 hours", ("800",)),
    ("plasser", "maks. 30", ("30",)),
    ("plasser", "minst 12", ("12",)),
    ("status fra", "42491", ("2016-05-01",)),  # a day as spreadsheets count them
    ("status fra", "42491,5", ("2016-05-01",)),
    ("status fra", "1.5.2016 kl. 12", ("2016-05-01",)),
    ("status fra", "2016-05-01 12:30", ("2016-05-01",)),
    ("status fra", "2016-05-01T12:30:00+02:00", ("2016-05-01",)),
    ("status fra", "3/4-16", ("2016-04-03",)),
    ("lenke", "htps://www.hihm.no/A", ("https://www.hihm.no/A",)),
    ("lenke", "http//www.hihm.no", ("https://www.hihm.no",)),
    ("lenke", "https:/www.hihm.no", ("https://www.hihm.no",)),
]
"""Field, what is written, and what it may mean."""

UNKNOWN = [
    ("studiepoeng", "mange"),
    ("oppstart", "en gang"),
    ("varighet", "lenge"),
    ("status fra", "31.2.2016"),
    ("status fra", "1. juledag 2016"),  # no day of July
    ("status fra", "uke 18"),
    ("status fra", "1. mai"),
    ("status fra", "12345"),
    ("studiepoeng", "15-30"),
    ("studiepoeng", "10 vekttall"),
    ("oppstart", "2016-17"),
    ("oppstart", "uke 54 2016"),
    ("oppstart", "13/2016"),
    ("oppstart", "høst 2016 og vår 2017"),
    ("varighet", "1-2 år"),
    ("varighet", "10 måneder"),
    ("studiepoeng", "25-30"),
    ("varighet", "halvannet semester"),
]
"""Field and what is written, without any meaning: the hint says «for eksempel»."""

IN_A_BROWSER = [(key, text) for key, text, _ in (*CERTAIN, *ASKED)] + UNKNOWN
"""Read by the form too: tests/authoring/test_form_rules.py compares messages and hints."""

WORDS_OF_CHOICES = [
    ("språk", "Bokmål", "nb"),
    ("språk", "Norsk (nynorsk)", "nn"),
    ("språk", "nb-NO", "nb"),
    ("undervisningsspråk", "English", "en"),
    ("studieform", "på nett", "nettbasert"),
    ("studieform", "e-læring", "nettbasert"),
    ("studieform", "on campus", "på studiestedet"),
    ("studieform", "distans", "nettbasert"),
    ("studieform", "samlinger + nett", "nett- og samlingsbasert"),
    ("studieform", "nettbasert med samlinger", "nett- og samlingsbasert"),
    ("status", "kansellert", "avlyst"),
    ("nivå", "2,0", "2"),
    ("nivå", "Nivå ein", "1"),
    ("kontakt.telefon", "62-43-00-00", "62 43 00 00"),
    ("kontakt.telefon", "624.30.000", "624 30 000"),
    ("kontakt.telefon", "tel:+4762430000", "+47 62430000"),
    ("nivå", "II", "2"),
    ("fag", "gym", "kroppsoving"),
    ("fag", "Kroppsøving", "kroppsoving"),
    ("studiesteder", "hamar, oslo", "[hamar, oslo]"),
    ("studiesteder", "campus Hamar", "hamar"),
    ("studiesteder", "Hamar studiested", "hamar"),
    ("studiesteder", "Hamar og Elverum", "[hamar, elverum]"),
    ("ordninger", "vikar, stipend", "[vikar, stipend]"),
    ("ordninger", "vikar og stipend", "[vikar, stipend]"),
    ("ordninger", "• vikar • stipend", "[vikar, stipend]"),
    ("undervisningsspråk", "bokmål/engelsk", "[nb, en]"),
]
"""Field, words and value, where the form has a list to choose from."""


def test_a_certain_meaning_is_computed_and_said() -> None:
    for key, text, meant in CERTAIN:
        faults: list[Fault] = []
        TYPES[key].read(text, (key,), faults)
        [fault] = faults
        assert fault.error is not None
        assert (fault.error.values["certain"], TYPES[key].correction(text)) == (meant, meant), text


def test_the_address_of_a_link_in_markdown_and_what_an_email_is_spelt_as_are_understood() -> None:
    assert TYPES["lenke"].correction("[Emnet](https://www.hihm.no/emne)") == "https://www.hihm.no/emne"
    email = type_at(CourseEntry, "kontakt.e-post")
    assert email is not None
    spelt = ["ola (at) hihm.no", "ola@hihm,no", "ola @ hihm.no", "Ola Nordmann <ola@hihm.no>"]
    assert [(email.readings(each), email.correction(each)) for each in spelt] == [(("ola@hihm.no",), None)] * 4


def as_yaml(text: str) -> set[object]:
    """Return the values that editors may see for a text: the text itself, in quotation marks, and a number."""
    found = yaml.safe_load(text) if re.fullmatch("[1-9][0-9]*(\\.[0-9]+)?", text) else text
    return {text, found}


def test_the_published_schema_takes_every_notation_that_check_takes() -> None:
    schema = json.loads((PROJECT / "schemas/course.schema.json").read_text(encoding="utf-8"))
    table = {text for _, text, *_ in (*CERTAIN, *ASKED, *UNKNOWN)} | {text for *_, text in CERTAIN} | {*IN_FILES}
    texts = {each for text in table for each in (text, text.upper(), text.capitalize(), text.replace(" ", "  "))}
    refused = []
    for key, type_ in TYPES.items():
        if key not in KEYS_OF_OTHER_FILES:
            one = type_.item if isinstance(type_, ListOf) else type_
            validator = jsonschema.Draft202012Validator({**schema["properties"][key], "$defs": schema["$defs"]})
            taken = [text for text in texts if not one.is_group and one.accepts(text)]
            refused += [(key, each) for text in taken for each in as_yaml(text) if not validator.is_valid(each)]
    assert refused == []


def test_an_uncertain_meaning_is_asked_about_and_never_written() -> None:
    for key, text, meanings in ASKED:
        faults: list[Fault] = []
        TYPES[key].read(text, (key,), faults)
        assert faults[0].error is not None
        assert faults[0].error.name.endswith(".question"), text
        assert (TYPES[key].readings(text), TYPES[key].correction(text)) == (meanings, None), text


def test_a_hint_without_a_computed_answer_says_that_it_is_an_example() -> None:
    for key, text in UNKNOWN:
        faults: list[Fault] = []
        TYPES[key].read(text, (key,), faults)
        assert faults[0].error is not None
        assert "for example" in faults[0].error.hint, text


def test_new_reads_what_check_corrects_and_refuses_the_rest() -> None:
    prompter = Prompter("nb")
    for key, text, meant in CERTAIN:
        assert prompter.ask("?", text, TYPES[key]) == meant
    for key, text, _ in ASKED:
        with pytest.raises(click.UsageError, match="Mente du"):
            prompter.ask("?", text, TYPES[key])


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(read_sources(PROJECT).records)


def test_import_reads_what_check_corrects_and_leaves_the_rest_to_it(records: list[Record]) -> None:
    reader = CellReader(CourseEntry, names_in(records), {})
    for key, text, meant in (*CERTAIN, *WORDS_OF_CHOICES):
        assert reader.read(key, text).rstrip(";") == meant.strip("[]").replace(", ", "; "), text
    for key, text, _ in ASKED:
        assert reader.read(key, text) == text


def test_fix_writes_certain_meanings_and_leaves_the_rest(records: list[Record]) -> None:
    vocabulary = parse_entries(each for each in records if each.kind not in ("course", "article", "story"))[0]
    profiles = vocabulary.records["profile"].values()

    def check(texts: Mapping[str, str]) -> Iterator[Problem]:
        [(path, text)] = texts.items()
        record, found = read_record(path, "course", "2016-2017/hihm/naturfag-1-1-7", text)
        yield from found
        if record is not None:
            course, faults = parse_entries([*profiles, record])
            read = {**vocabulary.read, "course": course.read["course"]}
            entries = Entries({**vocabulary.records, "course": course.records["course"]}, read)
            yield from (*faults, *cross_check(entries))

    def fixed(key: str, written: str) -> str:
        group, _, part = key.partition(".")
        text = "\n".join(line for line in TEXT.split("\n") if not line.startswith(f"{key}:"))
        line = f"{group}:\n  {part}: {written}" if part else f"{key}: {written}"
        text = text.replace("opphav:", f"{line}\nopphav:", 1)
        result = autofix({COURSE: text}, {COURSE: "course"}, check).get(COURSE, text)
        lines = (line.strip() for line in result.split("\n"))
        return next(line for line in lines if line.startswith(f"{part or key}:")).partition(": ")[2]

    for key, text, meant in (*CERTAIN, *WORDS_OF_CHOICES):
        assert fixed(key, text) == meant, text
    for key, text, _ in ASKED:
        assert fixed(key, text) == text
    assert fixed("bygger på", "hihm/naturfag-1-8-10") == "hihm/naturfag-1-8-10"  # not 1-1-7, which is like it


def test_new_reads_names_of_the_vocabularies(records: list[Record]) -> None:
    names, prompter = names_in(records), Prompter("nb")
    known = {each.key: each.key for each in records if each.kind in ("subject", "institution", "place")}
    rows = [("subject", "gym", "kroppsoving"), ("institution", "Hedmark", "hihm"), ("institution", "HiHm", "hihm")]
    for kind, name, key in [*rows, ("place", "Hamar", "hamar")]:
        assert prompter.choose("?", name, known, read=lambda text, kind=kind: names.key(kind, text)) == key

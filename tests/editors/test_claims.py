"""Claims of a text that contradict the fields are reported at their words; other sentences are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.catalogue.checks.claim_kinds import KINDS, MAX_SENTENCE
from site_builder.catalogue.checks.claims import claims
from site_builder.catalogue.checks.contradictions import COMPARISONS
from site_builder.catalogue.load import parse_entries
from site_builder.problems import Problem
from site_builder.sources.front_matter import read_record
from site_builder.sources.record import Record

PROJECT = Path(__file__).parent.parent.parent
FIELDS = """\
tittel: Naturfag 1, 1.–7. trinn
fag: naturfag
nivå: 1
trinn: 1-7
studiepoeng: 30
språk: nb
undervisningsspråk: [nb, se]
studieform: nett- og samlingsbasert
studiesteder: [hamar]
oppstart: høst 2016
varighet: 2 semestre
samlinger:
  - {fra: 2016-09-12, til: 2016-09-14, sted: hamar}
  - {fra: 2017-02-06, til: 2017-02-07, sted: hamar}
plasser: 40
pris: "Kurset koster 4 500 kr"
opphav: {type: eksempel}
"""
ONLINE = FIELDS.replace("studieform: nett- og samlingsbasert", "studieform: nettbasert").replace(
    FIELDS[FIELDS.index("studiesteder") : FIELDS.index("oppstart")], ""
)
ONLINE = ONLINE.replace(ONLINE[ONLINE.index("samlinger:") : ONLINE.index("plasser")], "")
YEAR = """\
navn: 2016/2017
status: åpen
åpner: 2016-02-01
frister:
  - {hvem: lærer, hva: Søknadsfrist, dato: 2016-03-01}
  - {hvem: skoleeier, hva: Svarfrist, dato: 2016-03-15}
  - {hvem: Udir, hva: Svar, dato: 2016-04-30}
  - {hvem: institusjon, hva: Opptak, dato: 2016-05-31}
semestre: [{navn: høst 2016, fra: 2016-08-01, til: 2016-12-31}]
"""
PLACES = {"bergen": "Bergen", "hamar": "Hamar", "tromso": "Tromsø", "mo-i-rana": "Mo i Rana"}

FALSE = [
    # Credits
    ("Studiet er på 60 studiepoeng.", "studiepoeng"),
    ("Studiet gir deg femten studiepoeng.", "studiepoeng"),
    ("Vidareutdanninga omfattar 15 stp.", "studiepoeng"),
    ("Studiet er et nettbasert deltidsstudium på 60 studiepoeng.", "studiepoeng"),
    ("Kurset har 7,5 studiepoeng.", "studiepoeng"),
    ("**Studiepoeng:** 60", "studiepoeng"),
    # Start
    ("Studiet starter våren 2017.", "oppstart"),
    ("Studietilbudet begynner høsten 2015.", "oppstart"),
    ("Studiet starter i januar.", "oppstart"),
    ("Kurset startar 10. januar 2017.", "oppstart"),
    ("Studiestart er i februar.", "oppstart"),
    ("- Oppstart: januar 2017", "oppstart"),
    # Length
    ("Studiet går over fire semestre.", "varighet"),
    ("Videreutdanningen varer i to år.", "varighet"),
    ("Studiet er toårig.", "varighet"),
    ("Studiet gjennomføres på deltid over ett semester.", "varighet"),
    ("Varighet: to år", "varighet"),
    # State
    ("Studiet er fulltegnet.", "status"),
    ("Studietilbudet er dessverre avlyst.", "status"),
    ("Studiet er fullt.", "status"),
    # School years
    ("Studiet passer for lærere på 8.–10. trinn.", "trinn"),
    ("Kurset er for lærarar på 5.-10. trinn.", "trinn"),
    ("Studiet retter seg mot lærere på ungdomstrinnet.", "trinn"),
    ("Målgruppe: lærere i videregående", "trinn"),
    # Places
    ("Studiet går i Bergen.", "studiesteder"),
    ("Samlingene holdes i Tromsø.", "studiesteder"),
    ("Alle samlingene er på campus Bergen.", "studiesteder"),
    ("Du møter til to samlinger på tre dager i Mo i Rana.", "studiesteder"),
    ("Undervisningen er lagt til Bergen.", "studiesteder"),
    ("Samlingane er i Hamar og Tromsø.", "studiesteder"),
    ("Studiested: Bergen", "studiesteder"),
    # Deadlines
    ("Søknadsfristen er 15. april.", "frister"),
    ("Søknadsfrist: 15. april 2016", "frister"),
    ("Søknadsfrist 15.4.2016.", "frister"),
    ("Søk innen 15. april.", "frister"),
    ("Søknadsfristen er 1. mars 2017.", "frister"),
    # Gatherings
    ("Det er tre samlinger.", "samlinger"),
    ("Studiet har fem obligatoriske samlinger.", "samlinger"),
    ("Tre samlinger på Hamar.", "samlinger"),
    ("Første samling er 19. september.", "samlinger"),
    ("Samlingene er 12.–14. september og 6.–8. februar.", "samlinger"),
    ("Samlingene er i september og mars.", "samlinger"),
    ("Studiet har ingen samlinger.", "samlinger"),
    ("Studiet går på nett, uten samlinger.", "samlinger"),
    ("Det er ingen fysiske samlinger.", "samlinger"),
    # How it is taught
    ("Studiet er heldigitalt.", "studieform"),
    ("Kurset gjennomføres heildigitalt.", "studieform"),
    # Places, price, language
    ("Det er 30 plasser på studiet.", "plasser"),
    ("Studiet tar opp tretti studenter.", "plasser"),
    ("Antall plasser: 30", "plasser"),
    ("Kurset koster 5 000 kr.", "pris"),
    ("Prisen er 5000 kroner.", "pris"),
    ("Studiet er gratis.", "pris"),
    ("Studiet undervises på engelsk.", "undervisningsspråk"),
    ("Undervisningen er på norsk og engelsk.", "undervisningsspråk"),
    ("Undervisningsspråk: engelsk", "undervisningsspråk"),
]
FALSE_ONLINE = [
    ("Studiet er samlingsbasert.", "studieform"),
    ("Studieform: samlingsbasert", "studieform"),
]
TRUE_OR_UNSURE = [
    "Studiet er på 30 studiepoeng, en modul på 15 studiepoeng, og varer ett år fra høsten 2016.",
    "Studiet går over ett studieår. Opptak krever 60 studiepoeng.",
    "Studiet er fullt finansiert. Et annet studium er avlyst.",
    "Studiet er for lærere på 1.–4. trinn.",
    "Masterstudiet er på 120 studiepoeng. Lærerutdanningen er på 240 studiepoeng.",
    "Studiet starter i august.",
    "Studiet går på Hamar. Samlingene er i september og februar, 12.–14. september og 6.–7. februar.",
    "Norsk 2 går i Bergen. Tidligere gikk studiet i Bergen.",
    "Tidligere ble det holdt slik at studiet går i Bergen.",
    "Hvis mange søker, går studiet i Bergen. Når studiet er fulltegnet, får du beskjed.",
    "Studiet går i Bergen eller på Hamar. Studiet går i Bergen etter avtale.",
    "Samlingene holdes på Teams. Studiet går i Canvas. Samlingene veksler mellom Bergen og Hamar.",
    "Fra 2018 er det 30 plasser. Studiet har inntil 40 plasser. Det er 30 plasser igjen på hotellet.",
    "Søknadsfristen er 1. mars, og skoleeier svarer innen 15. mars. Søknadsfristen er 15. mars for skoleeier.",
    "Søknadsfristen til universitetet er 15. april. Fristen for innlevering er 3. mai.",
    "Det er to samlinger. To samlinger i hvert semester. Mellom samlingene i mars leser du.",
    "Før første samling 12. september leverer du en tekst innen 1. september.",
    "Studiet er nettbasert med samlinger. Uke 1–4 er uten samling.",
    "Kurset koster 4500 kr. Studiet koster 4 500 kroner.",
    "Undervisningen er på norsk. Pensum er på engelsk. Noe av undervisningen er på engelsk.",
    "Studiet er ikke gratis. Er studiet gratis? «Studiet er gratis», sier mange.",
    "Studiet starter i januar eller august. Studiet varer to år for dem som tar det på kvart tid.",
]


def reported(sentence: str, fields: str = FIELDS) -> list[Problem]:
    records = [course(sentence, fields), *surroundings()]
    return [each for each in parse_entries(records)[1] if each.code == "text-contradicts"]


def course(text: str, fields: str = FIELDS) -> Record:
    return _read("catalogue/2016-2017/hihm/naturfag-1-1-7.md", "course", f"---\n{fields}---\n\n{text}\n")


def surroundings(*languages: str) -> Iterator[Record]:
    """Yield the records of languages, of the year and of the places."""
    for key in languages:
        text = (PROJECT / f"templates/locale/{key}.yaml").read_text(encoding="utf-8")
        yield _read(f"templates/locale/{key}.yaml", "language", text)
    yield _read("catalogue/2016-2017/year.yaml", "year", YEAR)
    for key, name in PLACES.items():
        yield _read(f"catalogue/vocabulary/places/{key}.yaml", "place", f"navn: {name}\nfylke: Hedmark\n")


def _read(path: str, kind: str, text: str) -> Record:
    key = {"course": "2016-2017/hihm/naturfag-1-1-7", "year": "2016-2017"}.get(kind, path.split("/")[-1][:-5])
    record, problems = read_record(path, kind, key, text)
    assert record is not None and not problems
    return record


@pytest.mark.parametrize(("sentence", "key"), FALSE)
def test_what_the_fields_contradict_is_reported(sentence: str, key: str) -> None:
    assert [each.values["key"] for each in reported(sentence)] == [key]


@pytest.mark.parametrize(("sentence", "key"), FALSE_ONLINE)
def test_what_the_fields_of_an_online_course_contradict_is_reported(sentence: str, key: str) -> None:
    assert [each.values["key"] for each in reported(sentence, ONLINE)] == [key]


@pytest.mark.parametrize("text", TRUE_OR_UNSURE)
def test_what_is_true_or_unsure_is_not_reported(text: str) -> None:
    assert [each.values["written"] for each in reported(text)] == []


def test_every_kind_of_claim_is_compared_and_tried() -> None:
    tried = {claim.kind for sentence, _ in FALSE for claim in claims(sentence)}
    assert set(KINDS) == set(COMPARISONS) == tried


def test_a_claim_is_reported_at_its_line_and_column() -> None:
    [problem] = reported("Første avsnitt.\n\nNaturfag er gøy. Samlingene holdes i Tromsø.")
    place = problem.place
    assert (place.line, place.column, place.length) == (23, 18, len("Samlingene holdes i Tromsø"))


def test_a_deadline_of_the_year_is_described_as_the_year_s() -> None:
    [problem] = reported("Søknadsfristen er 15. april.")
    assert problem.values["in_field"].startswith("2016-03-01, 2016-03-15") and "of the year" in problem.message
    assert not reported(
        "Søknadsfristen er 15. april.", f"{FIELDS}frister: [{{hvem: lærer, hva: a, dato: 2016-04-15}}]\n"
    )


def test_one_long_sentence_is_read_in_linear_time() -> None:
    """Each sign of a text without sentences is read once: the parts are MAX_SENTENCE long at most."""
    text = "studiet samlingene frist plasser " * 2_000
    assert not list(claims(text)) and MAX_SENTENCE < 1_000

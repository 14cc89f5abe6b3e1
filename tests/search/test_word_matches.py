"""Words that no text contains as they are typed: compounds, everyday names of subjects in titles, towns begun."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from site_builder.build import Site
from site_builder.catalogue.model import Course
from site_builder.search.documents import indexed_courses
from site_builder.search.expected import open_index
from site_builder.search.ranking import Index
from site_builder.search.second_subjects import SubjectNames


@pytest.fixture(scope="module")
def index(real_site: Site) -> Index:
    return open_index(real_site.outputs, "nb")


@pytest.fixture(scope="module")
def courses(real_site: Site) -> tuple[Course, ...]:
    return indexed_courses(real_site.catalogue)


def found(index: Index, text: str) -> list[int]:
    return [hit.document for hit in index.search(text).hits if hit.document < index.manifest["kinds"][0]]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kunsthåndverk", ("kunst", "håndverk")),
        ("praksisveileder", ("praksis", "veileder")),
        ("elevinspektør", ("elev", "inspektør")),
    ],
)
def test_a_compound_finds_the_documents_that_have_both_parts(index: Index, word: str, parts: tuple[str, str]) -> None:
    first, second = map(index.lookup.documents_with, parts)
    assert {hit.document for hit in index.search(word).hits} <= first & second
    assert {hit.reasons for hit in index.search(word).hits} == {((word, " + ".join(parts)),)}


@pytest.mark.parametrize(
    "word",
    [
        "håndball",
        "fallskjerm",
        "hjerteproblemer",
        "fredspris",
        "luftvern",
        "miljøpolitikk",
        "offentliggjør",
        "skrivebord",
        "selvkritikk",
        "handlingsplan",
        "framgangen",
        "hagearbeid",
        "regnjakke",
        "postkasse",
        "kraftverk",
    ],
)
def test_a_compound_that_is_not_about_the_catalogue_finds_nothing(index: Index, word: str) -> None:
    assert not index.search(word, typing=False).hits
    assert index.search(word, typing=False).unknown == (word,)


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("gardin", ""),
        ("ytrewq", ""),
        ("evig", ""),
        ("radaren", ""),
        ("naturfga", "naturfag"),
        ("teiknspråket", "teiknspråk"),
        ("praksisens", "praksis"),
    ],
)
def test_only_endings_are_cut_off_and_short_words_hardly_corrected(index: Index, word: str, read: str) -> None:
    found = {reason for hit in index.search(word, typing=False).hits for _, reason in hit.reasons}
    assert found == ({read} if read else set())
    assert bool(index.search(word, typing=False).hits) == bool(read)


@pytest.mark.parametrize(
    ("word", "subject"),
    [
        ("matematikkveileder", "matematikk"),
        ("tegnspråktolk", "norsk-tegnsprak"),
        ("musikkvideo", "musikk"),
        ("fysikkforsøk", "fysikk"),
    ],
)
def test_a_part_that_names_a_subject_is_enough(
    index: Index, courses: tuple[Course, ...], word: str, subject: str
) -> None:
    assert courses[found(index, word)[0]].subject.key == subject


@pytest.mark.parametrize("word", ["dramalærer", "svømmeundervisning", "dansekurs"])
def test_a_word_that_follows_subjects_brings_no_courses_of_its_own(index: Index, word: str) -> None:
    assert 0 < len(found(index, word)) < 20


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("andrespårk", "andrespråk"), ("rådgivnign", "rådgivning"), ("spesialpedagogigk", "spesialpedagogikk")],
)
def test_a_misspelt_word_is_read_before_parts_that_are_spelled_otherwise(
    index: Index, courses: tuple[Course, ...], typed: str, meant: str
) -> None:
    assert courses[found(index, typed)[0]].subject == courses[found(index, meant)[0]].subject


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("lærerspesialist matte", "Lærerspesialist i matematikk"),
        ("lærerspesialist regning", "Lærerspesialist i matematikk"),
        ("lærerspesialist geometri", "Lærerspesialist i matematikk"),
        ("lærerspesialist morsmål", "Lærerspesialist i norsk"),
    ],
)
def test_everyday_names_find_courses_of_another_subject_about_it(
    index: Index, courses: tuple[Course, ...], text: str, title: str
) -> None:
    assert courses[found(index, text)[0]].title.startswith(title)


@pytest.mark.parametrize(
    ("title", "subject", "others"),
    [
        ("Lærerspesialist i matematikk, 8.–10. trinn", "laererspesialist", ("matematikk",)),
        ("Matematikkvansker 1", "spesialpedagogikk", ("matematikk",)),
        ("Engelskdidaktikk og musikk", "norsk", ("engelsk", "musikk")),
        ("Kroppsøving i mat og helse", "kroppsoving", ("mat-og-helse",)),
        ("Norsk tegnspråk 1", "norsk-tegnsprak", ()),
        ("Matematikk 2, 5.–10. trinn", "matematikk", ()),
        ("Umatematisk", "norsk", ()),
    ],
)
def test_a_title_names_other_subjects(
    real_site: Site, courses: tuple[Course, ...], title: str, subject: str, others: tuple[str, ...]
) -> None:
    subjects = real_site.catalogue.subjects
    course = replace(courses[0], title=title, subject=subjects[subject])
    assert SubjectNames(subjects.values()).others_in(course) == others


@pytest.mark.parametrize(
    ("begun", "before"),
    [
        ("videreutdanning nær sand", "videreutdanning nær"),
        ("matte nær ski", "matte nær"),
        ("norsk nær hol", "norsk nær"),
        ("norsk nær os", "norsk nær"),
        ("i nærheten av ha", "i nærheten av"),
        ("norsk rundt vik", "norsk rundt"),
        ("kurs rundt lund", "kurs rundt"),
        ("music near nes", "music near"),
    ],
)
def test_a_town_whose_name_begins_others_waits_for_a_pause(index: Index, begun: str, before: str) -> None:
    assert index.search(begun, paused=False).hits == index.search(before, paused=False).hits
    assert [each for each in index.search(begun).query.conditions if each.kilometres]


@pytest.mark.parametrize(
    ("short", "subject"),
    [
        ("m&h", "mat-og-helse"),
        ("m.h. 1-7", "mat-og-helse"),
        ("m og h", "mat-og-helse"),
        ("K.Ø.", "kroppsoving"),
        ("kr.øv. ungdomsskolen", "kroppsoving"),
        ("s.fag 1-7", "samfunnsfag"),
        ("sfag", "samfunnsfag"),
        ("n.fag", "naturfag"),
        ("n.f. 5-10", "naturfag"),
        ("nfag på nett", "naturfag"),
    ],
)
def test_letters_of_the_parts_of_a_name_stand_for_the_subject(
    index: Index, courses: tuple[Course, ...], short: str, subject: str
) -> None:
    assert courses[found(index, short)[0]].subject.key == subject


def test_credits_are_no_abbreviation_of_a_subject(index: Index) -> None:
    [credits] = index.search("30 sp").query.conditions
    assert credits.facts == (("sp=30", 16),)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("kropsøfnigg", "kroppsøving"),
        ("spesalpedgogig", "spesialpedagogikk"),
        ("tengpsrokk", "tegnspråk"),
        ("progamernig", "programmering"),
        ("komptansse", "kompetanser"),
        ("begynropplærig", "begynnaropplæring"),
        ("fysiig", "fysikk"),
        ("bjoloki", "biologi"),
        ("relgijonn", "religion"),
    ],
)
def test_a_badly_misspelt_name_is_suggested_and_not_searched_for(index: Index, typed: str, name: str) -> None:
    assert index.search(typed, typing=False).unknown == (typed,)
    assert index.lookup.meant(typed) == name


@pytest.mark.parametrize(
    "word",
    [
        "kake",
        "sofa",
        "bilforsikring",
        "potetmos",
        "trampoline",
        "hytte",
        "fotballkamp",
        "havregrøt",
        "støvsuger",
        "tannlege",
        "kaffekopp",
        "julegave",
        "kjøleskap",
        "ostehøvel",
        "lommelykt",
        "blomsterpott",
        "husleie",
        "genser",
        "brille",
        "sommerferie",
        "pizza",
        "katt",
        "kaffe",
        "hundemat",
        "bilferie",
        "fugleberg",
        "togskinne",
        "asdkjh",
        "qwertyuiop",
        "blarghh",
        "zzzz",
        "trrrr",
        "plokij",
        "xcvxcv",
    ],
)
def test_for_other_words_and_for_nonsense_nothing_is_suggested(index: Index, word: str) -> None:
    assert index.search(word).hits == ()
    assert index.lookup.meant(word) == ""

"""The order of hits: answers, then exact titles, then available courses; subjects are spread among the first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import Site
from site_builder.catalogue.vocabulary import UNANSWERED
from site_builder.search.analysis import fold, tokens
from site_builder.search.documents import Document, documents
from site_builder.search.expected import open_index
from site_builder.search.ordering import MAX_OF_SUBJECT, SPREAD_OVER, Scored, ordered, spread
from site_builder.search.ranking import Index, Result


@pytest.fixture(scope="module")
def index(real_site: Site) -> Index:
    return open_index(real_site.outputs, "nb")


@pytest.fixture(scope="module")
def indexed(real_site: Site) -> tuple[Document, ...]:
    return documents(real_site.catalogue)


def answer(result: Result, indexed: tuple[Document, ...]) -> str:
    return indexed[result.hits[0].document].key if result.answers else ""


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("har utdanning som sykepleier og vikarierer", "slik-soker-du#3"),
        ("skal dele stilling mens jeg tar studiet", "sporsmal-og-svar#4"),
        ("blir opplysningene mine solgt", "personvern"),
        ("hvordan evalueres satsingen", "prinsipper#7"),
        ("fortellinger fra folk som har studert", "historier"),
        ("er pensum inkludert", "sporsmal-og-svar#5"),
        ("kortest reise fra Namsos", ""),
        ("vikarierer i matematikk", ""),
        ("studier på nett", ""),
        ("få datoene inn på jobbkalenderen", "samlinger"),
        ("bilferie", ""),
    ],
)
def test_examples_of_questions_name_the_page_that_answers(
    index: Index, indexed: tuple[Document, ...], text: str, key: str
) -> None:
    assert answer(index.search(text), indexed) == key


def test_pages_stand_beside_an_answer_and_one_where_courses_are_asked_for(index: Index) -> None:
    assert index.search("hva skjer hvis rektor sier nei", typing=False).answers > 2
    assert index.search("krav for å undervise i engelsk på ungdomsskolen", typing=False).answers == 2


@pytest.mark.parametrize(
    ("text", "unanswered"),
    [
        ("hvor mye er stipendet", True),
        ("hvor mange kroner får jeg i stipend", True),
        ("får jeg høyere lønn etterpå", True),
        ("trekke søknaden", True),
        ("hva om jeg blir syk på samlingen", True),
        ("stryke på eksamen", True),
        ("klage på avslag", True),
        ("hva er stipendordningen", False),
        ("får jeg lønn mens jeg studerer", False),
        ("må rektor godkjenne søknaden", False),
    ],
)
def test_a_question_that_no_page_answers_is_marked(index: Index, text: str, unanswered: bool) -> None:
    result = index.search(text, typing=False)
    assert (UNANSWERED in result.query.pages, result.answers > 0) == (unanswered, True)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("frister", "frister"),
        ("når er søknadsfristen", "frister"),
        ("samlingskalender", "samlinger"),
        ("hva mangler jeg", "hva-mangler-jeg"),
        ("min liste", "min-liste"),
        ("katalogen i tall", "i-tall"),
        ("studentenes historier", "historier"),
        ("alle kurs", "alle"),
        ("melde inn studietilbud", "legg-inn"),
        ("how to apply", "slik-soker-du"),
        ("hva koster det", "sporsmal-og-svar#5"),
        ("hva er vikarordning", "sporsmal-og-svar#4"),
        ("hva er en samling", "sporsmal-og-svar#8"),
        ("personvern", "personvern"),
        ("hvem står bak", "strategien#2"),
        ("matematikk 1-7", ""),
        ("hvor kan jeg ta videreutdanning i engelsk på nett", ""),
        ("norsk uten samlinger", ""),
    ],
)
def test_a_page_stands_above_the_courses_when_the_query_asks_for_it(
    index: Index, indexed: tuple[Document, ...], text: str, key: str
) -> None:
    assert answer(index.search(text), indexed) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("får jeg lønn mens jeg studerer", "sporsmal-og-svar#4"),
        ("er det noen som mister lønna under et studium", "sporsmal-og-svar#4"),
        ("hvis rektor likevel sier nei", "sporsmal-og-svar#6"),
        ("nei, seier rektoren", "sporsmal-og-svar#6"),
        ("jobber bare 50 prosent", "slik-soker-du#3"),
        ("jeg har dessverre glemt å sende søknaden", "slik-soker-du#4"),
        ("hvor mange av søkerne fikk plass", "strategien#3"),
        ("beholder de lønna", "sporsmal-og-svar#4"),
        ("lønn og 30 studiepoeng", ""),
        ("hva menes egentlig med skoleeier", "prinsipper#3"),
        ("skal vi dele det vi lærer med kollegaene", "prinsipper#2"),
        ("nær Horten", ""),
        ("trenger poeng i engelsk", ""),
        ("rektor i Oslo", ""),
    ],
)
def test_a_page_is_named_in_any_order_and_inflection(
    index: Index, indexed: tuple[Document, ...], text: str, key: str
) -> None:
    assert answer(index.search(text, typing=False), indexed) == key


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("ny elev som ikkje snakkar norsk", "andresprakspedagogikk"),
        ("elevane strev med å lese", "lesing-og-skriving"),
        ("mye bråk i timene", "klasseledelse"),
        ("hater elevene matematikk", "matematikk"),
        ("kan jeg ta norsk ikke på nett", "norsk"),
    ],
)
def test_examples_ask_for_a_subject_before_the_one_that_the_query_names(index: Index, text: str, subject: str) -> None:
    asked = [each for each in index.search(text, typing=False).query.conditions if each.names_subject]
    assert asked[0].facts[0][0] == f"fag={subject}"


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("jeg har små barn og kan ikke reise bort noe sted", "studieform=nettbasert"),
        ("er hjemme i permisjon og kan først starte over nyttår", "halvar=var"),
    ],
)
def test_circumstances_ask_for_facts_of_courses(index: Index, text: str, fact: str) -> None:
    assert fact in [each for asked in index.search(text, typing=False).query.conditions for each, _ in asked.facts]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("engelsk ikke oslo", "sted=oslo"),
        ("engelsk bortsett fra oslo", "sted=oslo"),
        ("engelsk bortsett frå i Oslo", "sted=oslo"),
        ("alt annet enn mooc", "studieform=mooc"),
        ("samfunnsfag ikke nivå 2", "niva=2"),
        ("courses other than english", "fag=engelsk"),
    ],
)
def test_what_follows_a_negation_of_one_or_more_words_is_taken_away(index: Index, text: str, fact: str) -> None:
    taken = [each for each in index.search(text, typing=False).query.conditions if each.negated]
    assert [each.facts[0][0] for each in taken] == [fact]


@pytest.mark.parametrize("begun", ["matematikk u", "matematikk fo", "matematikk f"])
def test_a_last_word_that_has_hardly_been_begun_changes_nothing(index: Index, begun: str) -> None:
    assert index.search(begun).hits == index.search("matematikk ").hits


@pytest.mark.parametrize("text", ["gy", "fysikk r2", "matematikk it"])
def test_a_short_word_alone_or_known_counts(index: Index, text: str) -> None:
    assert index.search(text).query.words[-1:] == tuple(text.split()[-1:])


@pytest.mark.parametrize("text", ["frister", "min liste", "frister matte", "hva koster engelsk", "alle kurs"])
def test_a_page_never_empties_the_list_of_courses(index: Index, indexed: tuple[Document, ...], text: str) -> None:
    result = index.search(text)
    assert result.answers
    assert any(indexed[hit.document].kind == "course" for hit in result.hits)


@pytest.mark.parametrize("text", ["!!!", "?", "…", "«»", "-", "\u0301", ". ,"])
def test_punctuation_alone_finds_nothing(index: Index, text: str) -> None:
    assert index.search(text).hits == ()


def test_no_text_finds_everything(index: Index) -> None:
    assert len(index.search("  ").hits) == sum(index.manifest["kinds"])


def test_the_exact_title_comes_first(index: Index, indexed: tuple[Document, ...]) -> None:
    def words(title: str) -> list[str]:
        return [fold(word) for word in tokens(title)]

    titles = {each.title for each in indexed if each.kind == "course" and len(tokens(each.title)) > 1}
    first = {title: indexed[index.search(title).hits[0].document].title for title in titles}
    assert {title: found for title, found in first.items() if words(found) != words(title)} == {}


@pytest.mark.parametrize("text", ["norsk", "engelsk 5-7", "klasseledelse", "fysikk vgs", "oslo", ""])
def test_courses_that_nobody_can_get_into_come_after_the_others(
    index: Index, indexed: tuple[Document, ...], text: str
) -> None:
    whole = [hit for hit in index.search(text).hits if not hit.missing and indexed[hit.document].kind == "course"]
    unavailable = [indexed[hit.document].unavailable for hit in whole]
    assert unavailable == sorted(unavailable)


def test_a_state_that_is_asked_for_is_not_put_back(index: Index, indexed: tuple[Document, ...]) -> None:
    assert indexed[index.search("avlyst").hits[0].document].unavailable


@pytest.mark.parametrize("text", ["oslo", "nord-norge", "på nett"])
def test_the_first_hits_are_spread_over_subjects(index: Index, indexed: tuple[Document, ...], text: str) -> None:
    first = [indexed[hit.document].short_fields["subject"] for hit in index.search(text).hits[:SPREAD_OVER]]
    assert max(map(first.count, first)) <= MAX_OF_SUBJECT


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("tatt naturfag 1, vil gå videre", "niva=2"),
        ("har spesped 1 trenger påbygg", "niva=2"),
        ("har 30 studiepoeng matte", "niva=2"),
        ("naturfag 1", "niva=1"),
    ],
)
def test_credits_held_already_ask_for_the_next_level(index: Index, text: str, level: str) -> None:
    conditions = index.search(text).query.conditions
    assert {fact for each in conditions for fact, _ in each.facts if fact.startswith(("niva=", "sp="))} == {level}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("gymlærer", "kroppsoving"),
        ("mattekurs", "matematikk"),
        ("matematikklærarutdanning", "matematikk"),
        ("engelskundervisninga", "engelsk"),
        ("realfagslærer", "matematikk"),
    ],
)
def test_a_compound_asks_for_the_subject_it_begins_with(index: Index, text: str, subject: str) -> None:
    assert f"fag={subject}" in [fact for each in index.search(text).query.conditions for fact, _ in each.facts]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("høst 2016", "oppstart=host-2016"),
        ("hausten 2016", "oppstart=host-2016"),
        ("h16", "oppstart=host-2016"),
        ("h2016", "oppstart=host-2016"),
        ("vår17", "oppstart=var-2017"),
        ("januar 2017", "oppstart=var-2017"),
        ("starter i 2017", "oppstart=var-2017"),
        ("spring 2017", "oppstart=var-2017"),
    ],
)
def test_the_years_of_semesters_come_from_the_catalogue(index: Index, text: str, fact: str) -> None:
    assert [each.facts[0][0] for each in index.search(text).query.conditions] == [fact]
    assert index.search(text.replace("16", "31").replace("17", "31")).query.conditions != ((fact,),)


@pytest.mark.parametrize(
    "text",
    [
        "kake",
        "trikk",
        "fluefiske",
        "hunder",
        "fotball",
        "asdfgh",
        "qwxzq",
        "nordmann",
        "snow",
        "ola@eksempel.no",
    ],
)
def test_words_that_are_no_misspelt_words_of_the_catalogue_find_nothing(index: Index, text: str) -> None:
    assert index.search(text, typing=False).hits == ()


@pytest.mark.parametrize(
    ("text", "meant"),
    [("mattematik", "matematikk"), ("kropsøving", "kroppsøving"), ("engelks", "engelsk"), ("spessped", "spesped")],
)
def test_misspelt_names_are_found_with_their_reason(index: Index, text: str, meant: str) -> None:
    [(typed, reason)] = index.search(text).hits[0].reasons
    assert (typed, reason.lower()) == (text, meant)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("15-sp", ["sp=15"]),
        ("15sp", ["sp=15"]),
        ("tretti studiepoeng", ["sp=30"]),
        ("norsk2", ["fag=norsk", "niva=2"]),
        ("nat.fag", ["fag=naturfag"]),
        ("eng. 2", ["fag=engelsk", "niva=2"]),
        ("spes. ped.", ["fag=spesialpedagogikk"]),
        ("kunst & håndverk", ["fag=kunst-og-handverk"]),
        ("mat/helse", ["fag=mat-og-helse"]),
        ("k og h", ["fag=kunst-og-handverk"]),
        ("et halvt års studium", ["semestre=1"]),
        ("itlærer", []),
    ],
)
def test_abbreviations_numbers_and_glued_digits_are_read(index: Index, text: str, facts: list[str]) -> None:
    assert [each.facts[0][0] for each in index.search(text).query.conditions] == facts


@pytest.mark.parametrize("text", ["u. trinn", "u-trinn", "upper secondary school", "vgs.", "ungdomsskule"])
def test_names_of_stages_of_one_or_more_words_are_grades(index: Index, text: str) -> None:
    [condition] = index.search(text).query.conditions
    assert condition.facts[0][0].startswith("trinn=")


def test_a_course_of_one_subject_about_another_meets_both(index: Index, indexed: tuple[Document, ...]) -> None:
    first = index.search("lærerspesialist i matematikk").hits[0]
    assert first.missing == ()
    assert "matematikk" in indexed[first.document].title.lower()


found = st.lists(
    st.builds(Scored, st.integers(0, 60), st.integers(0, 5), st.booleans()), unique_by=lambda each: each.document
)
numbers = st.sets(st.integers(0, 60))


@given(found, numbers, numbers, st.sets(st.integers(1, 60)))
def test_ordering_loses_and_adds_nothing(
    found: list[Scored], exact: set[int], unavailable: set[int], starts: set[int]
) -> None:
    courses = ordered(found, exact, unavailable)
    assert sorted(courses, key=lambda each: each.document) == sorted(found, key=lambda each: each.document)
    assert [each.document in exact for each in courses] == sorted(
        (each.document in exact for each in courses), reverse=True
    )
    assert {each.document for each in spread(courses, [0, *sorted(starts)])} == {each.document for each in found}

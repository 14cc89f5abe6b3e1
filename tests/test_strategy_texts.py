"""The strategy's text of spring 2016, statement by statement, and its eight principles: the articles carry them all.

Each statement is a list of phrases that stand in the article; a new wording of the article keeps the statement.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CONTENT = Path(__file__).parent.parent / "content"

STRATEGY = {
    "what it is": ("strategi for videreutdanning av lærere og skoleledere",),
    "the aim": ("Målet er å øke kvaliteten i skolen og styrke elevenes læring",),
    "the means": ("styrke lærernes faglige og didaktiske kompetanse", "videreutdanning"),
    "who made it": ("KS, arbeidstakerorganisasjonene, lærerutdanningene og Kunnskapsdepartementet", "i fellesskap"),
    "the parties by name": (
        "Utdanningsforbundet",
        "Norsk Lektorlag",
        "Skolenes landsforbund",
        "Skolelederforbundet",
        "Nasjonalt råd for lærerutdanning",
    ),
    "a lasting effort": ("En varig satsing",),
    "yearly planning in a longer perspective": ("skolene planlegger hvert år", "lengre perspektiv fram mot 2025"),
    "predictable frames with room for flexibility": ("skal være forutsigbare", "rom for fleksibilitet"),
    "one span of ten years": ("over ti år", "2016–2025", "fagene som har fått nye krav til kompetanse"),
    "depth for those who have the credits": ("faglig fordypning og fagfornyelse", "alt har studiepoengene"),
    "all subjects": (
        "fordype seg i alle skolens fag",
        "lærere og skoleledere",
        "prioriteringen av fag veksler over tid",
    ),
    "subjects with priority": ("matematikk, engelsk, norsk, samisk og norsk tegnspråk",),
    "continuity": ("kontinuitet og nå målene",),
    "overarching principles": ("overordnede prinsipper for 2016–2025",),
    "parties that meet and adjust": ("Partene møtes jevnlig", "vurderer", "justerer", "prioriterer"),
    "the teachers who began": ("3408 lærere",),
}
PRINCIPLES = (
    ("flest mulig lærere har kompetanse i tråd med kompetansekravene til undervisning",),
    ("legge til rette for fleksibilitet", "definere behov", "utvikle lokale og regionale tilbud"),
    ("lærende organisasjon", "skole- og kollegabasert videreutdanning", "deling av kunnskap i kollegiet"),
    ("plan for kompetanseutvikling for sine ansatte", "hvordan kompetansekravene skal oppfylles"),
    ("Staten, skoleeiere og den enkelte lærer deler det økonomiske ansvaret", "egen tid"),
    ("nært samarbeid mellom alle berørte parter", "nasjonalt, regionalt og lokalt", "klart definerte"),
    ("Utdanningsdirektoratet utarbeider føringer for innhold og organisering",),
    ("universiteter og høyskoler skal samarbeide for å sikre høy kvalitet",),
)
PRINCIPLES_NN = (
    ("flest mogleg lærarar har kompetanse i tråd med kompetansekrava til undervisning",),
    ("leggje til rette for fleksibilitet", "definere behov", "utvikle lokale og regionale tilbod"),
    ("lærande organisasjon", "skule- og kollegabasert vidareutdanning", "deling av kunnskap i kollegiet"),
    ("plan for kompetanseutvikling for sine tilsette", "korleis kompetansekrava skal oppfyllast"),
    ("Staten, skuleeigarar og den enkelte læraren deler det økonomiske ansvaret", "eiga tid"),
    ("nært samarbeid mellom alle partar", "nasjonalt, regionalt og lokalt", "klart definerte"),
    ("Utdanningsdirektoratet utarbeider føringar for innhald og organisering",),
    ("universitet og høgskular skal samarbeide for å sikre høg kvalitet",),
)
STRATEGY_NN = {
    "the aim": ("Målet er å auke kvaliteten i skulen og styrkje læringa til elevane",),
    "a lasting effort": ("Ei varig satsing", "lengre perspektiv fram mot 2025"),
    "predictable frames with room for flexibility": ("føreseielege", "rom for fleksibilitet"),
    "depth for those who have the credits": ("fagleg fordjuping og fagfornying", "alt har studiepoenga"),
    "all subjects": ("alle faga i skulen", "prioriteringa av fag vekslar over tid"),
    "parties that meet and adjust": ("Partane møtest jamleg", "vurderer", "justerer", "prioriterer", "kontinuitet"),
    "the teachers who began": ("3408 lærarar",),
}


def words(text: str) -> str:
    """Return the text on one line, without links, marks of quotation and capitals."""
    text = re.sub(r"\]\([^)]*\)", "", text).replace("[", "").replace("\n> ", " ")
    return " ".join(text.split()).lower()


def missing(article: str, phrases: tuple[str, ...]) -> list[str]:
    text = words((CONTENT / article).read_text(encoding="utf-8"))
    return [phrase for phrase in phrases if words(phrase) not in text]


@pytest.mark.parametrize("statement", STRATEGY)
def test_the_article_on_the_strategy_carries_the_statement(statement: str) -> None:
    assert missing("strategien.md", STRATEGY[statement]) == []


@pytest.mark.parametrize("statement", STRATEGY_NN)
def test_the_article_in_nynorsk_carries_the_statement(statement: str) -> None:
    assert missing("strategien.nn.md", STRATEGY_NN[statement]) == []


def section(article: str, number: int) -> str:
    text = (CONTENT / article).read_text(encoding="utf-8")
    return words(re.split(r"\n## ", text)[number])


@pytest.mark.parametrize("number", range(1, 9))
def test_each_principle_stands_with_its_full_meaning(number: int) -> None:
    for article, principles in (("prinsipper.md", PRINCIPLES), ("prinsipper.nn.md", PRINCIPLES_NN)):
        text = section(article, number)
        assert [phrase for phrase in principles[number - 1] if words(phrase) not in text] == []

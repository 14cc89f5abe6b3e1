"""Recognise the language of each part of a text by its common words, to compare it with the field `språk`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from site_builder.catalogue.texts import LANGUAGES_TOLD_APART, Spoken

_TABLE = """
nb nn da: og for til med på er det kan skal
nb nn sv da: som den
nb sv da: mer
nb nn: av etter gjennom blir kunnskap arbeid utdanning emne emner ulike språk arbeidskrav studiepoeng
nb da: ikke jeg hvordan hvor hvorfor fra være selv hun hver hvert hvilke hvilken et flere kommer deres dem
nb da: lærere læreren elever metoder tekster timer studenter disse samme begge hvem
nb: hva noen noe mye bare gjøre skole skolen hele egen egne høyere høyskole uke elevene lærerne studentene
nb: samlingene oppgave oppgaver oppgaven skriftlig muntlig faglig faglige særlig tar deltar leser lager dager måter
nb: emnene fagene deltakerne arbeidsmåter muligheter undervisningen vitenskap kjennskap
nn: ikkje eg korleis kva kvar kvifor kven frå vere vera sjølv ho kvart noko nokon nokre mykje berre meir fleire kjem
nn: gjere skule skulen heile eigen eigne eigenskapar eit ein eitt dei deira høgare høgskule veke vidaregåande
nn: elevane lærarar oppgåve oppgåver oppgåva skriftleg munnleg fagleg faglege særleg tek deltek brukar lagar dagar
nn: måtar elevar metodar tekstar timar studentar desse lærar lærarane studentane samlingane emna faga deltakarane
nn: arbeidsmåtar moglegheiter undervisninga kunne òg inn dykk
da: af efter blev nogle noget hvad sig kun meget mulighed muligheder uddannelse dig mellem undervisere eleverne
da: igennem
sv: och att är inte från för eller till av utbildning mellan någon några mycket eleverna kursen ska också genom hur
sv: vad för lärare undervisar ger
en: the of and to is are with you that this will students course be by from teaching learning pupils your have has
se: ja lea leat ii eai mii dat go maid ahte oahppu oahpahus dan daid sáhttá galgá maŋŋel oahppit oahpaheaddji dahje
se: gos
"""
"""Languages, then words that these have and the others have not."""


def _languages_of_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for line in _TABLE.strip().split("\n"):
        languages, _, words = line.partition(":")
        for word in words.split():
            found.setdefault(word, set()).update(languages.split())
    return {word: tuple(sorted(languages)) for word, languages in found.items()}


_WORDS = _languages_of_words()
_WORD = re.compile(r"[^\W\d_]+")
_HEADING = re.compile(r"^##?[ \t]+(.*)$", re.MULTILINE)
_NO_PROSE = re.compile(
    r"^[ \t]*(?:>|#|\|| {4}|\[[^\]\n]+\]:)[^\n]*$"  # quotations, headings, tables, code, definitions
    r"|«[^»\n]{0,500}»|\"[^\"\n]{0,500}\"|“[^”\n]{0,500}”|\*[^*\n]{1,200}\*|_[^_\n]{1,200}_|`[^`\n]*`"  # quoted, titles
    r"|\]\([^()\n]*\)|(?:https?://|www\.)\S+|(?<!\S)\S{1,254}@\S+",
    re.MULTILINE,
)
_LISTED = re.compile(r"litteratur|pensum|reading|girjjálašvuohta", re.IGNORECASE)
"""Headings of parts that name books, whose titles are in any language."""

MIN_WORDS = 4
"""Fewest words that a language has and another has not, for it to be recognised."""
MIN_RATIO = 5
"""Least ratio of words that only the language has to words that only the other has. Real texts have more than 12."""


def spoken(body: str) -> Iterator[Spoken]:
    """Yield each language that is recognised in a Markdown text once, in order, with its first line.

    Parts begin at headings. Parts in which no language is clear, and lists of literature, are skipped.
    """
    seen: set[str] = set()
    prose = _NO_PROSE.sub(lambda found: " " * len(found[0]), body)
    starts = [0, *(found.start() for found in _HEADING.finditer(body)), len(body)]
    for start, end in pairwise(starts):
        heading = _HEADING.match(body, start)
        if heading and _LISTED.search(heading[1]):
            continue
        language = _clear_language(_classes(prose[start:end]))
        if language and language not in seen:
            seen.add(language)
            line, length = _first_line(prose, start, end, language)
            yield Spoken(language, line, length)


def likeliest(body: str, among: tuple[str, ...], least: int) -> str | None:
    """Return the language in `among[1:]` of which a text has most words that the stated one, `among[0]`, lacks.

    None if it has fewer than `least` such words, or any word of the stated language that the other lacks.
    """
    stated, *others = among
    classes = _classes(_NO_PROSE.sub(" ", body))
    found = []
    for other in others:
        own = sum(count for group, count in classes.items() if other in group and stated not in group)
        against = sum(count for group, count in classes.items() if stated in group and other not in group)
        if own >= least and not against:
            found.append((own, other))
    return max(found, key=lambda each: each[0])[1] if found else None


def _classes(text: str) -> Counter[tuple[str, ...]]:
    """Return languages that share a word -> number of such words in the text."""
    found = Counter(map(_WORDS.get, _WORD.findall(text.lower())))
    return Counter({languages: number for languages, number in found.items() if languages})


def _clear_language(classes: Counter[tuple[str, ...]]) -> str | None:
    """Return the code of the language with far more words of its own than each other language; None if none has."""
    for language in LANGUAGES_TOLD_APART:
        others = [each for each in LANGUAGES_TOLD_APART if each != language]
        if all(_is_clear(classes, language, other) for other in others):
            return language
    return None


def _is_clear(classes: Counter[tuple[str, ...]], language: str, other: str) -> bool:
    speaks_for = sum(count for group, count in classes.items() if language in group and other not in group)
    against = sum(count for group, count in classes.items() if other in group and language not in group)
    return speaks_for >= max(MIN_WORDS, MIN_RATIO * against)


def _first_line(prose: str, start: int, end: int, language: str) -> tuple[int, int]:
    """Return the number (from 1) and length of the first line with words that at most two languages share.

    One of them is `language`. Without such a line it is the first line of the part."""
    number = prose.count("\n", 0, start) + 1
    lines = prose[start:end].split("\n")
    for at, line in enumerate(lines):
        groups = [group for group in _classes(line) if len(group) < 3]
        if any(language in group for group in groups):
            return number + at, len(line.rstrip())
    return number, len(lines[0].rstrip())

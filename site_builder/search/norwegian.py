"""Norwegian for search: stop words, spelling variants, stems that the stemmer splits, patterns of grades and credits.

Synonyms are not here. They are data that editors write: everyday names of subjects, catalogue/vocabulary/words.yaml.
"""

from __future__ import annotations

STOP_WORDS = frozenset(
    """
    og i på for til med av en et ei den det de som er å ved om fra der kan skal vil har eller at seg du jeg vi dere
    ein eit dei ikkje ikke frå eg me vere være blir bli vart ble innen innan hos etter mot over under mellom både
    studie studiet studium kurs kurset videreutdanning vidareutdanning etterutdanning tilbud tilbod studietilbud
    inn hvordan hva hvor når hvilke hvilken hvem korleis kva kvar
    studietilbod evu kfk kompetanse kvalitet trinn trinnet årstrinn årssteg steget
    """.split()  # noqa: SIM905 - a hundred quoted words are harder to read
)
"""Words too common to distinguish courses. Not indexed; a query of stop words alone keeps them."""

SPELLINGS: tuple[tuple[str, str], ...] = (
    ("vidare", "videre"),
    ("skule", "skole"),
    ("skular", "skoler"),
    ("høyskole", "høgskole"),
    ("høyskule", "høgskole"),
    ("høgskule", "høgskole"),
    ("rettleiing", "veiledning"),
    ("rettleiar", "veileder"),
    ("framand", "fremmed"),
    ("handverk", "håndverk"),
    ("teikn", "tegn"),
    ("leiing", "ledelse"),
    ("leiar", "leder"),
    ("byrjar", "begynner"),
    ("rekning", "regning"),
    ("rådgjev", "rådgiv"),
    ("lærar", "lærer"),
    ("fagleg", "faglig"),
    ("grunnleggjande", "grunnleggende"),
    ("ferdigheit", "ferdighet"),
    ("fleirkultur", "flerkultur"),
    ("vaksne", "voksne"),
    ("åtferd", "atferd"),
    ("adferd", "atferd"),
    ("symjing", "svømming"),
    ("tverrfagleg", "tverrfaglig"),
    ("undervisnings", "undervisning"),
)
"""Word parts: nynorsk or other spelling -> the indexed spelling. The first that occurs in a word is replaced, once."""

STEMS: dict[str, str] = {
    "lærere": "lærer", "lærerne": "lærer", "lærernes": "lærer", "læreren": "lærer", "lærerens": "lærer",
    "lærer": "lærer",
    "kurs": "kurs", "kurset": "kurs", "kursene": "kurs", "universitet": "universitet", "universiteter": "universitet",
    "universitetet": "universitet", "universitetene": "universitet", "universiteta": "universitet",
    "eksamen": "eksamen", "eksamener": "eksamen", "eksamenen": "eksamen", "eksamenar": "eksamen",
    "elev": "elev", "elever": "elev", "elevar": "elev", "elevene": "elev", "elevane": "elev",
    "lese": "les", "leser": "les", "lesing": "les", "lesinga": "les", "lesingen": "les",
    "skrive": "skriv", "skriver": "skriv", "skriving": "skriv", "skrivinga": "skriv", "skrivingen": "skriv",
    "regne": "regning", "regner": "regning", "regning": "regning", "regningen": "regning",
}  # fmt: skip
"""Word -> stem, for inflections to which the Snowball stemmer gives different stems."""

NUMBER_WORDS: dict[str, int] = {
    "første": 1, "fyrste": 1, "andre": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "sjuende": 7,
    "syvende": 7, "sjuande": 7, "åttende": 8, "åttande": 8, "niende": 9, "niande": 9, "tiende": 10, "tiande": 10,
    "fem": 5, "ti": 10, "femten": 15, "tjue": 20, "tretti": 30, "førti": 40, "førtifem": 45, "seksti": 60,
}  # fmt: skip
"""Number words that are read as digits before a word for grades or credits."""

_EDGE = "(?<![0-9a-zæøå])"
_SCHOOL = "(?:årstrinn|årssteg|trinn|steg|klasse|kl)"
COUNTED_PATTERN = f"{_SCHOOL}|studiepoeng|poeng|(?<![a-z])(?:sp|stp)(?![a-z])"
"""Words beside which number words are read as digits."""

CONDITION_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "held",
        f"{_EDGE}(?:har|hatt|tatt|må ha) (?:allerede |alt )?([0-9]{{1,3}})[ -]?"
        "(?:studiepoeng|stp|sp|poeng|ects)(?![0-9a-zæøå])",
    ),
    (
        "held",
        f"{_EDGE}(?:har|hatt|tatt|må ha) (?:allerede |alt )?([0-9]{{1,3}})[ -]?"
        "(?:studiepoeng|stp|sp|poeng|ects)(?![0-9a-zæøå])",
    ),
    ("credits", f"{_EDGE}([0-9]{{1,3}}(?:[.,]5)?)[ -]?(?:studiepoeng|stp|sp|poeng|ects)(?![0-9a-zæøå])"),
    ("vg-range", f"{_EDGE}vg ?([123]) ?(?:-|–|—|til) ?(?:vg ?)?([123])(?![0-9])"),
    ("vg", f"{_EDGE}vg ?([123])(?![0-9])"),
    ("range", f"{_EDGE}([0-9]{{1,2}}) ?\\.? ?(?:-|–|—|til) ?([0-9]{{1,2}})(?![0-9])\\.?(?: ?{_SCHOOL}(?![a-zæøå]))?"),
    ("one", f"{_EDGE}([0-9]{{1,2}}) ?\\.? ?{_SCHOOL}(?![a-zæøå])"),
    ("one", f"{_EDGE}{_SCHOOL} ([0-9]{{1,2}})(?![0-9])"),
)
"""(kind, pattern) of conditions in a query, matched in this order before the query is cut into words.

The manifest exports them, so the patterns use only syntax that Python and JavaScript share.
"""

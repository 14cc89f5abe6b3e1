"""Notations of values other than that of files: patterns and words for corrections.py and the form in the browser.

Patterns match the whole text in lower case, and use only syntax that means the same in Python and in JavaScript.
"""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.catalogue.schema.notation import MONTHS, SHORT_MONTHS

_TO_FIFTEEN = "to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten"
NUMBERS: Mapping[str, int] = {
    **dict.fromkeys(("en", "én", "ein", "ett", "eitt", "et", "eit"), 1),
    **{word: number for number, word in enumerate(_TO_FIFTEEN.split(), start=2)},
    **{"syv": 7, "tjue": 20, "tyve": 20, "tretti": 30, "tredve": 30},
    **{"førti": 40, "førtifem": 45, "femti": 50, "seksti": 60, "nitti": 90},
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"två": 2, "tre": 3, "fyra": 4, "åtta": 8, "nio": 9, "tio": 10, "sju": 7, "otte": 8},
}
"""Number in words, in Norwegian, English, Swedish or Danish -> the number."""

MONTH_NUMBERS: Mapping[str, int] = {
    **{name: number for number, name in enumerate(SHORT_MONTHS, start=1)},
    **{"may": 5, "maj": 5, "oct": 10, "dec": 12},
}
"""Beginning of a month's name, Norwegian or English -> its number."""

_MONTH = rf"({'|'.join(MONTH_NUMBERS)})(?:r?uar[yi]?|s|ch|il|e|i|y|ust|t|(?:t?em|o)ber)?\.?"
"""The name of a month, in full or shortened. Other endings make other words: «juledag»."""

PATTERNS: Mapping[str, str] = {
    "credits": (
        r"(?:(?:ects|sp|stp|studiepoeng|poeng)\s*[:=]?\s*)?([0-9]{1,3}|[a-zæøåéöä]+)(?:[.,]([0-9]{1,2}))?"
        r"\s*(?:sp|stp|studiepoengs?|poeng|hp|högskolepoäng|credits?|ects(?:-poeng|-point| poeng| point| credits)?)?\.?"
        r"\s*(?:\(ects\)|totalt)?"
    ),
    "product": r"([0-9]{1,2})\s*[x×*]\s*([0-9]{1,2})(?:[.,]([05]))?\s*(?:sp|stp|studiepoeng)?\.?",
    "months": r"([0-9]{1,2})\s*(?:måneder|månader|mnd|mndr|months?)\.?",
    "sum": r"[0-9]{1,3}(?:\s*\+\s*[0-9]{1,3}){1,7}\s*(?:sp|stp|studiepoeng)?\.?",
    "month and year": r"([0-9]{1,2})[./-](20[0-9]{2})|(20[0-9]{2})-([0-9]{2})",
    "week and year": r"(?:uke|veke|week)\.?\s*([0-9]{1,2})[\s,/-]*(?:i\s)?(20[0-9]{2})",
    "term and year": (
        r"(?:(?:fra|frå|medio|primo|ultimo|oppstart|start)[\s:]+)?"
        r"([a-zæøåöä]+)[\s.'’,/-]*(20[0-9]{2}|[0-9]{2})"
    ),
    "year and term": r"(20[0-9]{2})[\s.,/-]*([a-zæøåöä]+)\.?",
    "length": (
        r"(?:(?:ett?|eitt?) (?=halv))?([0-9]{1,2}|[a-zæøåöä]+?)([,.]5|½| ?1/2)?(?:[.,]0)?[\s-]*"
        r"(studieår|skoleår|skuleår|semesters?|semestre|semestrar|semestrer|terminer|termin|sem|halvår|årig|år|years?)\.?\s*(?:\(?(?:deltid|heltid)\)?)?"
    ),
    "level": r"(?:nivå|trinn)?\s*([1-9]|i{1,3}|en|én|ein|ett|eitt|to|tre)(?:[.,]0)?[.,;]?",
    "seats": (
        r"(ca\.?|cirka|omtrent|inntil|opptil|minst|min\.?|maks\.?|maksimalt|max\.?|om lag|rundt)?\s*"
        r"([0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]{1,6}|[a-zæøå]+)"
        r"(?:[.,]0{1,2})?\s*(?:(?:studie)?plass(?:er|ar)|student(?:er|ar)|delta[kg]er(?:e|ar)|deltakarar|personer|stk)?"
        r"(timer|timar|arbeidstimer|hours|t|h)?\.?"
    ),
    "amount": (
        r"(?:[a-z£$€]{1,3}\.?\s?)?([0-9]{1,3}(?:[ .,'’][0-9]{3})+|[0-9]{1,7})([.,](?:[0-9]{1,2}|[-–]))?"
        r"(?:\s?(?:[a-z£$€]{1,7}\.?))?(?:,[-–])?"
    ),
    "bare address": r"(?:www\.[a-z0-9.-]+\.[a-z]{2,}|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:no|com|org))(?:/\S*)?",
    "linked address": r"\[[^\[\]]{0,100}\]\((https?://[^\s()]+)\)",
    "punctuated address": r"(https?://[^\s,;]*[^\s,;.])[.,;]",
    "mistyped scheme": r"h{0,2}t{1,3}h?p{0,2}s?\s?[:;.]?/{0,3}[:;]?/{0,2}((?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?]\S*)?)",
    "spelt email": (
        r"([a-z0-9_.+-]+)\s*(?:[\[({]\s*(?:at|a|@|krøllalfa|alfakrøll)\s*[\])}]|@)\s*([a-z0-9-]+(?:[.,][a-z0-9-]+)+)"
    ),
    "named email": r"[^<>]{1,100}<([^\s<>@]+@[^\s<>@]+)>",
    "phone": (
        r"(?:tlf|tel|telefon|mob|mobil|mobiltelefon|phone)?[.:]*\s*\(?(\+[0-9]{1,3}|00[0-9]{2})?\)?\s*"
        r"([0-9][0-9 ]{6,12}[0-9]|[0-9]{2}(?:[-.][0-9]{2}){3}|[0-9]{3}[-.][0-9]{2}[-.][0-9]{3})"
    ),
    "clock": r"(.*[0-9])[t ]00:00(?::00(?:\.0+)?)?(?:z|\+00:00)?",
    "moment": (
        r"(.*[0-9])(?:[t ]\s*|,?\s*kl\.?\s*)[0-9]{1,2}(?:[:.][0-9]{2}){0,2}(?:\.[0-9]+)?(?:z|[+-][0-9]{2}:?[0-9]{2})?"
    ),
    "serial": r"(3[6-9][0-9]{3}|4[0-9]{4}|5[0-4][0-9]{3})(?:[.,][0-9]+)?",
    "weekday": r"(?:(man|tirs|tys|ons|tors|fre|lør|laur|søn|sun)(?:d(?:ag)?)?(?:en)?\.?,?\s+)?(?:den\s+)?(.+)",
    "weekday after": r"(.*[0-9])[\s,]*\(?(man|tirs|tys|ons|tors|fre|lør|laur|søn|sun)(?:d(?:ag)?)?\.?\)?",
    "compact": r"(20[0-9]{2})([0-9]{2})([0-9]{2})",
    "name and day": rf"{_MONTH}\s+([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+([0-9]{{4}})",
    "year first": r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})",
    "day first": r"([0-9]{1,2})([-./ ]+)([0-9]{1,2})([-./ ]+)([0-9]{4}|[0-9]{2})",
    "day and name": rf"([0-9]{{1,2}})(?:st|nd|rd|th)?\.?[\s/-]*(?:of )?{_MONTH}[\s/-]*([0-9]{{4}})",
}
"""Name -> pattern."""

YEARS = ("år", "årig", "studieår", "skoleår", "skuleår", "year", "years")
"""Units of durations that are two semesters each."""

HALVES: Mapping[str, int] = {"halvt": 1, "halv": 1, "halvår": 1, "halvannet": 3, "halvtanna": 3, "halvanna": 3}
"""Word for a number of years with a half -> semesters."""

_AUTUMN = "h høst høsten haust hausten høstsemester høstsemesteret haustsemester haustsemesteret autumn fall"
_SPRING = "v vår våren vårsemester vårsemesteret spring"
_SWEDISH_AND_DANISH = {
    **dict.fromkeys(["ht", "höst", "hösten", "hösttermin", "höstterminen", "efterår", "efteråret"], "høst"),
    **dict.fromkeys(["vt", "vårtermin", "vårterminen", "forår", "foråret"], "vår"),
}
TERMS: Mapping[str, str] = (
    dict.fromkeys(_AUTUMN.split(), "høst") | dict.fromkeys(_SPRING.split(), "vår") | _SWEDISH_AND_DANISH
)
"""Word for half a calendar year -> the word of files."""

FREE = ("free", "kostnadsfri", "kostnadsfritt", "kostnadsfria", "avgiftsfri", "avgiftsfritt", "kostnadsfrit")
"""Words for a price of 0 that files do not use."""

TERMS_OF_MONTHS: Mapping[str, str] = {
    word: "vår" if number < 6 else "høst"
    for number, words in enumerate(zip(MONTHS, SHORT_MONTHS, strict=True))
    for word in words
}
"""Month -> the half of the calendar year. Read only with a year of four digits, since `jan 17` may be a day."""

WEEKDAYS = (("man",), ("tirs", "tys"), ("ons",), ("tors",), ("fre",), ("lør", "laur"), ("søn", "sun"))
"""Beginnings of the weekdays, from Monday."""


def for_javascript() -> Mapping[str, object]:
    """Return the patterns and words of this module, as values for JSON, for templates/assets/js/form/corrections.js.

    The keys are the names that the script uses: `patterns` of PATTERNS, `numbers` of NUMBERS, and so on.
    """
    return {
        "patterns": PATTERNS,
        "numbers": NUMBERS,
        "terms": TERMS,
        "free": FREE,
        "termsOfMonths": TERMS_OF_MONTHS,
        "months": MONTH_NUMBERS,
        "years": YEARS,
        "halves": HALVES,
        "weekdays": WEEKDAYS,
    }

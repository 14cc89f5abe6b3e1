"""The words in addresses of the site's own pages: Norwegian, or those of the site's first language.

All languages of a site share them, so that the addresses of a page differ by their first part alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class AddressWord(StrEnum):
    """The words in addresses of the site's own pages, lists and files, which a language can replace by its own.

    Articles with a use of their own have a fixed file name, which is a word too.
    """

    SEARCH = "sok"
    STORIES = "historier"
    LIST = "min-liste"
    OFFLINE = "uten-nett"
    FEED = "studietilbud"
    ALL = "alle"
    DEADLINES = "frister"
    REQUIREMENTS = "hva-mangler-jeg"
    GATHERINGS = "samlinger"
    FIGURES = "i-tall"
    PAGE = "side"
    LETTER = "bokstav"
    SUBJECT = "fag"
    LEVEL = "niva"
    GRADES = "trinn"
    CREDITS = "studiepoeng"
    INSTITUTION = "institusjon"
    COUNTY = "fylke"
    PLACE = "sted"
    DELIVERY = "studieform"
    START = "oppstart"
    TEACHING_LANGUAGE = "sprak"
    STATUS = "status"
    REQUIREMENT = "kompetansekrav"
    ADULTS = "voksne"
    ONLINE = "nettbasert"
    BLENDED = "nett-og-samlinger"
    WITH_GATHERINGS = "samlingsbasert"
    CAMPUS = "pa-studiestedet"
    AUTUMN = "host"
    SPRING = "var"
    OPEN = "apen"
    VACANT = "ledige-plasser"
    FULL = "full"
    CANCELLED = "avlyst"
    NOT_THIS_YEAR = "ikke-i-ar"
    YES = "ja"
    NO = "nei"
    FREE = "gratis"
    WITH_A_FEE = "betalt"
    UP_TO = "til"
    MORE_THAN = "over"
    PICTURE = "bilde"
    FORM = "legg-inn"
    COURSE_FILE = "kilde"
    ABOUT = "om-katalogen"
    HOW_TO_APPLY = "slik-soker-du"
    ANSWERS = "sporsmal-og-svar"
    PRINCIPLES = "prinsipper"


ARTICLES = frozenset(
    {
        AddressWord.REQUIREMENT,
        AddressWord.ABOUT,
        AddressWord.HOW_TO_APPLY,
        AddressWord.ANSWERS,
        AddressWord.PRINCIPLES,
    }
)
"""Articles whose file names are words of addresses. Another article keeps its own name, as `var.md` does."""


AddressWords = Mapping[str, str]
"""Norwegian word in an address (an AddressWord, or the key of a stage of schooling) -> the word of another language.

Words that are missing are Norwegian.
"""


def in_words(words: AddressWords, name: str) -> str:
    """Return the word in `words` for the Norwegian `name`; `name` itself if there is none."""
    return words.get(name, name)

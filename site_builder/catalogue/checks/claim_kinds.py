"""The kinds of claims that Norwegian texts make about their course (claims.py), and patterns that find their values.

Patterns use only syntax that means the same in Python and in JavaScript, where the form in the browser finds claims.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from site_builder.catalogue.claim_phrases import ClaimLanguage
from site_builder.catalogue.schema.notation import MONTHS
from site_builder.catalogue.schema.school_years import AFTER_GRADE, NAMED_GRADES, WORDS_OF_GRADES

_NOT_IN_WORD, _END = "(?<![a-zæøåäö])", "(?![a-zæøåäö])"
_COURSE = (
    r"(?<![a-zæøåäö-])(?:[Ss]tudiet|[Ss]tudietilb[uo]det|[Nn]ettstudiet|[Dd]eltidsstudiet|[Tt]ilb[uo]det|(?:[Nn]ett)?[Kk]urset"
    r"|(?:[Vv]ide?a?re|[Ee]tter)?[Uu]tdanning(?:en|a))"
)
_NUMBER = r"([0-9]{1,3}(?:[.,]5)?|[a-zæøåé]{2,10})"
_MONTH = f"(?:{'|'.join(MONTHS)})"
_DAY = (
    rf"(?:[a-zæøå]{{3,5}}dag(?:en)?,?\s)?(?:den\s)?([0-9]{{1,2}})\.\s?({_MONTH}|[0-9]{{1,2}})(?:[\s.](20[0-9]{{2}}))?"
)
_NAME = r"[A-ZÆØÅ][a-zæøåáčđŋšŧž]+(?:[-/][A-ZÆØÅ][a-zæøå]+)?(?:\si\s[A-ZÆØÅ][a-zæøå]+)?"
_NAMES = rf"({_NAME}(?:(?:,|\sog|\ssamt)\s{_NAME}){{0,5}})"
_GATHERINGS = r"[Ss]amling(?:er|ar|ene|ane)"
_HELD = (
    r"(?:går|foregår|går\sføre\sseg|holdes|haldast|blir\sholdt|blir\shaldne?|gis|blir\sgitt|tilbys|undervises|er"
    r"|er\slagt|ligger|ligg|arrangeres|gjennomføres|skjer|finner\ssted|finn\sstad)"
)
TAUGHT_IN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("norsk tegnspråk", "norsk teiknspråk", "tegnspråk", "teiknspråk"), ("nsl",)),
    **{"nordsamisk": ("se",), "sørsamisk": ("sma",), "lulesamisk": ("smj",), "samisk": ("se", "sma", "smj", "smi")},
    **{"nynorsk": ("nn",), "norsk": ("nb", "nn", "no"), "bokmål": ("nb",)},
    **{"engelsk": ("en",), "svensk": ("sv",), "dansk": ("da",)},
}
"""Word for a language of teaching -> the codes that it may mean."""

_LANGUAGES = "|".join(TAUGHT_IN)
_PEOPLE = r"(?:plass(?:er|ar)|studieplass(?:er|ar)|student(?:er|ar)|delt[aá]k(?:ere|arar))"


def _label(words: str) -> str:
    """Return the pattern of a label at the beginning of a line, `- **Studiested:** `."""
    return rf"^(?:[-*+]\s+)?\**(?:{words})\**\s?:\**\s+"


MAX_SENTENCE = 600
"""Characters of a sentence that is read, at most. Longer ones are lists or tables."""


class Kind(Struct, frozen=True):
    """A kind of claim. `pattern` finds it in a sentence; its groups are the value that is claimed.

    `needs` are groups of substrings: a sentence without one of each is skipped. `required` is a pattern that the
    sentence must have too, `excluded` one that it must not have.
    """

    needs: tuple[tuple[str, ...], ...]
    pattern: str
    excluded: str = "(?!)"
    required: str = ""


_SUBJECTS = ("tudie", "urset", "ilbudet", "ilbodet", "tdanning")
"""Signs of `_COURSE`."""


KINDS: Mapping[str, Kind] = {
    "credits": Kind(
        (("poeng", "stp", " sp", "ECTS"), (*_SUBJECTS, ":")),
        rf"(?:{_COURSE}\s(?:er|gir|gjev|gir\sdeg|gjev\sdeg|omfatter|omfattar|utgjør|utgjer|har)"
        r"(?:\s(?:et|eit|ein?)(?:\s[a-zæøå-]+){1,3}?)?(?:\spå)?(?:\s(?:til\ssammen|totalt|i\salt))?\s"
        rf"|{_label('Studiepoeng|Omfang')}){_NUMBER}\s?(?:studiepoeng|stp|sp|ECTS){_END}|{_label('Studiepoeng')}{_NUMBER}$",
    ),
    "start": Kind(
        (("start", "begynn", "byrja", "Start"), (*_SUBJECTS, ":", "tart")),
        rf"(?:{_COURSE}\s(?:starter|startar|begynner|byrjar)(?:\sopp)?|(?:[Ss]tudie|[Oo]pp)?[Ss]tart(?:en)?\s(?:er|blir)"
        rf"|{_label('(?:Studie|Opp)?[Ss]tart')}(?!\s))\s?(?:i|om|til|den)?\s?(?:[0-9]{{1,2}}\.\s)?"
        rf"(høst|haust|vår|{_MONTH})(?:en|semesteret)?(?:\s(20[0-9]{{2}}))?{_END}",
    ),
    "length": Kind(
        ((" semest", "år"), (*_SUBJECTS, ":")),
        rf"(?:{_COURSE}\s(?:var[ea]r(?:\si)?|strekker\sseg\sover|strekk\sseg\sover"
        r"|(?:går|gjennomføres|blir\sgjennomført|tas|tilbys|er|er\slagt\sopp|er\sfordelt)"
        rf"(?:\s(?:på|som)\s(?:deltid|heltid|deltidsstudium))?\sover)\s|{_label('Varighet|Lengde|Varigheit|Lengd')})"
        rf"{_NUMBER}\s(semest(?:er|re|rar)|(?:studie|skole|skule)?år){_END}"
        rf"|{_COURSE}\ser\s(?:et\s|eit\s)?(ett|eitt|to|tre|fire)(årig){_END}",
    ),
    "state": Kind(
        (("full", "avlyst", "innstilt", "kansellert"), _SUBJECTS),
        rf"{_COURSE}\s(?:er|blir|vart|ble)\s(?:nå\s|no\s|dessverre\s)?"
        rf"(fulltegnet|fullteikna|avlyst|innstilt|kansellert|fullt(?=[.!,;\n]|$)){_END}",
    ),
    "grades": Kind(
        (WORDS_OF_GRADES, (*_SUBJECTS, ":", "ålgruppe")),
        rf"(?:{_COURSE}\s(?:er|passer|passar|egner\sseg|høver)(?:\s(?:beregnet|rekna|laget|tilpasset|rettet))?\s(?:for|på|mot)"
        rf"|{_COURSE}\s(?:retter|rettar)\sseg\smot|[Mm]ålgruppen?\ser|{_label('Målgruppe|Trinn|For')})\s?"
        r"(?:(?:alle\s)?(?:lærere|lærarar|deg\ssom\sunderviser|de\ssom\sunderviser|dei\ssom\sunderviser)\s(?:på|i)\s)?"
        rf"(?:(?:trinn\s)?([0-9]{{1,2}})\.?\s?(?:[–-]|til)\s?([0-9]{{1,2}})\.?(?:\s{AFTER_GRADE})?"
        rf"|({'|'.join(name for name in NAMED_GRADES if name.endswith('et') or name.startswith('vid'))})){_END}",
    ),
    "places": Kind(
        ((" i ", " på ", " til ", " ved ", ":"), ("amling", "ndervisning", "ppmøte", ":", *_SUBJECTS)),
        rf"(?:(?:{_COURSE}|[Uu]ndervisning(?:en|a)|(?:[Aa]lle\s)?{_GATHERINGS}(?:\ser)?|[Oo]ppmøtet|[Ss]tudiestedet)\s{_HELD}"
        rf"|{_GATHERINGS}(?:\s(?:på|à|over)\s[a-zæøå0-9]+\sdag(?:er|ar))?|{_label('Studiested|Studiestad|Sted|Stad|Hvor')}(?!\s))"
        rf"\s?(?:til\s|i\s|på\s|ved\s)?(?:[Cc]ampus\s)?{_NAMES}",
        required=r"(?:[iå]|til|ved|:\**)\s(?:[Cc]ampus\s)?[A-ZÆØÅ]",
        excluded=r"veksl|byter|skifter|bortsett|unntatt",
    ),
    "deadline": Kind(
        (("frist", "Frist", "Søk", "søk"), (". ", *(f"{number}." for number in range(10)))),
        r"(?:[Ss]øknads?frist(?:en)?|[Ff]rist(?:en)?\sfor\så\s(?:søke|søkje)|[Ff]risten)(?:\sfor\s(?:studiet|kurset|tilb[uo]det))?"
        rf"(?:\ser|:\**)?\s(?:satt\still\s)?{_DAY}|{_label('(?:Søknads)?[Ff]rist')}{_DAY}"
        rf"|(?:[Ss]øk|[Dd]u\s(?:må\s)?søker?|[Dd]u\ssøkjer)\s(?:plass\s|på\sstudiet\s)?(?:innen|innan|senest|seinast|før)\s{_DAY}",
        excluded=(
            r"universitet|høgskol|høyskol|høgskul|institusjon|[Ss]koleeier|[Ss]kuleeig|Udir|direktorat|lærestede?t|lærestad"
            r"|[Ss]amordna|[Ee]gen|[Ee]igen|[Ll]edige|[Ll]edig|[Rr]estplass|til\s[A-ZÆØÅ]|[Ii]nnlever|[Ee]ksamen|[Bb]etal|[Ss]var"
        ),
    ),
    "gathering days": Kind(
        (("amling",), MONTHS),
        rf"([0-9]{{1,2}})\.?(?:\s?(?:[–-]|og|til)\s?([0-9]{{1,2}}))?\.\s({_MONTH})(?:\s(20[0-9]{{2}}))?{_END}",
        required=r"[Ss]amling(?:en|a|er|ar|ene|ane)?(?![a-zæøå])",
        excluded=r"[Ff]rist|innen|innan|senest|seinast|lever|[Ee]ksamen|[Pp]åmeld|[Mm]ellom|[Ss]øk",
    ),
    "gathering months": Kind(
        (("amling",), MONTHS),
        rf"[Ss]amling(?:en|a|er|ar|ene|ane)(?:\s(?:{_HELD}|på\s[a-zæøå]+\sdag(?:er|ar)|i\s{_NAME}|på\s{_NAME})){{0,2}}\si\s"
        rf"({_MONTH}(?:(?:,|\sog)\s{_MONTH}){{0,8}}){_END}",
        excluded=r"[Mm]ellom",
    ),
    "gatherings": Kind(
        (("amling",),),
        rf"(?:{_COURSE}\shar|[Dd]et\s(?:er|blir)|^(?:[-*+]\s+)?(?:\**Samling[ea]r:?\**:?\s+)?|{_NOT_IN_WORD}med)\s?(?:de\s|dei\s)?"
        r"([0-9]{1,2}|[A-ZÆØÅa-zæøåé][a-zæøåé]{1,7})\s(?:(fysiske|digitale)\s|obligatoriske\s)?(?:[a-z]+dags)?[Ss]amling(?:er|ar)"
        rf"(?:ene|ane)?{_END}",
        excluded=r"semester|halvår|hver|kvar|[Mm]odul|haust|høst|vår|jul|måned|månad",
    ),
    "no gatherings": Kind(
        (("amling",), ("ngen ", "ten ", "tan ")),
        rf"(?:(?:{_COURSE}\s(?:har|er|går|foregår|gjennomføres)|[Dd]et\s(?:er|blir))(?:\s[a-zæøå-]+){{0,3}}?,?|^|^{_label('Samlinger')[1:]})\s?"
        rf"(?:[Ii]ngen|[Uu]ten|[Uu]tan)\s(fysiske\s|faste\s)?samling(?:er|ar){_END}",
    ),
    "delivery": Kind(
        (("nett", "digital", "samlingsbasert"), (*_SUBJECTS, ":")),
        rf"(?:{_COURSE}\s(?:er|går|gis|foregår|tilbys|gjennomføres)|{_label('Studieform|Organisering')})\s?(?:et\s|eit\s)?(?:(?:fullt\sut|helt|heilt|rent|kun|bare)\s)?"
        rf"(heldigitalt?|heildigitalt?|digitalt?|på\snett|nettbasert|nettstudium|nettkurs|samlingsbasert){_END}(?![\s-]+og)",
    ),
    "seats": Kind(
        (
            ("plass", "student", "ltak"),
            ("et er ", "et blir ", " har ", "tar opp ", "tek opp ", "lass til ", "lasse", "lassar"),
        ),
        rf"(?:{_COURSE}\s(?:har|tar\sopp|tek\sopp|har\splass\still)|[Dd]et\s(?:er|blir)(?:\splass\still)?|[Vv]i\s(?:har|tar\sopp|tek\sopp)"
        rf"|[Pp]lass\still)\s(?:inntil\s|maks(?:imalt)?\s|opptil\s)?{_NUMBER}\s{_PEOPLE}{_END}"
        rf"|(?:{_label('(?:Antall )?(?:[Ss]tudie)?[Pp]lass(?:er|ar)')}|[Aa]ntall\s(?:studie)?plasser\ser\s)"
        rf"{_NUMBER}{_END}",
    ),
    "price": Kind(
        (("koster", "kostar", "Pris", "risen", "gratis", "kostnadsfri", "avgift"),),
        rf"(?:{_COURSE}\skost[ea]r|[Pp]risen\s(?:er|for\s(?:studiet|kurset)\ser)|(?:[Kk]urs|[Dd]eltaker)avgift(?:en|a)?\ser|{_label('Pris')})"
        rf"\s?(?:kr\.?\s)?([0-9]{{1,3}}(?:[\s.][0-9]{{3}})+|[0-9]{{2,7}})(?:\s?(?:kr|kroner|,-)|(?![0-9]))"
        rf"|{_COURSE}\ser\s(gratis|kostnadsfritt?){_END}",
    ),
    "teaching languages": Kind(
        (("samisk", "norsk", "bokmål", "nynorsk", "engelsk", "svensk", "dansk", "språk"), ("ndervis", ":", *_SUBJECTS)),
        rf"(?:{_COURSE}\s(?:undervises|blir\sundervist|går|foregår|gis|holdes|tilbys)|[Uu]ndervisning(?:en|a)\s(?:er|foregår|går|skjer|gis)"
        rf"|[Uu]ndervisningsspråket\ser|{_label('Undervisningsspråk|Språk')})\s?(?:på\s)?((?:{_LANGUAGES})(?:(?:,|\sog)\s(?:{_LANGUAGES})){{0,3}}){_END}",
    ),
}
"""Name of a kind of claim -> signs and patterns."""

SUBJECT = (
    "[tl](?:udie|bud|bod)|urset|tdanning|amling|ndervis|ppmøte|frist|Frist|[Ss]øk|lasse?[ra]?|[Ss]tart|[Pp]ris|ålgruppe"
    r"|studenter|ltak|:\**\s"
)
"""Signs of which each sentence with a claim has one."""

UNSURE_BEFORE = (
    rf"{_NOT_IN_WORD}(?:[Ii]kk[je]e?|[Aa]ldri|[Tt]idligere|[Tt]idlegare|[Ff]ør|[Mm]odul[a-zæøå]*|[Ee]mne[a-zæøå]*|[Dd]el(?:en|er|vis)?"
    r"|[Nn]oen|[Nn]okre|[Ee]nkelte|[Aa]ndre|[Aa]nnet|[Hh]vis|[Dd]ersom|[Nn]år|[Dd]a|[Oo]m|[Nn]ormalt|[Vv]anligvis|[Vv]anlegvis"
    r"|[Ee]ventuelt|[Kk]unne|[Øø]nsk[a-zæøå]*|[Pp]lan[a-zæøå]*|[Ff]orrige|[Ff]ørre|[Nn]este|[Ff]ra|[Ff]rå|[Bb]åde|[Ee]nten"
    r"|[Pp]arallell[a-zæøå]*|[Tt]ilsvarende|[Ss]om\sregel|[Tt]rodde|[Ss]pør|[Kk]anskje|[Mm]uligens|[Vv]ent[a-zæøå]*|anta[a-zæøå]*|[Nn]oe(?:\sav)?|[Nn]oko|[Mm]ye|[Mm]ykje|[Hh]alv[a-zæøå]*)"
    rf"{_END}|(?:[Ii]|^Høsten|^Hausten|^Våren)\s(?:19|20)[0-9]{{2}}|[?]|[«\x22]"
)
"""Words before a claim in its sentence that make it a condition, a negation or a claim about something else."""

UNSURE_AFTER = (
    r"^[^.;]{0,30}?(?:(?<![a-zæøå])(?:eller|etter\savtale|etter\sønske|kan\savtales|per|pr|i\sgangen|bortsett|unntatt|med\sunntak|hvis"
    rf"|dersom|om\sgongen|for\s(?:deg|dem|dei|de)\ssom|hver|hvert|kvar|kvart|igjen|til\sovers){_END}|[?]|\s?[/–-]\s?[0-9])"
)
"""Words right after a claim that make it unsure."""

BREAK = r"[.!?…]\s+(?=[A-ZÆØÅÄÖ«\x22])|\n\s*(?=\n|[-*+#>|]|[0-9]+[.)]\s|\**[A-ZÆØÅ][a-zæøå ]{2,25}\**:)"
"""The break between two sentences, items of a list, or lines with labels."""


def for_javascript(languages: Mapping[str, ClaimLanguage]) -> Mapping[str, object]:
    """Return the phrases of claims by language, as values for JSON, for templates/assets/js/form/claims.js.

    `of` maps the language of a text to its `kinds`, rows of name, pattern and groups of values, in Norwegian with the
    patterns of excluded and required sentences. Texts in other languages are read as Norwegian. `needs` are left out:
    they only save time.
    """
    norwegian = {
        "kinds": [(name, kind.pattern, None, kind.excluded, kind.required) for name, kind in KINDS.items()],
        "before": UNSURE_BEFORE,
        "after": UNSURE_AFTER,
    }
    others = {
        key: {
            "kinds": [(name, each.pattern, each.groups) for name, several in claims.kinds.items() for each in several],
            "before": claims.before,
            "after": claims.after,
            "flags": "iu",
            "words": claims.words,
        }
        for key, claims in languages.items()
    }
    return {
        "of": {"nb": norwegian, **others},
        "breaks": BREAK,
        "longest": MAX_SENTENCE,
        "languages": TAUGHT_IN,
    }

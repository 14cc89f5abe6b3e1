"""The fields of a language: its names, its letters, and the words by which searches in it are read."""

from __future__ import annotations

from site_builder.catalogue.schema.address_words import AddressWord
from site_builder.catalogue.schema.claim_words import ClaimWordsEntry
from site_builder.catalogue.schema.entry_types import Entry, Nested, field
from site_builder.catalogue.schema.enums import Stemmer
from site_builder.catalogue.schema.field_types import EnumOf, FieldType, ListOf, MapOf
from site_builder.catalogue.schema.fields import LANGUAGE, LETTER, LINE, LINES, NUMBER, SLUG, SPELLINGS, YES
from site_builder.catalogue.schema.parsers import one_of
from site_builder.catalogue.schema.school_years import STAGES
from site_builder.catalogue.schema.vocabulary import WordEntry

_WORDS = [*map(str, AddressWord), *(key for key, *_ in STAGES)]
_ADDRESS_WORD = FieldType(one_of(_WORDS), {"enum": _WORDS})


class TermsEntry(Entry):
    """The rules by which the words of texts become terms of the search index.

    See TermRules in catalogue/language.py.
    """

    stemmer = field("stemmer", EnumOf(Stemmer), None, about="Snowball-stemmeren i Whoosh som finner stammene.")
    compounds = field("sammensatte", YES, False, about="Om sammensatte ord skrives som ett ord.")
    stop_words = field("stoppord", LINES, (), about="Ord som er for vanlige til å skille studietilbud fra hverandre.")
    spellings = field("skrivemåter", MapOf(LINE, LINE), {}, about="Del av et ord, og hvordan den står i registeret.")
    stems = field("stammer", MapOf(LINE, LINES), {}, about="Stamme, og former stemmeren gir en annen stamme.")
    last_parts = field("etterledd", MapOf(LINE, LINES), {}, about="Etterledd, og formene det har i sammensatte ord.")


class ConditionWordsEntry(Entry):
    """The words beside numbers in searches: for grades, credits and levels.

    `about` describes each field in Norwegian.
    """

    numbers = field("tall", MapOf(LINE, NUMBER), {}, about="Tallord, og tallet de står for.")
    credits = field("studiepoeng", LINES, (), about="Ord etter et tall som gjør det til studiepoeng.")
    grades = field("trinn", LINES, (), about="Ord ved et tall som gjør det til et trinn.")
    prefixes = field("forstavelser", MapOf(LINE, NUMBER), {}, about="Bokstaver før et trinn, og tallet som legges til.")
    between = field("til", LINES, (), about="Ord mellom to trinn, det laveste først.")
    levels = field("nivåer", MapOf(LINE, NUMBER), {}, about="Ord sist i et søk som er nivået til studiet.")
    held = field("har fra før", LINES, (), about="Ord før det man har fra før, så det spørres om neste nivå.")
    already = field("allerede", LINES, (), about="Ord mellom «har» og tallet.")


class QueryWordsEntry(Entry):
    """The words by which a search is read as a question or a condition. `about` describes each field in Norwegian."""

    conjunction = field("og", LINE, about="Ordet som &, + og / leses som.")
    joins = field("bindeord", LINES, (), about="Ord mellom to ting der én er nok, eller som begge tas bort: og, eller.")
    negations = field("nekting", LINES, (), about="Ord som tar bort det neste det spørres om.")
    questions = field("spørreord", LINES, (), about="Første ord i et spørsmål som en tekst kan svare på.")
    open_questions = field(
        "åpne spørreord", LINES, (), about="Første ord i et spørsmål som kan gjelde studietilbud også."
    )
    amounts = field("mengdeord", LINES, (), about="Ord etter det første som gjør at det spørres om en mengde.")
    near = field("nær", LINES, (), about="Uttrykk før navnet på en by det skal være kort vei til.")
    at_most = field("høyst", LINES, (), about="Ord før det meste et studietilbud skal koste: under 500.")
    municipality = field("kommune", LINES, (), about="Ord etter navnet på en kommune det skal være kort vei til.")
    autumn = field("høst", LINES, (), about="Ord før et årstall som betyr høstsemesteret, navnet først.")
    spring = field("vår", LINES, (), about="Ord før et årstall som betyr vårsemesteret, navnet først.")
    starts = field("oppstart", LINES, (), about="Ord før årstallet studiet begynner.")
    subject_ending = field("fag", LINE, None, about="Endelse etter forkortelsen for et fag: «fag» i «nat.fag».")
    subject_tails = field("etter fag", LINES, (), about="Begynnelsen på ord som står etter et fag: «lær» i «gymlærer».")
    spoken = field(
        "talemål", MapOf(LINE, LINE), {}, about="Småord på dialekt, og ordet de er; av to ord erstattes det første."
    )
    endings = field("endelser", LINES, (), about="Endelser som ikke skiller uttrykk for sider fra hverandre.")
    inflections = field("bøyning", LINES, (), about="Endelser som tas bort fra ord som ingen tekst har.")
    institutions = field("institusjonsord", LINES, (), about="Ord i mange institusjonsnavn, som ikke betyr én av dem.")
    adults = field("voksne", LINES, (), about="Ord for voksne deltakere.")
    online = field("nett", LINES, (), about="Ord for å studere på nett.")


class NameWordsEntry(Entry):
    """The words before, after and between names of places and institutions, which are not part of them."""

    between = field("mellom navn", LINES, (), about="Ord mellom to navn: «Hamar og Elverum».")
    before_places = field("før sted", LINES, (), about="Ord før navnet på et sted, som bare sier at det er et sted.")
    after_places = field("etter sted", LINES, (), about="Ord etter navnet på et sted, som bare sier at det er et sted.")
    before_institutions = field("før institusjon", LINES, (), about="Ord før navnet som kortere navn ikke har.")


class LanguageEntry(Entry, file_title="Språk"):
    """The fields of templates/locale/LANGUAGE.yaml; the texts of the interface are in LANGUAGE.po beside it."""

    name = field("navn", LINE, about="Navnet språket har på seg selv.")
    cldr = field("datoer som", LINE, None, about="Språket i CLDR som datoer og tall skrives som, om det er et annet.")
    capitals = field("stor forbokstav", YES, False, about="Om navn på språk og fag har stor forbokstav i en setning.")
    nouns = field("store substantiv", YES, False, about="Om alle substantiv har stor forbokstav, som på tysk.")
    month_in_a_date = field("måned i dato", MapOf(LINE, LINE), {}, about="Endelse på måned, og endelsen i en dato.")
    fallback = field("reserve", LANGUAGE, None, about="Språket tekster som mangler, vises på.")
    letters = field("bokstaver", LINE, None, about="Bokstavene ut over a til z, etter hverandre.")
    alphabet = field(
        "alfabet",
        MapOf(LETTER, SPELLINGS),
        {},
        about="Bokstav, og bokstavene som kommer etter den; andre skrivemåter av en bokstav etter mellomrom: «å aa».",
    )
    address_words = field(
        "adresser",
        MapOf(_ADDRESS_WORD, SLUG),
        {},
        about="Ord i adressene til sidene, og ordet på dette språket, når det er det første på nettstedet.",
    )
    reads_also = field("leser også", LANGUAGE, None, about="Språk med de samme ordene i søk, som nynorsk og bokmål.")
    terms = field("ordformer", Nested(TermsEntry), None, about="Hvordan ord i tekstene blir ord i registeret.")
    conditions = field("tall i søk", Nested(ConditionWordsEntry), None, about="Ord ved tall i søk.")
    query = field("ord i søk", Nested(QueryWordsEntry), None, about="Ord søk leses etter.")
    names = field("ord ved navn", Nested(NameWordsEntry), None, about="Ord ved navn på steder og institusjoner.")
    words = field("ord", ListOf(Nested(WordEntry)), (), about="Ord som spør om fakta studietilbud har.")
    claims = field("påstander", Nested(ClaimWordsEntry), None, about="Setninger som sier fakta om et studietilbud.")

"""Codes of languages: those of ISO 639-1, and those of ISO 639-3 for other languages of Nordic education."""

from __future__ import annotations

import re

_ISO_639 = """
aa AAR ab ABK ae AVE af AFR ak AKA am AMH an ARG ar ARA as ASM av AVA ay AYM az AZE ba BAK be BEL bg BUL bi BIS
bam BAM bn BEN bo BOD br BRE bs BOS ca CAT ce CHE ch CHA co COS cr CRE cs CES cu CHU cv CHV cy CYM da DAN de DEU
dv DIV dz DZO ee EWE el ELL en ENG eo EPO es SPA et EST eu EUS fa FAS ff FUL fi FIN fj FIJ fo FAO fr FRA fy FRY
ga GLE gd GLA gl GLG gn GRN gu GUJ gv GLV ha HAU he HEB hi HIN ho HMO hr HRV ht HAT hu HUN hy HYE hz HER ia INA
id IND ie ILE ig IBO ii III ik IPK io IDO is ISL it ITA iu IKU ja JPN jv JAV ka KAT kg KON ki KIK kj KUA kk KAZ
kl KAL km KHM kn KAN ko KOR kr KAU ks KAS ku KUR kv KOM kw COR ky KIR la LAT lb LTZ lg LUG li LIM ln LIN lo LAO
lt LIT lu LUB lv LAV mg MLG mh MAH mi MRI mk MKD ml MAL mn MON mr MAR ms MSA mt MLT my MYA na NAU nb NOB nd NDE
ne NEP ng NDO nl NLD nn NNO nr NBL nv NAV nya NYA oc OCI oj OJI om ORM or ORI os OSS pa PAN pi PLI pl POL ps PUS
pt POR qu QUE rm ROH rn RUN ro RON ru RUS rw KIN sa SAN sc SRD sd SND se SME sg SAG si SIN sk SLK sl SLV sm SMO
sn SNA so SOM sq SQI sr SRP ss SSW st SOT su SUN sv SWE sw SWA ta TAM te TEL tg TGK th THA ti TIR tk TUK tl TGL
tn TSN to TON tr TUR ts TSO tt TAT tw TWI ty TAH ug UIG uk UKR ur URD uz UZB ve VEN vi VIE vo VOL wa WLN wo WOL
xh XHO yi YID yo YOR za ZHA zh ZHO zu ZUL fkv FKV sma SMA smj SMJ smn SMN sms SMS
""".split()  # noqa: SIM905 - four hundred quoted words are harder to read
"""Code of ISO 639-1 and code of ISO 639-2/T, alternately.

Norwegian as a whole, «no», is left out: texts are in bokmål or nynorsk. Bambara and Chichewa have their codes of three
letters, because Norwegians write «bm» and «ny» for bokmål and nynorsk. The last are Kven and the other Sami languages.
"""

SIGN_LANGUAGES = {"nsl": "NSL", "swl": "SWL", "dsl": "DSL", "fse": "FSE", "icl": "ICL", "bfi": "BFI"}
"""Sign languages of ISO 639-3, which are taught in and not written: of the Nordic countries and of Britain."""

THREE_LETTERS = dict(zip(_ISO_639[::2], _ISO_639[1::2], strict=True)) | SIGN_LANGUAGES
"""Code in files -> its code of three letters, as the European Union's list of languages has it."""

LANGUAGES = frozenset(_ISO_639[::2])
"""Codes of written languages."""

_PRIVATE = re.compile(r"q[a-t][a-z]")
"""Codes that ISO 639-2 reserves for languages that have none."""


def is_language(code: str) -> bool:
    """Return whether texts can be in the language `code`: a written language, or a private code (qaa to qtz)."""
    return code in LANGUAGES or bool(_PRIVATE.fullmatch(code))


def is_taught_in(code: str) -> bool:
    """Return whether a course can be taught in the language with the code `code`: a written or a sign language."""
    return code in SIGN_LANGUAGES or is_language(code)

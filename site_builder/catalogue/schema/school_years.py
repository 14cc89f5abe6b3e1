"""The school years of the field `trinn`: stages of school, and the words by which files, titles and texts name them.

They are those of the first catalogue's country. A catalogue of another country leaves `trinn` out, and has a scale of
its own (docs/own-catalogue.md, Levels). Patterns use only syntax that means the same in Python and, with the flag `u`,
in JavaScript.
"""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.problems import N_

STAGES: tuple[tuple[str, str, int, int], ...] = (
    ("smaskolen", N_("Lower primary (grades 1–4)"), 1, 4),
    ("mellomtrinnet", N_("Upper primary (grades 5–7)"), 5, 7),
    ("ungdomstrinnet", N_("Lower secondary (grades 8–10)"), 8, 10),
    ("videregaende", N_("Upper secondary (grades 11–13)"), 11, 13),
)
"""Stages of schooling: key, name, lowest and highest school year."""

NAMED_GRADES: Mapping[str, str] = {
    "småskolen": "1-4",
    "småtrinnet": "1-4",
    "barnetrinnet": "1-7",
    "barnetrinn": "1-7",
    "barneskolen": "1-7",
    "barnesteget": "1-7",
    "mellomtrinnet": "5-7",
    "mellomtrinn": "5-7",
    "mellomsteget": "5-7",
    "ungdomstrinnet": "8-10",
    "ungdomstrinn": "8-10",
    "ungdomsskolen": "8-10",
    "ungdomssteget": "8-10",
    "u-trinnet": "8-10",
    "u-trinn": "8-10",
    "videregående": "11-13",
    "videregående skole": "11-13",
    "vidaregåande": "11-13",
    "vidaregåande skule": "11-13",
    "vgs": "11-13",
    "grunnskolen": "1-10",
    "grunnskole": "1-10",
    "grunnskulen": "1-10",
    "alle": "1-13",
    "alle trinn": "1-13",
}
"""Names of school stages -> the grades to write instead."""

GRADES = (
    r"(?:trinn\s*|klasse\s*)?(vg\s*)?([0-9]{1,2})\s*\.?(?:\s*(?:[-–—]|til)\s*(vg\s*)?([0-9]{1,2})\s*\.?)?"
    r"\s*(?:års)?(?:trinn|steg|klasse)?\.?"
)
"""The pattern of grades in other forms than that of files, in lower case."""

NUMBERED_GRADES = ("trinn", "steg", "vg")
"""Words before a number in a title that make it a grade, and no level."""

STAGE_IN_TITLE = r"(barne|små|mellom|ungdoms)(?:trinnet|steget|skolen|skulen)|(?:videregående|vidaregåande|vgs)"
"""The pattern of the name of a stage in a title. It has no group where the stage is LAST_STAGE."""

LAST_STAGE = "videregående"
YEARS_OF_STAGES: Mapping[str, tuple[int, int]] = {
    "barne": (1, 7),
    "små": (1, 4),
    "mellom": (5, 7),
    "ungdoms": (8, 10),
    LAST_STAGE: (11, 13),
}
"""Beginning of the name of a stage -> its school years."""

GRADE_WORDS = ("trinn", "årstrinn", "årssteg")
"""Words after a grade in a title, from which no line parts it."""

WORDS_OF_GRADES = ("trinn", "steg", "skole", "skule", "videregående", "vidaregåande")
"""Parts of words, one of which is in each sentence of a text that says for which grades a course is."""

AFTER_GRADE = "(?:års)?(?:trinn|steg|klasse)"
"""The pattern of the word after a grade in a text."""

AFTER_ORDINAL = "(?:års)?trinn(?:et)?|klass[ei]n?g?"
"""The pattern of words after an ordinal number, at the beginning of a line that is no list: «5. trinn»."""

TITLE_FILLERS = ("trinn", "trinnet")
"""Words of grades that do not distinguish two titles."""

TITLES = {"one range": "{course} for {grades}. trinn", "adults": "{course} for voksne"}
"""The usual title of a course for one range of grades, `5.–10`, and for adults."""

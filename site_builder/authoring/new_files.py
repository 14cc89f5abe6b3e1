"""New files: every required field, and placeholders where a person must write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from site_builder.catalogue.checks.placeholders import fill_in
from site_builder.catalogue.schema.school_years import TITLES
from site_builder.file_names import slug
from site_builder.sources.yaml_writer import block, scalar

_SOURCE = {
    "nb": ("hvor dette står", "skriv heller «adresse» med adressen til kilden"),
    "nn": ("kvar dette står", "skriv heller «adresse» med adressa til kjelda"),
    "en": ("where this is written", "better write «adresse» with the address of the source"),
    "sv": ("var detta står", "skriv hellre «adresse» med källans adress"),
    "da": ("hvor det står", "skriv hellere «adresse» med kildens adresse"),
}
"""Language -> the words after the marks in the name of a source, and in the reason for no address."""


_ARTICLE = {
    "nb": ("én setning om hva som står her.", "teksten."),
    "nn": ("éi setning om kva som står her.", "teksten."),
    "en": ("one sentence about what the page says.", "the text."),
    "sv": ("en mening om vad som står här.", "texten."),
    "da": ("én sætning om, hvad der står her.", "teksten."),
}
"""Language -> the words after the marks in the summary and the text of an article."""


class NewFile(Struct, frozen=True):
    """A new file: its path below the project's root, and its text."""

    path: str
    text: str


class CourseAnswers(Struct, frozen=True):
    """Answers about a new course.

    Values are as course files have them: `grades` "1-7", `start` "høst 2016"; "" is no answer. `year`, `institution`,
    `subject` and `places` are keys; `delivery` is a choice such as "nettbasert"; `name` is the file name, made from the
    title if empty; `own` are (key, value) of own fields. `with_source`: the file gets a field for its source.
    """

    year: str
    institution: str
    title: str
    subject: str
    grades: str
    credits: str
    language: str
    delivery: str
    places: tuple[str, ...]
    start: str
    duration: str
    level: str = ""
    link: str = ""
    name: str = ""
    own: tuple[tuple[str, str], ...] = ()
    with_source: bool = True


COURSE_BODY = {
    "nb": """{mark} Hva kan læreren når studiet er ferdig, og hvordan kommer hun dit? 120–250 ord til sammen.

## Innhold

{mark} Hva studiet handler om.

## Arbeidsmåter

{mark} Samlinger, nett, praksis i egen klasse, vurdering.
""",
    "nn": """{mark} Kva kan læraren når studiet er ferdig, og korleis kjem ho dit? 120–250 ord til saman.

## Innhald

{mark} Kva studiet handlar om.

## Arbeidsmåtar

{mark} Samlingar, nett, praksis i eigen klasse, vurdering.
""",
    "en": """{mark} What can the students do when the course is over, and how do they get there? 120–250 words in all.

## Contents

{mark} What the course is about.

## Ways of working

{mark} Meetings, online work, practice, assessment.
""",
    "sv": """{mark} Vad kan deltagarna när kursen är slut, och hur kommer de dit? 120–250 ord sammanlagt.

## Innehåll

{mark} Vad kursen handlar om.

## Arbetsformer

{mark} Träffar, nätet, praktik, examination.
""",
    "da": """{mark} Hvad kan deltagerne, når kurset er slut, og hvordan kommer de dertil? 120–250 ord i alt.

## Indhold

{mark} Hvad kurset handler om.

## Arbejdsformer

{mark} Møder, nettet, praktik, bedømmelse.
""",
}
"""Language -> the text of a new course; that of bokmål for others."""

_ADMISSION = {
    "nb": "hva som kreves for opptak.",
    "nn": "kva som krevst for opptak.",
    "en": "what is required for admission.",
    "sv": "vad som krävs för antagning.",
    "da": "hvad der kræves for optagelse.",
}
"""Language -> the words after the mark in the field of admission requirements."""


def course_title(subject: str, level: str, grades: str) -> str:
    """Return the usual title in Norwegian: "Naturfag 1 for 1.–7. trinn" of "Naturfag", level "1" and grades "1-7".

    `level` is "" for none. Unless `grades` are one range or adults ("voksne"), the title does not name them.
    """
    named = f"{subject} {level}" if level else subject
    parts = grades.split(", ")
    if len(parts) > 1 or not grades:
        return named
    title = TITLES["adults" if parts == ["voksne"] else "one range"]
    return title.format(course=named, grades=parts[0].replace("-", ".–"))


def new_course(answers: CourseAnswers) -> NewFile:
    """Return the file of a new course, with a placeholder for each text that a person must write."""
    name, mark = slug(answers.name or answers.title), fill_in(answers.language)
    fields: list[tuple[str, str]] = [
        ("tittel", scalar(answers.title)),
        ("fag", answers.subject),
        *([("nivå", answers.level)] if answers.level else []),
        *([("trinn", f"[{answers.grades}]" if "," in answers.grades else answers.grades)] if answers.grades else []),
        *([("studiepoeng", answers.credits)] if answers.credits else []),
        ("språk", answers.language),
        ("undervisningsspråk", f"[{answers.language}]"),
        ("studieform", answers.delivery),
        *([("studiesteder", f"[{', '.join(answers.places)}]")] if answers.places else []),
        ("oppstart", answers.start),
        ("varighet", answers.duration),
        *((key, scalar(value)) for key, value in answers.own),
        ("opptakskrav", scalar(f"{mark} {_ADMISSION.get(answers.language, _ADMISSION['nb'])}")),
        *([("lenke", answers.link)] if answers.link else []),
    ]
    matter = "".join(f"{key}: {value}\n" for key, value in fields)
    named, reason = (scalar(f"{mark} {each}") for each in _SOURCE.get(answers.language, _SOURCE["nb"]))
    source = f"adresse: {answers.link}" if answers.link else f"kilde: {named}\n  uten adresse: {reason}"
    body = COURSE_BODY.get(answers.language, COURSE_BODY["nb"]).format(mark=mark)
    provenance = f"opphav:\n  type: dokumentert\n  {source}\n" if answers.with_source else ""
    text = f"---\n{matter}{provenance}---\n\n{body}"
    return NewFile(f"catalogue/{answers.year}/{answers.institution}/{name}.md", text)


def new_vocabulary_entry(kind: str, key: str, fields: Mapping[str, str | Sequence[str]]) -> NewFile:
    """Return the file of a new entry of `kind` ("subject", "place" or "institution"); empty values are left out.

    `key` becomes the file name, `fields` are the keys of the file and their values.
    """
    folder = {"subject": "subjects", "place": "places", "institution": "institutions"}[kind]
    text = block({name: value for name, value in fields.items() if value})
    return NewFile(f"catalogue/vocabulary/{folder}/{slug(key)}.yaml", text)


def new_article(title: str, language: str, first_language: str) -> NewFile:
    """Return the file of a new article.

    Its name is made from the title, and ends in `.LANGUAGE` unless it is the first. `first_language` is the first
    language of the site (code, "nb").
    """
    ending = "" if language == first_language else f".{language}"
    sentence, body = _ARTICLE.get(language, _ARTICLE["nb"])
    mark = fill_in(language)
    summary = scalar(f"{mark} {sentence}")
    matter = f"tittel: {scalar(title)}\nsammendrag: {summary}\nspråk: {language}\n"
    return NewFile(f"content/{slug(title)}{ending}.md", f"---\n{matter}---\n\n{mark} {body}\n")

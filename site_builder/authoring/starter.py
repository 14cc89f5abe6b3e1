"""The files of a new catalogue: settings, profile, one entry of each kind, a course, and files for hosts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from site_builder.authoring.host_files import host_files
from site_builder.authoring.starter_texts import WORDS
from site_builder.authoring.starter_words import StarterWords
from site_builder.catalogue.schema.usual_choices import Area, Who
from site_builder.file_names import slug
from site_builder.sources.yaml_writer import Value, block

APPLICATIONS_OPEN, APPLY_BY, ANSWERS = (2, 1), (3, 1), (5, 1)
"""Month and day of a new year's dates, in the calendar year in which it begins."""


AUTUMN, SPRING = 8, 1
"""Months in which the two terms of a new year begin."""


class CatalogueKind(StrEnum):
    """Kinds of catalogue: further education for teachers, a university's courses, or other courses.

    They differ in the fields that a course must have, and in deadlines.
    """

    TEACHERS = "teachers"
    UNIVERSITY = "university"
    COURSES = "courses"


class StarterAnswers(Struct, frozen=True, kw_only=True):
    """Answers about a new catalogue: `institution` is a name, `language` a code of WORDS, `address` the site's URL.

    `country` is an ISO 3166-1 code ("NO"), `first_year` the calendar year in which its academic year begins.
    """

    name: str
    language: str
    kind: CatalogueKind
    address: str
    institution: str
    country: str
    first_year: int


def starter_files(answers: StarterAnswers, version: str) -> Mapping[str, str]:
    """Return path -> text of the files of a new catalogue, for the builder of `version` ("0.1.0").

    They pass `check`.
    """
    words = WORDS[answers.language]
    files = {
        "README.md": words.readme.format(name=answers.name),
        "content/site.yaml": _settings(answers, words),
        "content/profile.yaml": words.about_profile + block(_profile(answers, words)),
        "content/forside.md": _text({"tittel": words.title, "sammendrag": words.summary}, answers, f"{words.front}\n"),
        f"catalogue/{_year_key(answers)}/year.yaml": words.about_year + block(_year(answers, words)),
        **dict(_vocabulary(answers, words)),
        _course_path(answers, words): _text(
            _course(answers, words), answers, f"{words.body}\n", about=words.about_course
        ),
    }
    return {**files, **host_files(version)}


def _has_counties(answers: StarterAnswers) -> bool:
    """Return whether places get a county: the language has a word for it, and the country is its usual one."""
    words = WORDS[answers.language]
    return bool(words.county) and answers.country == words.country


def _year_key(answers: StarterAnswers) -> str:
    return f"{answers.first_year}-{answers.first_year + 1}"


def _text(fields: Mapping[str, Value], answers: StarterAnswers, body: str, about: str = "") -> str:
    """Return a Markdown file: the comment `about`, `fields` with the language of the catalogue, and the `body`."""
    with_language = {**fields, "språk": answers.language}
    provenance = {name: with_language.pop(name) for name in ("opphav",) if name in with_language}
    return f"---\n{about}{block({**with_language, **provenance})}---\n\n{body}"


def _settings(answers: StarterAnswers, words: StarterWords) -> str:
    year = _year_key(answers).replace("-", "/")
    description = words.description.format(year=year)
    return words.about_site + block(
        {
            "navn": {answers.language: answers.name},
            "beskrivelse": {answers.language: description},
            "adresse": answers.address,
            "språk": [answers.language],
            "studieår": _year_key(answers),
        }
    )


def _profile(answers: StarterAnswers, words: StarterWords) -> Mapping[str, Value]:
    language = answers.language
    shared: dict[str, Value] = {"søkeeksempel": {language: words.search_example}, "land": answers.country}
    if answers.kind is CatalogueKind.TEACHERS:
        missing = [*(["trinn"] if words.scale else []), *([] if _has_counties(answers) else ["fylke"])]
        optional = {"valgfrie felt": missing} if missing else {}
        scale = {"egne felt": [_scale(words, language)]} if words.scale else {}
        return {**shared, **optional, **_terms(words, language), **scale}
    own: list[Value] = [{"nøkkel": words.code.lower(), "navn": {language: words.code}}]
    if answers.kind is CatalogueKind.UNIVERSITY:
        choices = [{language: mode} for mode in words.modes]
        own.append(
            {
                "nøkkel": words.mode.lower(),
                "navn": {language: words.mode},
                "slag": "valg",
                "valg": choices,
                "fasett": "ja",
            }
        )
    can_miss: list[Value] = ["trinn", "område", "fylke", "frister", "opphav"]
    terms = _terms(words, language)
    return {**shared, "for lærere": "nei", "valgfrie felt": can_miss, **terms, "egne felt": own}


def _scale(words: StarterWords, language: str) -> Value:
    """Return an own field as the profile declares it: a scale of the school years of the language's country."""
    return {
        "nøkkel": words.scale.lower(),
        "navn": {language: words.scale},
        "slag": "skala",
        "valg": list(words.steps),
        "påkrevd": "ja",
        "fasett": "ja",
        "i lister": "ja",
    }


def _terms(words: StarterWords, language: str) -> Mapping[str, Value]:
    """Return the field of the profile that declares the terms in `language`; {} where they are the builder's own."""
    if not words.autumn:
        return {}
    pairs = ((words.autumn, AUTUMN), (words.spring, SPRING))
    return {"terminer": [{"navn": {language: word}, "fra måned": str(month)} for word, month in pairs]}


def _term(words: StarterWords, month: int, year: int) -> str:
    """Return the term that begins in `month` (AUTUMN or SPRING) as files write it: `høst 2027`."""
    return f"{(words.autumn or 'høst') if month == AUTUMN else (words.spring or 'vår')} {year}"


def _year(answers: StarterAnswers, words: StarterWords) -> Mapping[str, Value]:
    first, language = answers.first_year, answers.language

    def day(month: int, number: int) -> str:
        return date(first, month, number).isoformat()

    deadlines: list[Value] = [
        {"hvem": str(Who.TEACHER), "hva": {language: words.apply}, "dato": day(*APPLY_BY)},
        {"hvem": "institusjon", "hva": {language: words.answer}, "dato": day(*ANSWERS)},
    ]
    form: Value = {
        "adresse": answers.address,
        "tekst": {language: words.form},
        "for": {language: words.for_whom},
    }
    return {
        "navn": _year_key(answers).replace("-", "/"),
        "status": "åpen",
        "åpner": day(*APPLICATIONS_OPEN),
        **({"frister": deadlines} if answers.kind is CatalogueKind.TEACHERS else {}),
        "semestre": [
            {"navn": _term(words, AUTUMN, first), "fra": f"{first}-08-01", "til": f"{first}-12-31"},
            {"navn": _term(words, SPRING, first + 1), "fra": f"{first + 1}-01-01", "til": f"{first + 1}-06-30"},
        ],
        **({"søknadsskjema": form} if answers.kind is CatalogueKind.TEACHERS else {}),
    }


def _vocabulary(answers: StarterAnswers, words: StarterWords) -> Iterator[tuple[str, str]]:
    """Yield path and text of the first subject, place and institution."""
    teachers, place = answers.kind is CatalogueKind.TEACHERS, slug(words.place)
    subject: dict[str, Value] = {"navn": {answers.language: words.subject}}
    if teachers:
        subject["område"] = str(Area.SCIENCE)
    yield f"catalogue/vocabulary/subjects/{slug(words.subject)}.yaml", block(subject)
    county: dict[str, Value] = {"fylke": words.county} if teachers and _has_counties(answers) else {}
    yield f"catalogue/vocabulary/places/{place}.yaml", block({"navn": words.place, **county})
    institution: dict[str, Value] = {"navn": answers.institution, "studiesteder": [place]}
    yield f"catalogue/vocabulary/institutions/{slug(answers.institution)}.yaml", block(institution)


def _course_path(answers: StarterAnswers, words: StarterWords) -> str:
    return f"catalogue/{_year_key(answers)}/{slug(answers.institution)}/{slug(_title(answers, words))}.md"


def _title(answers: StarterAnswers, words: StarterWords) -> str:
    return words.graded_course if answers.kind is CatalogueKind.TEACHERS else words.course


def _course(answers: StarterAnswers, words: StarterWords) -> Mapping[str, Value]:
    teachers = answers.kind is CatalogueKind.TEACHERS
    grades: dict[str, Value] = {"trinn": words.grades} if teachers and not words.scale else {}
    scale: dict[str, Value] = {words.scale.lower(): words.grades} if words.scale else {}
    own = scale if teachers else {words.code.lower(): "MAT-1001"}
    if answers.kind is CatalogueKind.UNIVERSITY:
        own[words.mode.lower()] = words.modes[1]
    return {
        "tittel": _title(answers, words),
        "fag": slug(words.subject),
        **grades,
        "studiepoeng": "10",
        "språk": answers.language,
        "undervisningsspråk": [answers.language],
        "studieform": "på studiestedet",
        "studiesteder": [slug(words.place)],
        "oppstart": _term(words, AUTUMN, answers.first_year),
        "varighet": words.term,
        **own,
        "opphav": {"type": "eksempel"},
    }

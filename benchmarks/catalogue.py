"""A whole catalogue of N composed courses, from the real texts: `python -m benchmarks.catalogue N FOLDER`.

FOLDER becomes a root that `site-builder build --root FOLDER` builds without a problem. Subjects, institutions, places,
grades and forms are drawn as often as they occur in the real catalogue, and each text is some 300 words of real
sentences on its subject, in the course's own language. The same N and seed give the same bytes.

With `--years K` the courses are spread over K academic years, the newest of them the real one; institutions then
have no first and last day, since those of 2016 have not all existed for so long.

With `--institutions M` the courses are spread over M composed institutions, the first of which have most courses.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from site_builder.catalogue.checks.claims import claims
from site_builder.file_names import slug
from site_builder.sources.files import read_sources
from site_builder.sources.record import Record

PROJECT = Path(__file__).parent.parent
YEAR = "2016-2017"
GROUP_LETTERS = "ABCDEFGHJKLMNOPQRSTUWYZ"
"""Letters of names of groups: all but I, V and X."""

SEED = 2016
WORDS = 300
GRADES = ("1-4", "1-7", "1-10", "5-7", "5-10", "8-10", "8-13", "11-13")
HEADINGS = {
    "nb": ("Innhold", "Arbeidsformer", "For hvem", "I egen klasse"),
    "nn": ("Innhald", "Arbeidsformer", "For kven", "I eigen klasse"),
}
DURATIONS = {"15": "1 semester", "30": "2 semestre", "60": "4 semestre"}
GATHERINGS = (("09-05", "09-06"), ("10-10", "10-12"), ("11-14", "11-15"), ("01-16", "01-17"), ("03-06", "03-08"))
"""Mondays and Tuesdays far from holidays, in the year's autumn and spring."""


@dataclass
class Real:
    """What the real catalogue offers to draw from."""

    courses: list[Record]
    institutions: dict[str, dict[str, Any]]
    subjects: dict[str, dict[str, Any]]
    places: dict[str, str]
    sentences: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def spoken(self, subject: str, language: str) -> Sequence[str]:
        """Return the sentences on a subject in a language, filled up with others' where there are few."""
        own = self.sentences[subject, language]
        return own if len(own) >= 60 else own * 3 + self.sentences["", language]


def read_real(root: Path = PROJECT) -> Real:
    """Return the real catalogue's courses, vocabulary and sentences."""
    records = read_sources(root).records
    of = {
        kind: {each.key: dict(each.fields) for each in records if each.kind == kind}
        for kind in ("institution", "subject", "place")
    }
    courses = [each for each in records if each.kind == "course" and each.key.startswith(YEAR)]
    places = {key: fields["navn"] for key, fields in of["place"].items()}
    real = Real(courses, of["institution"], of["subject"], places)
    for record in courses:
        for sentence in _sentences(record.body):
            for subject in (record.fields["fag"], ""):
                real.sentences[subject, record.fields["språk"]].append(sentence)
    return real


def _sentences(body: str) -> Iterator[str]:
    """Yield the sentences of a text's paragraphs; headings, lists and tables are not prose.

    Sentences that claim what fields give of their own course are left out: others have other ones.
    """
    for paragraph in re.split(r"\n\s*\n", body):
        if not re.match(r"\s*(#|-|\*|>|\||\d+\.|!)", paragraph):
            for sentence in re.split(r"(?<=[a-zæøå»][.?!])\s+(?=[A-ZÆØÅ«])", " ".join(paragraph.split())):
                if 4 <= len(sentence.split()) <= 50 and "](" not in sentence and not any(claims(sentence)):
                    yield sentence


KINDS = (
    "Studiesenteret", "Kurssenteret", "Lærersenteret", "Fagskolen", "Etterutdanningen", "Ressurssenteret",
    "Skolelaget", "Kunnskapssenteret", "Kompetansesenteret", "Studielaget", "Kurslaget", "Utviklingssenteret",
    "Opplæringssenteret", "Språksenteret", "Realfagssenteret", "Folkeskolen",
)  # fmt: skip
"""First words of the names of composed institutions; a place follows."""


def institutions(number: int, real: Real) -> dict[str, str]:
    """Return key -> name of `number` composed institutions, in no order of the alphabet."""
    every = (f"{kind} {place}" for kind in KINDS for place in sorted(real.places.values()))
    names = {slug(name): name for name in every}
    keys = sorted(names)
    random.Random(f"{SEED}/institutions").shuffle(keys)
    if number > len(keys):
        raise ValueError(f"at most {len(keys)} institutions")
    return {key: names[key] for key in keys[:number]}


def courses(
    number: int, real: Real, years: Sequence[str], seed: int = SEED, composed: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield (path below the root, content) of `number` courses, spread evenly over `years`."""
    dice = random.Random(f"{seed}/{number}")
    levels: set[tuple[object, ...]] = set()
    names: dict[str, int] = defaultdict(int)
    for count in range(number):
        year = years[count % len(years)]
        model = dice.choice(real.courses)
        institution, subject = model.key.split("/")[1], dice.choice(real.courses).fields["fag"]
        if composed:
            institution = composed[int(dice.random() ** 2 * len(composed))]
        grades = dice.choice((str(model.fields["trinn"]), *GRADES)) if count % 3 else dice.choice(GRADES)
        grades = grades if re.fullmatch(r"\d+-\d+", grades) else "1-10"
        language = dice.choice(("nb", "nb", "nn"))
        credits = dice.choice(("30", "30", "30", "30", "15", "60"))
        level: int | None = dice.choice((1, 1, 2))
        mark = (year, institution, subject, level, grades, credits, language)
        if mark in levels:
            level = None
        levels.add(mark)
        stem = f"{subject}{f'-{level}' if level else ''}-{grades}"
        names[f"{year}/{institution}/{stem}"] += 1
        group = names[f"{year}/{institution}/{stem}"]
        fields = _fields(dice, real, model, year, subject, level, grades, credits, language, group)
        path = f"catalogue/{year}/{institution}/{stem}{f'-gruppe-{group}' if group > 1 else ''}.md"
        front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1000)
        yield path, f"---\n{front}---\n\n{_text(dice, real.spoken(subject, language), language)}"


def _fields(
    dice: random.Random,
    real: Real,
    model: Record,
    year: str,
    subject: str,
    level: int | None,
    grades: str,
    credits: str,
    language: str,
    group: int,
) -> dict[str, Any]:
    institution = model.key.split("/")[1]
    name = _in_language(real.subjects[subject]["navn"], language)
    low, high = grades.split("-")
    title = (
        f"{name}{f' {level}' if level else ''} for {low}.–{high}. trinn{f', gruppe {_letters(group)}' * (group > 1)}"
    )
    delivery = str(model.fields["studieform"])
    own = real.institutions[institution].get("studiesteder") or [dice.choice(sorted(real.places))]
    autumn = year.split("-")[0]
    fields: dict[str, Any] = {"tittel": title, "fag": subject}
    if level:
        fields["nivå"] = level
    fields |= {"trinn": grades, "studiepoeng": int(credits), "språk": language, "undervisningsspråk": [language]}
    fields["studieform"] = delivery
    if delivery not in ("nettbasert", "MOOC"):
        fields["studiesteder"] = dice.sample(own, k=1 if dice.random() < 0.8 else min(2, len(own)))
    fields |= {"oppstart": f"høst {autumn}", "varighet": DURATIONS[credits]}
    if "studiesteder" in fields and year == YEAR:
        kept = GATHERINGS[:3] if credits == "15" else GATHERINGS
        fields["samlinger"] = [
            {
                key: f"{int(autumn) + (day[0] == '0' and day < '08')}-{day}"
                for key, day in zip(("fra", "til"), days, strict=True)
            }
            for days in kept
        ]
    if level == 2:
        fields["opptakskrav"] = f"Minst 30 studiepoeng i {name[0].lower()}{name[1:]}."
        fields["forkunnskaper"] = {"fag": subject, "studiepoeng": 30}
    fields["ordninger"] = dice.choice((["vikar", "stipend"], ["vikar", "stipend"], ["stipend"]))
    if dice.random() < 0.1:
        fields["status"] = dice.choice(("full", "ledige plasser", "avlyst"))
        fields["statusmerknad"] = "Satt sammen for å måle byggeren."
        fields["status fra"] = f"{year[:4]}-05-15"
    return fields | {"opphav": {"type": "eksempel"}}


def _text(dice: random.Random, sentences: Sequence[str], language: str) -> str:
    lines: list[str] = []
    words = 0
    headings = iter(HEADINGS[language])
    while words < WORDS:
        paragraph = dice.choices(sentences, k=dice.randint(3, 6))
        words += sum(len(sentence.split()) for sentence in paragraph)
        if len(lines) % 2 == 1 and (heading := next(headings, None)):
            lines.append(f"## {heading}")
        lines.append(" ".join(paragraph))
    return "\n\n".join(lines) + "\n"


def _in_language(text: str | dict[str, str], language: str) -> str:
    return text if isinstance(text, str) else text.get(language) or text["nb"]


def _letters(number: int) -> str:
    """Return 2 as B, 26 as AC: a name without digits and Roman numerals, which a title would take for a level."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(GROUP_LETTERS))
        letters = GROUP_LETTERS[rest] + letters
    return letters


def write_catalogue(number: int, folder: Path, *, years: int = 1, seed: int = SEED, schools: int = 0) -> None:
    """Make `folder` a root with `number` courses in so many `years`. Raises FileExistsError where there is one."""
    if (folder / "catalogue").exists():
        raise FileExistsError(folder / "catalogue")
    shutil.copytree(PROJECT / "templates", folder / "templates")
    shutil.copytree(
        PROJECT / "content", folder / "content", ignore=shutil.ignore_patterns("historier", "expected-searches.yaml")
    )
    shutil.copytree(PROJECT / "catalogue/vocabulary", folder / "catalogue/vocabulary")
    for file in (folder / "catalogue/vocabulary/institutions").glob("*.yaml") if years > 1 else ():
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(("gyldig ", "etterfølger:"))]
        file.write_text("".join(kept), encoding="utf-8")
    first = int(YEAR[:4])
    keys = [f"{first - back}-{first - back + 1}" for back in range(years)]
    for back, key in enumerate(keys):
        text = (PROJECT / f"catalogue/{YEAR}/year.yaml").read_text(encoding="utf-8")
        if back:
            text = re.sub(r"20\d\d", lambda found: str(int(found[0]) - back), text)  # noqa: B023 - used at once
            text = text.replace("status: åpen", "status: arkivert")
        (folder / f"catalogue/{key}").mkdir(parents=True)
        (folder / f"catalogue/{key}/year.yaml").write_text(text, encoding="utf-8")
    made: set[str] = set()
    real = read_real()
    composed = institutions(schools, real)
    for key, name in composed.items():
        file = folder / f"catalogue/vocabulary/institutions/{key}.yaml"
        file.write_text(f"navn: {name}\n", encoding="utf-8")
    for path, content in courses(number, real, keys, seed, tuple(composed)):
        parent = path.rpartition("/")[0]
        if parent not in made:
            (folder / parent).mkdir(exist_ok=True)
            made.add(parent)
        (folder / path).write_text(content, encoding="utf-8")


def main() -> None:
    """Write a catalogue as the command line asks."""
    parser = argparse.ArgumentParser(description="A root folder with N composed courses.")
    parser.add_argument("number", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--years", type=int, default=1, help="spread over so many academic years (default: 1)")
    parser.add_argument("--institutions", type=int, default=0, help="spread over so many composed institutions")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    write_catalogue(asked.number, asked.folder, years=asked.years, seed=asked.seed, schools=asked.institutions)
    print(f"{asked.number} courses in {asked.folder}")


if __name__ == "__main__":
    main()

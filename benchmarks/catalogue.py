"""A catalogue of any size, made from the real one: `python -m benchmarks.catalogue 1000 /tmp/thousand`.

Every course takes its facts from a real course, its institution and place from the vocabulary, and some 300 words from
the sentences of its subject, in another order each time. The same number and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).parent.parent
YEAR = "2016-2017"
WORDS = 300
LEFT_OUT = ("bygger på", "status", "statusmerknad", "lenke", "pris", "frister", "kontakt", "gamle adresser")
"""Facts that tie a course to others or to its own time."""


@dataclass(frozen=True)
class Real:
    """A real course: its facts, as written, and its paragraphs' sentences."""

    institution: str
    facts: dict[str, Any]
    sentences: tuple[str, ...]


def real_courses(root: Path) -> list[Real]:
    """Return the courses of the real catalogue, by path."""
    found = []
    for path in sorted((root / "catalogue" / YEAR).glob("*/*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        plain = [part for part in body.strip().split("\n\n") if not re.match(r"[#|>*-]|\d+\.", part)]
        sentences = tuple(
            each for part in plain for each in re.split(r"(?<=[.?!]) +(?=[A-ZÆØÅ])", part.replace("\n", " "))
        )
        found.append(Real(path.parent.name, yaml.load(front, yaml.BaseLoader), sentences))
    return found


def make(number: int, folder: Path, *, seed: int = 1, root: Path = PROJECT) -> None:
    """Write a project of `number` courses to `folder`, which must not exist yet."""
    choose = random.Random(seed)
    shutil.copytree(root / "templates", folder / "templates")
    shutil.copytree(root / "catalogue" / "vocabulary", folder / "catalogue" / "vocabulary")
    shutil.copytree(root / "content", folder / "content")
    shutil.rmtree(folder / "content" / "historier")
    for article in (folder / "content").glob("*.md"):  # links from articles to real courses would be dead
        text = article.read_text(encoding="utf-8")
        article.write_text(re.sub(r"\[([^\]]*)\]\([^)]*catalogue/[^)]*\)", r"\1", text), encoding="utf-8")
    year = folder / "catalogue" / YEAR
    year.mkdir(parents=True)
    shutil.copy2(root / "catalogue" / YEAR / "year.yaml", year)
    courses = real_courses(root)
    places = {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader).get("studiesteder", [])
        for path in sorted((root / "catalogue" / "vocabulary" / "institutions").glob("*.yaml"))
    }
    institutions = sorted({course.institution for course in courses if places[course.institution]})
    by_subject: dict[str, list[str]] = defaultdict(list)
    for course in courses:
        by_subject[course.facts["fag"]] += course.sentences
    seen: set[tuple[str, ...]] = set()
    for count in range(number):
        course = courses[count % len(courses)]
        institution = choose.choice(institutions)
        place = choose.choice(places[institution])
        facts = {key: value for key, value in course.facts.items() if key not in LEFT_OUT}
        facts["tittel"] = f"{facts['tittel']}{_theme(courses, choose)} ({_letters(count)})"
        facts["opphav"] = {"type": "eksempel"}
        if "studiesteder" in facts:
            facts["studiesteder"] = [place]
        for gathering in facts.get("samlinger", []):
            if "sted" in gathering:
                gathering["sted"] = place
        mark = (institution, *(str(facts.get(key)) for key in ("fag", "nivå", "trinn", "studiepoeng", "språk")))
        if mark in seen:
            facts.pop("nivå", None)  # or it would be the same course twice
            facts["tittel"] = re.sub(r",? (del )?[123](?![0-9–-])", "", facts["tittel"], count=2)
        seen.add(mark)
        path = year / institution / f"{facts['fag']}-{count}.md"
        path.parent.mkdir(exist_ok=True)
        front = yaml.dump(facts, allow_unicode=True, sort_keys=False, width=1000)
        path.write_text(f"---\n{front}---\n\n{_text(by_subject[facts['fag']], choose)}\n", encoding="utf-8")


def _theme(courses: list[Real], choose: random.Random) -> str:
    modules = choose.choice(courses).facts.get("moduler", [])
    words = [word for each in modules for word in re.findall(r"\b[a-zæøå]{5,}\b", each["tittel"])]
    return f", {choose.choice(words)}" if words else ""


def _letters(count: int) -> str:
    """A mark without digits, which a title would have to account for: a, b, ..., ba, bb."""
    letters = ""
    while count or not letters:
        count, digit = divmod(count, 26)
        letters = chr(97 + digit) + letters
    return letters


def _text(sentences: list[str], choose: random.Random) -> str:
    paragraphs: list[str] = []
    words = 0
    while words < WORDS:
        chosen = choose.sample(sentences, min(len(sentences), choose.randint(3, 6)))
        paragraphs.append(" ".join(chosen))
        words += len(paragraphs[-1].split())
    paragraphs.insert(2, "## Arbeidsformer")
    return "\n\n".join(paragraphs)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    make(given.number, given.folder, seed=given.seed)


if __name__ == "__main__":
    main()

"""The index as the browser reads it: a small manifest for each language, and files named by their content.

Lexicon, postings and spellings are the same in every language of the interface; cards and facets speak one each.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.json import encode

from site_builder.catalogue.facets import BY_KEY, FACETS, Label, alphabetical
from site_builder.catalogue.model import Catalogue
from site_builder.memo import Memo
from site_builder.output import Output
from site_builder.search.analysis import TOKEN, fold
from site_builder.search.completeness import prove_complete
from site_builder.search.documents import Document, documents
from site_builder.search.lexicon import lexicon, phrases
from site_builder.search.lookup import manifest_path
from site_builder.search.numbers import front_code, write_numbers
from site_builder.search.postings import postings
from site_builder.search.shards import shards
from site_builder.search.vocabulary import counted, vocabulary
from site_builder.search.words import PARTS, PATTERNS, STOP

FORMAT = 2
"""Raised with every change of the files' shape; the browser refuses any other."""

FOLDER = "assets/search"
KINDS = ("course", "article", "story")

CARDS_IN_ONE = 140_000
CARDS_IN_MANY = 8_000
"""Characters of cards that are one file; beyond, of each of many."""

Cards = Mapping[tuple[str, str], Mapping[str, object]]
"""(kind, key) -> what a hit shows."""


class Voice(Struct, frozen=True):
    """How one language of the interface shows what was found: its words for facets, and what makes its cards."""

    say: Callable[[Label], str]
    cards: Callable[[], Cards]


def build_search(catalogue: Catalogue, voices: Mapping[str, Voice], memo: Memo) -> tuple[Output, ...]:
    """Return the index of the current year: for each language a manifest, and the files it names.

    Raises IncompleteIndex where the finished files lack a document.
    """
    found = documents(catalogue)
    counts = counted(found, memo)
    met = vocabulary(found, counts, memo)
    weighed = postings(found, counts, met)
    del counts
    words = lexicon(catalogue, met, weighed.terms)
    parts = shards(words, weighed)
    files = _Files()
    ranges = sorted({mark.removeprefix("trinn=") for each in found for mark in each.marks if mark[:6] == "trinn="})
    shared = {
        "format": FORMAT,
        "token": TOKEN,
        "stop": sorted(STOP),
        "phrases": phrases(catalogue),
        "parts": PARTS,
        "patterns": PATTERNS,
        "grades": {fold(word): years for word, years in catalogue.words.grades.items()},
        "credits": {fold(word): number for word, number in catalogue.words.credits.items()},
        "ranges": [[int(year) for year in each.split("-")] for each in ranges if each[0].isdigit()],
        "kinds": [sum(each.kind == kind for each in found) for kind in KINDS],
        "starts": [part.start for part in parts],
        "shards": [files.add(part.content) for part in parts],
        "spelling": files.add(encode({"names": front_code(words.names)})),
        "orders": files.add(encode(_orders(found))),
    }
    manifests = []
    for language, voice in voices.items():
        made = voice.cards()
        size, cards = _cards([encode(made[each.kind, each.key]) for each in found])
        own = {"size": size, "cards": [files.add(each) for each in cards]}
        own["facets"] = files.add(encode(_facets(found, catalogue, voice.say)))
        manifests.append(Output(manifest_path(language), encode(shared | own)))
    outputs = (*files.outputs(), *manifests)
    contents = {output.path: output.content for output in outputs}
    prove_complete(found, [manifest.content for manifest in manifests], contents.__getitem__)
    return outputs


class _Files:
    """Contents, each once, under a name that changes with it."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def add(self, content: bytes) -> str:
        name = hashlib.sha256(content).hexdigest()[:10]
        self._contents[name] = content
        return name

    def outputs(self) -> Iterator[Output]:
        return (Output(f"{FOLDER}/{name}.json", content) for name, content in self._contents.items())


def _cards(cards: Sequence[bytes]) -> tuple[int, list[bytes]]:
    """How many cards a file holds, and the files."""
    whole = 1 + sum(len(card) + 1 for card in cards)
    size = len(cards) if whole <= CARDS_IN_ONE else max(1, len(cards) * CARDS_IN_MANY // whole)
    files = (cards[first : first + size] for first in range(0, len(cards), size or 1))
    return size, [b"[%b]" % b",".join(file) for file in files]


def _orders(found: Sequence[Document]) -> dict[str, list[int]]:
    """Courses in every order that is not by relevance, by number."""
    courses = [number for number, each in enumerate(found) if each.kind == "course"]
    courses.sort(key=lambda number: (alphabetical(found[number].title), number))
    return {
        "title": courses,
        "start": sorted(courses, key=lambda number: found[number].start),
        "credits": sorted(courses, key=lambda number: found[number].credits),
        "place": sorted(courses, key=lambda number: alphabetical(found[number].where)),
    }


def _facets(found: Sequence[Document], catalogue: Catalogue, say: Callable[[Label], str]) -> list[dict[str, object]]:
    """Each facet with its values in order, and which documents have each."""
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(found):
        for pair in each.facets:
            having[pair].append(number)
    courses = {course.key: course for course in catalogue.current_year.courses}
    exported: list[dict[str, object]] = []
    for facet in FACETS:
        values = []
        for key in (key for name, key in having if name == facet.key):
            course = courses[found[having[facet.key, key][0]].key]
            value = next(value for value in facet.values(course) if value.key == key)
            values.append((key, value.order, say(value.label)))
        values.sort(key=lambda each: (each[1], alphabetical(each[2]), each[0]))
        exported.append(
            {
                "key": facet.key,
                "label": say(BY_KEY[facet.key].label),
                "values": [[key, label] for key, _, label in values],
                "having": " ".join(write_numbers(having[facet.key, key]) for key, _, _ in values),
            }
        )
    return exported

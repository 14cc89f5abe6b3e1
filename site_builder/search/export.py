"""The index as the browser reads it: one file a language, plain JSON, small because what repeats is numbered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from site_builder.catalogue.facets import BY_KEY, FACETS, Label, alphabetical
from site_builder.catalogue.model import Catalogue
from site_builder.output import Output
from site_builder.search.analysis import TOKEN
from site_builder.search.documents import Document, documents
from site_builder.search.lexicon import EXACT, Entry, lexicon
from site_builder.search.postings import Postings, postings
from site_builder.search.words import CREDITS, GRADES, PHRASES, STOP

FORMAT = 1
"""Raised with every change of the file's shape; the browser refuses any other."""

_EDGE = "(?<![0-9a-zæøå])"
_SCHOOL = "(?:årstrinn|årssteg|trinn|steg|klasse|kl)"
PATTERNS: tuple[tuple[str, str], ...] = (
    ("credits", f"{_EDGE}([0-9]{{1,3}}(?:[.,]5)?) ?(?:studiepoeng|stp|sp|poeng|ects)(?![0-9a-zæøå])"),
    ("vg-range", f"{_EDGE}vg ?([123]) ?(?:-|–|—|til) ?(?:vg ?)?([123])(?![0-9])"),
    ("vg", f"{_EDGE}vg ?([123])(?![0-9])"),
    ("range", f"{_EDGE}([0-9]{{1,2}}) ?\\.? ?(?:-|–|—|til) ?([0-9]{{1,2}})(?![0-9])\\.?(?: ?{_SCHOOL}(?![a-zæøå]))?"),
    ("one", f"{_EDGE}([0-9]{{1,2}}) ?\\.? ?{_SCHOOL}(?![a-zæøå])"),
    ("one", f"{_EDGE}{_SCHOOL} ([0-9]{{1,2}})(?![0-9])"),
)
"""Conditions in a query, read before it is cut into words; the same text is valid in Python and JavaScript."""

KINDS = ("course", "article", "story")


@dataclass(frozen=True, slots=True)
class Search:
    """The index files, and the address of each language's."""

    outputs: tuple[Output, ...]
    addresses: Mapping[str, str]


def build_search(
    catalogue: Catalogue,
    say: Mapping[str, Callable[[Label], str]],
    cards: Mapping[str, Mapping[tuple[str, str], Mapping[str, object]]],
) -> Search:
    """Return the index of the current year.

    `say` words a facet's label in each language; `cards` holds what a hit shows, by language and (kind, key).
    """
    outputs, addresses = [], {}
    for language in catalogue.settings.languages:
        content = json.dumps(
            index_data(catalogue, language, say[language], cards[language]), ensure_ascii=False, separators=(",", ":")
        ).encode()
        path = f"assets/search/{language}.{hashlib.sha256(content).hexdigest()[:10]}.json"
        outputs.append(Output(path, content))
        addresses[language] = f"/{path}"
    return Search(tuple(outputs), addresses)


def index_data(
    catalogue: Catalogue,
    language: str,
    say: Callable[[Label], str],
    cards: Mapping[tuple[str, str], Mapping[str, object]],
) -> dict[str, object]:
    """Return the index in one language of the interface; its shape is described in docs/search.md."""
    found = documents(catalogue, language)
    weighed = postings(found)
    forms = lexicon(catalogue, weighed)
    terms = {word: number for number, word in enumerate(weighed.impacts)}
    reasons = sorted({entry.reason for entries in forms.values() for entry in entries if entry.reason})
    return {
        "format": FORMAT,
        "token": TOKEN,
        "stop": sorted(STOP),
        "phrases": PHRASES,
        "patterns": PATTERNS,
        "grades": GRADES,
        "credits": CREDITS,
        "documents": [{"kind": KINDS.index(each.kind), **cards[each.kind, each.key]} for each in found],
        "facts": [[each.level, each.credits, each.start, each.ranges] for each in found],
        "facets": _facets(found, catalogue, say),
        "forms": _front_coded(forms),
        "entries": [_entries(entries, terms, reasons) for entries in forms.values()],
        "reasons": reasons,
        "postings": _deltas(weighed),
    }


def _facets(found: tuple[Document, ...], catalogue: Catalogue, say: Callable[[Label], str]) -> list[dict[str, object]]:
    """Each facet with its values in order, and for each document the numbers of its values."""
    labels: dict[tuple[str, str], tuple[tuple[int | str, ...], str]] = {}
    for course in catalogue.current_year.courses:
        for facet in FACETS:
            for value in facet.values(course):
                labels[facet.key, value.key] = (value.order, say(value.label))
    exported: list[dict[str, object]] = []
    for facet in FACETS:
        values = [(key, label) for (name, key), label in labels.items() if name == facet.key]
        values.sort(key=lambda each: (each[1][0], alphabetical(each[1][1]), each[0]))
        number = {key: index for index, (key, _) in enumerate(values)}
        exported.append(
            {
                "key": facet.key,
                "label": say(BY_KEY[facet.key].label),
                "values": [[key, label] for key, (_, label) in values],
                "of": [[number[key] for name, key in each.facets if name == facet.key] for each in found],
            }
        )
    return exported


def _front_coded(forms: Mapping[str, object]) -> str:
    """Forms in order, each as how many letters it shares with the one before (one character from `0`) and the rest."""
    lines, before = [], ""
    for form in forms:
        shared = 0
        while shared < min(len(form), len(before), 60) and form[shared] == before[shared]:
            shared += 1
        lines.append(chr(48 + shared) + form[shared:])
        before = form
    return "\n".join(lines)


def _entries(entries: tuple[Entry, ...], terms: Mapping[str, int], reasons: list[str]) -> int | list[list[int]]:
    """A plain form of one term is that term's number; others are lists of [term, weight, reason or -1]."""
    if len(entries) == 1 and entries[0].weight == EXACT and not entries[0].reason:
        return terms[entries[0].term]
    return [[terms[each.term], each.weight, reasons.index(each.reason) if each.reason else -1] for each in entries]


def _deltas(weighed: Postings) -> list[list[int]]:
    """For each term: document numbers as differences, each followed by its impact."""
    exported = []
    for by_document in weighed.impacts.values():
        row, before = [], 0
        for number, impact in by_document.items():
            row += [number - before, impact]
            before = number
        exported.append(row)
    return exported

"""What can be found, in files: lexicon, postings and spellings, the same in every language of the interface."""

from __future__ import annotations

from itertools import chain

from msgspec.json import encode

from site_builder.engine.memo import Memo, name_of
from site_builder.search.analysis import TOKEN, fold, stems
from site_builder.search.codec import front_code
from site_builder.search.completeness import assert_complete
from site_builder.search.documents import Corpus
from site_builder.search.index_files import Files, Part
from site_builder.search.lexicon import lexicon, order, phrases
from site_builder.search.norwegian import PARTS, PATTERNS, STOP
from site_builder.search.postings import postings
from site_builder.search.shards import shards
from site_builder.search.term_counts import COUNTED, counted
from site_builder.search.vocabulary import vocabulary

FORMAT = 2
"""Raised with every change of the files' shape; the browser refuses any other."""

KINDS = ("course", "article", "story")


def prepare_index(memo: Memo) -> None:
    """Read what `memo` knows, and put the words that it has met in order, before anybody knows which will be needed."""
    memo.preload(COUNTED, name_of(stems))
    shared = {id(each.words): each.words for each in memo.known(COUNTED)}  # texts counted together share one list
    for word in set(chain.from_iterable(shared.values())):
        order(word)


def build_index(known: Corpus, memo: Memo) -> Part:
    """Return what can be found in the current year, by words and conditions.

    Raises IncompleteIndex where the finished files lack a document.
    """
    found = known.documents
    counts = counted(found, memo)
    met = vocabulary(found, counts, memo)
    weighed = postings(found, counts, met)
    del counts
    words = lexicon(known, met, weighed.terms)
    parts = shards(words, weighed)
    files = Files()
    ranges = sorted({mark.removeprefix("trinn=") for each in found for mark in each.marks if mark[:6] == "trinn="})
    said = {
        "format": FORMAT,
        "token": TOKEN,
        "stop": sorted(STOP),
        "phrases": phrases(known),
        "parts": PARTS,
        "patterns": PATTERNS,
        "grades": {fold(word): years for word, years in known.words.grades.items()},
        "credits": {fold(word): number for word, number in known.words.credits.items()},
        "ranges": [[int(year) for year in each.split("-")] for each in ranges if each[0].isdigit()],
        "kinds": [sum(each.kind == kind for each in found) for kind in KINDS],
        "starts": [part.start for part in parts],
        "shards": [files.add(part.content) for part in parts],
        "spelling": files.add(encode({"names": front_code(words.names)})),
    }
    contents = {output.path: output.content for output in files.outputs()}
    assert_complete(found, encode(said), contents.__getitem__)
    return Part(said, files.outputs())

"""The files of the index: cut into shards by first letters, complete, with the same hits however they are cut."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build import Site
from site_builder.engine.memo import Memo
from site_builder.output.output import Output
from site_builder.output.search_paths import file_names, index_file_path, manifest_path
from site_builder.problems import IncompleteIndex
from site_builder.search import shards
from site_builder.search.build_index import build_index
from site_builder.search.completeness import assert_cards_complete, assert_complete
from site_builder.search.documents import corpus, documents
from site_builder.search.expected import open_index
from site_builder.search.index_files import MOST_NAMES, HashedFiles, index_files
from site_builder.search.lexicon import build_lexicon
from site_builder.search.postings import build_postings
from site_builder.search.ranking import Index
from site_builder.search.result_cards import LanguageContext, result_cards
from site_builder.search.term_counts import count_terms
from site_builder.search.vocabulary import build_vocabulary


def contents(site: Site) -> dict[str, bytes]:
    return {output.path: output.content for output in site.outputs}


def test_a_manifest_is_small_and_names_only_files_that_exist(real_site: Site) -> None:
    files = contents(real_site)
    for language in ("nb", "nn"):
        manifest = json.loads(files[manifest_path(language)])
        names = file_names([*manifest["shards"], *manifest["cards"], *manifest["facts"]["files"]])
        names += [manifest[key] for key in ("spelling", "orders", "facets", "near")]
        assert all(index_file_path(name) in files for name in names)
        assert len(files[manifest_path(language)]) < 13_500


def test_languages_share_shards_but_not_facets(real_site: Site) -> None:
    files = contents(real_site)
    first, second = (json.loads(files[manifest_path(language)]) for language in ("nb", "nn"))
    assert first["shards"] == second["shards"]
    assert first["facets"] != second["facets"]


@pytest.mark.parametrize("number", [0, 1, MOST_NAMES, MOST_NAMES + 1, 10 * MOST_NAMES + 7])
def test_the_names_of_many_files_are_few_and_name_each_in_its_place(number: int) -> None:
    contents, files = [str(each).encode() for each in range(number)], HashedFiles()
    names = files.add_all(contents)
    made = {output.path: output.content for output in files.outputs()}
    assert len(names) <= MOST_NAMES
    assert [made[index_file_path(name)] for name in file_names(names)] == contents


def test_a_group_of_files_changes_its_name_with_each_of_them() -> None:
    contents = [str(each).encode() for each in range(2 * MOST_NAMES)]
    changed = [*contents[:-1], b"other"]
    before, after = (HashedFiles().add_all(each) for each in (contents, changed))
    assert before[:-1] == after[:-1]
    assert before[-1] != after[-1]


def test_every_form_is_found_in_its_shard(real_site: Site) -> None:
    indexed = documents(real_site.catalogue)
    counts = count_terms(indexed, Memo())
    vocabulary = build_vocabulary(indexed, counts, real_site.catalogue.term_rules, Memo())
    forms = build_lexicon(
        corpus(real_site.catalogue), vocabulary, build_postings(indexed, counts, vocabulary).terms
    ).forms
    index = open_index(real_site.outputs, "nb")
    for form in list(forms)[::7]:
        assert index.words.matches(form, last=False), form


@pytest.mark.parametrize("smallest", [200, 1_000, 5_500, 10**9])
def test_the_size_of_shards_changes_no_hit_of_whole_words(
    real_site: Site, monkeypatch: pytest.MonkeyPatch, smallest: int
) -> None:
    indexed = documents(real_site.catalogue)
    counts = count_terms(indexed, Memo())
    vocabulary = build_vocabulary(indexed, counts, real_site.catalogue.term_rules, Memo())
    found = build_postings(indexed, counts, vocabulary)
    monkeypatch.setattr(shards, "MIN_SHARD_SIZE", smallest)
    monkeypatch.setattr(shards, "isqrt", lambda _: 0)
    parts = shards.cut_into_shards(build_lexicon(corpus(real_site.catalogue), vocabulary, found.terms), found)
    files = contents(real_site)
    manifest = json.loads(files[manifest_path("nb")])
    manifest |= {"starts": [part.start for part in parts], "shards": [f"s{n}" for n in range(len(parts))]}
    files |= {index_file_path(f"s{n}"): part.content for n, part in enumerate(parts)}
    cut, whole = Index(json.dumps(manifest).encode(), files.__getitem__), open_index(real_site.outputs, "nb")
    assert (len(parts) == 1) == (smallest == 10**9)
    for text in ("gym", "matematikk oslo", "engelsk ungdomsskole nett", "norsklærer", "lærer yrkesfag", "30 sp hamar"):
        here, there = (index.search(text, typing=False) for index in (cut, whole))
        assert [(hit.document, hit.score) for hit in here.hits] == [(hit.document, hit.score) for hit in there.hits]


def test_a_prefix_that_spans_shards_finds_names_with_that_prefix(
    real_site: Site,
) -> None:
    index = open_index(real_site.outputs, "nb")
    indexed = documents(real_site.catalogue)
    assert any(start.startswith("s") and len(start) > 1 for start in index.manifest["starts"])
    hits = [indexed[hit.document].title for hit in index.search("s").hits[:20]]
    assert any("Samfunnsfag" in title or "Spesialpedagogikk" in title or "Spansk" in title for title in hits)


def test_an_index_that_lacks_a_document_stops_the_build(real_site: Site) -> None:
    files = contents(real_site)
    indexed = documents(real_site.catalogue)
    manifest = files[manifest_path("nb")]
    assert_complete(indexed, manifest, files.__getitem__)
    with pytest.raises(IncompleteIndex, match="tool"):
        assert_complete((*indexed, indexed[-1]), manifest, files.__getitem__)
    assert_cards_complete(manifest, files.__getitem__)
    short = json.loads(manifest)
    short["cards"] = short["cards"][1:]
    with pytest.raises(IncompleteIndex, match="cards"):
        assert_cards_complete(json.dumps(short).encode(), files.__getitem__)


def test_a_site_with_hardly_any_words_has_an_index(small_site: Path, build_site: Callable[..., Site]) -> None:
    site = build_site(small_site)
    index = open_index(site.outputs, "nb")
    assert [hit.document for hit in index.search("naturfag 2").hits]
    assert index.search("qqqq").hits == ()
    assert len(index.search("").hits) == sum(index.manifest["kinds"])


def test_building_twice_gives_the_same_bytes(real_site: Site) -> None:
    kinds = {(each.kind, each.key): {"title": each.title} for each in documents(real_site.catalogue)}
    languages = {"nb": LanguageContext(lambda label: label.message or "x", lambda: kinds)}

    def files() -> tuple[Output, ...]:
        return index_files(
            build_index(corpus(real_site.catalogue), Memo()), result_cards(real_site.catalogue, languages)
        )

    assert files() == files()

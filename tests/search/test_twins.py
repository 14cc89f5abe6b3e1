"""JavaScript and Python return the same hits: Python writes its results, Node replays them with published scripts."""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
from pathlib import Path

from site_builder.build import Site
from site_builder.output.search_paths import file_names
from site_builder.search.analysis import fold
from site_builder.search.codec import MAX_SCORE, decode_scores, encode_numbers, front_code
from site_builder.search.edit_distance import distance
from site_builder.search.expected import open_index
from site_builder.search.posting_codec import ScoreLists
from tests.search.queries import of_all_kinds

REPLAY = Path(__file__).parent / "replay.test.js"
LETTERS = "abcdeghijklmnoprstuvyæøåáčđŋšŧžéü"


def test_the_browser_finds_what_python_finds_hit_by_hit(real_site: Site, published: Path, tmp_path: Path) -> None:
    index = open_index(real_site.outputs, "nb")
    queries = []
    for number, text in enumerate(of_all_kinds(real_site, 2_000)):
        result = index.search(text, typing=number % 3 > 0, paused=number % 2 > 0)
        expected = {
            "documents": [hit.document for hit in result.hits],
            "unknown": result.unknown,
            "dropped": result.dropped,
            "meant": [index.lookup.meant(word) for word in result.unknown],
            "hits": [
                {"document": hit.document, "missing": hit.missing, "reasons": hit.reasons} for hit in result.hits[:10]
            ],
        }
        queries.append({"text": text, "typing": number % 3 > 0, "paused": number % 2 > 0, "expected": expected})
    choose = random.Random(3)
    words = ["".join(choose.choices(LETTERS, k=choose.randint(0, 12))) for _ in range(400)]
    pairs = [*itertools.pairwise(words), *((word, word[1::-1] + word[2:]) for word in words)]
    lists = [sorted(choose.sample(range(10 ** choose.randint(2, 6)), 50)) for _ in range(40)]
    some = [each[: choose.randint(1, 50)] for each in lists]
    scores = ScoreLists.from_lists([(each, [choose.randint(1, MAX_SCORE) for _ in each]) for each in some])
    vectors = {
        "queries": queries,
        "folds": [[word, fold(word)] for word in words],
        "distances": [[a, b, most, distance(a, b, most)] for a, b in pairs for most in (3, 6, 8)],
        "numbers": [[encode_numbers(each), each] for each in lists],
        "scores": [[text, decode_scores(text)] for text in scores.encode()],
        "names": [[each, file_names(each)] for each in ([], ["0a*3", "1b", "2c*1"])],
        "fronts": [[front_code(sorted(words[:at])), sorted(words[:at])] for at in (0, 1, 2, 50)],
    }
    file = tmp_path / "vectors.json"
    file.write_text(json.dumps(vectors), encoding="utf-8")
    [scripts] = published.glob("assets/js.*")
    ran = subprocess.run(
        ["node", "--test", str(REPLAY)],
        env=os.environ | {"VECTORS": str(file), "SITE": str(published), "SCRIPTS": str(scripts)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]
    assert len(queries) >= 2_000

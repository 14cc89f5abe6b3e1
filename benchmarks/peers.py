"""Beside what people would pick instead, Hugo with Pagefind: `python -m benchmarks.peers N ... [--runs K] [--as-real]`.

Both build the same courses in turn (A B A B), the same kinds of pages: one of each course with its facts, gatherings,
JSON-LD and calendar, lists of cards by eight facets and by subject with grades or place, the catalogue as JSON, under
one menu; and a search index of the courses. Ours makes more (what is lacking, files for the form, MLO, ELM, feeds) and
checks it; Hugo's site is what one would write in a day. `make bench-peers` installs both into
.venv/peers, or say where they are by HUGO and PAGEFIND.

With `--as-real` ours is as the real catalogue is (four languages, warnings in 2 % of the files), and Hugo's site has
the same four languages: one folder of content mounted for each, so that a course has a page, a calendar and a place in
the lists of each language, which link to each other; Pagefind makes an index of each. Hugo's words stay untranslated
and its texts have no warnings to give, which is in its favour.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.build import Ours
from benchmarks.timing import Run, median, run
from site_builder.sources.files import read_sources

PEERS = Path(__file__).parent.parent / ".venv/peers"
LAYOUTS = Path(__file__).parent / "hugo/layouts"
FACETS = ("fag", "institusjon", "trinn", "studiepoeng", "studiesteder", "studieform", "oppstart", "undervisningsspråk")
LANGUAGES = ("nb", "nn", "se", "en")
PAIRED, PAIRS = ("trinn", "studiesteder"), "par"


class Hugo:
    """Hugo with Pagefind over the courses of one of our roots."""

    name = "Hugo + Pagefind"

    def __init__(self, ours: Path, root: Path, hugo: str, pagefind: str, *, as_real: bool = False) -> None:
        """Write the site, in one language or, `as_real`, in four."""
        self.root = root
        self._commands = ([hugo, "--quiet"], [pagefind, "--site", "public", "--quiet"])
        shutil.copytree(LAYOUTS, root / "layouts")
        styles = sorted((ours / "templates/assets/css").glob("[0-9]*.css"))
        _write(root / "static/site.css", "".join(file.read_text(encoding="utf-8") for file in styles))
        settings = {
            "baseURL": "https://katalog.example/",
            "title": "Studiekatalogen",
            "disableKinds": ["rss"],
            "outputs": {"home": ["html", "json"], "page": ["html", "calendar"]},
            "taxonomies": {name: name for name in (*FACETS, PAIRS)},
            **(_multilingual() if as_real else {}),
        }
        _write(root / "hugo.json", json.dumps(settings))
        courses = [record for record in read_sources(ours).records if record.kind == "course"]
        matters = {record.key: _matter(record.key, record.fields) for record in courses}
        frequent = Counter(pair for matter in matters.values() for pair in matter[PAIRS])
        for record in courses:
            matter = matters[record.key]
            matter[PAIRS] = [pair for pair in matter[PAIRS] if frequent[pair] > 1]
            _write(root / f"content/{record.key}.md", f"{json.dumps(matter)}\n\n{record.body}")
        self._course = root / f"content/{courses[0].key}.md"

    def cold(self) -> Run:
        """Build from nothing."""
        shutil.rmtree(self.root / "public", ignore_errors=True)
        shutil.rmtree(self.root / "resources", ignore_errors=True)
        return self.again()

    def change(self) -> Run:
        """Build after a course has changed."""
        with self._course.open("a", encoding="utf-8") as file:
            file.write("\nEt ord til.\n")
        return self.again()

    def again(self) -> Run:
        """Build, then index."""
        one, two = (run(command, str(self.root)) for command in self._commands)
        return Run(one.seconds + two.seconds, max(one.memory, two.memory), two.said)


def _multilingual() -> dict[str, Any]:
    """Return the settings of Hugo for four languages that share one folder of content."""
    mounts: list[dict[str, Any]] = [
        {"source": "content", "target": "content", "sites": {"matrix": {"languages": [language]}}}
        for language in LANGUAGES
    ]
    return {
        "defaultContentLanguage": LANGUAGES[0],
        "languages": {language: {"weight": weight} for weight, language in enumerate(LANGUAGES, start=1)},
        "module": {"mounts": mounts},
    }


def _matter(key: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    facets = {name: fields[name] for name in FACETS if name in fields} | {"institusjon": key.split("/")[1]}
    listed = {
        name: [str(each) for each in (value if isinstance(value, list) else [value])] for name, value in facets.items()
    }
    kept = {name: fields[name] for name in ("varighet", "opptakskrav", "samlinger") if name in fields}
    pairs = [f"{fields['fag']} {value}" for name in PAIRED for value in listed.get(name, ())]
    return {"title": fields["tittel"], PAIRS: pairs} | listed | kept


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _program(variable: str, path: str) -> str:
    """Return the path of a program: the environment's variable, the package's file, or the name alone.

    The package's own launcher is left out: Python would be started with each command, 0.02 s of theirs.
    """
    found = sorted(PEERS.glob(f"lib/*/site-packages/{path}"))
    return os.environ.get(variable) or str(found[0] if found else Path(path).name)


def _size(folder: Path) -> str:
    pages = sum(1 for _ in folder.rglob("*.html"))
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return f"{pages} pages, {size / 1e6:.0f} MB"


def main() -> None:
    """Print a row for each size and kind of build: medians, their ratio, memory."""
    parser = argparse.ArgumentParser(description="Builds of N generated courses beside Hugo with Pagefind.")
    parser.add_argument("numbers", type=int, nargs="+", metavar="N")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--as-real", action="store_true", help="four languages, warnings in 2 %% of our files")
    asked = parser.parse_args()
    hugo, pagefind = _program("HUGO", "hugo/binaries/hugo"), _program("PAGEFIND", "pagefind_bin/pagefind")
    print("| Courses | Build | Ours | Hugo + Pagefind | Ratio | Memory |")
    print("|---|---|---|---|---|---|")
    for number in asked.numbers:
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
            ours = Ours(number, Path(one), as_real=asked.as_real)
            theirs = Hugo(Path(one), Path(two), hugo, pagefind, as_real=asked.as_real)
            kinds: dict[str, tuple[Callable[[], Run], Callable[[], Run]]] = {
                "cold": (ours.cold, theirs.cold),
                "one course changed": (ours.change, theirs.change),
                "nothing changed": (ours.again, theirs.again),
            }
            for kind, pair in kinds.items():
                pair[0]()  # the first of a kind may have to note what was, as that nothing has changed
                mine, other = zip(*((pair[0](), pair[1]()) for _ in range(asked.runs)), strict=True)
                print(
                    f"| {number} | {kind} | {median(mine):.2f} s | {median(other):.2f} s |"
                    f" {median(mine) / median(other):.2f} |"
                    f" {max(each.memory for each in mine)} / {max(each.memory for each in other)} MiB |",
                    flush=True,
                )
            print(f"\nOurs: {_size(Path(one) / 'public')}; theirs: {_size(Path(two) / 'public')}.\n", flush=True)


if __name__ == "__main__":
    main()

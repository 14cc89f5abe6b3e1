"""Every page and style sheet passes the W3C's Nu HTML Checker (a Java program, from npm's vnu-jar)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

JAR = Path(__file__).parent.parent / ".venv/node/node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.mark.skipif(
    shutil.which("java") is None or not JAR.is_file(), reason="needs Java and vnu-jar (make test installs it)"
)
def test_every_page_passes_the_nu_checker(published: Path, examples: Path) -> None:
    """The pages of the example catalogues too: one Java for all, which takes long to begin.

    The other languages of the real site have the same pages from the same templates: one in eight is checked.
    """
    pages = sorted(published.rglob("*.html"))
    others = [page for page in pages if page.relative_to(published).parts[0] in ("nn", "se", "en")]
    assert len(pages) > len(others) > 1_000
    own = [page for page in pages if page not in frozenset(others)]
    result = subprocess.run(
        [
            "java",
            "-Xss4m",
            "-XX:TieredStopAtLevel=1",  # compiling more takes longer than it saves in half a minute
            "-XX:+UseSerialGC",
            "-jar",
            str(JAR),
            "--format",
            "json",
            "--skip-non-html",
            "--exit-zero-always",
            *map(str, (*own, *others[::8])),
            str(examples),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = json.loads(result.stderr or result.stdout)["messages"]
    found = sorted(
        {
            f"{each['url'].removeprefix('file:').removeprefix(str(published))}: {each['message']}"
            for each in messages
            if each["type"] == "error"
        }
    )
    assert found == []

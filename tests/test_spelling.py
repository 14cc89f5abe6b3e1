"""The words of the real catalogue's texts, by Hunspell's dictionaries of bokmål and nynorsk.

Names, technical terms and compounds that the dictionaries lack are listed in spelling/nb.txt and spelling/nn.txt.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from site_builder.build import Site
from site_builder.quality.texts import texts

SPELLING = Path(__file__).parent / "spelling"
DICTIONARIES = {"nb": "nb_NO", "nn": "nn_NO"}
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def known(language: str) -> frozenset[str]:
    return frozenset((SPELLING / f"{language}.txt").read_text(encoding="utf-8").split())


def has_dictionary(language: str) -> bool:
    """Hunspell lists the dictionaries that it finds on standard error."""
    if not shutil.which("hunspell"):
        return False
    listed = subprocess.run(["hunspell", "-D"], input="", capture_output=True, text=True, check=False)
    return DICTIONARIES[language] in listed.stderr


@pytest.mark.parametrize("language", DICTIONARIES)
def test_every_word_is_in_the_dictionary_or_the_list(real_site: Site, language: str) -> None:
    if not has_dictionary(language):
        pytest.skip("install Debian's hunspell and hunspell-no to check the spelling")
    readable = texts(real_site.catalogue, real_site.catalogue.current_year)
    words = {word for text in readable if text.language == language for word in WORD.findall(text.prose.text)}
    command = ["hunspell", "-i", "utf-8", "-d", DICTIONARIES[language], "-l"]
    found = subprocess.run(command, input="\n".join(sorted(words)), capture_output=True, text=True, check=True)
    assert sorted(set(found.stdout.split()) - known(language)) == []


@pytest.mark.parametrize("language", DICTIONARIES)
def test_the_list_is_sorted_and_has_no_word_twice(language: str) -> None:
    words = (SPELLING / f"{language}.txt").read_text(encoding="utf-8").split()
    assert words == sorted(set(words))

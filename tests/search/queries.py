"""Queries for comparing two searches: the expected searches, and queries generated from the words of the catalogue."""

from __future__ import annotations

import random

from site_builder.build import Site
from site_builder.search.analysis import tokens
from site_builder.search.documents import documents

JOINED = ("{} eller {}", "{} og {}", "ikke {} og {}", "verken {} eller {}", "har ikke {}, {}")
NEGATIONS = ("ikke", "uten", "bortsett fra", "alt annet enn")


def plain_words(site: Site, number: int) -> list[str]:
    """Return queries of one to three whole words from titles, names and texts."""
    choose, stop_words = random.Random(1), site.catalogue.term_rules.stop_words
    texts = [
        [word for word in tokens(text) if word not in stop_words]
        for each in documents(site.catalogue)
        for text in each.fields.values()
    ]
    made = []
    while len(made) < number:
        words = choose.choice(texts)
        if len(words) >= 3:
            made.append(" ".join(choose.sample(words, choose.randint(1, 3))))
    return made


def of_all_kinds(site: Site, number: int) -> list[str]:
    """Return the expected searches, then prefixes, misspellings, compounds, conditions and noise."""
    choose = random.Random(2)
    words = [word for each in plain_words(site, number) for word in each.split()]
    made = [expected.text for expected in site.catalogue.expected]
    phrases, towns = sorted(site.catalogue.words.facts), sorted(site.catalogue.words.towns)
    subjects = sorted(site.catalogue.words.subjects)
    titles = sorted({course.title for course in site.catalogue.current_year.courses})
    while len(made) < number:
        word, other = choose.choice(words), choose.choice(words)
        at = choose.randrange(len(word))
        made.append(
            choose.choice(
                [
                    word[: at + 1],
                    word[:at] + word[at + 1 :],
                    word[:at] + choose.choice("abcdeføåš") + word[at:],
                    word + other,
                    word.upper() + " " + other[:3],
                    f"{word} {choose.randint(0, 12)}-{choose.randint(1, 14)}",
                    f"{word} {choose.choice(list(site.catalogue.words.grades))} {choose.randint(1, 3)}",
                    f"{choose.choice(['15', '30', '7,5'])} sp {other}",
                    f"{word} {other} xqzw",
                    f"{word} {choose.choice(phrases)}",
                    f"{choose.choice(NEGATIONS)} {choose.choice(phrases)} {word}",
                    f"{choose.choice(['nær', 'i nærheten av', 'rundt', ''])} {choose.choice(towns)} {word}",
                    f"{choose.choice(JOINED)} {word}".format(*choose.sample([*phrases, *subjects, "1-7", "30 sp"], 2)),
                    f"{choose.choice(subjects)} {choose.choice(['nær', 'ved', ''])} {choose.choice(towns)}",
                    f"{choose.choice(['hva er', 'hvor', 'kan jeg', 'når'])} {word} {other}?",
                    choose.choice(titles).replace(",", choose.choice([",", ":", ""])),
                    f"{word[:4]}. {choose.choice(['&', '/', '+'])} {other}",
                    word.replace("ø", "o").replace("å", "aa").replace("æ", "ae"),
                ]
            )
        )
    return [
        *made,
        "",
        " ",
        "og i på",
        "vg1-vg3 vg2",
        "<script>",
        "a" * 300,
        "\u0301",
        "𝐤𝐣𝐞𝐦𝐢",
        "e\u0301",
        "__",
        "-",
        "1",
        "13. trinn 0",
    ]

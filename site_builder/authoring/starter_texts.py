"""The words of a new catalogue in each language that `site-builder init` writes."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class StarterWords(Struct, frozen=True, kw_only=True):
    """The words of a new catalogue in one language. `{name}` and `{year}` are filled in by starter.py.

    `own_fields` are the names of the first own fields: a code and, with its `modes`, how much time a course takes.
    """

    name: str
    description: str
    title: str
    summary: str
    front: str
    subject: str
    place: str
    course: str
    graded_course: str
    body: str
    apply: str
    answer: str
    form: str
    for_whom: str
    code: str
    mode: str
    modes: tuple[str, str]
    search_example: str
    readme: str


WORDS: Mapping[str, StarterWords] = {
    "nb": StarterWords(
        name="Studiekatalogen",
        description="Studietilbud i {name}, studieåret {year}",
        title="Finn et studium",
        summary="Alle studietilbudene på ett sted, med frister og steder.",
        front="Søk, eller velg fag og sted. Hvert tilbud sier når det begynner, hvor det går, og hvordan du søker.",
        subject="Matematikk",
        place="Studiestedet",
        course="Matematikk i praksis",
        graded_course="Matematikk for 1.–7. trinn",
        body="Dette er et eksempel, laget av `site-builder init`. Skriv her hva studiet handler om, hvem det "
        "passer for, og\nhvordan det er lagt opp.\n\n## Innhold\n\nTallforståelse, mønstre og måling. Bytt ut teksten.",
        apply="Søknadsfrist",
        answer="Svar på søknaden",
        form="Gå til søknadsskjemaet",
        for_whom="for lærere",
        code="Emnekode",
        mode="Tempo",
        modes=("heltid", "deltid"),
        search_example="matematikk, nett, 10 studiepoeng …",
        readme="# {name}\n\nÉn fil per studietilbud i `catalogue/`, tekstene i `content/`.\n\n"
        "```\npip install -r requirements.txt\nsite-builder serve --open   # se siden mens du skriver\n"
        "site-builder check          # finn feil, med fil og linje\n"
        "site-builder new course     # skriv et nytt tilbud\nsite-builder build          # bygg public/\n```\n",
    ),
    "nn": StarterWords(
        name="Studiekatalogen",
        description="Studietilbod i {name}, studieåret {year}",
        title="Finn eit studium",
        summary="Alle studietilboda på éin stad, med fristar og stader.",
        front="Søk, eller vel fag og stad. Kvart tilbod seier når det tek til, kvar det går, og korleis du søkjer.",
        subject="Matematikk",
        place="Studiestaden",
        course="Matematikk i praksis",
        graded_course="Matematikk for 1.–7. trinn",
        body="Dette er eit eksempel, laga av `site-builder init`. Skriv her kva studiet handlar om, kven det "
        "passar for, og\nkorleis det er lagt opp.\n\n## Innhald\n\nTalforståing, mønster og måling. Byt ut teksten.",
        apply="Søknadsfrist",
        answer="Svar på søknaden",
        form="Gå til søknadsskjemaet",
        for_whom="for lærarar",
        code="Emnekode",
        mode="Tempo",
        modes=("heiltid", "deltid"),
        search_example="matematikk, nett, 10 studiepoeng …",
        readme="# {name}\n\nÉi fil per studietilbod i `catalogue/`, tekstane i `content/`.\n\n"
        "```\npip install -r requirements.txt\nsite-builder serve --open   # sjå sida medan du skriv\n"
        "site-builder check          # finn feil, med fil og linje\n"
        "site-builder new course     # skriv eit nytt tilbod\nsite-builder build          # bygg public/\n```\n",
    ),
    "en": StarterWords(
        name="Course catalogue",
        description="Courses in {name}, {year}",
        title="Find a course",
        summary="All courses in one place, with dates and places.",
        front="Search, or choose a subject or a place. Each course says when it begins, where it is and how to apply.",
        subject="Mathematics",
        place="Main campus",
        course="Mathematics in practice",
        graded_course="Mathematics in practice",
        body="This is an example, written by `site-builder init`. Say here what the course is about, who it suits and "
        "how\nit is taught.\n\n## Contents\n\nNumbers, patterns and measurement. Replace this text with your own.",
        apply="Apply by",
        answer="Answers to applicants",
        form="Go to the application form",
        for_whom="for teachers",
        code="Course code",
        mode="Study mode",
        modes=("full time", "part time"),
        search_example="mathematics, online, 10 credits …",
        readme="# {name}\n\nOne file for each course in `catalogue/`, the texts in `content/`.\n\n"
        "```\npip install -r requirements.txt\nsite-builder serve --open   # see the page while you write\n"
        "site-builder check          # find faults, with file and line\n"
        "site-builder new course     # write a new course\nsite-builder build          # build public/\n```\n",
    ),
}
"""Language -> its words."""

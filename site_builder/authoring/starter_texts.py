"""The texts of a new catalogue in each language that `site-builder init` writes."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.authoring.starter_words import StarterWords

WORDS: Mapping[str, StarterWords] = {
    "nb": StarterWords(
        country="NO",
        county="Oslo",
        name="Studiekatalogen",
        description="Studietilbud i studieåret {year}",
        title="Finn et studium",
        summary="Alle studietilbudene på ett sted, med datoer og steder.",
        front="Søk, eller velg fag og sted. På siden til hvert studium står det når det begynner, hvor det går, og "
        "hvordan du søker.",
        subject="Matematikk",
        place="Studiestedet",
        course="Matematikk i praksis",
        graded_course="Matematikk for 1.–7. trinn",
        grades="1-7",
        body="Dette er et eksempel, laget av `site-builder init`. Skriv her hva studiet handler om, hvem det "
        "passer for, og\nhvordan det er lagt opp.\n\n## Innhold\n\nTallforståelse, mønstre og måling. Bytt ut "
        "teksten med din egen.",
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
        about_site="# Navnet, adressen og språkene. Bytt ut adressen før siden publiseres.\n",
        about_profile="# Det som er særskilt for denne katalogen. `site-builder schema` skriver skjemaer som "
        "forklarer nøklene.\n",
        about_year="# Når en kan søke, og når semestrene begynner og slutter. Rett datoene, og slett dem dere ikke "
        "har.\n",
    ),
    "nn": StarterWords(
        country="NO",
        county="Oslo",
        name="Studiekatalogen",
        description="Studietilbod i studieåret {year}",
        title="Finn eit studium",
        summary="Alle studietilboda på éin stad, med datoar og stader.",
        front="Søk, eller vel fag og stad. På sida til kvart studium står det når det tek til, kvar det går, og "
        "korleis du søkjer.",
        subject="Matematikk",
        place="Studiestaden",
        course="Matematikk i praksis",
        graded_course="Matematikk for 1.–7. trinn",
        grades="1-7",
        body="Dette er eit eksempel, laga av `site-builder init`. Skriv her kva studiet handlar om, kven det "
        "passar for, og\nkorleis det er lagt opp.\n\n## Innhald\n\nTalforståing, mønster og måling. Byt ut teksten "
        "med din eigen.",
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
        about_site="# Namnet, adressa og språka. Byt ut adressa før sida blir publisert.\n",
        about_profile="# Det som er særskilt for denne katalogen. `site-builder schema` skriv skjema som forklarar "
        "nøklane.\n",
        about_year="# Når ein kan søkje, og når semestera tek til og sluttar. Rett datoane, og slett dei de ikkje "
        "har.\n",
    ),
    "en": StarterWords(
        country="GB",
        name="Course catalogue",
        description="Courses in the academic year {year}",
        title="Find a course",
        summary="All courses in one place, with dates and places.",
        front="Search, or choose a subject or a place. The page of each course says when it begins, where it is "
        "held and how to apply.",
        subject="Mathematics",
        place="Main campus",
        course="Mathematics in practice",
        graded_course="Mathematics in practice",
        grades="1-6",
        scale="Year",
        steps=("Reception", *map(str, range(1, 14))),
        autumn="autumn",
        spring="spring",
        term="1 term",
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
        about_site="# The keys are Norwegian: the name, the description, the address, the languages and the current "
        "academic year.\n"
        "# Change the address before you publish.\n",
        about_profile="# What is particular to this catalogue: søkeeksempel is the hint in the search field, land "
        "the country,\n"
        "# valgfrie felt the fields that courses can be without, terminer the terms, egne felt fields of your own.\n"
        "# `site-builder schema` writes schemas with which a code editor explains every key.\n",
        about_year="# åpen: open; åpner: when applications open; frister: deadlines; semestre: the terms.\n"
        "# Change the dates, and delete those you do not have.\n",
        about_course="# fag: subject; studiepoeng: credits; studieform: delivery; oppstart: start; varighet: duration; "
        "opphav: where\n# the text comes from. Values such as `på studiestedet` (on campus) are fixed.\n",
    ),
    "sv": StarterWords(
        country="SE",
        name="Kurskatalogen",
        description="Kurser under läsåret {year}",
        title="Hitta en kurs",
        summary="Alla kurser på ett ställe, med datum och orter.",
        front="Sök, eller välj ämne och ort. På kursens sida står när den börjar, var den ges och hur du söker.",
        subject="Matematik",
        place="Campus",
        course="Matematik i praktiken",
        graded_course="Matematik för lågstadiet och mellanstadiet",
        grades="1-6",
        scale="Årskurs",
        steps=("F", *map(str, range(1, 10)), "gymnasiet"),
        autumn="höst",
        spring="vår",
        term="1 termin",
        body="Det här är ett exempel, skrivet av `site-builder init`. Skriv här vad kursen handlar om, vem den passar "
        "för och\nhur den är upplagd.\n\n## Innehåll\n\nTaluppfattning, mönster och mätning. Byt ut texten mot din "
        "egen.",
        apply="Sista ansökningsdag",
        answer="Svar på ansökan",
        form="Gå till ansökan",
        for_whom="för lärare",
        code="Kurskod",
        mode="Studietakt",
        modes=("helfart", "halvfart"),
        search_example="matematik, distans, 7,5 hp …",
        readme="# {name}\n\nEn fil för varje kurs i `catalogue/`, texterna i `content/`.\n\n"
        "```\npip install -r requirements.txt\nsite-builder serve --open   # se sidan medan du skriver\n"
        "site-builder check          # hitta fel, med fil och rad\n"
        "site-builder new course     # skriv en ny kurs\nsite-builder build          # bygg public/\n```\n",
        about_site="# Nycklarna är norska: namnet, beskrivningen, adressen, språken och läsåret. Byt adress innan "
        "sidan publiceras.\n",
        about_profile="# Det som är särskilt för den här katalogen: søkeeksempel är orden i sökfältet, land landet, "
        "valgfrie felt\n"
        "# de fält som kurser kan vara utan, terminer terminerna, egne felt egna fält.\n"
        "# `site-builder schema` skriver scheman "
        "som förklarar nycklarna.\n",
        about_year="# åpner: när ansökan öppnar; frister: sista dagar; semestre: terminerna.\n"
        "# Rätta datumen, och ta bort dem ni inte har.\n",
        about_course="# fag: ämne; studiepoeng: högskolepoäng; studieform: undervisningsform; oppstart: start; "
        "varighet: längd; "
        "opphav:\n# varifrån texten kommer. Värden som `på studiestedet` (på studieorten) är fasta.\n",
    ),
    "da": StarterWords(
        country="DK",
        name="Kursuskataloget",
        description="Kurser i studieåret {year}",
        title="Find et kursus",
        summary="Alle kurser samlet, med datoer og steder.",
        front="Søg, eller vælg fag og sted. På kursets side står der, hvornår og hvor det holdes, og hvordan du søger.",
        subject="Matematik",
        place="Campus",
        course="Matematik i praksis",
        graded_course="Matematik for indskolingen og mellemtrinnet",
        grades="1-6",
        scale="Klassetrin",
        steps=tuple(map(str, range(11))),
        autumn="efterår",
        spring="forår",
        term="1 termin",
        body="Dette er et eksempel, skrevet af `site-builder init`. Skriv her, hvad kurset handler om, hvem det passer "
        "til, og\nhvordan det er lagt op.\n\n## Indhold\n\nTalforståelse, mønstre og måling. Erstat teksten med din "
        "egen.",
        apply="Ansøgningsfrist",
        answer="Svar på ansøgningen",
        form="Gå til ansøgningen",
        for_whom="for lærere",
        code="Kursuskode",
        mode="Tempo",
        modes=("fuldtid", "deltid"),
        search_example="matematik, online, 10 ECTS-point …",
        readme="# {name}\n\nÉn fil for hvert kursus i `catalogue/`, teksterne i `content/`.\n\n"
        "```\npip install -r requirements.txt\nsite-builder serve --open   # se siden, mens du skriver\n"
        "site-builder check          # find fejl, med fil og linje\n"
        "site-builder new course     # skriv et nyt kursus\nsite-builder build          # byg public/\n```\n",
        about_site="# Nøglerne er norske: navnet, beskrivelsen, adressen, sprogene og studieåret. Ret adressen, før "
        "siden udgives.\n",
        about_profile="# Det, der er særligt for dette katalog: søkeeksempel er ordene i søgefeltet, land landet, "
        "valgfrie felt de felter,\n"
        "# som kurser kan undvære, terminer semestrene, egne felt egne felter.\n"
        "# `site-builder schema` skriver skemaer, der "
        "forklarer nøglerne.\n",
        about_year="# åpner: hvornår man kan søge; frister: frister; semestre: semestrene.\n"
        "# Ret datoerne, og slet dem, I ikke har.\n",
        about_course="# fag: fag; studiepoeng: ECTS-point; studieform: undervisningsform; oppstart: start; varighet: "
        "varighed; "
        "opphav:\n# hvor teksten kommer fra. Værdier som `på studiestedet` er faste.\n",
    ),
}
"""Language -> its words."""

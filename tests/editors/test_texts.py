"""Mistakes of editors in texts: what was written, and what is reported.

Each row is one mistake: the text, then the name of the note, its line and column, what it marks, and the correction
that `check --fix` writes, or None.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.catalogue.checks.note_messages import MESSAGES
from site_builder.catalogue.markdown.convert import convert

MISTAKES = [
    # Abbreviations, and what a merge has left
    ("*[IKT]: informasjon\n\nIKT", "abbreviation", 1, 1, "*[IKT]:", None),
    ("Kropp og helse.\n=======\nKropp.", "merge-rest", 1, 1, "Kropp og helse.", None),
    # Words that the page shows nowhere
    ("| a | b |\n|---|---|\n| 1 | 2 | Hamar |", "lost-words", 3, 11, "Hamar", None),
    ("Se planen.\n\n[plan]: https://www.hihm.no/plan", "lost-words", 3, 9, "https://www.hihm.no/plan", None),
    ("```python kode\nx\n```\n\n| a |\n|---|\n| x | tapt |", "lost-words", 7, 7, "tapt", None),
    # Attributes that only headings have, and a table that only some hosts see
    ("Tekst.\n{: .klasse }", "braces", 2, 1, "{: .klasse }", None),
    ("**fet**{: .x} tekst", "braces", 1, 8, "{: .x}", None),
    ("Tekst her.\na | b\n--:|-\n1 | 2", "table", 3, 1, "--:|-", None),
    # Lists that are none
    ("Vi lærer:\n\n-lesing\n-skriving", "item-dash", 3, 1, "-", "- "),
    ("*lesing\n*skriving", "item-dash", 2, 1, "*", "- "),
    ("– lesing\n– skriving", "item-dash", 1, 1, "– ", "- "),
    ("Plan:\n— lesing\n— skriving", "item-dash", 3, 1, "— ", "- "),
    ("– Dette er bra, sier hun.\n– Ja, sier han.", "item-dash", 1, 1, "– ", None),
    ("1.Lesing\n2.Skriving", "item-number", 1, 1, "1.", "1. "),
    ("a) lesing\nb) skriving", "item-letter", 1, 1, "a) ", None),
    ("ii. lesing\niii. skriving", "item-letter", 2, 1, "iii. ", None),
    ("Vi lærer: - lesing - skriving", "item", 1, 11, "- ", None),
    ("9. til 11. september møtes vi.", "list-number.date", 1, 1, "9.", "9\\."),
    ("8. og 9. trinn er målet.", "list-number.date", 1, 1, "8.", "8\\."),
    ("2016. Da kom planen.\n\n2017. Da var den ferdig.", "list-number.date", 3, 1, "2017.", "2017\\."),
    # Headings that are none, and lines that become one
    ("####### Innhold", "heading", 1, 1, "####### Innhold", None),
    ("== Innhold ==\n\nKropp", "heading", 1, 1, "== Innhold ==", None),
    ("h2. Innhold", "heading", 1, 1, "h2. ", None),
    ("Frist: 1. mars\n---\nVelkommen", "underlined", 1, 1, "Frist: 1. mars", None),
    ("---\nstatus: full\n---\nTekst", "underlined", 2, 1, "status: full", None),
    ("Tekst\n\n    Innrykk", "indented", 3, 1, "    Innrykk", None),
    ("Tekst\n\n\tInnrykk", "indented", 3, 1, "\tInnrykk", None),
    ("\n    Innrykk\n\n    Mer", "indented", 2, 1, "    Innrykk", None),
    ("Tekst\n\n    - Innrykk", "indented", 3, 1, "    - Innrykk", None),
    ("    ## Innhold\n    Tekst", "indented", 1, 1, "    ## Innhold", None),
    ("- a\n\n      Innrykk", "indented", 3, 1, "      Innrykk", None),
    ("Mål\n-\nLesing", "underlined", 1, 1, "Mål", None),
    ("Mål\n==", "underlined", 1, 1, "Mål", None),
    # Numbers of no list
    ("19. århundre var viktig.", "list-number.date", 1, 1, "19.", "19\\."),
    ("2016. Da begynte det.", "list-number.date", 1, 1, "2016.", "2016\\."),
    # Tables that are none
    ("Emne\tSted\nKropp\tHamar", "table", 1, 1, "Emne\tSted", None),
    ("+------+----+\n| Emne | Sp |\n+------+----+", "table", 1, 1, "+------+----+", None),
    # Markup of other programs
    ("Les [planen|https://www.hihm.no].", "piped-link", 1, 5, "[planen|https://www.hihm.no]",
     "[planen](https://www.hihm.no)"),
    ("'''viktig'''", "wiki-link", 1, 1, "'''viktig'''", None),
    ("[b]viktig[/b]", "shortcode", 1, 10, "[/b]", None),
    ('[gallery ids="1,2"]', "shortcode", 1, 1, '[gallery ids="1,2"]', None),
    ("==viktig==", "emphasis", 1, 1, "==viktig==", None),
    ("++nytt++", "emphasis", 1, 1, "++nytt++", None),
    ("H~2~O", "raised", 1, 2, "~2~", None),
    ("25 m^2 gulv", "raised", 1, 5, "^2", None),
    ("2*3*4 er 24", "times", 1, 1, "2*3", None),
    ("Tekst <!-- husk\n\nMer", "tag", 1, 7, "<!--", None),
    ("Lesing &oslash mer", "entity", 1, 8, "&oslash", None),
    ("[TOC]", "contents", 1, 1, "[TOC]", None),
    ("Se Feil! Fant ikke referansekilden.", "word", 1, 4, "Feil! Fant ikke referansekilden.", None),
    ("Tekst [KH1] mer", "word", 1, 7, "[KH1]", None),
    ("@@ -1,3 +1,3 @@", "patch", 1, 1, "@@ -1,3 +1,3 @@", None),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.hihm.no", "wrapped-address", 1, 1,
     "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.hihm.no", None),
    ("Hei {fornavn}, velkommen", "braces", 1, 5, "{fornavn}", None),
    ("Se [https://www.hihm.no](https://www.nord.no).", "other-address", 1, 4, "[https://www.hihm.no]", None),
    # Emphasis and links that are half written
    ("Dette er **viktig* her", "emphasis", 1, 10, "**viktig*", None),
    ("Dette er *viktig** her", "emphasis", 1, 10, "*viktig**", None),
    ("Dette er __viktig_ her", "emphasis", 1, 10, "__viktig_", None),
    ("Dette er *viktig her", "emphasis", 1, 10, "*", None),
    ("Dette er _viktig her", "emphasis", 1, 10, "_", None),
    ("Se [planen(https://www.hihm.no/plan)", "open-link", 1, 4, "[planen(", None),
    ("Se [planen] https://www.hihm.no/plan", "open-link", 1, 4, "[planen]", None),
    ("Se [planen]: https://www.hihm.no/plan", "open-link", 1, 4, "[planen]:", None),
    ("Se <https://www.hihm.no/plan", "open-link", 1, 4, "<", None),
    ("Se (planen)[plan.pdf].", "reversed-link", 1, 4, "(planen)[plan.pdf]", "[planen](plan.pdf)"),
    ("[[_TOC_]]", "wiki-link", 1, 1, "[[_TOC_]]", None),
    ("Se {{ **navn** }}", "template", 1, 4, "{{ **navn** }}", None),
    ("Se [planen]().", "empty-target", 1, 4, "[planen]()", None),
    ("Se ![Kart](<>).", "empty-target", 1, 4, "![Kart](<>)", None),
    # Addresses that nobody can open
    ("Se http:/www.hihm.no/plan.", "mistyped-address", 1, 4, "http:/www.hihm.no/plan", None),
    ("Se https//www.hihm.no", "mistyped-address", 1, 4, "https//www.hihm.no", None),
    ("Se htttps://hihm.no", "mistyped-address", 1, 4, "htttps://hihm.no", None),
    ("Se https:// www.hihm.no", "mistyped-address", 1, 4, "https:// www.hihm.no", None),
    ("Se www,hihm.no", "mistyped-address", 1, 4, "www,hihm.no", None),
    ("Se ww.hihm.no og wwww.hihm.no", "mistyped-address", 1, 18, "wwww.hihm.no", None),
    ("Se [planen](https//www.hihm.no).", "mistyped-target", 1, 13, "https//www.hihm.no", None),
    ("Se file:///C:/plan.docx", "local-address", 1, 4, "file:///C:/plan.docx", None),
    ("Se C:\\Felles\\plan.docx", "local-address", 1, 4, "C:\\Felles\\plan.docx", None),
    ("Se \\\\hihm-fil\\felles\\plan", "local-address", 1, 4, "\\\\hihm-fil\\felles\\plan", None),
    ("Se ftp://ftp.hihm.no/plan.", "unlinked-address", 1, 4, "ftp://ftp.hihm.no/plan.", None),
    ("Ring tel:+4762430000 nå", "unlinked-address", 1, 6, "tel:+4762430000", None),
    ("Se smb://felles/plan og webcal://hihm.no/x", "unlinked-address", 1, 25, "webcal://hihm.no/x", None),
    ("Se http://10.0.0.4/plan", "private-address", 1, 4, "http://10.0.0.4/plan", None),
    ("Se [planen](https://172.20.1.2:8080).", "private-address", 1, 13, "https://172.20.1.2:8080", None),
    ("Se https://plan.hihm.local/a", "private-address", 1, 4, "https://plan.hihm.local/a", None),
    ("[Rom](https://x.sharepoint.com/a)", "private-address", 1, 7, "https://x.sharepoint.com/a", None),
    ("Se https://teams.microsoft.com/l/team/1", "private-address", 1, 4, "https://teams.microsoft.com/l/team/1", None),
    # What only the preview draws
    ("```mermaid\ngraph TD\n```", "drawn", 1, 1, "```mermaid", None),
    ("Vekt: $m = 2$ kg", "formula", 1, 7, "$m = 2$", None),
    # Spaces of another kind, and marks of word processors
    ("\u00a0- a\n\u00a0- b", "odd-space-before", 2, 1, "\u00a0", ""),
    ("## Mål\n\nTekst\n\n\u3000## Mål", "odd-space-before", 5, 1, "\u3000", ""),
    ("\u2043 a", "bullet", 1, 1, "\u2043 ", "- "),
    ("•lesing", "bullet", 1, 1, "•", "- "),
    ("•\u00a0lesing", "bullet", 1, 1, "•\u00a0", "- "),
    ("Vi lærer:\n\n·\u00a0\u00a0 lesing", "bullet", 3, 1, "·\u00a0\u00a0 ", "- "),
    ("\u00a0o\tlesing", "bullet", 1, 2, "o\t", "- "),
    ("§\u00a0lesing", "bullet", 1, 1, "§\u00a0", "- "),
    ("Se • her", "item", 1, 4, "•", None),
    ("➢ a", "item", 1, 1, "➢", None),
    # Lists of other programs, whose lines run together
    ("(1) Kropp\n(2) Helse", "item-letter", 1, 1, "(1) ", None),
    ("(a) Kropp\n(b) Helse", "item-letter", 2, 1, "(b) ", None),
    ("1.1 Mål\n1.2 Innhold", "item-letter", 1, 1, "1.1 ", None),
    ("I. Mål\nII. Innhold", "item-letter", 2, 1, "II. ", None),
    ("A. Mål\nB. Innhold", "item-letter", 1, 1, "A. ", None),
    ("1: Kropp\n2: Helse", "item-letter", 2, 1, "2: ", None),
    ("1 . Kropp\n2 . Helse", "item-letter", 1, 1, "1 . ", None),
    ("§ 1 Kropp\n§ 2 Helse", "item-letter", 1, 1, "§ ", None),
    ("Mål:\n✓ Kropp\n✓ Helse", "item", 3, 1, "✓", None),
    ("✔ Kropp", "item", 1, 1, "✔", None),
    ("Mål:\n☑️ Kropp", "item", 2, 1, "☑", None),
    # Lines of a sentence that become another block
    ("Vi holder til på rom\n# 12 i tredje etasje.", "wrapped-heading", 2, 1, "# 12", None),
    ("Kurset gir 15\n+ 15 studiepoeng.", "wrapped-item", 2, 1, "+ 15", None),
    ("Kravet er karakteren\n> 3 i snitt.", "wrapped-quotation", 2, 1, "> 3", None),
    ("Det er plass til 30\n- 40 studenter.", "wrapped-item", 2, 1, "- 40", None),
    ("Vi leser, skriver\n  * og regner litt.", "wrapped-item", 2, 3, "* og", None),
    ("Alle får bøkene\n- det er viktig.\n\nMer.", "wrapped-item", 2, 1, "- det", None),
    ("Om kurset\n\n> 3 av fire lærere er med.", "wrapped-quotation", 3, 1, "> 3", None),
    ("# 1 av ti slutter.", "wrapped-heading", 1, 1, "# 1", None),
    ("→ Kropp\n→ Helse", "item-letter", 2, 1, "→ ", None),
    ("-- Kropp\n-- Helse", "item-dash", 1, 1, "-- ", "- "),
    ("[ ] Kropp", "box", 1, 1, "[ ]", None),
    ("- [] Kropp", "box", 1, 1, "- []", None),
    ("[x] Kropp\n[ ] Helse", "box", 2, 1, "[ ]", None),
    # Tables and contents as text
    ("Emne;Sted;Sp\nKropp;Hamar;15", "table", 1, 1, "Emne;Sted;Sp", None),
    ("Tekst\n\nEmne | Sp\nKropp | 15", "table", 3, 1, "Emne | Sp", None),
    ("Mål og innhold .......... 3", "word", 1, 16, ".......... 3", None),
    ("natur¬\nfag", "word", 1, 1, "natur¬", None),
    # Mails
    ("Fra: Ola\nSendt: 1. mars", "mail", 1, 1, "Fra: Ola", None),
    ("Hei\n\nSendt fra min iPhone", "mail", 3, 1, "Sendt fra min iPhone", None),
    ("Kropp og hel=\nse", "mail", 1, 13, "=", None),
    ("Logo: [image: logo.png]", "mail", 1, 7, "[image: logo.png]", None),
    ("Se planen<https://www.hihm.no/plan>.", "mail", 1, 10, "<https://www.hihm.no/plan>", None),
    # Marks without their pair
    ("Skriv `print(1) og kjør", "tick", 1, 7, "`", None),
    ("Skriv ``print(1) og kjør", "tick", 1, 7, "``", None),
    ("Skriv ``a`b`` og ``c", "tick", 1, 18, "``", None),
    ("- `a\n- b`", "tick", 1, 3, "`", None),
    ("Se kilden[1] for mer", "footnote", 1, 10, "[1]", None),
    ("N a t u r f a g for alle", "spaced", 1, 1, "N a t u r f a g", None),
    # Days that are none
    ("Frist 31. september.", "no-such-day", 1, 7, "31. september", None),
    ("Frist 31.2.2017.", "no-such-day", 1, 7, "31.2.2017", None),
    ("Frist 1.13.2017.", "no-such-day", 1, 7, "1.13.2017", None),
    ("Frist fredag 1.6.2017.", "other-weekday", 1, 7, "fredag", None),
    ("Den 29. februar 2017", "no-such-day", 1, 5, "29. februar 2017", None),
    ("Møt opp tirsdag 5. september 2016.", "other-weekday", 1, 9, "tirsdag", None),
    ("Laurdagen, den 4. september 2016", "other-weekday", 1, 1, "Laurdag", None),
    # Damaged letters
    ("Hã¸sten", "odd-letter", 1, 1, "Hã¸sten", None),
    ("Når ?ret er omme", "odd-letter", 1, 5, "?ret", None),
    ("n‘r", "odd-letter", 1, 1, "n‘r", None),
    ("N\u0430turfag", "two-alphabets", 1, 1, "N\u0430turfag", "Naturfag"),
    ("Kurs \u0410 i \u041d\u0410\u041c\u0410R", "two-alphabets", 1, 6, "\u0410", "A"),
    ("\u039fslo", "two-alphabets", 1, 1, "\u039fslo", "Oslo"),
    ("Natu\u0440\u0444ag", "mixed-alphabets", 1, 1, "Natu\u0440\u0444ag", None),
    ("\ufb01nne", "joined", 1, 1, "\ufb01", "fi"),
    ("Emne \ue000 x", "lost-letter", 1, 6, "\ue000", None),
    ("natur\u200efag", "invisible", 1, 6, "\u200e", ""),
    ("Tekst \ufffc bilde", "invisible", 1, 7, "\ufffc", ""),
    ("Vi lærer na-\nturfag", "divided", 1, 10, "na-", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "line", "column", "marked", "fix"), MISTAKES)
def test_what_is_no_text_is_reported_where_it_stands(
    text: str, name: str, line: int, column: int, marked: str, fix: str | None
) -> None:
    notes = [(each.line, each.column, each.values.get("fix")) for each in convert(text).notes if each.name == name]
    assert (line, column, fix) in notes
    assert text.split("\n")[line - 1][column - 1 :].startswith(marked)
    assert name in MESSAGES


@pytest.mark.parametrize(
    "text",
    [
        "Prisen er 500 kr.\n– Det er billig, sier hun.",
        "-5 grader\n-10 grader",
        "Ring\n+47 62 43 00 00\n+47 62 43 00 01",
        "*viktig* og\n*mer viktig*",
        "Innhold\n-------\n\nTekst",
        "Innhold\n=======\n\nPris* er **ikke** med.\n\n*Med forbehold*",
        "Emne | Sp\n--- | ---\nA | 15",
        "Kurset er nett-\nog samlingsbasert, i C++ og C#.",
        "3. Først\n4. Så",
        "1. a\n\nMellom\n\n2. b",
        "Se [planen][plan].\n\n[plan]: https://www.hihm.no/plan",
        "## Innhold {#innhold}\n\nTekst",
        "[a](<b c.md>), ![Kart](kart.png \"Hamar\") og https://www.hihm.no/?utm_source=epost&x=1",
        "Bruk `a*b*c` og\n\n```\n-x\n-y\n```",
        "Ålesund i juni? Hva da.",
        "- [x] ferdig\n- [ ] igjen",
        "Mandag 5. september 2016, tysdag 6. september 2016, fredag 29. februar, 1.–31. mars og 2.30. juni",
        "Se [www.hihm.no](https://hihm.no/plan), https://www.hihm.no/x og [hihm.no](https://www.nord.no).",
        "Mengden {1, 2} og `{navn}`",
        "Vi møtes kl.\n15.30 i Hamar og\n20 studenter er med, eller\n19 andre.",
        "Om lag\n30 studiepoeng av\n60 er på nett.",
        "Oslo | Bergen | Hamar",
        "Emne | Sp\n--- | ---\nA | 15\nB | 30",
        "Kropp; helse; miljø.\nSpråk.",
        "Versjon 1.31.2017.4 og torsdag 1.6.2017, 29.02.2016",
        "Pris: 500 kr*\n\n*Gjelder ikke studenter",
        "Mellom $5 og $6, og 2 * 3",
        "Se f(x) i [planen](om.md), [1] https://www.hihm.no og HTTP/1.1",
        "# Mål\n\n1. a\n-",
        "**a** og *b*, **a**b *c*, __a__ og _b_, a_b_c",
        "Filen heter A:B, forholdet er 1:2, og stien er /home",
        "Se https://www.hihm.no/www,plan og https://http.no",
        "Se [1] og [planen][1].\n\n[1]: https://www.hihm.no/plan",
        "Skriv \\` eller ``a`b``.",
        "Skriv ``a`b\nc`` eller `d\ne`.",
        "Fra: Oslo\nTil Hamar er det to timer.",
        "Les <https://www.hihm.no> ... og så <https://www.nord.no>.",
        "Han sa: ..... ja",
        "Klassene a b c og d",
        "§ 3 i loven.\nOg mer.",
        "x = 3, og y=\n4",
        "- a\n\n    - b\n\n        mer",
        "Vi lærer å lese og\n- skrive\n- regne",
        "Til kurset trenger du:\n- 2 bøker",
        "Dette er viktig.\n- å lese",
        "Vi lærer å lese\n- Bok",
        "Vi lærer å lese\n## 12 timer med bok\n\n> Han sa det.\n> 3 ganger.".replace("\n## 12", "\n\n## 12"),
        "Spenning 5 kΩ, 3 μm, Δt og α-stråling",
        "Kurs i русский с нуля: а, о и я",
        "Se mailto:post@hihm.no, http://172.32.0.1 og https://www.local.no/10.0.0.4",
        "Kolonne | A\n--- | ---\nB | ✔\nC | ✓ ja",
        "- ✔ Kropp\n- ✗ Helse",
        "Bruk ``a`b`` og ```c``d```.",
    ],
)  # fmt: skip
def test_ordinary_texts_have_no_notes(text: str) -> None:
    assert convert(text).notes == ()


WORDS = ["ord", "Hamar", "15", "30 studiepoeng", "nett- og samlingsbasert", "*viktig*", "**mest**", "`kode`", "a_b_c"]
TABLE = "| {} | b |\n|---|---|\n| a | b |"
LINES = ["{}", "- {}", "  - {}", "1. {}", "> {}", "## {}", TABLE, "[{}](om.md)", "{}  ", "{}\\", ""]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.builds(str.format, st.sampled_from(LINES), st.sampled_from(WORDS)), max_size=8).map("\n".join))
def test_no_word_of_a_text_is_lost_without_a_note(text: str) -> None:
    prose = convert(text)
    reported = {note.line for note in prose.notes}
    for number, line in enumerate(text.split("\n"), start=1):
        for word in ("ord", "Hamar", "studiepoeng", "samlingsbasert", "viktig", "kode"):
            assert word not in line or number in reported or word in prose.text
    assert "lost-words" not in {note.name for note in prose.notes}


@pytest.mark.parametrize("text", ["#\u00a0Mål", "\u3000## Mål", "1. januar–1. mars er frist\n2. april svarer vi"])
def test_one_fault_is_reported_once_and_not_at_a_line_like_it(text: str) -> None:
    notes = convert(f"## Mål\n\nTekst\n\n{text}").notes
    assert [note.line for note in notes] == list(range(5, 5 + len(text.split("\n"))))


def test_marks_of_footnotes_are_shown_as_they_are_written_and_make_no_link() -> None:
    prose = convert("Tekst[^1] og `a[^2]`.\n\n[^1]: om.md")
    assert (prose.text, prose.links) == ("Tekst[^1] og a[^2]. [^1]: om.md", ())

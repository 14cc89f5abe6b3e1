"""The messages of the notes that the conversion of a text makes (catalogue/markdown/), by the name of the note."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.catalogue.checks.address_note_messages import ADDRESS_NOTES
from site_builder.catalogue.checks.characters import INVISIBLE
from site_builder.problems import N_

_SURVIVED = N_("«{written}» is shown as it stands here: it is not read as markup.")
_ESCAPE = N_("Write «{escaped}», or let the line begin with another word. Put an empty line above it if it is meant.")
_TEMPLATE = ("leftover-markup", _SURVIVED, N_("Replace it by the words that are meant, or put it in backticks (`)."))

MESSAGES: Mapping[str, tuple[str, str, str]] = {
    **ADDRESS_NOTES,
    "list-number.date": (
        "list-number",
        N_("«{written}» at the beginning of a line is the number of a list in Markdown."),
        N_("Write «{escaped}», or begin the sentence with another word. The page shows it as it is written."),
    ),
    "list-number": (
        "list-number",
        N_("The list shows «{written}» as «{shown}»: it counts on from its first number."),
        N_("Correct the number, or write «{escaped}» if it is no number of a list."),
    ),
    "differs-from-preview": (
        "differs-from-preview",
        N_("The page shows «{here}», but the preview of the repository host shows «{there}»."),
        N_("Write it in another way, as the editors' guide shows (catalogue/README.md)."),
    ),
    "drawn": (
        "differs-from-preview",
        N_("The page shows «{written}» as code, but the preview of the repository host draws it."),
        N_("Save the drawing as a picture, or say it in words."),
    ),
    "reversed-link": ("leftover-markup", _SURVIVED, N_("In a link the words come first: {fix}.")),
    "split-link": ("leftover-markup", _SURVIVED, N_("In a link nothing stands between ] and (: {fix}.")),
    "piped-link": ("leftover-markup", _SURVIVED, N_("In a link the words come first: {fix}.")),
    "wiki-link": (
        "leftover-markup",
        _SURVIVED,
        N_("Write a link as `[Kart](kart.md)`, and a picture as `![Kart over Hamar](kart.png)`."),
    ),
    "open-link": ("leftover-markup", _SURVIVED, N_("Write a link as `[ord](adresse)`, and close both brackets.")),
    "footnote": (
        "leftover-markup",
        N_("«{written}» is a footnote; pages have none."),
        N_("Put the note in brackets where it belongs."),
    ),
    "abbreviation": ("leftover-markup", _SURVIVED, N_("Write in the text what the short form stands for.")),
    "template": _TEMPLATE,
    "braces": _TEMPLATE,
    "shortcode": ("leftover-markup", _SURVIVED, N_("Write it in Markdown: **bold**, `[ord](adresse)`.")),
    "alert": ("leftover-markup", _SURVIVED, N_("Write the words in bold instead: **Merk:**.")),
    "contents": ("leftover-markup", _SURVIVED, N_("Delete it: the page makes its own list of contents.")),
    "emphasis": (
        "leftover-markup",
        _SURVIVED,
        N_("Put the marks next to the words, in pairs, as in `**ord**`; write \\* for an asterisk."),
    ),
    "raised": (
        "leftover-markup",
        _SURVIVED,
        N_("Write raised and lowered signs as ² or ₂, or as `<sup>2</sup>` and `<sub>2</sub>`."),
    ),
    "times": (
        "leftover-markup",
        N_("The asterisk in «{written}» begins emphasis, and the page may show the figures without it."),
        N_("Write × or \\*."),
    ),
    "tick": (
        "leftover-markup",
        _SURVIVED,
        N_("Code stands between two backticks (`); put in the one that is missing, or delete this one."),
    ),
    "box": (
        "leftover-markup",
        _SURVIVED,
        N_("Begin the line with `- [ ]` or `- [x]` and a space, or delete the brackets."),
    ),
    "fence": (
        "leftover-markup",
        _SURVIVED,
        N_("Put the three marks on a line of their own, before and after the code."),
    ),
    "heading": ("leftover-markup", _SURVIVED, N_("Put a space after # if it is a heading, or write \\#.")),
    **dict.fromkeys(
        ("item", "bullet"),
        (
            "leftover-markup",
            N_("«{written}» makes no list in Markdown."),
            N_("Begin the line with a hyphen and a space."),
        ),
    ),
    "item-dash": (
        "leftover-markup",
        N_("«{written}» makes no list in Markdown, so the lines run together."),
        N_("Begin the line with a hyphen and a space."),
    ),
    "item-number": (
        "leftover-markup",
        N_("«{written}» makes no list in Markdown, so the lines run together."),
        N_("Put a space after the number."),
    ),
    "item-letter": (
        "leftover-markup",
        N_("«{written}» makes no list in Markdown, so the lines run together."),
        N_("Begin the lines with 1. and 2. or hyphens, or put an empty line between them."),
    ),
    "odd-space": (
        "leftover-markup",
        N_("A space of another kind follows the mark, so it is shown as text."),
        N_("Delete the space after it, and write an ordinary one."),
    ),
    "odd-space-before": (
        "leftover-markup",
        N_("A space of another kind stands before the mark, so it is shown as text."),
        N_("Delete the spaces at the beginning of the line."),
    ),
    "table": (
        "leftover-markup",
        _SURVIVED,
        N_("A table has a line `|---|---|` below its headings, with as many columns as these."),
    ),
    "entity": ("leftover-markup", _SURVIVED, N_("Write the character itself.")),
    "tag": ("leftover-markup", _SURVIVED, N_("Delete the HTML.")),
    "emoji": ("leftover-markup", _SURVIVED, N_("Write the character itself, or leave it out.")),
    "formula": ("leftover-markup", _SURVIVED, N_("Write the formula in words, or show it as a picture.")),
    "sheet": (
        "leftover-markup",
        N_("«{written}» is left from a spreadsheet."),
        N_("Write the value that it stands for."),
    ),
    "word": (
        "leftover-markup",
        N_("«{written}» is left from a word processor."),
        N_("Write the words that it stands for, or delete it."),
    ),
    "patch": ("leftover-markup", N_("«{written}» is left from a comparison of two versions."), N_("Delete it.")),
    "mail": (
        "leftover-markup",
        N_("«{written}» is left from a mail program."),
        N_("Write the words that it stands for."),
    ),
    "mojibake": (
        "damaged-text",
        N_("«{written}» is «{fix}», read with the wrong character set."),
        N_("Write «{fix}», and save the file as UTF-8."),
    ),
    "lost-letter": ("damaged-text", N_("A letter is lost in «{written}»."), N_("Write the word anew.")),
    "odd-letter": (
        "damaged-text",
        N_("«{written}» may have lost a letter."),
        N_("Write æ, ø or å, or put a space after the question mark."),
    ),
    "two-alphabets": (
        "damaged-text",
        N_("«{written}» has the letter {character} of another alphabet, so a search for the word does not find it."),
        N_("Write «{fix}», which looks the same in Latin letters."),
    ),
    "mixed-alphabets": (
        "damaged-text",
        N_("«{written}» has the letter {character} of another alphabet, so a search for the word does not find it."),
        N_("Write the word anew."),
    ),
    "joined": (
        "damaged-text",
        N_("«{written}» stands for «{fix}», and a search for the word does not find it."),
        N_("Write «{fix}»."),
    ),
    "spaced": (
        "damaged-text",
        N_("The letters of «{written}» stand apart, so a search for the word does not find it."),
        N_("Write the word in one."),
    ),
    "divided": (
        "damaged-text",
        N_("The word is divided at the end of the line, and the page shows «{written}» with a space after it."),
        N_("Join the two parts of the word."),
    ),
    "invisible": INVISIBLE,
    "lost-words": (
        "lost-words",
        N_("«{written}» stands in the text, but the page shows it nowhere."),
        N_("Rows of a table have as many cells as its headings; an address is shown where a link uses it."),
    ),
    "underlined": (
        "unmeant-heading",
        N_("«{written}» becomes a heading, because {mark} follows on the next line."),
        N_("Put an empty line above {mark}, or delete it. A heading is written with ## before it."),
    ),
    "merge-rest": (
        "unmeant-heading",
        N_("«{written}» becomes a heading, because ======= follows on the next line, as after a merge."),
        N_("Keep one of the two versions, and delete the line =======. A heading is written with ## before it."),
    ),
    "wrapped-heading": (
        "unmeant-heading",
        N_("«{written}» becomes a heading, though the sentence goes on from the line above."),
        _ESCAPE,
    ),
    "wrapped-item": (
        "leftover-markup",
        N_("«{written}» becomes a list of one item, though the sentence goes on from the line above."),
        _ESCAPE,
    ),
    "wrapped-quotation": (
        "leftover-markup",
        N_("«{written}» becomes a quotation, though the sentence goes on from the line above."),
        _ESCAPE,
    ),
    "indented": (
        "indented-paragraph",
        N_("The paragraph is shown as program code, because it is indented by four spaces or a tab."),
        N_("Begin the line at the margin. Code stands between lines with ```."),
    ),
    "unclosed-fence": (
        "unclosed-fence",
        N_("The block of code that begins with {written} is not closed, so the rest of the text is shown as code."),
        N_("Put {written} on a line of its own after the code, or delete it here."),
    ),
    "empty-link": (
        "empty-link",
        N_("The link «{written}» has no words, so no reader can see or hear it."),
        N_("Write the words of the link between the square brackets."),
    ),
    "empty-target": (
        "empty-link",
        N_("«{written}» has no address: the link leads to its own page, and a picture shows nothing."),
        N_("Write the address between the round brackets."),
    ),
    "empty-heading": ("empty-heading", N_("The heading has no words."), N_("Write them after #, or delete the line.")),
    "no-such-day": (
        "impossible-date",
        N_("«{written}» is not a day of the calendar."),
        N_("Check the day and the month."),
    ),
    "other-weekday": (
        "impossible-date",
        N_("«{written}» is a {weekday}."),
        N_("Write «{weekday}», or correct the date."),
    ),
}
"""Name of a note -> code, message and hint."""

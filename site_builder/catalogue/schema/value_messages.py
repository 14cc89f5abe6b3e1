"""Messages about keys and values, by name; messages.py has the others, and explains the names."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.catalogue.schema.address_messages import ADDRESS_MESSAGES
from site_builder.problems import N_

_WRITTEN: Mapping[str, tuple[str, str]] = {
    "missing-key": (N_("The key «{key}» is missing."), N_("Add a line `{key}: ...`.")),
    "missing-key.form": (N_("The field «{key}» is not filled in."), N_("It is required.")),
    "unknown-key": (N_("The key «{key}» is not known here."), N_("Delete it, or write one of: {known}.")),
    "unknown-key.nearest": (N_("The key «{key}» is not known here."), N_("Did you mean «{suggestion}»?")),
    "unknown-key.course": (
        N_("The fields are those of a course, and this folder has none."),
        N_("Move the file to catalogue/YEAR/INSTITUTION/."),
    ),
    "unknown-key.article": (
        N_("The fields are those of an article, and this folder has courses."),
        N_("Move the file to content/."),
    ),
    "wrong-shape": (
        N_("Found a list or a group of fields; one value is expected."),
        N_("Write the value after the colon, on the same line."),
    ),
    "wrong-shape.list": (
        N_("Expected a list: each item begins with a hyphen."),
        N_("Write each item on lines below the key, the first of them as `- {key}: ...`; or delete the key."),
    ),
    "wrong-shape.braces": (N_("A list stands in square brackets, and this one in braces."), N_("Write {suggestion}.")),
    "wrong-shape.group": (
        N_("Expected a group of fields, one a line, indented."),
        N_("Write the fields of the group, each on a line of its own: {known}. For example `{key}: {example}`."),
    ),
    "wrong-shape.map": (
        N_("Expected a group of fields, one a line, indented."),
        N_("Write each on a line of its own below the key, indented: a name, a colon and a value."),
    ),
    "wrong-shape.one-letter": (
        N_("«{value}» is not one small letter."),
        N_("Write one letter: the one that the letters after the colon follow in the alphabet."),
    ),
    "wrong-shape.letter": (
        N_("«{value}» is not one small letter, with or without other spellings of it."),
        N_("Write one letter, then, after spaces, what is sorted as that letter: «å aa»."),
    ),
    "empty-value": (N_("The key has no value."), N_("Fill it in, or delete the line.")),
    "double-value": (N_("«{value}» is listed twice."), N_("Delete one of the two.")),
    "too-long": (
        N_("The text is {length} characters; this field takes at most {limit}."),
        N_("Move the rest to the text below the fields."),
    ),
    "bad-choice": (N_("«{value}» is not one of the choices."), N_("Write one of: {choices}.")),
    "bad-choice.language": (
        N_("«{value}» is not the code of a language."),
        N_("Write the two letters that it has in ISO 639-1: nb, nn, se, en, sv, da …"),
    ),
    "bad-choice.scale": (
        N_("«{value}» is not on the scale."),
        N_("Write one of {choices}, or the lowest and the highest with a hyphen between."),
    ),
    "bad-choice.order": (
        N_("«{value}» has the highest first."),
        N_("Write the lowest first: {suggestion}."),
    ),
    "bad-choice.currency": (
        N_("«{value}» is not the code of a currency."),
        N_("Write its three letters of ISO 4217, as in GBP, SEK or NOK."),
    ),
    "bad-choice.zone": (
        N_("«{value}» is not a time zone."),
        N_("Write an area and a city, as in Europe/Stockholm. Without this key it is the country’s."),
    ),
    "bad-choice.nearest": (
        N_("«{value}» is not one of the choices."),
        N_("Did you mean «{suggestion}»? One of: {choices}."),
    ),
    "bad-grades": (N_("«{value}» is not a range of school years."), N_("For example 1-7, 5-10, 8-13 or voksne.")),
    "bad-grades.range": (
        N_("«{value}» is not a range of school years."),
        N_("School years run from 1 to 13, the lowest first: {suggestion}."),
    ),
    "bad-credits": (
        N_("«{value}» is not a number of credits."),
        N_("Write only the number, from 0.5 to 120; for example 30."),
    ),
    "bad-credits.unit": (
        N_("«{value}» is not a number of credits."),
        N_("Write only the number: above 0, at most {most}, in steps of {step}."),
    ),
    "bad-date": (
        N_("«{value}» is not a date as it is written here."),
        N_("Write year, month and day with hyphens; for example 2016-03-01."),
    ),
    "bad-date.day": (N_("«{value}» is not a day of the calendar."), N_("Check the day and the month.")),
    "bad-date.term": (
        N_("«{value}» is a term, and courses begin on a day here."),
        N_("Write the day, for example {example}; in the file of a year, delete «semestre»."),
    ),
    "bad-date.far": (
        N_("«{value}» is too far in the past or future."),
        N_("Check the year; it runs from {low} to {high}."),
    ),
    "bad-semester": (N_("«{value}» is not a semester."), N_("Write the semester and the year; for example høst 2016.")),
    "bad-semester.terms": (
        N_("«{value}» is not a term of this catalogue."),
        N_("Write one of {terms}, and the year; for example {example}."),
    ),
    "bad-duration.units": (
        N_("«{value}» is not a duration."),
        N_("Write a whole number up to {limit} and its unit: {units}."),
    ),
    "bad-term": (
        N_("«{word}» has the name of another term, or begins in the same month."),
        N_("Give each term of the profile words and a first month of its own."),
    ),
    "bad-duration": (N_("«{value}» is not a duration."), N_("Count in semesters; for example 2 semestre.")),
    **ADDRESS_MESSAGES,
    "bad-key": (
        N_("«{value}» cannot be part of an address."),
        N_("Write a name with letters from a to z or digits; for example {suggestion}."),
    ),
    "bad-email": (N_("«{value}» is not an e-mail address."), N_("Write it as name@institution.no.")),
    "bad-phone": (
        N_("«{value}» is not a telephone number."),
        N_("Write digits and spaces, with + and country code if it is abroad."),
    ),
    "bad-number": (
        N_("«{value}» is not a whole number from {low} to {high}."),
        N_("Write a number in that range, with digits only."),
    ),
    "bad-number.decimal": (
        N_("«{value}» is not a number."),
        N_("Write digits, with a comma before decimals."),
    ),
    "bad-number.amount": (
        N_("«{value}» is not an amount of money."),
        N_("Write digits, with a comma before decimals, or «gratis»; the profile says which currency."),
    ),
    "bad-colour": (
        N_("«{value}» is not a colour."),
        N_('Write # and six digits, each 0 to 9 or a to f, in quotation marks: "#0b5394".'),
    ),
    "bad-colour.comment": (
        N_("There is no colour here. After a space, # begins a comment."),
        N_('Write the colour in quotation marks, as in "#0b5394".'),
    ),
    "low-contrast": (
        N_("Words in «{value}» are too faint: the contrast to {ground} is {contrast} to 1."),
        N_("WCAG asks for 4.5 to 1. The nearest shade with that is {suggestion}."),
    ),
    "missing-image.logo": (
        N_("The picture «{href}» does not exist."),
        N_("Put the logo there (png, jpg, webp or avif); the name begins with content/."),
    ),
    "missing-image.nearest": (
        N_("The picture «{href}» does not exist."),
        N_("Did you mean «{suggestion}»?"),
    ),
    "bad-country": (
        N_("«{value}» is not the code of a country."),
        N_("Write two capital letters, as in NO, SE or GB."),
    ),
    "bad-position": (
        N_("«{value}» is not a position."),
        N_("Write the degrees north and east with a point and a space between, as 59.91 10.75."),
    ),
    "bad-position.corner": (
        N_("«{value}» is not the position of a corner."),
        N_("Write latitude and longitude, and a comma after each corner: 59.71 10.65, 59.69 10.61."),
    ),
    "bad-position.outline": (
        N_("«{value}» is no outline: it has fewer than three corners."),
        N_("Add the other corners, or delete the line."),
    ),
    "bad-position.town": (
        N_("«{value}» is not a town and its position."),
        N_("Write the name, then the degrees north and east, as Mosjøen 65.84 13.19."),
    ),
    "bad-own-field": (
        N_("«{key}» is a field that every catalogue has."),
        N_("Give the field of your own another key."),
    ),
    "bad-own-field.key": (
        N_("«{key}» cannot be the key of a field."),
        N_("Write small letters, digits, spaces and hyphens, beginning with a letter."),
    ),
    "bad-own-field.double": (
        N_("Two fields have the key «{key}» or the same address."),
        N_("Give one of them another key."),
    ),
    "bad-own-field.address": (
        N_("«{key}» would have the address of another list or page of a year, «{address}»."),
        N_("Give the field another key, or leave out «fasett»."),
    ),
    "bad-own-field.choices": (
        N_("The field «{key}» is a choice, but has nothing to choose from."),
        N_("Add «valg», a list of values."),
    ),
    "bad-own-field.double-choice": (
        N_("«{value}» stands for two of the values of «{key}»."),
        N_("Give each value words of its own in every language."),
    ),
    "bad-own-field.no-choices": (
        N_("The field «{key}» has values to choose from, but is of kind «{kind}»."),
        N_("Write «slag: valg» or «slag: skala», or delete «valg»."),
    ),
    "bad-own-field.facet": (
        N_("Courses cannot be divided by the field «{key}»: it is of kind «{kind}»."),
        N_("Delete «fasett», or write the field as «valg», «skala», «pris», «liste», «tekst» or «ja eller nei»."),
    ),
    "bad-own-field.currency": (
        N_("The field «{key}» is a price, but in no currency."),
        N_("Add «valuta» with its three letters, as in «valuta: NOK»."),
    ),
    "bad-own-field.no-price": (
        N_("The field «{key}» has «{part}», but is of kind «{kind}»."),
        N_("Write «slag: pris», or delete the line."),
    ),
    "bad-own-field.limits": (
        N_("The amounts that divide «{key}» are not in order, or one of them is 0."),
        N_("Write them with the lowest first, as in «grenser: [100, 500]»."),
    ),
}

READABLE = (
    *("bad-choice", "bad-grades", "bad-credits", "bad-date", "bad-semester", "bad-duration", "bad-address"),
    *("bad-email", "bad-phone", "bad-number", "bad-colour"),
)
"""Codes of values that may be written in another way (corrections.py)."""

_HINTS = {"reading": N_("Write {suggestion}."), "question": N_("Did you mean {suggestion}?")}
VALUE_MESSAGES: Mapping[str, tuple[str, str]] = {
    **_WRITTEN,
    **{f"{code}.{end}": (_WRITTEN[code][0], hint) for code in READABLE for end, hint in _HINTS.items()},
    "bad-credits.question": (
        _WRITTEN["bad-credits"][0],
        N_("Did you mean {suggestion}? Otherwise give each part its own credits under «moduler»."),
    ),
}
"""Name -> (message, hint). A value with one other meaning has the ending `reading`, one to ask about `question`."""

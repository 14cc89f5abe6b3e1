"""One small type per kind of value: how an editor may write it, and what to say when it cannot be read.

A parser takes the text of a field and returns the value, or raises `InvalidValue` with a code, a message and a hint.
field_types.py calls the parsers and collects every fault of a record before anything is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from site_builder.catalogue.schema.enums import Grades, Semester
from site_builder.problems import N_, nearest

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)

YEARS = range(1800, 2200)
"""Years a date can have: the oldest institution is of 1811; the ends of the calendar have no day before or after."""


class InvalidValue(ValueError):
    """Why a value cannot be read: a problem's `code`, `message` and `hint`, msgids that `values` are filled into."""

    def __init__(self, code: str, message: str, hint: str, **values: object) -> None:
        """Keep them."""
        super().__init__(code)
        self.code = code
        self.message = message
        self.hint = hint
        self.values = values


_GRADES = re.compile(
    r"(?:trinn\s*|klasse\s*)?(vg\s*)?([0-9]{1,2})\s*\.?(?:\s*(?:[-–—]|til)\s*(vg\s*)?([0-9]{1,2})\s*\.?)?"
    r"\s*(?:års)?(?:trinn|steg|klasse)?\.?"
)
NAMED_GRADES = {
    "småskolen": "1-4",
    "småtrinnet": "1-4",
    "barnetrinnet": "1-7",
    "barnetrinn": "1-7",
    "barneskolen": "1-7",
    "mellomtrinnet": "5-7",
    "mellomtrinn": "5-7",
    "ungdomstrinnet": "8-10",
    "ungdomstrinn": "8-10",
    "ungdomsskolen": "8-10",
    "videregående": "11-13",
    "vgs": "11-13",
    "grunnskolen": "1-10",
    "alle": "1-13",
}


def read_grades(value: Any) -> Grades:
    """Read `1-7`, `5.–10. trinn`, `8.-13. årssteg`, `vg1-vg3`, `voksne`, or a list of these."""
    parts = [part for item in as_list(value) for part in re.split(r",| og ", expect_text(item)) if part.strip()]
    ranges: list[tuple[int, int]] = []
    adults = False
    for part in (part.strip().casefold() for part in parts):
        if part in ("voksne", "vaksne"):
            adults = True
        elif found := _GRADES.fullmatch(part):
            low = int(found[2]) + 10 * bool(found[1])
            high = int(found[4]) + 10 * bool(found[1] or found[3]) if found[4] else low
            if not 1 <= low <= high <= 13:
                lowest, highest = max(1, min(low, high)), min(13, max(low, high))
                raise InvalidValue(
                    "bad-grades",
                    N_("«{value}» is no range of school years."),
                    N_("School years run from 1 to 13, the lowest first: {suggestion}."),
                    value=part,
                    suggestion=f"{lowest}-{highest}" if lowest <= highest else "1-7",
                )
            ranges.append((low, high))
        else:
            named = NAMED_GRADES.get(part) or NAMED_GRADES.get(nearest(part, NAMED_GRADES) or "")
            raise InvalidValue(
                "bad-grades",
                N_("«{value}» is no range of school years."),
                N_("Write {suggestion}."),
                value=part,
                suggestion=named or "1-7, 5-10, 8-13 / voksne",
            )
    if not ranges and not adults:
        raise empty("trinn")
    return Grades(tuple(sorted(set(ranges))), adults)


def read_credits(value: Any) -> float:
    """Read studiepoeng: a number over 0 and at most 120, whole or half (`30`, `7,5`)."""
    text = expect_text(value)
    if re.fullmatch(r"[0-9]{1,3}([.,][05])?", text) and 0 < (number := float(text.replace(",", "."))) <= 120:
        return number
    digits = re.match(r"[0-9]+([.,]5)?", text)
    raise InvalidValue(
        "bad-credits",
        N_("«{value}» is no number of credits."),
        N_("Write only the number, from 0.5 to 120: {suggestion}."),
        value=text,
        suggestion=digits[0] if digits and 0 < float(digits[0].replace(",", ".")) <= 120 else "30",
    )


def read_date(value: Any) -> date:
    """Read an ISO date, `2016-03-01`. A date written otherwise is answered with the right writing."""
    text = expect_text(value)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise InvalidValue(
                "bad-date",
                N_("«{value}» is not a day of the calendar."),
                N_("Check the day and the month."),
                value=text,
            ) from None
        if found.year in YEARS:
            return found
        raise InvalidValue(
            "bad-date",
            N_("«{value}» lies too far from our time."),
            N_("Check the year; it runs from {low} to {high}."),
            value=text,
            low=YEARS.start,
            high=YEARS.stop - 1,
        )
    raise InvalidValue(
        "bad-date",
        N_("«{value}» is not a date as it is written here."),
        N_("Write year, month and day with hyphens: {suggestion}."),
        value=text,
        suggestion=guess_date(text) or "2016-03-01",
    )


def guess_date(text: str) -> str | None:
    """Return the ISO date somebody meant who wrote `1.3.2016` or `1. mars 2016`; None where that is not clear."""
    names = "|".join(month[:3] for month in MONTHS)
    if found := re.fullmatch(r"([0-9]{1,2})[./ ]+([0-9]{1,2})[./ ]+([0-9]{4})", text):
        day, month, year = (int(part) for part in found.groups())
    elif found := re.fullmatch(rf"([0-9]{{1,2}})\.?\s*({names})[a-z]*\.?\s*([0-9]{{4}})", text.casefold()):
        day, year = int(found[1]), int(found[3])
        month = [name[:3] for name in MONTHS].index(found[2]) + 1
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_semester(value: Any) -> Semester:
    """Read `høst 2016` or `vår 2017` (also `haust`, and the short `H16`)."""
    text = expect_text(value)
    if found := re.fullmatch(r"(høst|haust|vår)(?:en)?\s+(20[0-9][0-9])", text.casefold()):
        return Semester(int(found[2]), 0 if found[1] == "vår" else 1)
    year = re.search(r"(?<![0-9])(?:20)?([0-9][0-9])(?![0-9])", text)
    spring = re.match(r"v|spring", text.casefold())
    suggestion = f"{'vår' if spring else 'høst'} 20{year[1] if year else '17' if spring else '16'}"
    raise InvalidValue(
        "bad-semester",
        N_("«{value}» is no semester."),
        N_("Write the season and the year: {suggestion}."),
        value=text,
        suggestion=suggestion,
    )


def read_duration(value: Any) -> int:
    """Read `2 semestre` as 2: how many semesters a course lasts, 1 to 12."""
    text = expect_text(value)
    if (found := re.fullmatch(r"([0-9]{1,2}) semest(?:er|re|rar)", text)) and 1 <= int(found[1]) <= 12:
        return int(found[1])
    years = re.fullmatch(r"([0-9]|ett|eitt) år", text)
    suggestion = f"{2 * (int(years[1]) if years[1].isdigit() else 1)} semestre" if years else "2 semestre"
    raise InvalidValue(
        "bad-duration",
        N_("«{value}» is no duration."),
        N_("Count in semesters: {suggestion}."),
        value=text,
        suggestion=suggestion,
    )


def read_address(value: Any) -> str:
    """Read a web address: http or https, with a host."""
    text = expect_text(value)
    try:
        parts = urlsplit(text)
        sound = (
            parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not re.search(r"[\s<>\"\\]", text)
        )
    except ValueError:
        sound = False
    if sound:
        return text
    suggestion = (
        f"https://{text}" if re.fullmatch(r"[\w.-]+\.[a-z]{2,}(/\S*)?", text) else "https://www.hihm.no/studier"
    )
    raise InvalidValue(
        "bad-address",
        N_("«{value}» is no web address."),
        N_("Write the whole address: {suggestion}."),
        value=text,
        suggestion=suggestion,
    )


def read_edit_address(value: Any) -> str:
    """Read the pattern of the address at which a file is edited: a web address with `{path}` once."""
    text = expect_text(value)
    if re.fullmatch(r"[^{}]*\{path\}[^{}]*", text):
        return read_address(text)
    raise InvalidValue(
        "bad-address",
        N_("«{value}» does not say where the path of the file goes."),
        N_("Write {{path}} once, and no other braces: {suggestion}."),
        value=text,
        suggestion="https://github.com/studiekatalog/studiekatalog/edit/main/{path}",
    )


def read_new_address(value: Any) -> str:
    """Read the pattern of the address at which a file is made: `{path}` once, and `{text}` where the host takes it."""
    text = expect_text(value)
    if re.fullmatch(r"[^{}]*\{path\}[^{}]*(\{text\}[^{}]*)?", text):
        return read_address(text)
    raise InvalidValue(
        "bad-address",
        N_("«{value}» does not say where the path of the file goes."),
        N_("Write {{path}} once, then perhaps {{text}}, and no other braces: {suggestion}."),
        value=text,
        suggestion="https://github.com/studiekatalog/studiekatalog/new/main?filename={path}&value={text}",
    )


def read_email(value: Any) -> str:
    """Read an e-mail address (the practical subset of RFC 5322: one @, a domain with a dot, no spaces)."""
    text = expect_text(value)
    if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text):
        return text
    raise InvalidValue(
        "bad-email", N_("«{value}» is no e-mail address."), N_("Write it as name@institution.no."), value=text
    )


def read_phone(value: Any) -> str:
    """Read a telephone number: digits, spaces, perhaps a leading +47; eight digits in Norway."""
    text = expect_text(value)
    if re.fullmatch(r"(\+[0-9]{1,3} ?)?[0-9][0-9 ]{6,12}[0-9]", text):
        return text
    raise InvalidValue(
        "bad-phone",
        N_("«{value}» is no telephone number."),
        N_("Write digits and spaces, with + and country code if it is abroad."),
        value=text,
    )


def read_whole(low: int, high: int) -> Callable[[Any], int]:
    """Return a reader of whole numbers from `low` to `high`."""

    def read(value: Any) -> int:
        text = expect_text(value)
        if re.fullmatch(r"[0-9]{1,6}", text) and low <= int(text) <= high:
            return int(text)
        raise InvalidValue(
            "bad-number",
            N_("«{value}» is no whole number from {low} to {high}."),
            N_("Write a number in that range, with digits only."),
            value=text,
            low=low,
            high=high,
        )

    return read


def one_of(choices: Iterable[str], also: dict[str, str] | None = None) -> Callable[[Any], str]:
    """Return a reader of a closed choice; `also` maps what people write instead to what they should have written."""
    allowed = tuple(choices)

    def read(value: Any) -> str:
        text = expect_text(value)
        if text in allowed:
            return text
        meant = (also or {}).get(text.casefold()) or nearest(text, allowed)
        hint = N_("Did you mean «{suggestion}»? One of: {choices}.") if meant else N_("Write one of: {choices}.")
        raise InvalidValue(
            "bad-choice",
            N_("«{value}» is not one of the choices."),
            hint,
            value=text,
            suggestion=meant or "",
            choices=", ".join(allowed),
        )

    return read


_YES = one_of(("ja", "nei"), {"true": "ja", "yes": "ja", "false": "nei", "no": "nei"})


def read_yes(value: Any) -> bool:
    """Read `ja` or `nei`."""
    return _YES(value) == "ja"


def read_text(value: Any) -> str:
    """Read one line or paragraph of text that is not empty."""
    text = " ".join(expect_text(value).split())
    if len(text) > 600:
        raise InvalidValue(
            "too-long",
            N_("The text is {length} characters; this field takes at most {limit}."),
            N_("Move the rest to the text below the fields."),
            length=len(text),
            limit=600,
        )
    return text


def expect_text(value: Any) -> str:
    """Return the text of a scalar; a list, a mapping or nothing is a fault."""
    if not isinstance(value, str):
        raise InvalidValue(
            "wrong-shape",
            N_("Here stands a list or a group of fields; one value is expected."),
            N_("Write the value after the colon, on the same line."),
        )
    if not value.strip() or value in ("~", "null"):
        raise empty()
    return value.strip()


def empty(key: str = "") -> InvalidValue:
    """Return the fault of a key without a value."""
    return InvalidValue(
        "empty-value", N_("The key stands without a value."), N_("Fill it in, or delete the line."), key=key
    )


def as_list(value: Any) -> list[Any]:
    """Return a list as it is, and a single value as a list of one."""
    return list(value) if isinstance(value, (list, tuple)) else [value]

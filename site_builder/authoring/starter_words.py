"""The texts that a new catalogue needs in one language."""

from __future__ import annotations

from msgspec import Struct


class StarterWords(Struct, frozen=True, kw_only=True):
    """The texts of a new catalogue in one language, and its usual country. starter.py fills in `{name}` and `{year}`.

    `code` and `mode` are the names of two own fields: the course's code, and the study mode, whose values are `modes`.
    `scale` is the name of a scale of grades with its `steps`, "" if grades are those of the field `trinn`. `autumn` and
    `spring` are the terms, and `term` a duration of one; "" if they are the builder's own. In lower case the names are
    the keys. `about_site`, `about_profile`, `about_year` and `about_course` are comments above the keys of these files,
    in lines that begin with #; "" if the keys need no translation.
    """

    country: str
    county: str = ""
    name: str
    description: str
    title: str
    summary: str
    front: str
    subject: str
    place: str
    course: str
    graded_course: str
    grades: str
    scale: str = ""
    steps: tuple[str, ...] = ()
    autumn: str = ""
    spring: str = ""
    term: str = "1 semester"
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
    about_site: str
    about_profile: str
    about_year: str
    about_course: str = ""

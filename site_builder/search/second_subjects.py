"""The subjects that the title of a course names besides its own: *Lærerspesialist i matematikk*, *Matematikkvansker*.

Their everyday names find the course too: a title has the subject's name, and nothing of *matte*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from site_builder.catalogue.model import Course
from site_builder.catalogue.vocabulary import Subject
from site_builder.search.analysis import tokens

MIN_BEGINNING = 5
"""Letters of the shortest name that a compound in a title can begin with."""


class SubjectNames:
    """The names of all subjects, in every language."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        """Keep the names of one word by that word, and the others by their words."""
        names = {(tuple(tokens(name)), each.key) for each in subjects for name in each.name.by_language.values()}
        self._single = {words[0]: key for words, key in sorted(names) if len(words) == 1}
        self._several = [(f" {' '.join(words)} ", key) for words, key in sorted(names) if len(words) > 1]
        self._lengths = sorted({len(word) for word in self._single if len(word) >= MIN_BEGINNING}, reverse=True)

    def others_in(self, course: Course) -> tuple[str, ...]:
        """Return the keys of the subjects that a course's title names, except its own, in alphabetical order.

        Words of its own subject's name do not count: *Norsk tegnspråk* does not name norsk.
        """
        own = {word for name in course.subject.name.by_language.values() for word in tokens(name)}
        words = [word for word in tokens(course.title) if word not in own]
        return tuple(sorted({*self._in(words)} - {course.subject.key}))

    def _in(self, words: Sequence[str]) -> Iterator[str]:
        text = f" {' '.join(words)} "
        yield from (key for name, key in self._several if name in text)
        for word in words:
            beginnings = (word, *(word[:length] for length in self._lengths))
            yield from (self._single[each] for each in beginnings if each in self._single)

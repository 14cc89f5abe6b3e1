"""A short description of a course, for search results, feeds and other lists outside its page."""

from __future__ import annotations

from site_builder.catalogue.model import Course

LENGTH = 155
"""Characters that search engines show of a description. Must be less than texts.EXCERPT_CHARACTERS."""


def description(course: Course, length: int = LENGTH) -> str:
    """Return the first `length` characters of the course's text without markup, cut at a word, with « …» after them.

    A shorter text is returned whole; a course without a text gives its title and institution.
    """
    text = course.prose.excerpt or f"{course.title}, {course.institution.name}"
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(".,;:") + " …"

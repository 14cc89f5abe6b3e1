"""Checks on the finished site: what no earlier stage could know, found in the bytes that will be published.

Every problem points to the source that caused it, with its line where that can be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from site_builder.anatomy import Anatomy
from site_builder.output import Output
from site_builder.problems import N_, Place, Problem, error, warning
from site_builder.publish.leads import Leads, answering, link_faults
from site_builder.publish.machine_files import machine_file_faults, unsound_file
from site_builder.publish.origins import Origins, nowhere
from site_builder.publish.weights import MOST_FILES, file_count_faults, weight_faults


class Inspection:
    """Looks through finished files one by one as they come, and in the end at all of them together."""

    def __init__(
        self,
        base: str,
        origins: Origins | None = None,
        budgets: Mapping[str, int] | None = None,
        most_files: int = MOST_FILES,
    ) -> None:
        """Begin with no files. `base` is the site's own address, counted as internal.

        `budgets` are the most kB that pages of a template may weigh, by the template's name; `most_files` is what the
        host takes in one folder.
        """
        self._base = base
        self._origins = origins or nowhere()
        self._budgets = budgets or {}
        self._most_files = most_files
        self._by_path: dict[str, Output] = {}
        self._pages: dict[str, Anatomy] = {}
        self._leads = Leads(base)
        self._faults: list[Problem] = []

    def look_at(self, outputs: Iterable[Output]) -> None:
        """Look at files by themselves."""
        for output in outputs:
            self._by_path[output.path] = output
            self._faults += unsound_file(output)
            if output.is_page:
                page = self._pages[output.path] = output.anatomy
                self._faults += _page(output, page, self._origins)
                self._leads.add(output.path, page)

    def faults(self) -> Iterator[Problem]:
        """Yield what is wrong with the files.

        A fault of one source that shows on several pages, as in each language, is told of the first.
        """
        told: set[tuple[Place, str, tuple[object, ...]]] = set()
        for problem in (*self._faults, *self._together()):
            said = tuple(value for name, value in problem.values.items() if name != "page")
            mark = (problem.place, problem.code, said)
            if mark not in told:
                told.add(mark)
                yield problem

    def _together(self) -> Iterator[Problem]:
        by_path, pages, origins = self._by_path, self._pages, self._origins
        fine = answering(by_path, self._base)
        yield from self._leads.faults(by_path, pages, fine, origins)
        yield from link_faults(by_path, pages, self._base, origins)
        yield from machine_file_faults(by_path, self._base, fine)
        yield from weight_faults(by_path, pages, self._budgets, origins)
        yield from file_count_faults(by_path, self._most_files, origins)


def _page(output: Output, page: Anatomy, origins: Origins) -> Iterator[Problem]:
    if [heading.level for heading in page.headings].count(1) != 1 or not page.title:
        yield error(
            origins.template(output, "<h1"),
            "bad-page",
            N_("The page {page} has not exactly one h1 and a title."),
            N_("See its template."),
            page=output.path,
        )
    if not page.description:
        yield error(
            origins.template(output, 'name="description"'),
            "missing-description",
            N_("The page {page} has no description, which is what search engines show under its title."),
            N_("Give the page's frame a description."),
            page=output.path,
        )
    if page.unbalanced:
        yield error(
            origins.template(output, page.unbalanced, page.unbalanced.rstrip(">")),
            "bad-html",
            N_("On {page} the tag {tag} is not closed, or closed in the wrong place."),
            N_("See its template."),
            page=output.path,
            tag=page.unbalanced,
        )
    yield from _double_ids(output, page, origins)
    yield from _headings(output, page, origins)
    for said in page.lacking:
        yield error(
            origins.template(output, "application/ld+json"),
            "bad-structured-data",
            N_("The data for search engines on {page} lack or break this: {said}."),
            N_("See the template, or pages/structured_data.py."),
            page=output.path,
            said=said,
        )
    for source in page.silent_images:
        yield warning(
            origins.written(output, source),
            "missing-alt",
            N_("A picture on {page} has no alternative text."),
            N_("Write what it shows: `![Kart over Hamar](kart.png)`."),
            page=output.path,
        )


def _double_ids(output: Output, page: Anatomy, origins: Origins) -> Iterator[Problem]:
    found = page.ids
    for double in sorted({each for each in found if found.count(each) > 1}) if len(set(found)) != len(found) else ():
        words = [heading.text for heading in page.headings if heading.id == double]
        yield error(
            origins.written(output, f"#{double}", f'id="{double}"', *reversed(words)),
            "double-id",
            N_("The id «{id}» stands twice on {page}."),
            N_("Give one of the headings another id: `## Heading {{#other-id}}`."),
            id=double,
            page=output.path,
        )


def _headings(output: Output, page: Anatomy, origins: Origins) -> Iterator[Problem]:
    """A reader who goes by headings must not find a level missing (WCAG 2.1, 1.3.1)."""
    previous = 0
    for heading in page.headings:
        if heading.level > previous + 1 and previous:
            yield error(
                origins.template(output, f"<h{heading.level}"),
                "heading-level",
                N_("On {page} the heading «{heading}» is at level {level}, but the one before it at level {previous}."),
                N_("See its template."),
                heading=heading.text,
                page=output.path,
                level=heading.level,
                previous=previous,
            )
        previous = heading.level

"""Checks on the finished site: what no earlier stage could know, found in the bytes that will be published.

Every problem points to the source that caused it, with its line where that can be found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from site_builder.engine.memo import Memo
from site_builder.output.output import Output
from site_builder.problems import Place, Problem
from site_builder.publish.budgets import MAX_FILES_IN_FOLDER, budget_problems, file_count_problems
from site_builder.publish.check_links import Leads, answering, asked_by, link_problems
from site_builder.publish.check_pages import page_problems
from site_builder.publish.link_summary import Pages, glances
from site_builder.publish.machine_files import Listed, format_problems, listed_in, machine_file_problems
from site_builder.publish.source_locator import NO_SOURCES, SourceLocator


class SiteChecks:
    """Looks through finished files as they come, and in the end at all of them together."""

    def __init__(
        self,
        base: str,
        locator: SourceLocator | None = None,
        budgets: Mapping[str, int] | None = None,
        max_files: int = MAX_FILES_IN_FOLDER,
        memo: Memo | None = None,
    ) -> None:
        """Begin with no files. `base` is the site's own address, counted as internal.

        `budgets` are the most kB that pages of a template may weigh, by the template's name; `max_files` is what the
        host takes in one folder; what `memo` knows of pages is recalled.
        """
        self._base = base
        self._locator = locator or NO_SOURCES
        self._budgets = budgets or {}
        self._most_files = max_files
        self._by_path: dict[str, Output] = {}
        self._pages = Pages()
        self._loads: dict[str, tuple[str, ...]] = {}
        self._leads = Leads()
        self._asked: dict[str, tuple[str, ...]] = {}
        self._listed: dict[str, Listed] = {}
        self._fine: set[str] = set()
        self._memo = memo or Memo()
        self._faults: list[Problem] = []

    def add(self, outputs: Sequence[Output]) -> None:
        """Look at files by themselves, and at what they lead to among those that were looked at already."""
        pages = []
        for output in outputs:
            self._by_path[output.path] = output
            if output.format_errors:
                self._faults += format_problems(output)
            if output.is_page:
                pages.append(output)
            elif asked := asked_by(output):
                self._asked[output.path] = asked
            elif listed := listed_in(output):
                self._listed[output.path] = listed
        self._pages.add(pages)
        for part, glance in glances(pages, self._base, self._memo):
            self._leads.add(glance)
            self._loads.update((path, addresses) for addresses, paths in glance.loads for path in paths)
            if not glance.sound:
                for page in part:
                    self._faults += page_problems(page, self._pages[page.path], self._locator)
        self._fine |= answering(output.path for output in outputs)
        self._leads.settle(self._base, self._fine)

    def problems(self) -> Iterator[Problem]:
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
        by_path, pages, locator = self._by_path, self._pages, self._locator
        yield from self._leads.faults(by_path, pages, self._base, locator)
        yield from link_problems(self._asked, by_path, pages, self._base, locator)
        yield from machine_file_problems(by_path, self._listed, self._base, self._fine)
        yield from budget_problems(by_path, self._loads, self._budgets, locator)
        yield from file_count_problems(by_path, self._most_files, locator)

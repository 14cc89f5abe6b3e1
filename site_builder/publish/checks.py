"""Check the finished site: faults that show only in the files that will be published.

Each problem has the place of its cause in the sources, with the line where that can be found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from site_builder.engine.memo import Memo
from site_builder.output.output import Output
from site_builder.output.site_files import FileClaim, Locate, claim_problems, locate_source
from site_builder.problems import Place, Problem
from site_builder.publish.addresses import addresses_served
from site_builder.publish.budgets import MAX_FILES_IN_FOLDER, budget_problems, file_count_problems
from site_builder.publish.check_links import LinkChecker, summarise_links
from site_builder.publish.check_pages import page_problems
from site_builder.publish.machine_files import Sitemap, format_problems, machine_file_problems, read_sitemap
from site_builder.publish.source_locator import NO_SOURCES, SourceLocator


class SiteChecks:
    """Checks of all files of a site. Call `add` as files are finished, and `problems` when all are added.

    `base` is the site's address, such as https://host/katalog. `locator` finds the lines that cause problems (None:
    files only). `budgets` are kB by the name of a template (budgets.py), `max_files` the number of files and folders
    that the host accepts in one folder. `memo` caches the links of unchanged pages. `locate` returns the place in the
    sources that asks for a file.
    """

    def __init__(
        self,
        base: str,
        locator: SourceLocator | None = None,
        budgets: Mapping[str, int] | None = None,
        max_files: int = MAX_FILES_IN_FOLDER,
        memo: Memo | None = None,
        locate: Locate = locate_source,
    ) -> None:
        self._base = base
        self._locator = locator or NO_SOURCES
        self._budgets = budgets or {}
        self._max_files = max_files
        self._memo = memo or Memo()
        self._locate = locate
        self._claims: list[FileClaim] = []
        self._by_path: dict[str, Output] = {}
        self._links = LinkChecker(base)
        self._assets: dict[str, tuple[str, ...]] = {}
        self._sitemaps: dict[str, Sitemap] = {}
        self._valid_addresses: set[str] = set()
        self._problems: list[Problem] = []

    def add(self, outputs: Sequence[Output]) -> None:
        """Add finished files, and check each of them by itself; the problems are kept for `problems`."""
        self._claims += [FileClaim(output.path, output.source or output.template) for output in outputs]
        self._by_path.update((output.path, output) for output in outputs)
        for output in outputs:
            self._problems += format_problems(output)
            if sitemap := read_sitemap(output):
                self._sitemaps[output.path] = sitemap
            self._links.add_assets_of(output)
        pages = [output for output in outputs if output.is_page]
        for group, summary in summarise_links(pages, self._base, self._memo):
            self._links.add(summary)
            self._assets.update((path, addresses) for addresses, paths in summary.assets for path in paths)
            if not summary.ok:
                for page in group:
                    self._problems += page_problems(page, page.html_parts, self._locator)
        self._valid_addresses |= addresses_served(output.path for output in outputs)
        self._links.drop_valid(self._valid_addresses)

    def problems(self) -> Iterator[Problem]:
        """Yield all problems of the added files. A problem that one source causes on several pages is yielded once."""
        reported: set[tuple[Place, str, tuple[object, ...]]] = set()
        for problem in (*self._problems, *self._problems_of_all()):
            values = tuple(value for name, value in problem.values.items() if name != "page")
            key = (problem.place, problem.code, values)
            if key not in reported:
                reported.add(key)
                yield problem

    def _problems_of_all(self) -> Iterator[Problem]:
        by_path, locator = self._by_path, self._locator
        yield from claim_problems(self._claims, self._locate)
        yield from self._links.problems(by_path, locator)
        yield from machine_file_problems(by_path, self._sitemaps, self._base, self._valid_addresses)
        yield from budget_problems(by_path, self._assets, self._budgets, locator)
        yield from file_count_problems(by_path, self._max_files, locator)

"""Check sizes: of a page together with its style sheets, scripts and images, and of the site's folders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from site_builder.output.output import Output
from site_builder.problems import N_, Place, Problem, warning
from site_builder.publish.addresses import file_at
from site_builder.publish.source_locator import SourceLocator

SETTINGS = "content/site.yaml"
"""The file with the limits; the place of problems about the site as a whole."""

MAX_FILES_IN_FOLDER = 54_000
"""Files and folders that Netlify accepts in one folder."""

LARGE_SHARE = 5
"""A file is named in the message where it makes up at least a fifth of the page's size."""


class _HeavyPage(Struct, frozen=True):
    """A page over its budget: size in bytes with its assets, path, and the size of each of these files."""

    size: int
    path: str
    sizes: Mapping[str, int]


def budget_problems(
    by_path: Mapping[str, Output],
    assets: Mapping[str, Collection[str]],
    budgets: Mapping[str, int],
    locator: SourceLocator,
) -> Iterator[Problem]:
    """Yield a warning for each source that makes pages larger than the budget of their template.

    It names the largest of these pages, the files that contribute most, and the number of the other pages. `by_path`
    has all files by path. `assets` are the addresses that each page loads, by the page's path. `budgets` are in kB
    (1000 bytes, not compressed) by the template's name: `course` for templates/pages/course.html; a template without a
    budget is not checked.
    """
    templates = {output.template for output in by_path.values()}
    limits = {each: budgets.get(PurePosixPath(each).stem) for each in templates}
    heavy: dict[Place, list[_HeavyPage]] = {}
    for path, addresses in assets.items():
        limit = limits.get(by_path[path].template)
        if limit is None:
            continue
        files = {file_at(address, path) for address in addresses} & by_path.keys()
        sizes = {file: by_path[file].size for file in (path, *sorted(files))}
        if (total := sum(sizes.values())) > limit * 1000:
            largest = max(sizes, key=lambda file: sizes[file])
            place = _cause(by_path[path], by_path[largest], locator)
            heavy.setdefault(place, []).append(_HeavyPage(total, path, sizes))
    for place, pages in heavy.items():
        page = min(pages, key=lambda each: (-_kilobytes(each.size), len(each.path), each.path))
        yield _problem(place, page, len(pages), limits[by_path[page.path].template], by_path)


def _problem(place: Place, page: _HeavyPage, count: int, limit: int | None, by_path: Mapping[str, Output]) -> Problem:
    by_size = sorted(page.sizes, key=lambda file: (-page.sizes[file], file))
    large = [file for file in by_size if page.sizes[file] * LARGE_SHARE >= page.size]
    return warning(
        place,
        "too-heavy",
        N_("The page {page} is {size} kB; the limit is {limit} kB. Most of it: {parts}.")
        if count == 1
        else N_(
            "The page {page} is {size} kB; the limit is {limit} kB. Most of it: {parts}. Pages from this "
            "source that are too large: {count}."
        ),
        N_("Shorten the text, make pictures smaller, or raise «vekt» in content/site.yaml."),
        page=page.path,
        size=_kilobytes(page.size),
        limit=limit,
        parts=", ".join(f"{_name(by_path[file])} {_kilobytes(page.sizes[file])} kB" for file in large),
        count=count,
    )


def file_count_problems(paths: Collection[str], limit: int, locator: SourceLocator) -> Iterator[Problem]:
    """Yield a warning for the fullest folder of the site if it has more than `limit` files and folders.

    `paths` are those of all files, relative to the published folder; `locator` finds the setting of the limit.
    """
    if len(paths) <= limit:  # then no folder has more
        return
    counts = _entries_by_folder(paths)
    folder = max(counts, key=lambda each: (counts[each], -len(each), each))
    if counts[folder] > limit:
        yield warning(
            locator.find(SETTINGS, "filgrense") or Place(SETTINGS),
            "too-many-files",
            N_(
                "The folder {folder} of the site has {count} files and folders; the web host accepts at most {most} "
                "in one folder."
            ),
            N_("Publish old years as a site of their own, or raise «filgrense» if your web host accepts more."),
            folder=f"/{folder}",
            count=counts[folder],
            most=limit,
        )


def _entries_by_folder(paths: Iterable[str]) -> Counter[str]:
    """Return the number of files and folders in each folder."""
    counts: Counter[str] = Counter()
    counted = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        counts[folder] += 1
        while folder not in counted:
            counted.add(folder)
            folder = folder.rpartition("/")[0]
            counts[folder] += 1
    return counts


def _kilobytes(size: int) -> int:
    """Return kB, rounded up and then to two significant digits: the exact size does not help to correct the fault."""
    kilobytes = -(-size // 1000)
    return round(kilobytes, 2 - len(str(kilobytes)))


def _name(output: Output) -> str:
    """Return the name of a file in messages: the path of a page or of a file without source, else the source."""
    return output.path if output.template or not output.source else output.source


def _cause(page: Output, largest: Output, locator: SourceLocator) -> Place:
    """Return the place in the page's source that shows the `largest` file, an image; for other files, the source."""
    if largest.source and not largest.template:
        return locator.find(page.source, PurePosixPath(largest.source).name) or Place(page.source)
    return Place(page.source)

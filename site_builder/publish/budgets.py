"""What a page weighs: its own bytes and those of the style, scripts and pictures it asks for, before compression."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from site_builder.output.output import Output
from site_builder.problems import N_, Place, Problem, warning
from site_builder.publish.check_links import file_at
from site_builder.publish.source_locator import SourceLocator

SETTINGS = "content/site.yaml"
MAX_FILES_IN_FOLDER = 54_000
"""What Netlify takes in one folder."""


def budget_problems(
    by_path: Mapping[str, Output],
    loads: Mapping[str, Collection[str]],
    budgets: Mapping[str, int],
    locator: SourceLocator,
) -> Iterator[Problem]:
    """Yield a warning for each place that makes pages weigh more than the budget of their kind.

    It names the heaviest of them, what weighs most in it, and how many more there are: a template that makes a thousand
    lists too long is one thing to mend. `loads` are what pages ask for to be shown. `budgets` are in kB
    (1000 bytes), by the name of the template: `course` for templates/pages/course.html.
    """
    templates = {output.template for output in by_path.values()}
    by_template = {each: budgets.get(PurePosixPath(each).stem) for each in templates}
    heavy: dict[Place, list[tuple[int, str, dict[str, int]]]] = {}
    for path, addresses in loads.items():
        limit = by_template.get(by_path[path].template)
        if limit is None:
            continue
        files = {file_at(address, path) for address in addresses} & by_path.keys()
        parts = {part: by_path[part].size for part in (path, *sorted(files))}
        if (total := sum(parts.values())) > limit * 1000:
            heaviest = max(parts, key=lambda part: parts[part])
            place = _cause(by_path[path], by_path[heaviest], locator)
            heavy.setdefault(place, []).append((total, path, parts))
    for place, found in heavy.items():
        total, path, parts = min(found, key=lambda each: (-_kilo(each[0]), len(each[1]), each[1]))
        told = [part for part in sorted(parts, key=lambda part: (-parts[part], part)) if parts[part] * 5 >= total]
        yield warning(
            place,
            "too-heavy",
            N_("The page {page} is {size} kB; the limit is {limit} kB. Most of it: {parts}.")
            if len(found) == 1
            else N_(
                "The page {page} is {size} kB; the limit is {limit} kB. Most of it: {parts}. Pages from this "
                "source that are too large: {count}."
            ),
            N_("Shorten the text, make pictures smaller, or raise «vekt» in content/site.yaml."),
            page=path,
            size=_kilo(total),
            limit=by_template[by_path[path].template],
            parts=", ".join(f"{_name(by_path[part])} {_kilo(parts[part])} kB" for part in told),
            count=len(found),
        )


def file_count_problems(paths: Collection[str], most: int, locator: SourceLocator) -> Iterator[Problem]:
    """Yield a warning where a folder of the site has more in it, files and folders, than the host takes in one."""
    if len(paths) <= most:  # then no folder has
        return
    held = _held(paths)
    folder = max(held, key=lambda each: (held[each], each))
    if held[folder] > most:
        yield warning(
            locator.find(SETTINGS, "filgrense") or Place(SETTINGS),
            "too-many-files",
            N_(
                "The folder {folder} of the site has {count} files and folders; the web host accepts at most {most} "
                "in one folder."
            ),
            N_("Publish old years as a site of their own, or raise «filgrense» if your web host accepts more."),
            folder=f"/{folder}",
            count=held[folder],
            most=most,
        )


def _held(paths: Iterable[str]) -> Counter[str]:
    """Return how many files and folders each folder has."""
    held: Counter[str] = Counter()
    seen = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        held[folder] += 1
        while folder not in seen:
            seen.add(folder)
            folder = folder.rpartition("/")[0]
            held[folder] += 1
    return held


def _kilo(size: int) -> int:
    """Return kB to two significant digits: what is too heavy is so by more than that."""
    kilo = -(-size // 1000)
    return round(kilo, 2 - len(str(kilo)))


def _name(part: Output) -> str:
    """Return a page as readers find it, and anything else as the file it was made from."""
    return part.path if part.template or not part.source else part.source


def _cause(page: Output, heaviest: Output, locator: SourceLocator) -> Place:
    """Return where the text shows the picture that weighs most, where it is one; else the page's own source."""
    if heaviest.source and not heaviest.template:
        return locator.find(page.source, PurePosixPath(heaviest.source).name) or Place(page.source)
    return Place(page.source)

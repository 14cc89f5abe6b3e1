"""Check each page by itself: headings, title, description, ids, tags, images and structured data."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.output.html_parts import HtmlParts
from site_builder.output.output import Output
from site_builder.problems import N_, Problem, error, warning
from site_builder.publish.source_locator import SourceLocator


def page_problems(output: Output, page: HtmlParts, locator: SourceLocator) -> Iterator[Problem]:
    """Yield the problems of one page that do not depend on other pages. `page` is `output.html_parts`.

    `locator` finds the line in the source or template that causes the problem.
    """
    yield from _head_problems(output, page, locator)
    if page.unclosed_tag:
        yield error(
            locator.place_in_template(output, page.unclosed_tag, page.unclosed_tag.rstrip(">")),
            "bad-html",
            N_("On {page} the tag {tag} is not closed, or closed in the wrong place."),
            N_("See its template."),
            page=output.path,
            tag=page.unclosed_tag,
        )
    yield from _blocked_content(output, page, locator)
    yield from _double_ids(output, page, locator)
    yield from _skipped_heading_levels(output, page, locator)
    for fault in page.structured_data_errors:
        yield error(
            locator.place_in_template(output, "application/ld+json"),
            "bad-structured-data",
            N_("The data for search engines on {page} are invalid: {said}."),
            N_("See the template, or pages/structured_data.py."),
            page=output.path,
            said=fault,
        )
    for source in page.images_without_alt:
        yield warning(
            locator.place_of(output, source),
            "missing-alt",
            N_("A picture on {page} has no alternative text."),
            N_("Describe the picture: `![Kart over Hamar](kart.png)`."),
            page=output.path,
        )


def _head_problems(output: Output, page: HtmlParts, locator: SourceLocator) -> Iterator[Problem]:
    if [heading.level for heading in page.headings].count(1) != 1 or not page.title:
        yield error(
            locator.place_in_template(output, "<h1"),
            "bad-page",
            N_("The page {page} must have exactly one h1 and a title."),
            N_("See its template."),
            page=output.path,
        )
    if not page.description:
        yield error(
            locator.place_in_template(output, 'name="description"'),
            "missing-description",
            N_("The page {page} has no description. Search engines show it under the title."),
            N_("Give the page a description."),
            page=output.path,
        )


def _blocked_content(output: Output, page: HtmlParts, locator: SourceLocator) -> Iterator[Problem]:
    for written in page.blocked:
        yield error(
            locator.place_in_templates(output, written),
            "blocked-content",
            N_("On {page} the template has «{what}», which the site's security policy (CSP) stops in every browser."),
            N_("Move scripts and styles to files in templates/assets. Load nothing from other sites."),
            page=output.path,
            what=written,
        )


def _double_ids(output: Output, page: HtmlParts, locator: SourceLocator) -> Iterator[Problem]:
    if len(set(page.ids)) == len(page.ids):
        return
    for double in sorted({each for each in page.ids if page.ids.count(each) > 1}):
        headings = [heading.text for heading in page.headings if heading.id == double]
        yield error(
            locator.place_of(output, f"#{double}", f'id="{double}"', *reversed(headings)),
            "double-id",
            N_("The id «{id}» appears twice on {page}."),
            N_("Give one of the headings another id: `## Heading {{#other-id}}`."),
            id=double,
            page=output.path,
        )


def _skipped_heading_levels(output: Output, page: HtmlParts, locator: SourceLocator) -> Iterator[Problem]:
    """Yield an error where a heading is more than one level below the one before it (WCAG 2.1, 1.3.1)."""
    previous = 0
    for heading in page.headings:
        if heading.level > previous + 1 and previous:
            yield error(
                locator.place_in_template(output, f"<h{heading.level}"),
                "heading-level",
                N_("On {page} the heading «{heading}» is at level {level}, but the one before it at level {previous}."),
                N_("See its template."),
                heading=heading.text,
                page=output.path,
                level=heading.level,
                previous=previous,
            )
        previous = heading.level

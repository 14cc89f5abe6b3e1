"""Check texts: broken links, missing images, skipped heading levels, removed HTML, empty texts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from site_builder.catalogue.checks.characters import reference_problems
from site_builder.catalogue.checks.link_addresses import address_problems
from site_builder.catalogue.checks.part_headings import double_heading_problems, part_heading_problems
from site_builder.catalogue.checks.removed_markup import removed_problems
from site_builder.catalogue.checks.text_language import language_problems
from site_builder.catalogue.checks.text_notes import note_problems
from site_builder.catalogue.checks.text_places import place_in_text, target_in_text
from site_builder.catalogue.markdown.bare_addresses import full_address, is_bare_address
from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.texts import Prose, Refusal, TextLink
from site_builder.problems import MAX_PER_FILE, N_, Place, Problem, error, nearest, warning
from site_builder.sources.record import Record
from site_builder.sources.text import is_visible

_REFUSALS = {
    "long": (
        N_("The text is longer than {limit} characters, so it is not converted to HTML."),
        N_("Shorten it, or move a part to an article of its own and link to that."),
    ),
    "open": (
        N_("The text has more than {limit} «{mark}» that are not closed, so it is not converted to HTML."),
        N_("Close them, or put the text between backticks (`) if it is code."),
    ),
    "nested": (
        N_("Lists or quotations are nested more than {limit} levels deep, so the text is not converted to HTML."),
        N_("Begin lists and quotations at the margin."),
    ),
    "crowded": (
        N_(
            "More than {limit} headings, definitions or link addresses follow each other without an empty line, "
            "so the text is not converted to HTML."
        ),
        N_("Put an empty line between them."),
    ),
    "table": (
        N_("The table has more than {limit} cells, so the text is not converted to HTML."),
        N_("Divide the table, or publish it as a file and link to that."),
    ),
    "tags": (
        N_("More than {limit} HTML elements are not closed, so the text is not converted to HTML."),
        N_("Close each element, as in `<b>ord</b>`, or use Markdown."),
    ),
    "growth": (
        N_("The text becomes more than {limit} times as long when it is converted to HTML, so it is not converted."),
        N_("Nest lists less deeply, and close HTML elements."),
    ),
}
"""The reason of a refusal -> message and hint."""

_NOTES_OF_LINKS = frozenset(["footnote", "mistyped-target"])
"""Names of notes about the link on their line; the link is then not reported as broken too."""


def text_problems(entries: Entries, prose: Mapping[str, Prose], images: frozenset[str]) -> Iterator[Problem]:
    """Yield the problems of all texts: broken links, missing images, heading levels, removed HTML, notes, languages.

    `prose` maps the path of each file with a text to its converted text; `images` are the paths of all images.
    """
    records = [record for kind in ("course", "article", "story") for record in entries.records[kind].values()]
    known = frozenset(record.path for record in records) | entries.unreadable
    for record in records:
        text = prose[record.path]
        if text.refusal:
            yield _refused(record, text.refusal)
        elif not (is_visible(text.excerpt) or text.images):
            yield messages.warning(
                Place(record.path, record.body_line),
                "empty-text",
            )
        yield from removed_problems(record, text)
        yield from note_problems(record, text.notes)
        yield from language_problems(record, text.spoken)
        yield from _headings(record, text)
        yield from double_heading_problems(record, text.headings)
        yield from part_heading_problems(record, text.headings)
        yield from reference_problems(record, text.html)
        noted = {note.line for note in text.notes if note.name in _NOTES_OF_LINKS}
        for number, link in enumerate(text.links):
            if link.line in noted:
                continue
            yield from _link(record, link, known, prose, suggest=number < MAX_PER_FILE)
        without_alt = frozenset(text.without_alt)
        for number, image in enumerate(each for each in text.images if each.href):  # others have a note
            yield from _image(record, image, images | entries.unreadable, suggest=number < MAX_PER_FILE)
            if image.href in without_alt:
                yield warning(
                    place_in_text(record, image.line, image.href),
                    "missing-alt",
                    N_("The picture «{href}» has no alternative text."),
                    N_("Describe the picture: `![Kart over Hamar](kart.png)`."),
                    href=image.href,
                )


def _refused(record: Record, refusal: Refusal) -> Problem:
    message, hint = _REFUSALS[refusal.reason]
    place = place_in_text(record, refusal.line, refusal.mark)
    return error(place, "tangled-text", message, hint, limit=refusal.limit, mark=refusal.mark)


def link_target(source: str, href: str) -> tuple[str, str] | None:
    """Return (path from the root, anchor or "") of a relative link in the file `source`; None for any other link.

    A malformed URL is returned as a path: no file has it, so it is reported as broken.
    """
    try:
        parts = urlsplit(href)
    except ValueError:  # as in http://[ : reported as a broken link
        return href, ""
    if parts.scheme or parts.netloc or href.startswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts.path))) if parts.path else source
    return path, unquote(parts.fragment)


def _headings(record: Record, text: Prose) -> Iterator[Problem]:
    """Yield a problem for each heading that skips a level (WCAG 2.1, 1.3.1: readers navigate by headings)."""
    for heading, previous in text.skipped_levels:
        found = re.search(rf"^#+\s+{re.escape(heading.text)}", record.body, re.MULTILINE)
        line = record.body.count("\n", 0, found.start()) + 1 if found else 0
        yield error(
            place_in_text(record, line, found[0] if found else ""),
            "heading-level",
            N_("The heading «{heading}» is at level {level}, but the one before it is at level {previous}."),
            N_("Begin it with {marks}."),
            heading=heading.text,
            level=heading.level,
            previous=previous,
            marks="#" * (previous + 1),
        )


def _link(
    record: Record, link: TextLink, known: frozenset[str], prose: Mapping[str, Prose], *, suggest: bool
) -> Iterator[Problem]:
    """Yield a problem for a relative link to no file or heading of the site, and for an invalid address."""
    exact = target_in_text(record, link.line, link.href)
    place = exact or place_in_text(record, link.line, link.href)
    target = link_target(record.path, link.href)
    if target is None:
        yield from address_problems(place, link.href)
        return
    path, anchor = target
    if path not in known and is_bare_address(link.href):
        address = full_address(link.href)
        yield error(
            place,
            "broken-link",
            N_("The link «{href}» does not point to a file of the site."),
            N_("Write the whole address: {suggestion}"),
            href=link.href,
            suggestion=address,
            **({"correction": address} if exact else {}),
        )
    elif path not in known:
        suggestion = _nearest_file(path, record.path, known) if suggest else None
        hint = (
            N_("Did you mean «{suggestion}»?")
            if suggestion
            else N_("Link to the file itself, with its path from this one.")
        )
        yield error(
            place,
            "broken-link",
            N_("The link «{href}» does not point to a file of the site."),
            hint,
            href=link.href,
            suggestion=posixpath.relpath(suggestion, posixpath.dirname(record.path)) if suggestion else "",
        )
    elif anchor and path in prose and not prose[path].refusal:
        ids = {heading.id for heading in prose[path].headings}
        yield from _anchor(place, path, anchor, ids, suggest=suggest)


def _anchor(place: Place, path: str, anchor: str, ids: set[str], *, suggest: bool) -> Iterator[Problem]:
    """Yield a problem if `anchor` is not in `ids`, the heading ids of the file `path`."""
    if anchor in ids:
        return
    suggestion = nearest(anchor, ids) if suggest else None
    if suggestion:
        hint = N_("Did you mean «{suggestion}»?")
    elif ids:
        hint = N_("The headings there are: {known}.")
    else:
        hint = N_("That page has no headings: link to the page itself.")
    yield error(
        place,
        "broken-anchor",
        N_("There is no heading «{anchor}» in {path}."),
        hint,
        anchor=anchor,
        path=path,
        suggestion=f"#{suggestion}" if suggestion else "",
        known=", ".join(sorted(ids)),
    )


def _nearest_file(path: str, source: str, known: frozenset[str]) -> str | None:
    """Return the file with the name most similar to that of `path`: in its folder before others; None without one."""
    others = sorted(known - {source}, reverse=True)
    same_folder = [each for each in others if posixpath.dirname(each) == posixpath.dirname(path)]
    for candidates in (same_folder, others):
        by_name = {posixpath.basename(each): each for each in candidates}
        if found := nearest(posixpath.basename(path), by_name):
            return by_name[found]
    return None


def _image(record: Record, image: TextLink, images: frozenset[str], *, suggest: bool) -> Iterator[Problem]:
    """Yield a problem for an image outside the project, or one that is not among `images`."""
    target = link_target(record.path, image.href)
    if target is None:
        yield error(
            place_in_text(record, image.line, image.href),
            "foreign-image",
            N_("The picture «{href}» is not a file of the project."),
            N_("Put the picture in the folder of the text and link to it: the site loads nothing from other sites."),
            href=image.href,
        )
    elif target[0] not in images:
        suggestion = nearest(target[0], images) if suggest else None
        hint = (
            N_("Did you mean «{suggestion}»?") if suggestion else N_("Put the picture there (png, jpg, webp or avif).")
        )
        yield error(
            place_in_text(record, image.line, image.href),
            "missing-image",
            N_("The picture «{href}» does not exist."),
            hint,
            href=image.href,
            suggestion=suggestion or "",
        )

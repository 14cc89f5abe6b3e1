"""Messages about the source of a course and the facts inferred."""

from __future__ import annotations

from site_builder.problems import N_

PROVENANCE = {
    "sample-with-contact": (
        N_("The course is a sample, but has a contact person."),
        N_("Remove «kontakt»: an invented course must not send readers to real people."),
    ),
    "missing-source": (
        N_("The course is documented, but no source is given."),
        N_("Add «kilde» and «adresse» under «opphav», or write «type: eksempel»."),
    ),
    "source-without-address": (
        N_("The source «{source}» has no address, so that nobody can read it."),
        N_("Add «adresse» with the address of the page, or «uten adresse» with the reason."),
    ),
    "source-without-address.bare": (
        N_("The source «{source}» has no address that a reader can open."),
        N_("Write `adresse: https://{source}` instead, and the name of the page as «kilde»."),
    ),
    "unknown-inferred": (
        N_("«{name}» in «utledet» is no field of a course."),
        N_("Write the key of a field, as {suggestion}."),
    ),
    "only-inferred": (
        N_("The course is documented, but all the facts at the top of its page are inferred: {facts}."),
        N_("Remove from «utledet» what the source states, or write «type: eksempel»."),
    ),
}
"""Name -> (message, hint), as in `messages.MESSAGES`."""

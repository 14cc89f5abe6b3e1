"""Messages about the addresses in a text, by the name of the note; note_messages.py has them all."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.problems import N_

_ADDRESS = N_("The address «{written}» is not the one that is meant.")

ADDRESS_NOTES: Mapping[str, tuple[str, str, str]] = {
    "typed-address": (
        "odd-address",
        _ADDRESS,
        N_("Delete the quotation marks and invisible characters in it; a word processor has put them there."),
    ),
    "wrapped-address": (
        "odd-address",
        N_("The address «{written}» leads through another service, such as a mail program."),
        N_("Write the address itself: {target}"),
    ),
    "other-address": (
        "odd-address",
        N_("The words of the link are the address «{written}», but it leads to «{target}»."),
        N_("Correct one of them, or write what the page is about as the words of the link."),
    ),
    "mistyped-address": (
        "odd-address",
        N_("«{written}» is not a web address, so it is no link."),
        N_("Write «{target}», if that is the page."),
    ),
    "mistyped-target": (
        "broken-link",
        N_("The link «{written}» is not a web address."),
        N_("Write the whole address: {target}"),
    ),
    "local-address": (
        "odd-address",
        N_("«{written}» is a file on one computer or network, which no reader can open."),
        N_("Write the address of a page on the web, or say where one can ask for it."),
    ),
    "unlinked-address": (
        "odd-address",
        N_("«{written}» is no link: browsers open it in no page."),
        N_("Write the address of a page, which begins with https://, or say in words where to find it."),
    ),
    "private-address": (
        "odd-address",
        N_("«{written}» is of a local network or behind a login, so most readers cannot open it."),
        N_("Link to a page that is open to all, or say where one can ask for it."),
    ),
}
"""Name of a note -> code, message and hint."""

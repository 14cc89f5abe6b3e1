"""Messages about web addresses; messages.py says how names are built and who looks them up."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.problems import N_

ADDRESS_MESSAGES: Mapping[str, tuple[str, str]] = {
    "bad-address": (
        N_("«{value}» is not a web address."),
        N_("Write the whole address; for example https://www.hihm.no/studier."),
    ),
    "bad-address.user": (
        N_("«{value}» has a user name before the host."),
        N_("Delete everything between // and @, and the @: a reader sees one host and is sent to another."),
    ),
    "bad-address.local": (
        N_("«{value}» has a host without a dot, as on a local network, so no reader can open it."),
        N_("Write the address by which the page is found on the web; for example https://www.hihm.no/studier."),
    ),
    "bad-address.port": (
        N_("«{value}» has a port that is none."),
        N_("Delete the colon and what follows it up to the path; a port is a number from 1 to 65535."),
    ),
    "bad-address.several": (
        N_("«{value}» is more than one address."),
        N_("Write one address here, and link to the others in the text below the fields."),
    ),
    "bad-address.character": (
        N_("«{value}» has a space, a quotation mark or a character that cannot be seen."),
        N_("Copy the address from the address bar of the browser: it writes a space as %20."),
    ),
    "bad-address.site": (
        N_("«{value}» is more than the address of a site, or longer than {limit} characters."),
        N_("Write https:// and the host in the letters a to z, then at most a port and a path: {suggestion}."),
    ),
    "bad-address.edit": (
        N_("«{value}» has no place for the path of the file."),
        N_("Write {{path}} once, and no other braces: {suggestion}."),
    ),
    "bad-address.new": (
        N_("«{value}» has no place for the path of the file."),
        N_("Write {{path}} once, {{text}} at most once after it, and no other braces: {suggestion}."),
    ),
}

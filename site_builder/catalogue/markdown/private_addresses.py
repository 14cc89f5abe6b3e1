"""Find URLs of local networks and of services behind a login, which most readers cannot open."""

from __future__ import annotations

import re

_IN_NETWORK = r"(?:10|127)\.\d{1,3}|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])"  # RFC 1918, RFC 3927 and this computer
_ENDINGS = "corp|home|intern|internal|intranet|lan|local|localdomain|localhost"
_SERVICES = (
    r"[\w-]{1,63}\.sharepoint\.com|teams\.(?:microsoft|live)\.com|onedrive\.live\.com|1drv\.ms|mail\.google\.com"
    r"|outlook\.(?:office|office365|live)\.com/mail|app\.slack\.com|[\w-]{1,63}\.slack\.com"
)
PRIVATE_ADDRESS = re.compile(
    rf"https?://(?i:(?:{_IN_NETWORK})\.\d{{1,3}}(?:\.\d{{1,3}})?(?![\w.-])"
    rf"|(?:[\w-]{{1,63}}\.){{1,9}}(?:{_ENDINGS})(?![\w.-])|(?:{_SERVICES})(?![\w.-]))"
)
"""The beginning of such an address, up to the end of its host. Hosts without a dot are reported as bad addresses."""


def is_private(address: str) -> bool:
    """Return whether a URL is of a local network, or of a service in which readers have no account (SharePoint)."""
    return bool(PRIVATE_ADDRESS.match(address))

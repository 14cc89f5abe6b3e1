"""Requests to the external links of the catalogue, at most once a week each and one at a time for each host."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import groupby
from urllib.parse import urlsplit

from msgspec import Struct

from site_builder import __version__

TIMEOUT = 10
"""Seconds until a host counts as not answering."""

MAX_AGE = timedelta(days=7)
"""Time for which a cached answer is used, so that a weekly report requests each link once."""

PAUSE = 0.5
"""Seconds between two requests to one host, so that the check does not load it."""

HOSTS_AT_ONCE = 8
"""Number of threads. Each requests the links of one host at a time."""

RETRIED_WITH_GET = (400, 403, 405, 501)
"""Status codes of servers that do not support HEAD."""


class Answer(Struct, frozen=True):
    """The fault of a link ("" for a link that works) and the time of the request."""

    fault: str
    at: datetime


def check_links(addresses: Iterable[str], cached: Mapping[str, Answer], now: datetime) -> dict[str, Answer]:
    """Return address -> answer: the cached answers and, for the other addresses, new ones. `now` is aware."""
    missing = sorted(set(addresses) - cached.keys(), key=lambda address: (_host(address), address))
    hosts = [list(group) for _, group in groupby(missing, key=_host)]
    answers = dict(cached)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        for faults in pool.map(_request_all, hosts):
            answers |= {address: Answer(fault, now) for address, fault in faults.items()}
    return answers


def broken(answers: Mapping[str, Answer], addresses: Iterable[str]) -> dict[str, str]:
    """Return address -> fault for the links that do not work."""
    return {address: answers[address].fault for address in sorted(set(addresses)) if answers[address].fault}


def parse_answers(text: str, now: datetime) -> dict[str, Answer]:
    """Return the answers of a cache file that are younger than MAX_AGE; none where the text is damaged."""
    try:
        rows = json.loads(text)
        answers = {address: Answer(str(fault), datetime.fromisoformat(at)) for address, (fault, at) in rows.items()}
        return {address: answer for address, answer in answers.items() if timedelta(0) <= now - answer.at < MAX_AGE}
    except (ValueError, TypeError, AttributeError):
        return {}


def format_answers(answers: Mapping[str, Answer]) -> str:
    """Return answers as the JSON text of a cache file."""
    rows = {address: (answer.fault, answer.at.isoformat()) for address, answer in answers.items()}
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _host(address: str) -> str:
    return urlsplit(address).netloc


def _request_all(addresses: list[str]) -> dict[str, str]:
    """Return address -> fault for addresses of one host."""
    found = {}
    for number, address in enumerate(addresses):
        if number:
            time.sleep(PAUSE)
        found[address] = _request(address)
    return found


def _request(address: str) -> str:
    """Return the fault of an address, "" for none. Tries HEAD, then GET on servers that do not support it."""
    fault = ""
    for method in ("HEAD", "GET"):
        headers = {"User-Agent": f"studiekatalog/{__version__} (link check)"}
        request = urllib.request.Request(address, method=method, headers=headers)  # noqa: S310 - http or https only
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310
                return ""
        except urllib.error.HTTPError as answer:
            fault = str(answer.code)
            answer.close()
            if answer.code not in RETRIED_WITH_GET:
                return fault
        except (OSError, ValueError) as broken:
            return str(getattr(broken, "reason", broken)) or type(broken).__name__
    return fault

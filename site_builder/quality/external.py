"""Requests to the external links of the catalogue: at most one a week a link, one at a time for each host."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import groupby
from urllib.parse import urlsplit

from msgspec import Struct

from site_builder.quality.link_request import Reply, request

MAX_AGE = timedelta(days=7)
"""Time for which a cached answer is used, so that a weekly report requests each link once."""

PAUSE = 0.5
"""Seconds between two requests to one host, so that the check does not load it."""

HOSTS_AT_ONCE = 8
"""Number of threads. Each requests the links of one host at a time."""


class Answer(Struct, frozen=True):
    """The answer to a request for an external link, at the moment `at` (aware). `fault` is "" for a link that works.

    Otherwise `fault` is a status code or the system's message. `certain` is False if no answer came: the link is
    requested again next time, and not reported as dead.
    """

    fault: str
    at: datetime
    certain: bool = True


def check_links(addresses: Iterable[str], cached: Mapping[str, Answer], now: datetime) -> dict[str, Answer]:
    """Return URL -> answer: all of `cached`, and new answers for the URLs in `addresses` that it lacks. `now` is aware.

    An unknown host name is a certain fault only if some other host answered; else this machine may be offline. When a
    host asks for fewer requests (BUSY), its further URLs are left out.
    """
    missing = sorted(set(addresses) - cached.keys(), key=lambda address: (_host(address), address))
    hosts = [list(group) for _, group in groupby(missing, key=_host)]
    replies: dict[str, Reply] = {}
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        for found in pool.map(_request_all, hosts):
            replies |= found
    online = any(reply.certain for reply in replies.values())
    new = {address: Answer(reply.fault, now, _is_certain(reply, online)) for address, reply in replies.items()}
    return {**cached, **new}


def _is_certain(reply: Reply, online: bool) -> bool:
    return reply.certain or (reply.unknown_host and online)


def broken(answers: Mapping[str, Answer], addresses: Iterable[str]) -> dict[str, str]:
    """Return URL -> fault for those of `addresses` whose answer is a certain fault, in order of URL."""
    asked = sorted(set(addresses) & answers.keys())
    return {address: answers[address].fault for address in asked if answers[address].fault and answers[address].certain}


def silent(answers: Mapping[str, Answer], addresses: Iterable[str]) -> dict[str, str]:
    """Return URL -> fault for those of `addresses` from which no answer came, in order of URL."""
    asked = sorted(set(addresses) & answers.keys())
    return {address: answers[address].fault for address in asked if not answers[address].certain}


def parse_answers(text: str, now: datetime) -> dict[str, Answer]:
    """Return URL -> answer from the text of a cache file: the answers younger than MAX_AGE at `now` (aware).

    A damaged text gives {}.
    """
    try:
        rows = json.loads(text)
        answers = {address: Answer(str(fault), datetime.fromisoformat(at)) for address, (fault, at) in rows.items()}
        return {address: answer for address, answer in answers.items() if timedelta(0) <= now - answer.at < MAX_AGE}
    except (ValueError, TypeError, AttributeError):
        return {}


def format_answers(answers: Mapping[str, Answer]) -> str:
    """Return the text (JSON) of a cache file with the answers that are `certain`; `parse_answers` reads it."""
    certain = {address: answer for address, answer in answers.items() if answer.certain}
    rows = {address: (answer.fault, answer.at.isoformat()) for address, answer in certain.items()}
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _host(address: str) -> str:
    return urlsplit(address).netloc


def _request_all(addresses: list[str]) -> dict[str, Reply]:
    """Return address -> reply for addresses of one host; none for those after it asked for fewer requests."""
    found: dict[str, Reply] = {}
    for number, address in enumerate(addresses):
        if number:
            time.sleep(PAUSE)
        found[address] = reply = request(address)
        if reply.busy:
            break
    return found

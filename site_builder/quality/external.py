"""Links to others, asked whether they still answer: politely, at most once a week each, one at a time for each host."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

from site_builder import __version__

PATIENCE = 10
"""Seconds a host is waited for."""

KEPT = timedelta(days=7)
PAUSE = 0.5
"""Seconds between two questions to one host."""

HOSTS = 8
"""Hosts asked at the same time."""


def check_links(addresses: Iterable[str], memory: Path, now: datetime) -> Mapping[str, str]:
    """Return address -> what is wrong with it, for those that do not answer well. `now` is aware.

    Answers are remembered in the file `memory` for a week, good ones and bad ones.
    """
    known = _load(memory, now)
    wanted = sorted(set(addresses), key=lambda address: (urlsplit(address).netloc, address))
    missing = [address for address in wanted if address not in known]
    hosts = [list(group) for _, group in groupby(missing, key=lambda address: urlsplit(address).netloc)]
    with ThreadPoolExecutor(HOSTS) as pool:
        for answers in pool.map(_ask_host, hosts):
            known |= {address: (answer, now.isoformat()) for address, answer in answers.items()}
    with suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")
    return {address: known[address][0] for address in wanted if known[address][0]}


def _load(memory: Path, now: datetime) -> dict[str, tuple[str, str]]:
    try:
        read = json.loads(memory.read_text(encoding="utf-8"))
        return {
            address: (str(answer), str(when))
            for address, (answer, when) in read.items()
            if timedelta(0) <= now - datetime.fromisoformat(when) < KEPT
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _ask_host(addresses: list[str]) -> dict[str, str]:
    found = {}
    for number, address in enumerate(addresses):
        if number:
            time.sleep(PAUSE)
        found[address] = _ask(address)
    return found


def _ask(address: str) -> str:
    """Ask with HEAD, then with GET where a host does not take that. Returns "" for a good answer."""
    fault = ""
    for method in ("HEAD", "GET"):
        headers = {"User-Agent": f"studiekatalog/{__version__} (link check)"}
        request = urllib.request.Request(address, method=method, headers=headers)  # noqa: S310 - http or https only
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE):  # noqa: S310
                return ""
        except urllib.error.HTTPError as answer:
            fault = str(answer.code)
            answer.close()
            if answer.code not in (400, 403, 405, 501):
                return fault
        except (OSError, ValueError) as broken:
            return str(getattr(broken, "reason", broken)) or type(broken).__name__
    return fault

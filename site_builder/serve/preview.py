"""What an editor sees while writing: pages of the newest draft, each made when asked for, at once after a save.

The whole site is built and published behind it by a process of its own, which ends when there is something newer: it
takes no time from the pages, its memory goes with it, and a publish that is cut off leaves the folder as it was.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from site_builder.output.output import Output

OSLO = ZoneInfo("Europe/Oslo")
UNTIDY = 50
"""Changes after which garbage is looked for, even if there never was a quiet moment: each leaves some 150 kB."""
BEHIND = 10
"""How nice publishing is to the pages that are looked at, as Unix counts it."""


class Live:
    """The site as of `now` (None: the clock), and what is wrong with it."""

    def __init__(
        self,
        look: Callable[[datetime | None], Iterable[Output]],
        publish: Callable[[datetime | None], Sequence[str]],
        explain: Callable[[Exception], str],
        say: Callable[[str], None],
        words: Mapping[str, str],
        now: datetime | None,
    ) -> None:
        """Nothing is shown before the first `change`.

        `look` returns what can be looked at, or raises; `publish` the arguments with which this program publishes the
        site; `explain` says a fault to the editor and returns what it said; `say` passes on what publishing says.
        """
        self.now = now
        self.problems = ""
        self.shown = 0
        self.reload: Callable[[], None] = lambda: None
        self._look = look
        self._publish = publish
        self._explain = explain
        self._say = say
        self._words = dict(words)
        self._outputs: dict[str, Output] = {}
        self._looks = 0
        self._made: dict[str, tuple[int, bytes]] = {}
        self._changing = threading.Lock()
        self._publishing: subprocess.Popen[str] | None = None
        self._ending: threading.Thread | None = None

    def change(self) -> None:
        """Look again at the sources, show what they say, and begin to publish it; or say what is wrong."""
        with self._changing:
            self._stop_publishing()
            try:
                self._outputs = {output.path: output for output in self._look(self.now)}
                self._looks += 1
                self.problems = ""
            except Exception as fault:  # the builder's own faults, too, must not end the watching
                self.problems = self._explain(fault)
            self.shown += 1
            if not self.problems:
                self._begin_publishing()
        self.reload()
        if self.shown % UNTIDY == 0:
            gc.collect()

    def content(self, path: str) -> bytes | None:
        """Return the newest bytes of a file of the site, or None where only the published folder can have it.

        Where the page cannot be made, the last good one.
        """
        look = self._looks
        output = self._outputs.get(path)
        if output is None:
            return None
        made = self._made.get(path)
        if made is None or made[0] != look:
            try:
                made = self._made[path] = (look, output.content)
            except Exception as fault:  # a template that fails on this page; publishing will say so too
                self.problems = self._explain(fault)
        return made[1] if made else None

    def lacks(self, path: str) -> bool:
        """Whether this is the path of a page that the newest draft knows nothing of."""
        return bool(self._outputs) and path.endswith(".html") and path not in self._outputs

    def source(self, path: str) -> str:
        """Return the path of the file that a page is made from, "" where there is none."""
        output = self._outputs.get(path)
        return output.source if output else ""

    def state(self) -> dict[str, object]:
        """Return what the panel shows."""
        now = self.now.astimezone(OSLO).strftime("%Y-%m-%dT%H:%M") if self.now else ""
        return {"problems": self.problems, "shown": self.shown, "now": now, "words": self._words}

    def stop(self) -> None:
        """End what is going on."""
        with self._changing:
            self._stop_publishing()

    def _begin_publishing(self) -> None:
        process = subprocess.Popen(  # noqa: S603 - this program itself
            [sys.executable, "-m", "site_builder", *self._publish(self.now)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # so that its helpers end with it
        )
        if hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PGRP, process.pid, BEHIND)
        self._publishing = process
        self._ending = threading.Thread(target=self._wait, args=(process,), daemon=True)
        self._ending.start()

    def _stop_publishing(self) -> None:
        process, self._publishing = self._publishing, None
        if process is not None and process.poll() is None:
            if hasattr(os, "killpg"):
                with suppress(OSError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
        if self._ending is not None:
            self._ending.join()

    def _wait(self, process: subprocess.Popen[str]) -> None:
        told, faults = process.communicate()
        if process is not self._publishing:
            return  # something newer is shown
        for line in (*faults.splitlines(), *told.splitlines()):
            self._say(line)
        if process.returncode:
            self.problems = faults.strip()
            self.reload()
        gc.collect()  # of a large catalogue it takes a second, in which no page can be sent; now nobody waits

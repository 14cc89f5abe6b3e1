"""The site as an editor sees it while writing: each page is rendered on request, from the newest sources.

The whole site is built and published by a child process, which is killed as soon as there is something newer. Rendering
does not wait for it, its memory is freed with it, and a publish that is cut off leaves the folder unchanged.
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
from datetime import UTC, datetime, tzinfo

from site_builder.output.output import Output

GC_EVERY = 50
"""Changes between two garbage collections where no publish ends meanwhile. Each change leaves about 150 kB."""

NICE = 10
"""Niceness (Unix) of the publishing process, so that rendering a requested page is scheduled first."""


class Preview:
    """The outputs of the newest valid sources, the problems of the newest sources, and the publishing process.

    `now` is the moment shown (None: the current time), `problems` the printed problems ("": none), `version` the number
    of changes read so far. The server's thread reads pages while the watcher's thread calls `change`. `reload` is
    called after each change, and when publishing has failed.
    """

    def __init__(
        self,
        *,
        read_outputs: Callable[[datetime | None], Iterable[Output]],
        publish_arguments: Callable[[datetime | None], Sequence[str]],
        print_error: Callable[[Exception], str],
        print_line: Callable[[str], None],
        panel_texts: Mapping[str, str],
        now: datetime | None,
        zone: tzinfo = UTC,
    ) -> None:
        """Take the functions that a preview depends on. Call `change` to read the sources for the first time.

        `read_outputs` reads the sources and returns their outputs, unrendered, or raises. `publish_arguments` returns
        the arguments with which this program publishes the site. `print_error` prints an error and returns its text.
        `print_line` prints a line of the publishing process. Times in the panel are those of `zone`.
        """
        self.now = now
        self.zone = zone
        self.problems = ""
        self.version = 0
        self.reload: Callable[[], None] = lambda: None
        self._read_outputs = read_outputs
        self._publish_arguments = publish_arguments
        self._print_error = print_error
        self._print_line = print_line
        self._panel_texts = dict(panel_texts)
        self._outputs: dict[str, Output] = {}
        self._reads = 0
        self._rendered: dict[str, tuple[int, bytes]] = {}
        self._changing = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._waiter: threading.Thread | None = None

    def change(self) -> None:
        """Read the sources again, start publishing and reload open pages; if there is an error, keep the old pages.

        Any exception becomes a problem: a fault of the builder must not end the watcher's thread either.
        """
        with self._changing:
            self._stop_publishing()
            try:
                self._outputs = {output.path: output for output in self._read_outputs(self.now)}
                self._reads += 1
                self.problems = ""
            except Exception as fault:
                self.problems = self._print_error(fault)
            self.version += 1
            if not self.problems:
                self._start_publishing()
        self.reload()
        if self.version % GC_EVERY == 0:
            gc.collect()

    def content(self, path: str) -> bytes | None:
        """Return the newest bytes of the file at `path` (relative to the published folder), or None if it is no output.

        If its template fails, return the bytes of the last successful rendering, or None before the first.
        """
        reads = self._reads
        output = self._outputs.get(path)
        if output is None:
            return None
        rendered = self._rendered.get(path)
        if rendered is None or rendered[0] != reads:
            try:
                rendered = self._rendered[path] = (reads, output.content)
            except Exception as fault:
                self.problems = self._print_error(fault)
        return rendered[1] if rendered else None

    def is_removed(self, path: str) -> bool:
        """Return whether the newest sources have no page at `path`; the published folder may still have it."""
        return bool(self._outputs) and path.endswith(".html") and path not in self._outputs

    def source(self, path: str) -> str:
        """Return the source file of the page at `path`, relative to the root; "" if there is none."""
        output = self._outputs.get(path)
        return output.source if output else ""

    def state(self) -> dict[str, object]:
        """Return the state for the panel: `problems`, `version`, `now` and `texts` (message -> translation).

        `now` is in `zone`, in the format of HTML's datetime-local (`2016-02-01T12:00`); "" for the current time.
        """
        now = self.now.astimezone(self.zone).strftime("%Y-%m-%dT%H:%M") if self.now else ""
        return {"problems": self.problems, "version": self.version, "now": now, "texts": self._panel_texts}

    def stop(self) -> None:
        """Kill the publishing process, if one is running."""
        with self._changing:
            self._stop_publishing()

    def _start_publishing(self) -> None:
        process = subprocess.Popen(  # noqa: S603 - this program itself
            [sys.executable, "-m", "site_builder", *self._publish_arguments(self.now)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # a process group of its own, so that its workers are killed with it
        )
        if hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PGRP, process.pid, NICE)
        self._process = process
        self._waiter = threading.Thread(target=self._wait, args=(process,), daemon=True)
        self._waiter.start()

    def _stop_publishing(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            if hasattr(os, "killpg"):
                with suppress(OSError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
        if self._waiter is not None:
            self._waiter.join()

    def _wait(self, process: subprocess.Popen[str]) -> None:
        """Wait for a publishing process and print its output, unless it was stopped for a newer one."""
        output, errors = process.communicate()
        if process is not self._process:
            return
        for line in (*errors.splitlines(), *output.splitlines()):
            self._print_line(line)
        if process.returncode:
            self.problems = errors.strip()
            self.reload()
        gc.collect()  # stops all threads for up to a second with a large catalogue; least noticed right after a publish

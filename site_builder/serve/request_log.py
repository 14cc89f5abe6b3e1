"""Log requests, except those that browsers make by themselves for files that the site does not have."""

from __future__ import annotations

import re
from http import HTTPStatus

from tornado.web import Application, RequestHandler

_BY_BROWSERS = re.compile(r"/(?:favicon\.ico|apple-touch-icon[\w-]*\.png|sw\.js|\.well-known/.*)")
"""Paths that browsers ask for without a link to them. /sw.js is left out of previews on purpose."""


class QuietApplication(Application):
    """Logs every request that tornado logs, except for absent files that browsers request by themselves."""

    def log_request(self, handler: RequestHandler) -> None:
        """Log a request that has been answered."""
        absent = handler.get_status() == HTTPStatus.NOT_FOUND
        if not (absent and _BY_BROWSERS.fullmatch(handler.request.path)):
            super().log_request(handler)

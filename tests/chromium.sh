#!/bin/sh
# Prints the path of a Chromium for the tests: $CHROMIUM, one on the PATH, Debian's package, or Playwright's own.
set -eu

found() { [ -n "${1:-}" ] && [ -x "$1" ] && echo "$1" && exit 0; true; }

found "${CHROMIUM:-}"
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    found "$(command -v "$name" 2>/dev/null || true)"
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "No Chromium found; installing Debian's package ..." >&2
    { apt-get update -qq && apt-get install -y -qq chromium; } >&2 || true
    found "$(command -v chromium 2>/dev/null || true)"
fi
echo "No Chromium found; asking Playwright for its own ..." >&2
.venv/bin/python -m playwright install chromium >&2 || true
own=$(.venv/bin/python -c "
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
")
found "$own"
echo "No Chromium could be found or installed. Install one, or set CHROMIUM to its path." >&2
exit 1

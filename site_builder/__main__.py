"""`python -m site_builder`, the same as `site-builder`."""

from __future__ import annotations

from site_builder.cli.main import run

run()

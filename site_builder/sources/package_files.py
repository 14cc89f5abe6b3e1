"""Files that come with the builder: templates with assets and interface texts, and the guide of problems.

In an installed package they are below site_builder/. In a checkout, where they are edited, they are beside it; the
wheel copies them (pyproject.toml, force-include).
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def package_path(path: str) -> Path:
    """Return the file or folder of the builder at `path`, relative to the project's root, such as `templates`."""
    installed = PACKAGE / path
    return installed if installed.exists() else PACKAGE.parent / path

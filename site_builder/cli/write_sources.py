"""Write files below a project's root."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from site_builder.engine.atomic_write import atomic_write
from site_builder.engine.untrusted_folder import require_ordinary_path


def write_sources(root: Path, texts: Mapping[str, str]) -> None:
    """Write texts below a project's root. `texts` maps paths from the root to texts.

    Raises NotAnOrdinaryFile, before any is written, if one of the paths is or passes a link: a checkout may hold a link
    to a file of the user's own. Raises OSError if the system refuses.
    """
    for path in texts:
        require_ordinary_path(root / path, root)
    for path, text in texts.items():
        atomic_write(root / path, text, root)

"""The fault of a file that is no table: raised by the readers of all formats."""

from __future__ import annotations


class UnreadableTable(ValueError):
    """The file is no table of the format in its name. The argument is a msgid or a text; `values` fill it."""

    def __init__(self, message: str, **values: object) -> None:
        """Record the message and its values."""
        super().__init__(message)
        self.values = values

"""The exception that the readers of tables raise for a file without a table in its format."""

from __future__ import annotations


class UnreadableTable(ValueError):
    """Raised for a file without a table in the format of its file name. Its text is a msgid, filled with `values`."""

    def __init__(self, message: str, **values: object) -> None:
        """Store the message and its values."""
        super().__init__(message)
        self.values = values

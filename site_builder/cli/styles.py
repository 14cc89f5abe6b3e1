"""The styles of printed lines."""

STYLES = {
    "file": "bold underline",
    "error": "bold red",
    "warning": "bold yellow",
    "source": "default",
    "mark": "red",
    "message": "default",
    "hint": "green",
}
"""Style names of problem_text.as_text -> styles of rich."""

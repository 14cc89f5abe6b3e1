"""Convert Markdown to sanitised HTML."""

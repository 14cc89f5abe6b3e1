"""Convert Markdown to sanitised HTML, and note possible mistakes in it."""

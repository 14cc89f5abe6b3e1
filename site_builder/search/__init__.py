"""The catalogue to index files. Pure: a sibling of pages that never imports it."""

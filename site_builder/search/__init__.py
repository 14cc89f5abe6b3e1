"""Room 3': the catalogue in, index files out. Pure; a sibling of pages that never imports it."""

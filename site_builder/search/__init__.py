"""The search index: the catalogue -> files that the browser searches. Accesses no files; never imports pages."""

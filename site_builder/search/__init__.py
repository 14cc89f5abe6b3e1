"""The search index: the catalogue -> files that the browser searches. Pure; never imports pages."""

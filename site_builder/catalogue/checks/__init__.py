"""Checks of records, entries and texts: generators of problems."""

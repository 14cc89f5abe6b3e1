"""Check records, entries and texts; each check is a generator of problems."""

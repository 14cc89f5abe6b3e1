"""Turn records into one frozen catalogue: check, convert, resolve."""

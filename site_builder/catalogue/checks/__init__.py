"""Generators of problems over all entries."""

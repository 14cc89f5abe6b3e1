"""Measurements; nothing here is part of the generator or its tests."""

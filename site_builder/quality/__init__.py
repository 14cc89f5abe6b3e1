"""Suggestions: improvements to a catalogue that has no errors."""

"""Suggestions for a catalogue without errors, printed by `site-builder report`."""

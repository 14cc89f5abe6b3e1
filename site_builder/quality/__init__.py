"""Suggestions for a catalogue without errors: `site-builder report`."""

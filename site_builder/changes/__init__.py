"""Compare two states of a catalogue."""

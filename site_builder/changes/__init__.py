"""Compare two states of a catalogue, and report the changes that readers notice."""

"""Room 4: outputs in, a published folder out. Knows bytes and paths only; the only writer of the disk."""

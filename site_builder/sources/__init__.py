"""Room 1: the only reader of the disk. Files in, records out."""

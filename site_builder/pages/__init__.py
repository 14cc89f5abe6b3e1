"""Room 3: the catalogue and a moment in, finished pages out. Pure."""

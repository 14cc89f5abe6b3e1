"""The catalogue and a moment to finished pages. Pure."""

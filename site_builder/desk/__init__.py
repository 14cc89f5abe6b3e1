"""The editor's desk: what helps people write files that are right from the start."""

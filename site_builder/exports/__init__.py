"""The catalogue to files for programs. Pure."""

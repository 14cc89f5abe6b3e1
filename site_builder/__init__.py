"""The studiekatalog generator: course files in, a validated static catalogue out."""

__version__ = "0.1.0"

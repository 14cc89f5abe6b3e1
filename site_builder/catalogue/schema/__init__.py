"""The table of fields that course files and vocabularies may contain, with types, parsers and messages."""

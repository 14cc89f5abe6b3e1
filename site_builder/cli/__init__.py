"""The command line `site-builder`: commands, options, and the printing of problems."""

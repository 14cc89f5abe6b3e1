"""Pages: from the catalogue and a moment to finished HTML. Accesses no files; the moment is an argument."""

"""One finished file and the facts that can be read from it alone."""

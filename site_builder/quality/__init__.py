"""What could be better in the catalogue though nothing in it is wrong."""

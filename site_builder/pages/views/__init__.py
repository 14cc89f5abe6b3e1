"""One module per kind of page: the values that its template prints."""

"""Views: one module for each kind of page, with the values that its template prints."""

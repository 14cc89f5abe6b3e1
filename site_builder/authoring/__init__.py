"""Tools for editors of course files: new files, fixes, a new year, spreadsheets."""

"""Tools for people who write course files: new files, fixes, a new year, spreadsheets."""

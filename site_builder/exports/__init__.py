"""Files for programs, made from the catalogue: JSON, CSV, XML, feeds, calendars, sitemaps. Accesses no files."""

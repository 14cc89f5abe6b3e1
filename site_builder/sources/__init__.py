"""Files to records: reads the site's folders."""

"""Read the site's folders: files to records, text and bytes."""

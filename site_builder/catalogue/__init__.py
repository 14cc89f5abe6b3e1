"""Room 2: records in, one frozen catalogue out. Pure; knows no address and no page."""

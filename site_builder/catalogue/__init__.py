"""Records to one frozen catalogue, or every problem at once. Pure: knows no address and no page."""

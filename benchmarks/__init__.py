"""How fast and how big: generated catalogues of any size, and what building them takes."""

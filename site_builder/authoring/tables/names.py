"""Columns whose cells hold names of a vocabulary; catalogue/names.py reads them."""

from __future__ import annotations

from site_builder.catalogue.names import Names, names_in

__all__ = ["KEYED", "Names", "names_in"]

KEYED = {"fag": "subject", "forkunnskaper.fag": "subject", "studiesteder": "place", "kompetansekrav": "requirement"}
"""Column -> vocabulary, for columns that hold keys of a vocabulary."""

"""The former address of `derived_tables`."""

from panelsearch.storage.derived_tables import Publication, TableReader

__all__ = ["Publication", "TableReader"]

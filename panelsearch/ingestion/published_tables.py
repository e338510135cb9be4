"""Which tables are written whenever a library is published? One entry a table; see `storage/published_tables.py`."""

from __future__ import annotations

from panelsearch.storage.published_tables import PublishedTable

PUBLISHED_TABLES: tuple[PublishedTable, ...] = ()

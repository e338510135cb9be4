"""Which tables are written whenever a library is published? One entry each.

See `storage/published_tables.py` and, for what joins the papers of the whole library, `storage/derived_tables.py`.
"""

from __future__ import annotations

from panelsearch.registers.register_tables import RegisterTables
from panelsearch.storage.derived_tables import DerivedTables
from panelsearch.storage.published_tables import PublishedTable

PUBLISHED_TABLES: tuple[PublishedTable, ...] = ()
DERIVED_TABLES: tuple[DerivedTables, ...] = (RegisterTables(),)

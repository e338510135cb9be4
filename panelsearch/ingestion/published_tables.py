"""Which tables are brought up to date with every generation? One entry each; see `storage/derived_tables.py`."""

from __future__ import annotations

from panelsearch.linking.published import LinkedTables
from panelsearch.registers.register_tables import RegisterTables
from panelsearch.storage.derived_tables import DerivedTables

DERIVED_TABLES: tuple[DerivedTables, ...] = (LinkedTables(), RegisterTables())

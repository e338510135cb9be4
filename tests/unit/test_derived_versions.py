"""A derived table whose statements change must be given another version: libraries keep the tables of theirs."""

from __future__ import annotations

import hashlib

import pytest

from panelsearch.linking.published import LinkedTables
from panelsearch.registers.register_tables import RegisterTables
from panelsearch.storage.derived_tables import DerivedTables
from panelsearch.storage.tables import versions

STATEMENTS = {("linking", "2"): "98b2423fca4a3be1", ("registers", "1"): "606154111a2e5a0d"}


@pytest.mark.parametrize("derived", [LinkedTables(), RegisterTables()])
def test_other_statements_have_another_version(derived: DerivedTables) -> None:
    version = derived.name, derived.version
    assert version in versions.ALL
    assert hashlib.sha256("\n".join(derived.schema).encode()).hexdigest()[:16] == STATEMENTS.get(version), (
        "the statements have changed: raise the version in storage/tables/versions.py and write this value here"
    )

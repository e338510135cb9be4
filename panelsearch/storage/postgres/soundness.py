"""Is a store whole? Its tables are ours, every value is one that can be read, every record can be made of them.

That values are of their kind is PostgreSQL's care, and so are the checksums of its pages where they are on.
"""

from __future__ import annotations

from collections.abc import Iterator

from panelsearch.errors import LibraryDamagedError, LibraryError
from panelsearch.storage.postgres.reading import Snapshot
from panelsearch.storage.postgres.schema import columns
from panelsearch.storage.sql.soundness import DAYS, LISTS, strange_records

_COLUMNS = (
    "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns"
    " WHERE table_schema = $1"
)
_DAY = "{0}::date::text <> {0}"
_LIST = "json_typeof({0}::json) <> 'array'"


def faults(snapshot: Snapshot) -> Iterator[str]:
    """What is wrong with an opened store, in words; nothing where it is whole. It reads all of it."""
    try:
        there = snapshot.rows(_COLUMNS, (snapshot.target.schema,))
        lacking = [
            f"the table {table} lacks {', '.join(sorted(missing))}"
            for table, wanted in sorted(columns().items())
            if (missing := wanted - {column for of, column, _ in there if of == table})
        ]
        strange = lacking or list(_strange_values(snapshot, there))
        yield from strange
        if not strange:  # of odd values nothing need be made
            yield from strange_records(snapshot)
    except LibraryError as error:
        yield error.message


def _strange_values(snapshot: Snapshot, there: list[tuple[str, str, str]]) -> Iterator[str]:
    for table, column, kind in there:
        wrong = _DAY if column in DAYS else _LIST if column in LISTS else ""
        if not wrong or kind != "text":
            continue
        sql = f'SELECT 1 FROM "{table}" WHERE "{column}" <> \'\' AND {wrong.format(column)} LIMIT 1'  # noqa: S608
        try:
            is_wrong = bool(snapshot.rows(sql, at_length=True))
        except LibraryDamagedError:  # no day, or no JSON
            is_wrong = True
        if is_wrong:
            yield f"a value of {table}.{column} is none that it can have"

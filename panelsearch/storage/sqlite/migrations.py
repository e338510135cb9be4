"""How does a library of an older version become one of this version, with nothing read again and nothing lost?

Each step takes the file from its version to the next; all steps of an opening are one transaction. To change the
schema: raise `SCHEMA_VERSION`, add the step here, and a library of the version before to tests/unit/test_migrations.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from panelsearch.storage.sql.database import Change, Database
from panelsearch.storage.sql.schema import ADDED_IN_11, DOCUMENTS, DOCUMENTS_ONCE, SCHEMA_VERSION

_RETRIED_BEFORE_11 = "to be read again "
_LOCKED_BEFORE_11 = "asks for a password"


def can_migrate(version: int) -> bool:
    """Whether a library of that version can be taken over."""
    return version < SCHEMA_VERSION and all(step in _STEPS for step in range(version, SCHEMA_VERSION))


def migrate(database: Database, version: int) -> None:
    """Take the library from `version` to this one's; whole or not at all."""
    with database.transaction(durable=True) as change:
        for step in range(version, SCHEMA_VERSION):
            _STEPS[step](change)
        change.run(f"PRAGMA user_version={SCHEMA_VERSION}")


def _from_10(change: Change) -> None:
    """Sentinels in strings become columns; what finds something leaves its name; missing layers have a table."""
    last = next(iter(change.rows("SELECT seq FROM sqlite_sequence WHERE name = 'documents'")), (0,))[0]
    change.run("ALTER TABLE documents RENAME TO documents_10")
    _run(change, DOCUMENTS)
    kept = "id, sha256, fingerprint, kind, title, body, meeting_date, draft, inferred, page_count, without_text, reason"
    change.run(
        f"INSERT INTO documents ({kept}, locked, stamp, to_retry)"  # noqa: S608
        f" SELECT {kept}, locked, CASE WHEN again THEN '' ELSE stamp END, again"
        " FROM (SELECT *, substr(stamp, 1, length(?1)) = ?1 AS again FROM documents_10)",
        (_RETRIED_BEFORE_11,),
    )
    change.run("DROP TABLE documents_10")
    _run(change, DOCUMENTS_ONCE)
    if last:  # a number that a document once had is never given again
        change.run("INSERT INTO sqlite_sequence (name, seq) SELECT 'documents', 0 WHERE NOT EXISTS"
                   " (SELECT 1 FROM sqlite_sequence WHERE name = 'documents')")  # fmt: skip
        change.run("UPDATE sqlite_sequence SET seq = ? WHERE name = 'documents'", (last,))
    change.run("ALTER TABLE failures ADD COLUMN locked INTEGER NOT NULL DEFAULT 0")
    change.run(
        "UPDATE failures SET locked = 1 WHERE substr(reason, 1, length(?1)) = ?1",
        (_LOCKED_BEFORE_11,),
    )
    for table in ("items", "decisions", "actions", "attendees", "mentions"):
        change.run(f"ALTER TABLE {table} ADD COLUMN rule TEXT NOT NULL DEFAULT ''")
        change.run(f"ALTER TABLE {table} ADD COLUMN score REAL NOT NULL DEFAULT 1.0")
    _run(change, ADDED_IN_11)


def _from_11(change: Change) -> None:
    """Pages keep which of their words are no plain print; what was read before has none marked."""
    change.run("ALTER TABLE pages ADD COLUMN markings TEXT NOT NULL DEFAULT '[]'")


def _from_12(change: Change) -> None:
    """Pages have checksums: they were given them before."""


def _run(change: Change, script: str) -> None:
    """Statement by statement."""
    for statement in script.split(";"):
        if statement.strip():
            change.run(statement)


_STEPS: Mapping[int, Callable[[Change], None]] = {10: _from_10, 11: _from_11, 12: _from_12}

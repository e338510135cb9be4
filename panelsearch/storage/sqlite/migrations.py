"""How does a library of an older version become one of this version, with nothing read again and nothing lost?

Each step takes the file from its version to the next; all steps of an opening are one transaction. To change the
schema: raise `SCHEMA_VERSION`, add the step here, and a library of the version before to tests/unit/test_migrations.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import apsw

from panelsearch.storage.sqlite.connection import Database
from panelsearch.storage.sqlite.schema import ADDED_IN_11, DOCUMENTS, DOCUMENTS_ONCE, SCHEMA_VERSION

_RETRIED_BEFORE_11 = "to be read again "
_LOCKED_BEFORE_11 = "asks for a password"


def can_migrate(version: int) -> bool:
    """Whether a library of that version can be taken over."""
    return version < SCHEMA_VERSION and all(step in _STEPS for step in range(version, SCHEMA_VERSION))


def migrate(database: Database, version: int) -> None:
    """Take the library from `version` to this one's; whole or not at all."""
    with database.transaction(durable=True) as db:
        for step in range(version, SCHEMA_VERSION):
            _STEPS[step](db)
        db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")


def _from_10(db: apsw.Connection) -> None:
    """Sentinels in strings become columns; what finds something leaves its name; missing layers have a table."""
    (last,) = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'documents'").fetchone() or (0,)
    db.execute("ALTER TABLE documents RENAME TO documents_10")
    _run(db, DOCUMENTS)
    kept = "id, sha256, fingerprint, kind, title, body, meeting_date, draft, inferred, page_count, without_text, reason"
    db.execute(
        f"INSERT INTO documents ({kept}, locked, stamp, to_retry)"  # noqa: S608
        f" SELECT {kept}, locked, CASE WHEN again THEN '' ELSE stamp END, again"
        " FROM (SELECT *, substr(stamp, 1, length(?1)) = ?1 AS again FROM documents_10)",
        (_RETRIED_BEFORE_11,),
    )
    db.execute("DROP TABLE documents_10")
    _run(db, DOCUMENTS_ONCE)
    if last:  # a number that a document once had is never given again
        db.execute("INSERT INTO sqlite_sequence (name, seq) SELECT 'documents', 0 WHERE NOT EXISTS"
                   " (SELECT 1 FROM sqlite_sequence WHERE name = 'documents')")  # fmt: skip
        db.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'documents'", (last,))
    db.execute("ALTER TABLE failures ADD COLUMN locked INTEGER NOT NULL DEFAULT 0")
    db.execute(
        "UPDATE failures SET locked = 1 WHERE substr(reason, 1, length(?1)) = ?1",
        (_LOCKED_BEFORE_11,),
    )
    for table in ("items", "decisions", "actions", "attendees", "mentions"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN rule TEXT NOT NULL DEFAULT ''")
        db.execute(f"ALTER TABLE {table} ADD COLUMN score REAL NOT NULL DEFAULT 1.0")
    _run(db, ADDED_IN_11)


def _from_11(db: apsw.Connection) -> None:
    """Pages keep which of their words are no plain print; what was read before has none marked."""
    db.execute("ALTER TABLE pages ADD COLUMN markings TEXT NOT NULL DEFAULT '[]'")


def _from_12(db: apsw.Connection) -> None:
    """Pages have checksums: they were given them before."""


def _run(db: apsw.Connection, script: str) -> None:
    """Statement by statement."""
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)


_STEPS: Mapping[int, Callable[[apsw.Connection], None]] = {10: _from_10, 11: _from_11, 12: _from_12}

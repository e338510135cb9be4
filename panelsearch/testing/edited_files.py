"""How does a test change a SQLite file of an index as somebody else might, and leave the checksums of its pages right?

`sqlite3` itself knows nothing of them: what it writes is damage to us.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw

from panelsearch.storage.sqlite_files import connected


@contextmanager
def edited(path: Path) -> Iterator[apsw.Connection]:
    """The file, with all that guards it taken off; what is done to it is kept."""
    with closing(connected(path, "rwc", 10)) as db:
        for setting, value in (
            (apsw.SQLITE_DBCONFIG_DEFENSIVE, 0), (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 1),
            (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 1),
        ):  # fmt: skip
            db.config(setting, value)
        yield db
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

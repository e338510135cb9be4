"""How does a library of an older version become one of this version? By Alembic's revisions, in one transaction.

A new library is made as `schema` has it. To change the schema: raise `SCHEMA_VERSION`, and add to `revisions/` the step
that takes a library of the version before there, named by the version.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from panelsearch.storage.postgres.connection import connected, form_key, guarded
from panelsearch.storage.postgres.errors import ours
from panelsearch.storage.postgres.schema import VERSION_TABLE
from panelsearch.storage.postgres.target import Target

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

REVISIONS = Path(__file__).parent / "revisions"


def can_migrate(version: str, revisions: Path = REVISIONS) -> bool:
    """Whether a library of that version can be taken to the newest of the revisions."""
    scripts = _scripts(revisions)
    known = {one.revision for one in scripts.walk_revisions()}
    return version in known and version != scripts.get_current_head()


def migrate(target: Target, revisions: Path = REVISIONS) -> None:
    """Take the library to the newest version; whole or not at all. LibraryBusyError while others have it open."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import StaticPool

    scripts = _scripts(revisions)
    raw = connected(target, may_write=True)  # with the marks for parameters that SQLAlchemy writes
    raw.cursor_factory = psycopg.Cursor
    raw.set_autocommit(False)
    engine = create_engine("postgresql+psycopg://", creator=lambda: raw, poolclass=StaticPool)
    steps = EnvironmentContext(
        Config(), scripts, fn=lambda version, _: scripts._upgrade_revs("head", version), destination_rev="head"
    )  # fmt: skip
    try:
        with guarded(raw, target), engine.connect() as connection, steps:
            steps.configure(connection=connection, version_table=VERSION_TABLE, version_table_schema=target.schema)
            with steps.begin_transaction():
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": form_key(target)})
                connection.execute(text("SET LOCAL statement_timeout = 0"))
                steps.run_migrations()
    except DBAPIError as error:
        if not isinstance(error.orig, psycopg.Error):
            raise
        raise ours(error.orig, target, is_open=not raw.closed) from error
    finally:
        engine.dispose()
        raw.close()


def _scripts(revisions: Path) -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(revisions.parent), version_locations=[str(revisions)])

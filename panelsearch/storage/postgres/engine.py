"""How is a store in a schema of a PostgreSQL database opened?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing

from panelsearch.errors import LibraryDamagedError, LibraryError, LibraryMissingError, LibraryOutdatedError
from panelsearch.storage.address import Address
from panelsearch.storage.base import OnWait, StoreSnapshot, WritableStore
from panelsearch.storage.postgres import own_tables, schema, soundness
from panelsearch.storage.postgres.connection import Connection, changing_form, connected, fetched, guarded
from panelsearch.storage.postgres.locking import WriterLock, locked, writer
from panelsearch.storage.postgres.own_tables import PostgresArrivals, PostgresFiles
from panelsearch.storage.postgres.reading import Asking, Snapshot
from panelsearch.storage.postgres.target import Target
from panelsearch.storage.postgres.writing import Writing
from panelsearch.storage.records import Generation
from panelsearch.storage.sql.document_reader import SqlDocumentReader
from panelsearch.storage.sql.document_writer import SqlDocumentWriter
from panelsearch.storage.sql.generations import SqlGenerationLog, SqlGenerationReader
from panelsearch.storage.sql.library_queries import SqlLibraryQueries


class PostgresEngine:
    """See `base.StoreEngine`: a store is a schema, of a database that others may use as well."""

    def has_store(self, address: Address) -> bool:
        """Whether the schema is there and holds a library, of whatever version. LibraryError where nobody answers."""
        target = Target.of(address)
        with closing(connected(target)) as connection:
            return schema.version(connection, target) is not None

    def faults(self, address: Address) -> Iterator[str]:
        """What is damaged, once all of it has been read."""
        try:
            snapshot = _snapshot(Target.of(address))
        except LibraryDamagedError as error:
            yield error.message
            return
        with closing(snapshot):
            yield from soundness.faults(snapshot)

    def set_aside(self, address: Address) -> str:
        """Give the schema another name; what is of none of its states stays. LibraryBusyError while somebody reads."""
        target = Target.of(address)
        with writer(target) as connection, guarded(connection, target):
            if schema.version(connection, target) is None:
                return ""
            number = 1
            there = "SELECT pg_catalog.to_regnamespace($1)::oid"
            while fetched(connection, there, (f'"{_aside(target, number)}"',)) != [(None,)]:
                number += 1
            aside = _aside(target, number)
            with connection.transaction():
                changing_form(connection, target)
                connection.execute(f'ALTER SCHEMA "{target.schema}" RENAME TO "{aside}"')
                connection.execute(f'CREATE SCHEMA "{target.schema}"')
                for table in own_tables.TABLES:
                    connection.execute(f'ALTER TABLE "{aside}".{table} SET SCHEMA "{target.schema}"')
        return f"the schema {aside}"

    def open_to_read(self, address: Address) -> StoreSnapshot:
        """A snapshot of the store."""
        snapshot = _snapshot(Target.of(address))
        documents = SqlDocumentReader(snapshot)
        return StoreSnapshot(
            address, documents, SqlLibraryQueries(snapshot, documents), snapshot, self.files(address),
            PostgresArrivals(snapshot.target), snapshot.close, SqlGenerationReader(snapshot),
        )  # fmt: skip

    def newest(self, address: Address) -> Generation | None:
        """Asked on a connection of its own, which is not kept: a server has few."""
        target = Target.of(address)
        with closing(connected(target)) as connection:
            return SqlGenerationReader(Asking(connection, target)).newest()

    def open_to_write(self, address: Address, *, in_place: bool = True) -> WritableStore:
        """The store, made where there is none; an older one is migrated.

        One of another version is others' to use, whatever is `in_place`: LibraryOutdatedError. LibraryBusyError where
        somebody else writes.
        """
        target = Target.of(address)
        with ExitStack() as opening:
            connection = opening.enter_context(writer(target))
            notice = _made_current(connection, target)
            database = Writing(connection, target)
            documents = SqlDocumentReader(database)
            queries = SqlLibraryQueries(database, documents)
            return WritableStore(
                address, documents, queries, database, self.files(address), PostgresArrivals(target),
                opening.pop_all().close, SqlGenerationLog(database, documents, queries), SqlDocumentWriter(database),
                notice,
            )  # fmt: skip

    def files(self, address: Address) -> PostgresFiles:
        """Those in a table beside the store's."""
        return PostgresFiles(Target.of(address))

    def locked(self, address: Address, wait: OnWait | None) -> AbstractContextManager[WriterLock]:
        """Hold the library's lock in its database."""
        return locked(Target.of(address), wait)


def _snapshot(target: Target) -> Snapshot:
    snapshot = Snapshot(target)
    try:
        version = snapshot.version()
        if version is None:
            raise LibraryMissingError(
                f"There is no index in {target.shown}.", "Make one with: panelsearch index FOLDER_OF_PDFS"
            )
        if version != schema.HEAD:
            raise _outdated(target, version)
    except BaseException:
        snapshot.close()
        raise
    return snapshot


def _made_current(connection: Connection, target: Target) -> str:
    """Have the library there, in this version; what that did to an older one."""
    version = schema.version(connection, target)
    if version is None:
        if schema.is_others(connection, target):
            raise LibraryError(
                f"The schema {target.schema} of {target.shown} holds what is of no library.",
                "Choose another with ?schema=NAME in the address.",
            )
        schema.make(connection, target)
        return ""
    if version == schema.HEAD:
        return ""
    from panelsearch.storage.postgres.migrations import can_migrate, migrate

    if not can_migrate(version):
        raise _outdated(target, version)
    migrate(target)
    return "The library of an older version was taken over."


def _outdated(target: Target, version: str) -> LibraryOutdatedError:
    from panelsearch.storage.postgres.migrations import can_migrate

    return LibraryOutdatedError(
        f"The index in {target.shown} was made by another version of panelsearch.",
        "Take it over with: panelsearch index (nothing of it is lost)"
        if can_migrate(version)
        else "Use that version, or make a library of this one beside it: ?schema=NAME in the address.",
    )


def _aside(target: Target, number: int) -> str:
    return f"{target.schema}_damaged{f'_{number}' if number > 1 else ''}"

"""How is a store in a directory of this machine opened?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.errors import (
    TO_REPAIR,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryMissingError,
    LibraryOutdatedError,
)
from panelsearch.storage.address import Address
from panelsearch.storage.base import OnWait, StoreSnapshot, WritableStore
from panelsearch.storage.library_files import DirectoryFiles
from panelsearch.storage.own_files import refuse_links, set_aside
from panelsearch.storage.records import Generation
from panelsearch.storage.sql.document_reader import SqlDocumentReader
from panelsearch.storage.sql.document_writer import SqlDocumentWriter
from panelsearch.storage.sql.generations import SqlGenerationLog, SqlGenerationReader
from panelsearch.storage.sql.library_queries import SqlLibraryQueries
from panelsearch.storage.sql.schema import SCHEMA, SCHEMA_VERSION
from panelsearch.storage.sqlite import schema_check, soundness
from panelsearch.storage.sqlite.arrivals import SqliteArrivals
from panelsearch.storage.sqlite.connection import STORE_NAME, SqliteDatabase
from panelsearch.storage.sqlite.migrations import can_migrate, migrate
from panelsearch.storage.sqlite_files import head_of, is_sealed, seal

if TYPE_CHECKING:
    from panelsearch.storage.drives import WrittenFolder

_MAGIC, _AT_VERSION = b"SQLite format 3\0", 60


class SqliteEngine:
    """See `base.StoreEngine`: a store is the file `library.sqlite` in a directory."""

    def has_store(self, address: Address) -> bool:
        """Whether the file is there."""
        return (address.directory / STORE_NAME).is_file()

    def faults(self, address: Address) -> Iterator[str]:
        """What is damaged in the file, once all of it has been read."""
        try:
            database = _opened_to_read(address.directory)
        except LibraryDamagedError as error:
            yield error.message
            return
        with closing(database):
            yield from soundness.faults(database)

    def set_aside(self, address: Address) -> str:
        """Rename the file, and what SQLite keeps beside it."""
        path = address.directory / STORE_NAME
        return str(set_aside(path, "damaged")) if path.is_file() else ""

    def open_to_read(self, address: Address) -> StoreSnapshot:
        """A snapshot of the store."""
        database = _opened_to_read(address.directory)
        documents = SqlDocumentReader(database)
        return StoreSnapshot(
            address, documents, SqlLibraryQueries(database, documents), database, self.files(address),
            SqliteArrivals(address.directory), database.close, SqlGenerationReader(database),
        )  # fmt: skip

    def newest(self, address: Address) -> Generation | None:
        """Looked up in the file, which is opened for that and closed again."""
        with closing(_opened_to_read(address.directory)) as database:
            return SqlGenerationReader(database).newest()

    def open_to_write(self, address: Address, *, in_place: bool = True) -> WritableStore:
        """The store, made where there is none; an older one is migrated, or set aside where that cannot be."""
        database, notice = _opened_to_write(address.directory / STORE_NAME, in_place=in_place)
        documents = SqlDocumentReader(database)
        queries = SqlLibraryQueries(database, documents)
        return WritableStore(
            address, documents, queries, database, self.files(address), SqliteArrivals(address.directory),
            database.close, SqlGenerationLog(database, documents, queries), SqlDocumentWriter(database), notice,
        )  # fmt: skip

    def files(self, address: Address) -> DirectoryFiles:
        """Those beside the store."""
        return DirectoryFiles(address.directory)

    def locked(self, address: Address, wait: OnWait | None) -> AbstractContextManager[WrittenFolder]:
        """Hold the directory, which is made where there is none."""
        from panelsearch.storage.sqlite.locking import locked  # who only reads does not wait for it

        return locked(address.directory, wait)


def _opened_to_read(directory: Path) -> SqliteDatabase:
    path = directory / STORE_NAME
    refuse_links(directory)
    if not path.is_file():
        raise LibraryMissingError(
            f"There is no index in {directory}.", "Make one with: panelsearch index FOLDER_OF_PDFS"
        )
    database = SqliteDatabase(path, "ro")
    try:
        try:
            version = _version(database)
        except LibraryDamagedError:  # a folder that cannot be written to has no place for the shared memory
            database.close()
            if _has_log(path):  # what a run wrote last stands there, and without it the file is of no one moment
                raise
            database = SqliteDatabase(path, "ro&immutable=1")
            version = _version(database)
        if version != SCHEMA_VERSION:
            raise _outdated(directory, version)
        database.rows("BEGIN")
        _check(database)  # takes the snapshot
    except BaseException:
        database.close()
        raise
    return database


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.is_file() and log.stat().st_size > 0


def _opened_to_write(path: Path, *, in_place: bool) -> tuple[SqliteDatabase, str]:
    refuse_links(path.parent)
    database, notice = SqliteDatabase(path, "rwc"), ""
    try:
        version = _version(database)
        if version not in (0, SCHEMA_VERSION) and not can_migrate(version):
            if not in_place:
                raise _outdated(path.parent, version)
            database.close()
            aside = set_aside(path, f"version-{version}")
            notice = f"The library was made by another version of panelsearch; it is kept as {aside}."
            database = SqliteDatabase(path, "rwc")
            version = 0
        elif version not in (0, SCHEMA_VERSION) and _is_sealed(database) is False:
            database.close()
            try:
                with database.guarded():
                    seal(path)
            except OSError as error:
                raise LibraryBusyError(
                    f"The library file {path} cannot be replaced: {error.strerror or error}.",
                    "Close whatever has it open, and try again.",
                ) from error
            database = SqliteDatabase(path, "rwc")
        database.rows("PRAGMA journal_mode=WAL")
        database.rows("PRAGMA synchronous=NORMAL")
        if version == 0:
            with database.transaction() as change:
                for statement in SCHEMA.split(";"):
                    change.run(statement)
                change.run(f"PRAGMA user_version={SCHEMA_VERSION}")
        elif version != SCHEMA_VERSION:
            migrate(database, version)
            notice = "The library of an older version was taken over."
        _check(database)
    except BaseException:
        database.close()
        raise
    return database, notice


def _is_sealed(database: SqliteDatabase) -> bool | None:
    with database.guarded():
        return is_sealed(database.path)


def _check(database: SqliteDatabase) -> None:
    """LibraryDamagedError unless the file is of the form that this version gives it."""
    if _is_sealed(database) is False:
        raise LibraryDamagedError(
            f"The library file {database.path} is damaged: its pages are not what it says they are.",
            TO_REPAIR,
        )
    schema_check.check(database.path, database.rows(schema_check.SQL))


def _outdated(directory: Path, version: int) -> LibraryOutdatedError:
    return LibraryOutdatedError(
        f"The index in {directory} was made by another version of panelsearch.",
        "Take it over with: panelsearch index (nothing of it is lost)"
        if can_migrate(version)
        else "Rebuild it with: panelsearch index FOLDER_OF_PDFS",
    )


def _version(database: SqliteDatabase) -> int:
    """The version of the schema. LibraryDamagedError where not even that can be read."""
    try:
        return int(database.rows("PRAGMA user_version")[0][0])
    except LibraryDamagedError:
        # who changed the version without our checksums, such as another version, may well have left the rest alone
        with database.guarded():
            head = head_of(database.path, _AT_VERSION + 4)
        version = int.from_bytes(head[_AT_VERSION:], "big", signed=True)
        if not head.startswith(_MAGIC) or len(head) < _AT_VERSION + 4 or version in (0, SCHEMA_VERSION):
            raise
        return version

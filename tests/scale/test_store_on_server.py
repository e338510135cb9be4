"""A store on a server that fails, is used by others, or is of another version: told, and nothing lost or stuck."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from panelsearch.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryMissingError,
    LibraryMovedOnError,
    LibraryOutdatedError,
    ServerError,
    UsageError,
)
from panelsearch.storage import registry
from panelsearch.storage.address import Address
from panelsearch.storage.packing import pack
from panelsearch.storage.postgres import connection, dialect, errors, migrations, reading
from panelsearch.storage.postgres.target import Target
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.registry import open_snapshot, open_store
from panelsearch.testing.sample_records import sample_record
from tests.scale.servers import PostgresServer
from tests.unit.test_derived_tables import Headings, publish

SECRET = "not-to-be-told"  # a password
WORDS = pack(sample_record())


@pytest.fixture
def address(postgres: PostgresServer) -> Iterator[str]:
    yield postgres.new_library()
    postgres.restore()


def schema_of(address: str) -> str:
    return Target.of(Address.parse(address)).schema


def fill(address: str) -> int:
    """A library of one paper; its number."""
    with open_store(address) as store:
        key = store.writer.save("aa", "p", WORDS)
        publish(store, 1, key, tables=Headings())
        return key


# -- the server fails -------------------------------------------------------------------------------------------------


def write_until_killed(address: str, told: Any) -> None:
    with open_store(address) as store:
        store.writer.save("bb", "p", WORDS)
        told.send("saved")
        for number in range(1_000_000):
            store.writer.save(f"more {number}", "p", WORDS)


def publish_until_killed(address: str, told: Any) -> None:
    class Slow(Headings):
        def update(self, tables: Any, publication: Any) -> None:
            super().update(tables, publication)
            told.send("publishing")
            tables.rows("SELECT pg_sleep(60)")

    with open_store(address) as store:
        key = store.writer.save("bb", "p", WORDS)
        publish(store, 2, 1, key, tables=Slow())


@pytest.mark.parametrize("work", [write_until_killed, publish_until_killed])
def test_a_server_killed_in_mid_transaction_has_the_last_generation_and_the_next_run_goes_on(
    work: Any, address: str, postgres: PostgresServer
) -> None:
    key = fill(address)
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=work, args=(address, theirs))
    process.start()
    assert ours.poll(60)
    time.sleep(0.3)
    postgres.kill()
    process.join(60)
    assert process.exitcode == 1  # it ended by itself, with an error
    postgres.start()
    assert list(registry.faults(address)) == []
    with open_snapshot(address) as reader:
        assert reader.generations.newest().number == 1
        assert reader.tables.rows("SELECT n FROM headings_made") == [(1,)]
    with open_store(address) as store:
        known = store.writer.known_documents("p")
        assert known["aa"] == key
        other = known.get("bb") or store.writer.save("bb", "p", WORDS)
        number = store.generations.next_number()
        publish(store, number, key, other, tables=Headings())
        store.generations.sweep()
        assert set(store.queries.documents(number)) == {key, other}


def test_a_reader_whose_connection_is_lost_is_to_ask_once_more(address: str, postgres: PostgresServer) -> None:
    key = fill(address)
    with open_snapshot(address) as reader:
        postgres.kill()
        postgres.start()
        for _ in range(2):
            with pytest.raises(LibraryMovedOnError) as told:
                reader.documents.pages(key)
            assert told.value.hint == "Ask once more."
    with open_snapshot(address) as reader:
        assert reader.documents.pages(key)
    with open_store(address) as store:
        assert store.files.read("people.toml", 10) is None  # on the connection that was lost, or another


def test_a_writer_whose_connection_is_lost_changes_nothing_more(address: str, postgres: PostgresServer) -> None:
    fill(address)
    with registry.locked(address) as hold, open_store(address) as store:
        hold.must_stay()
        postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '%process%'")
        with open_store(address) as other:  # the lock went with the connection
            other.writer.save("bb", "p", WORDS)
        for change in (lambda: store.writer.save("cc", "p", WORDS), hold.must_stay):
            with pytest.raises(LibraryError, match="lost") as told:
                change()
            assert "panelsearch index again" in told.value.hint


def test_a_server_that_is_not_there_is_told_at_once_and_without_a_password(postgres: PostgresServer) -> None:
    before = time.monotonic()
    for address, said in (
        (f"postgresql://us:{SECRET}@127.0.0.1:9/papers", "cannot be reached"),
        (f"postgresql://us:{SECRET}@no-such-host.invalid/papers?schema=county", "cannot be reached"),
        (f"{postgres.url('not_there', SECRET)}", "does not exist"),
        (f"{postgres.url('postgres', SECRET).replace('//panelsearch', '//nobody')}", "does not exist"),
        (f"postgresql://us:{SECRET}@127.0.0.1:port/papers", "cannot be reached"),
        (f"postgresql://127.0.0.1/papers?password={SECRET}&odd=%zz", "no address"),
        (f"postgresql://us:{SECRET}@127.0.0.1/papers?schema=pg_catalog", "cannot be the schema"),
        (f"postgresql://us:{SECRET}/x@127.0.0.1/papers", "has an @"),
        (f"postgresql://us:x/{SECRET}@127.0.0.1/papers?schema=county", "has an @"),
        (f"postgresql://us:x@{SECRET}@127.0.0.1/papers", "has an @"),
        (f"postgresql://us:{SECRET}?x@127.0.0.1/papers", "has an @"),
        (f"postgresql://us:[{SECRET}@127.0.0.1/papers", "no address"),
        (f"postgresql://us:\u2100{SECRET}@127.0.0.1/papers", "no address"),
    ):
        with pytest.raises((LibraryError, UsageError), match=said) as told:
            open_snapshot(address)
        error: BaseException | None = told.value
        assert told.value.hint
        while error is not None:
            assert SECRET not in f"{error!s}{error!r}{getattr(error, 'hint', '')}"
            error = error.__cause__
    assert time.monotonic() - before < 20
    assert SECRET not in repr(Target.of(Address.parse(f"postgresql://us:{SECRET}@host/papers")))


def test_a_question_that_takes_too_long_is_given_up_and_the_snapshot_stays(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = fill(address)
    monkeypatch.setattr(connection, "MOST_SECONDS", 0.2)
    with open_snapshot(address) as reader:
        monkeypatch.setattr(reading, "MOST_SECONDS", 0.2)
        with pytest.raises(LibraryBusyError, match="gave no answer in time"):
            reader.tables.rows("SELECT pg_sleep(60)")
        with pytest.raises(LibraryDamagedError, match="nowhere"):
            reader.tables.rows("SELECT * FROM nowhere")
        with open_store(address) as store:
            publish(store, 2, tables=Headings())
        assert reader.generations.newest().number == 1
        assert reader.documents.pages(key)


def test_how_often_passages_repeat_is_asked_however_long_that_takes(
    address: str, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = fill(address)
    postgres.run(
        f"SET search_path = {schema_of(address)}; ALTER TABLE passages RENAME TO them;"
        "CREATE VIEW passages AS SELECT them.* FROM them, pg_sleep(0.5)"
    )
    monkeypatch.setattr(connection, "MOST_SECONDS", 0.2)
    with open_store(address) as store:
        with pytest.raises(LibraryBusyError, match="gave no answer in time"):
            store.tables.rows("SELECT count(*) FROM passages")
        assert store.queries.repeats([key]) == {}


@pytest.mark.parametrize(("setting", "said"), [("off", "on"), ("local", "local"), ("remote_apply", "remote_apply")])
def test_a_publication_outlives_a_loss_of_power_however_the_server_is_set(
    setting: str, said: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGOPTIONS", f"-c synchronous_commit={setting}")
    with open_store(address) as store:
        database: Any = store.tables
        for durable, now in ((True, said), (False, "off")):
            with database.transaction(durable=durable) as change:
                assert change.rows("SELECT current_setting('synchronous_commit')") == [(now,)]
        assert database.rows("SELECT current_setting('synchronous_commit')") == [(setting,)]


def test_each_refusal_is_told_by_what_helps(address: str) -> None:
    target = Target.of(Address.parse(address))
    for state, kind, hint in (
        ("53100", ServerError, "Make room on the disk"), ("53300", LibraryBusyError, "max_connections"),
        ("25006", ServerError, "the server that is written to"), ("42501", ServerError, "that right"),
        ("40P01", LibraryBusyError, "Try again"), ("XX001", LibraryDamagedError, "--repair"),
        ("58030", ServerError, "database's log"), ("54000", ServerError, "fewer words"),
        ("28P01", ServerError, "PGUSER"), ("P0001", ServerError, "can be reached"),
    ):  # fmt: skip
        error = psycopg.errors.lookup(state)("it said so")
        told = errors.ours(error, target, is_open=True)
        assert type(told) is kind, state
        assert hint in told.hint, state
        assert address in told.message or state == "54000"
    assert isinstance(errors.ours(psycopg.OperationalError("gone"), target, is_open=False), LibraryError)


# -- others are there -------------------------------------------------------------------------------------------------


def test_one_writes_at_a_time_and_who_comes_second_is_told_who(address: str) -> None:
    other = multiprocessing.get_context("fork").Process(target=hold, args=(address,))
    with registry.locked(address):
        with pytest.raises(LibraryBusyError, match=f"process {os.getpid()}"), registry.locked(address):
            pass
        with open_store(address) as store:  # of this process, which holds the lock
            with pytest.raises(LibraryBusyError):
                open_store(address)
            store.writer.save("aa", "p", WORDS)
        open_store(address).close()
        other.start()
        other.join(30)
        assert other.exitcode == 7
    waited: list[str] = []
    with open_store(address):

        def wait(who: str) -> None:
            waited.append(who)
            if len(waited) == 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt), registry.locked(address, wait):
            pass
    assert waited[0].startswith(f"process {os.getpid()}")


def hold(address: str) -> None:
    try:
        open_store(address)
    except LibraryBusyError:
        os._exit(7)


def test_a_writer_that_is_killed_leaves_the_lock_to_the_next(address: str) -> None:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=write_until_killed, args=(address, theirs))
    process.start()
    assert ours.poll(60)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    with registry.locked(address, lambda who: time.sleep(0.01)), open_store(address) as store:
        assert "bb" in store.writer.known_documents("p")
    assert list(registry.faults(address)) == []


def test_two_libraries_in_one_database_do_not_touch(postgres: PostgresServer) -> None:
    one, other = postgres.new_library(), postgres.new_library()
    with open_store(one) as first, open_store(other) as second:
        first.writer.save("aa", "p", WORDS)
        first.files.write("people.toml", "x")
        second.files.write("people.toml", "y")
        assert second.writer.known_documents("p") == {}
        assert first.files.read("people.toml", 9) == b"x"
        publish(second, 1, second.writer.save("bb", "p", WORDS), tables=Headings())
        with second.files.changing("people.toml"), first.files.changing("people.toml"):
            pass
        assert not first.tables.has("headings", "1")
    assert registry.set_aside(one)
    assert open_snapshot(other).generations.newest().number == 1


def test_what_is_of_no_library_is_left_alone(address: str, postgres: PostgresServer) -> None:
    postgres.run(f"CREATE SCHEMA {schema_of(address)} CREATE TABLE accounts (n int)")
    assert not registry.has_store(address)
    with pytest.raises(LibraryMissingError):
        open_snapshot(address)
    with pytest.raises(LibraryError, match="of no library"):
        open_store(address)


def test_a_schema_of_somebody_else_runs_nothing_with_the_rights_of_who_opens_it(
    address: str, postgres: PostgresServer
) -> None:
    fill(address)
    registry.files(address).write("people.toml", "kept")
    does = "LANGUAGE plpgsql AS $$ BEGIN INSERT INTO done VALUES (1); RETURN"
    postgres.run(
        f"SET search_path = {schema_of(address)}; CREATE TABLE done (n int);"
        f"CREATE FUNCTION pg_advisory_lock_shared(bigint) RETURNS void {does}; END $$;"
        f"CREATE FUNCTION pg_try_advisory_lock(bigint) RETURNS boolean {does} true; END $$;"
        f"CREATE FUNCTION to_regclass(text) RETURNS regclass {does} pg_catalog.to_regclass($1); END $$;"
        f"CREATE FUNCTION pg_export_snapshot() RETURNS text {does} pg_catalog.pg_export_snapshot(); END $$;"
    )
    done = f"SELECT count(*) FROM {schema_of(address)}.done"
    assert registry.has_store(address)
    with open_snapshot(address) as reader:
        assert reader.generations.newest().number == 1
    open_store(address).close()
    assert postgres.run(done) == "0\n"
    postgres.run(
        f"SET search_path = {schema_of(address)}; CREATE FUNCTION more() RETURNS bytea {does} 'x'; END $$;"
        "ALTER TABLE own_files RENAME TO theirs; ALTER TABLE alembic_version RENAME TO versions;"
        "CREATE VIEW own_files AS SELECT 'people.toml' AS name, more() AS content;"
        "CREATE VIEW alembic_version AS SELECT version_num FROM versions WHERE more() <> ''"
    )
    for asked in (
        lambda: registry.has_store(address), lambda: registry.files(address).read("people.toml", 9),
        lambda: open_snapshot(address),
    ):  # fmt: skip
        with pytest.raises(LibraryError, match="read-only"):
            asked()
    assert postgres.run(done) == "0\n"


def test_what_is_read_is_not_put_aside(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    key = fill(address)
    monkeypatch.setattr(connection, "LOCK_SECONDS", 0.3)
    with open_snapshot(address) as reader:
        with pytest.raises(LibraryBusyError, match="used by others"):
            registry.set_aside(address)
        assert len(reader.documents.pages(key)) == 3
    assert registry.set_aside(address)


def test_any_thread_asks_the_same_moment(address: str) -> None:
    key = fill(address)
    with open_snapshot(address) as reader:
        with open_store(address) as store:
            publish(store, 2, tables=Headings())
            publish(store, 3, tables=Headings())
            store.generations.sweep(1)
        found: list[object] = []

        def ask() -> None:
            reader.tables.rows("SELECT pg_sleep(0.2)")
            found.append((reader.generations.newest().number, len(reader.documents.pages(key))))

        threads = [threading.Thread(target=ask) for _ in range(20)]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [(1, 3)] * 20
        assert time.monotonic() - began < 20 * 0.2  # side by side
    with pytest.raises(LibraryError, match="closed"):
        reader.documents.pages(key)


def test_who_asks_waits_for_a_connection_where_the_database_has_no_other(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = fill(address)

    def none_free(target: Target) -> Any:
        raise LibraryBusyError(f"{target.shown} has no connection free.")

    with open_snapshot(address) as reader:
        monkeypatch.setattr(reading, "connected", none_free)
        found: list[int] = []

        def ask() -> None:
            reader.tables.rows("SELECT pg_sleep(0.1)")
            found.append(len(reader.documents.pages(key)))

        threads = [threading.Thread(target=ask) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert found == [3] * 5


def test_tables_are_given_another_form_only_where_nobody_reads_them(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = fill(address)
    monkeypatch.setattr(connection, "LOCK_SECONDS", 0.3)
    with open_store(address) as store:
        with open_snapshot(address) as reader:
            with pytest.raises(LibraryBusyError, match="used by others"):
                publish(store, 2, key, tables=Headings("2"))
            assert reader.tables.rows("SELECT heading FROM headings") == [("Footbridge",)]
        publish(store, 2, key, tables=Headings("2"))
        assert store.tables.rows("SELECT n FROM headings_made") == [(2,)]


# -- other versions, damage -------------------------------------------------------------------------------------------


def test_a_library_of_an_unknown_version_is_never_taken_over(address: str, postgres: PostgresServer) -> None:
    fill(address)
    postgres.run(f"UPDATE {schema_of(address)}.alembic_version SET version_num = '999'")
    assert registry.has_store(address)
    for opened in (open_snapshot, open_store):
        with pytest.raises(LibraryOutdatedError, match="another version"):
            opened(address)


def test_an_older_library_is_taken_over_whole_or_not_at_all(
    address: str, postgres: PostgresServer, tmp_path: Path
) -> None:
    key = fill(address)
    for name, number, before, does in (
        ("a", "13", None, ""), ("b", "14", "13", "ALTER TABLE documents ADD COLUMN mood TEXT"),
        ("c", "15", "14", "DELETE FROM nowhere"),
    ):  # fmt: skip
        (tmp_path / f"{name}.py").write_text(
            f"from alembic import op\nrevision, down_revision = {number!r}, {before!r}\n"
            f"def upgrade(): {f'op.execute({does!r})' if does else 'pass'}\n",
            encoding="utf-8",
        )
    target = Target.of(Address.parse(address))
    assert migrations.can_migrate("13", tmp_path)
    assert not migrations.can_migrate("12", tmp_path)
    assert not migrations.can_migrate("13")
    with pytest.raises(LibraryDamagedError, match="nowhere"):
        migrations.migrate(target, tmp_path)
    version = f"SELECT version_num FROM {target.schema}.alembic_version"
    assert postgres.run(version).split() == ["13"]
    with open_snapshot(address) as reader:
        assert "mood" not in str(reader.tables.rows("SELECT d FROM documents d"))
    (tmp_path / "c.py").unlink()
    migrations.migrate(target, tmp_path)
    assert postgres.run(version).split() == ["14"]
    assert postgres.run(f"SELECT id, mood FROM {target.schema}.documents").split() == [str(key)]


def test_the_newest_revision_is_the_version_that_libraries_are_made_in() -> None:
    from panelsearch.storage.postgres.schema import HEAD

    assert migrations._scripts(migrations.REVISIONS).get_current_head() == HEAD


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE documents SET meeting_date = '2023-02-31'", "documents.meeting_date"),
        ("UPDATE pages SET furniture = '{}'", "pages.furniture"),
        ("UPDATE pages SET text = '' WHERE number = 1", "do not lie on page 1"),
        ("UPDATE pages SET lines = ''", "holds what no library can"),
        ("DELETE FROM pages WHERE number = 2", "pages missing"),
        ("ALTER TABLE mentions DROP COLUMN score", "mentions lacks score"),
        ("DROP TABLE sketches", "sketches lacks"),
    ],
)
def test_what_is_damaged_is_told_and_can_be_put_aside(
    harm: str, told: str, address: str, postgres: PostgresServer
) -> None:
    fill(address)
    registry.files(address).write("people.toml", "kept")
    assert list(registry.faults(address)) == []
    postgres.run(f"SET search_path = {schema_of(address)}; {harm}")
    assert told in " ".join(registry.faults(address))
    assert schema_of(address) in registry.set_aside(address)
    assert not registry.has_store(address)
    assert registry.set_aside(address) == ""
    with open_store(address) as store:
        assert store.generations.newest() is None
        assert store.files.read("people.toml", 9) == b"kept"


# -- what it says otherwise -------------------------------------------------------------------------------------------


def test_letters_are_folded_as_python_folds_them(address: str) -> None:
    with open_store(address) as store:
        letters = [chr(c) for c in range(1, sys.maxunicode + 1) if c < 0x250 or chr(c) != chr(c).casefold()]
        for start in range(0, len(letters), 100):
            text = "".join(letters[start : start + 100])
            assert store.tables.rows("SELECT casefold(?)", (text,)) == [(text.casefold(),)]
        assert store.tables.rows("SELECT casefold('PLAIN'), casefold(NULL)") == [("plain", None)]


def test_statements_are_put_into_its_words() -> None:
    spoken = dialect.spoken
    assert spoken("SELECT ?, ?3, ? FROM a CROSS JOIN b INDEXED BY c ON d") == "SELECT $1, $3, $4 FROM a JOIN b ON d"
    assert spoken("CREATE TABLE a (chosen INTEGER NOT NULL, n INTEGER, w TEXT) WITHOUT ROWID") == (
        'CREATE TABLE a (chosen BOOLEAN NOT NULL, n BIGINT, w TEXT COLLATE "C")'
    )
    assert spoken("CREATE INDEX a ON b (c, d DESC) WHERE e") == (
        "CREATE INDEX a ON b (c NULLS FIRST, d DESC NULLS LAST) WHERE e"
    )
    assert dialect.plain_insert("INSERT INTO a (b, c) VALUES (?,?)") == ("a", ("b", "c"))
    assert dialect.plain_insert("INSERT INTO a VALUES (?,?1)") is None


def test_a_path_need_be_no_text(address: str) -> None:
    odd = os.fsdecode(b"/papers/\xff\\n.pdf")
    with open_store(address) as store:
        key = store.writer.save("aa", "p", WORDS)
        member = Member("n.pdf", "/papers", odd, 1, 2, "aa", key)
        generation = Generation(1, "2026-01-01T00:00:00", "generation-1", "p", "i", ("/papers",))
        store.generations.publish(generation, [member])
        assert store.generations.members(1) == (member,)


def test_a_letter_that_it_cannot_keep_is_told(address: str) -> None:
    with open_store(address) as store:
        with pytest.raises(LibraryError, match="NUL"):
            store.writer.save_failure("aa", "p", "no\0t")
        assert store.writer.known_failures("p") == {}


def test_where_its_client_is_missing_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("panelsearch.storage.postgres")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError) as told:
        open_snapshot("postgresql://host/papers")
    assert "panelsearch[scale]" in told.value.hint

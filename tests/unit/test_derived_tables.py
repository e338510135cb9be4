"""Tables made of the library move with its generations, in the same step."""

from __future__ import annotations

from pathlib import Path

import pytest

from panelsearch.errors import LibraryDamagedError
from panelsearch.storage.base import WritableStore
from panelsearch.storage.derived_tables import Publication, TableWriter
from panelsearch.storage.packing import pack
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.registry import open_snapshot, open_store
from panelsearch.testing.sample_records import sample_record


class Headings:
    """The headings of the newest generation's items, and of which generation they are."""

    name = "headings"
    tables = ("headings", "headings_made")
    schema = ("CREATE TABLE headings (document_id INTEGER, heading TEXT)", "CREATE TABLE headings_made (n INTEGER)")

    def __init__(self, version: str = "1", *, fails: bool = False) -> None:
        self.version, self._fails = version, fails

    def update(self, tables: TableWriter, publication: Publication) -> None:
        documents = publication.queries.documents(publication.generation.number)
        tables.run("DELETE FROM headings")
        tables.insert(
            "INSERT INTO headings VALUES (?,?)",
            ((key, item.heading) for key in documents for item in publication.documents.items(key)),
        )
        tables.run("INSERT INTO headings_made VALUES (?)", (publication.generation.number,))
        if self._fails:
            raise RuntimeError("a slip")


def publish(store: WritableStore, number: int, *documents: int, tables: Headings) -> None:
    members = [Member(f"{key}.pdf", "/papers", f"/papers/{key}.pdf", 1, 2, str(key), key) for key in documents]
    generation = Generation(number, "2026-01-01T00:00:00", f"generation-{number}", "p", "i", ("/papers",))
    store.generations.publish(generation, members, (tables,))


@pytest.fixture
def store(place: Path | str):
    with open_store(place) as opened:
        for matter in ("Footbridge", "Weir"):
            opened.writer.save(matter, "p", pack(sample_record(matter)))
        yield opened


def headings(store) -> list[str]:
    return [heading for (heading,) in store.tables.rows("SELECT heading FROM headings ORDER BY document_id")]


def test_they_see_the_generation_that_is_being_published_and_readers_see_both_or_neither(
    store, place: Path | str
) -> None:
    assert not store.tables.has("headings", "1")
    publish(store, 1, 1, tables=Headings())
    assert store.tables.has("headings", "1")
    with open_snapshot(place) as reader:
        publish(store, 2, 1, 2, tables=Headings())
        assert headings(reader) == ["Footbridge"]
    assert headings(store) == ["Footbridge", "Weir"]


def test_where_they_mean_something_else_they_are_made_anew(store) -> None:
    publish(store, 1, 1, tables=Headings())
    publish(store, 2, 1, tables=Headings())
    assert store.tables.rows("SELECT n FROM headings_made") == [(1,), (2,)]
    assert not store.tables.has("headings", "2")
    publish(store, 3, 1, tables=Headings("2"))
    assert store.tables.rows("SELECT n FROM headings_made") == [(3,)]
    assert store.tables.has("headings", "2")
    assert not store.tables.has("headings", "1")


def test_where_they_fail_nothing_is_published(store) -> None:
    publish(store, 1, 1, tables=Headings())
    with pytest.raises(RuntimeError, match="a slip"):
        publish(store, 2, 1, 2, tables=Headings("2", fails=True))
    assert store.generations.newest().number == 1
    assert headings(store) == ["Footbridge"]
    assert store.tables.has("headings", "1")


def test_they_take_no_name_of_the_store_s_own(store) -> None:
    class Pages(Headings):
        name, tables = "pages", ("pages",)

    with pytest.raises(ValueError, match="own tables"):
        publish(store, 1, 1, tables=Pages())
    assert store.tables.rows("SELECT count(*) FROM pages") == [(6,)]


def test_a_query_that_cannot_be_asked_is_an_error_of_ours(store) -> None:
    with pytest.raises(LibraryDamagedError, match="nowhere"):
        store.tables.rows("SELECT * FROM nowhere")

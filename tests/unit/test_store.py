"""What is particular to the SQLite store and to the way there; what every store does is in contract/test_stores.py."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from panelsearch.errors import LibraryDamagedError, LibraryMissingError, UsageError
from panelsearch.model.documents import DocumentRecord
from panelsearch.model.meetings import Action, ActionKind, Detail, DetailKind
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.spans import PageSpan
from panelsearch.storage.address import Address
from panelsearch.storage.packing import COLUMNS, DOCUMENT_COLUMNS, pack
from panelsearch.storage.page_codec import pack_boxes, pack_lines, unpack_boxes, unpack_lines
from panelsearch.storage.registry import open_snapshot, open_store
from panelsearch.storage.sql.schema import NUMBERED
from panelsearch.storage.sqlite.connection import STORE_NAME
from panelsearch.testing.sample_records import sample_record


@pytest.mark.parametrize(
    ("text", "scheme", "location"),
    [
        ("index", "file", "index"),
        ("C:\\papers\\index", "file", "C:\\papers\\index"),
        ("C:/papers", "file", "C:/papers"),
        ("PostgreSQL://host/papers", "postgresql", "host/papers"),
        ("a folder://", "file", "a folder://"),
    ],
)
def test_an_address_is_a_directory_unless_it_names_an_engine(text: str, scheme: str, location: str) -> None:
    address = Address.parse(text)
    assert (address.scheme, address.location) == (scheme, location)


def test_a_path_is_a_directory_whatever_it_is_called(tmp_path: Path) -> None:
    assert Address.parse(tmp_path / "odd://name").scheme == "file"
    assert Address.parse(tmp_path).directory == tmp_path
    with pytest.raises(UsageError, match="postgresql://host/papers is not"):
        _ = Address.parse("postgresql://host/papers").directory


def test_a_store_of_an_unknown_kind_is_a_usage_error() -> None:
    for opened in (open_snapshot, open_store):
        with pytest.raises(UsageError, match="carrier-pigeon://"):
            opened("carrier-pigeon://loft")


@pytest.mark.parametrize("place", [PageSpan(1, 0, 100_000), PageSpan(9, 0, 1)])
def test_a_span_that_does_not_lie_on_its_page_is_never_stored(place: PageSpan) -> None:
    whole = sample_record()
    bad = Mention(MentionLabel.PERSON, place, canonical="X")
    with pytest.raises(ValueError, match=r"lies outside|no page 9"):
        pack(DocumentRecord(whole.extracted, whole.reading, (bad,)))
    for reading in (
        replace(whole.reading, actions=(Action(place, ActionKind.ACTION),)),
        replace(whole.reading, details=(Detail(DetailKind.PLACE, place),)),
    ):
        with pytest.raises(ValueError, match=r"lies outside|no page 9"):
            pack(DocumentRecord(whole.extracted, reading))


def test_lines_and_boxes_come_back_from_their_bytes() -> None:
    page = sample_record().extracted.pages[0]
    assert unpack_lines(pack_lines(page.lines)) == page.lines
    assert unpack_boxes(pack_boxes(page.boxes)) == page.boxes
    assert unpack_lines(pack_lines(())) == unpack_boxes(pack_boxes(())) == ()


def test_the_schema_has_the_columns_that_are_packed(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / STORE_NAME)) as db:
        for table, columns in {**COLUMNS, "documents": DOCUMENT_COLUMNS}.items():
            there = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            own = {"document_id", "id", "idx", "sha256", "fingerprint", "stamp", "to_retry"}
            assert [name for name in there if name not in own] == list(columns), table
            assert ("idx" in there) == (table in NUMBERED)


def test_nothing_is_published_by_saving_alone(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.writer.save("aa", "p", pack(sample_record()))
        with open_snapshot(tmp_path) as reader:
            assert reader.generations.newest() is None
        assert store.writer.known_documents("p") == {"aa": 1}


def test_a_document_that_cannot_be_written_whole_is_not_written_at_all(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        packed = pack(sample_record())
        broken = replace(packed, sketches=packed.sketches[:1])
        with pytest.raises(ValueError, match="shorter"):
            store.writer.save("aa", "p", broken)
        assert store.writer.known_documents("p") == {}
        assert store.tables.rows("SELECT count(*) FROM pages") == [(0,)]
        assert store.writer.save("aa", "p", packed)


def test_no_index_and_a_broken_one_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissingError):
        open_snapshot(tmp_path)
    (tmp_path / STORE_NAME).write_bytes(b"this is no database" * 1000)
    with pytest.raises(LibraryDamagedError):
        open_snapshot(tmp_path)
    with pytest.raises(LibraryDamagedError):
        open_store(tmp_path)

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from panelsearch.errors import LibraryDamagedError, LibraryMissingError, LibraryOutdatedError
from panelsearch.model.documents import DocumentRecord, Extracted
from panelsearch.model.ingest_reports import FileOutcome
from panelsearch.model.meetings import (
    Attendance,
    Attendee,
    Decision,
    DecisionOutcome,
    DocumentKind,
    Item,
    Passage,
    Reading,
)
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Line, Page, PageProblem, Rect, TextSource, WordBox
from panelsearch.model.spans import PageSpan, Span
from panelsearch.storage.base import WritableStore
from panelsearch.storage.packing import pack
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.registry import open_snapshot, open_store
from panelsearch.storage.sqlite.connection import STORE_NAME

TEXT = "5 Footbridge\nIt was agreed that £4,500 be paid to Ferris Ltd for the new footbridge at Dunmere.\n"


def record() -> DocumentRecord:
    rect = Rect(72.0, 700.0, 144.0, 712.0)
    page = Page(
        1, TEXT, "14", 595.0, 842.0,
        lines=(Line(Span(0, 12), rect, 11.0, bold=True, side=True, cells=(Span(0, 1), Span(2, 12))),),
        boxes=(WordBox(Span(2, 12), rect),), furniture=("Page 14",),
    )  # fmt: skip
    picture = Page(2, "", None, 595.0, 842.0, TextSource.NONE, PageProblem.PICTURE)
    start = TEXT.index("It was")
    reading = Reading(
        DocumentKind.MINUTES, "Minutes", "Dunmere Parish Council", date(2023, 2, 7), draft=True,
        items=(Item("5", "Footbridge", PageSpan(1, 0, 12), 1, len(TEXT)),),
        decisions=(Decision(PageSpan(1, start, len(TEXT) - 1), DecisionOutcome.AGREED, 0, "A Pryce", None, 4, 1, 0),),
        attendance=Attendance(present=(Attendee("A Pryce", PageSpan(1, 0, 1), "Chair", "AP"),)),
        passages=(Passage(PageSpan(1, 0, len(TEXT)), 0),),
        inferred=("body",),
    )  # fmt: skip
    at = TEXT.index("£")
    mention = Mention(MentionLabel.MONEY, PageSpan(1, at, at + 6), value_pence=450000, currency="GBP", unit="per year")
    return DocumentRecord(Extracted((page, picture)), reading, (mention,))


@pytest.fixture
def store(tmp_path: Path) -> WritableStore:
    return open_store(tmp_path)


def publish(store: WritableStore, number: int, *members: Member) -> None:
    generation = Generation(number, "2026-01-01T00:00:00", f"generation-{number}", "p", "i", ("/papers",))
    store.generations.publish(generation, members)


def member(document_id: int | None, name: str = "a.pdf", sha: str = "aa") -> Member:
    return Member(name, "/papers", f"/papers/{name}", 1, 2, sha, document_id)


def test_what_is_saved_comes_back_whole(store: WritableStore) -> None:
    whole = record()
    key = store.writer.save("aa", "p", pack(whole, "page 2 is a picture"))
    assert store.documents.pages(key) == whole.extracted.pages
    assert store.documents.page(key, 1) == whole.extracted.pages[0]
    assert store.documents.page(key, 3) is None
    assert store.documents.decisions(key) == whole.reading.decisions
    assert store.documents.attendance(key) == whole.reading.attendance
    assert store.documents.mentions(key) == whole.mentions
    (item,) = store.documents.items(key)
    assert (item.number, item.heading, item.page) == ("5", "Footbridge", 1)
    sheet = store.documents.document(key)
    assert (sheet.kind, sheet.body, sheet.meeting_date) == ("minutes", "Dunmere Parish Council", date(2023, 2, 7))
    assert sheet.without_text == (2,)
    assert sheet.reason == "page 2 is a picture"
    assert sheet.inferred == ("body",)


def test_a_span_that_does_not_lie_on_its_page_is_never_stored() -> None:
    whole = record()
    bad = Mention(MentionLabel.PERSON, PageSpan(1, 0, len(TEXT) + 1), canonical="X")
    with pytest.raises(ValueError, match="lies outside"):
        pack(DocumentRecord(whole.extracted, whole.reading, (bad,)))


def test_a_reader_keeps_its_snapshot_while_the_library_moves_on(store: WritableStore, tmp_path: Path) -> None:
    key = store.writer.save("aa", "p", pack(record()))
    publish(store, 1, member(key))
    reader = open_snapshot(tmp_path)
    publish(store, 2)
    publish(store, 3)
    store.generations.sweep(keep=1)
    generation = reader.generations.newest()
    assert generation is not None
    assert generation.number == 1
    assert reader.documents.page_text(key, 1) == TEXT
    newer = open_snapshot(tmp_path)
    assert newer.documents.page_text(key, 1) is None
    assert [m.name for m in newer.generations.members(3)] == []


def test_nothing_is_published_by_saving_alone(store: WritableStore, tmp_path: Path) -> None:
    store.writer.save("aa", "p", pack(record()))
    assert open_snapshot(tmp_path).generations.newest() is None
    assert store.writer.known_documents("p") == {"aa": 1}
    assert store.writer.known_documents("another pipeline") == {}


def test_failures_are_remembered_until_forgotten(store: WritableStore) -> None:
    store.writer.save_failure("bb", "p", "encrypted")
    assert store.writer.known_failures("p") == {"bb": "encrypted"}
    store.writer.forget_failures()
    assert store.writer.known_failures("p") == {}


def test_members_keep_their_outcome(store: WritableStore) -> None:
    bad = Member("b.pdf", "/papers", "/papers/b.pdf", 1, 2, "bb", None, FileOutcome.FAILED, "encrypted")
    publish(store, 1, bad)
    assert store.generations.members(1) == (bad,)


def test_generation_numbers_are_never_used_twice(store: WritableStore) -> None:
    assert store.generations.next_number() == 1
    publish(store, 1)
    publish(store, 2)
    store.generations.sweep(keep=1)
    assert store.generations.next_number() == 3


def test_no_index_an_older_one_and_a_broken_one_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissingError):
        open_snapshot(tmp_path)
    older = tmp_path / "older"
    older.mkdir()
    with sqlite3.connect(older / STORE_NAME) as db:
        db.execute("PRAGMA user_version=999")
        db.execute("CREATE TABLE t (x)")
    with pytest.raises(LibraryOutdatedError):
        open_snapshot(older)
    open_store(older).close()
    assert open_snapshot(older).generations.newest() is None
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / STORE_NAME).write_bytes(b"this is no database" * 1000)
    with pytest.raises(LibraryDamagedError):
        open_snapshot(broken)

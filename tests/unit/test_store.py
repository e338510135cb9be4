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
from panelsearch.storage.store import STORE_NAME, Generation, Member, Store, numbers_in_words, pack

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
def store(tmp_path: Path) -> Store:
    return Store.open_to_write(tmp_path)


def publish(store: Store, number: int, *members: Member) -> None:
    store.publish(Generation(number, "2026-01-01T00:00:00", f"generation-{number}", "p", "i", ("/papers",)), members)


def member(document_id: int | None, name: str = "a.pdf", sha: str = "aa") -> Member:
    return Member(name, "/papers", f"/papers/{name}", 1, 2, sha, document_id)


def test_what_is_saved_comes_back_whole(store: Store) -> None:
    whole = record()
    key = store.save("aa", "p", pack(whole))
    assert store.pages(key) == whole.extracted.pages
    assert store.page(key, 1) == whole.extracted.pages[0]
    assert store.page(key, 3) is None
    assert store.decisions(key) == whole.reading.decisions
    assert store.attendance(key) == whole.reading.attendance
    assert store.mentions(key) == whole.mentions
    (item,) = store.items(key)
    assert (item.number, item.heading, item.page) == ("5", "Footbridge", 1)
    sheet = store.document(key)
    assert (sheet.kind, sheet.body, sheet.meeting_date) == ("minutes", "Dunmere Parish Council", date(2023, 2, 7))
    assert sheet.without_text == (2,)
    assert sheet.reason == "no text on page 2 (only a picture)"
    assert sheet.inferred == ("body",)


def test_a_span_that_does_not_lie_on_its_page_is_never_stored() -> None:
    whole = record()
    bad = Mention(MentionLabel.PERSON, PageSpan(1, 0, len(TEXT) + 1), canonical="X")
    with pytest.raises(ValueError, match="lies outside"):
        pack(DocumentRecord(whole.extracted, whole.reading, (bad,)))


def test_a_reader_keeps_its_snapshot_while_the_library_moves_on(store: Store, tmp_path: Path) -> None:
    key = store.save("aa", "p", pack(record()))
    publish(store, 1, member(key))
    reader = Store.open_to_read(tmp_path)
    publish(store, 2)
    publish(store, 3)
    store.sweep(keep=1)
    generation = reader.generation()
    assert generation is not None
    assert generation.number == 1
    assert reader.page_text(key, 1) == TEXT
    newer = Store.open_to_read(tmp_path)
    assert newer.page_text(key, 1) is None
    assert [m.name for m in newer.members(3)] == []


def test_nothing_is_published_by_saving_alone(store: Store, tmp_path: Path) -> None:
    store.save("aa", "p", pack(record()))
    assert Store.open_to_read(tmp_path).generation() is None
    assert store.known_documents("p") == {"aa": 1}
    assert store.known_documents("another pipeline") == {}


def test_failures_are_remembered_until_forgotten(store: Store) -> None:
    store.save_failure("bb", "p", "encrypted")
    assert store.known_failures("p") == {"bb": "encrypted"}
    store.forget_failures()
    assert store.known_failures("p") == {}


def test_members_keep_their_outcome(store: Store) -> None:
    bad = Member("b.pdf", "/papers", "/papers/b.pdf", 1, 2, "bb", None, FileOutcome.FAILED, "encrypted")
    publish(store, 1, bad)
    assert store.members(1) == (bad,)


def test_generation_numbers_are_never_used_twice(store: Store) -> None:
    assert store.next_generation_number() == 1
    publish(store, 1)
    publish(store, 2)
    store.sweep(keep=1)
    assert store.next_generation_number() == 3


def test_page_numbers_are_told_as_people_write_them() -> None:
    assert numbers_in_words([3]) == "page 3"
    assert numbers_in_words([1, 3, 4, 5, 9]) == "pages 1, 3 to 5, 9"


def test_no_index_an_older_one_and_a_broken_one_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissingError):
        Store.open_to_read(tmp_path)
    older = tmp_path / "older"
    older.mkdir()
    with sqlite3.connect(older / STORE_NAME) as db:
        db.execute("PRAGMA user_version=999")
        db.execute("CREATE TABLE t (x)")
    with pytest.raises(LibraryOutdatedError):
        Store.open_to_read(older)
    Store.open_to_write(older).close()
    assert Store.open_to_read(older).generation() is None
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / STORE_NAME).write_bytes(b"this is no database" * 1000)
    with pytest.raises(LibraryDamagedError):
        Store.open_to_read(broken)

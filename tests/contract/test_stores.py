"""Every kind of store keeps the same promises: one contract, run over the real one and over a plain oracle."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panelsearch.errors import LibraryError, LibraryMissingError
from panelsearch.model.documents import DocumentRecord
from panelsearch.model.ingest_reports import FileOutcome
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.spans import PageSpan
from panelsearch.storage.address import Address
from panelsearch.storage.base import StoreEngine, WritableStore
from panelsearch.storage.packing import pack
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.registry import ENGINES, open_store
from panelsearch.testing.memory_store import MemoryEngine
from panelsearch.testing.sample_records import sample_record
from tests.scale.servers import PostgresServer


@pytest.fixture(params=["sqlite", "memory", pytest.param("postgres", marks=pytest.mark.scale)])
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def address(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Address:
    return Address.parse(request.getfixturevalue("postgres").new_library() if kind == "postgres" else tmp_path)


@pytest.fixture
def engine(kind: str, address: Address) -> StoreEngine:
    return MemoryEngine() if kind == "memory" else ENGINES[address.scheme]()


def member(document_id: int | None, name: str = "a.pdf", sha: str = "aa") -> Member:
    outcome = FileOutcome.FAILED if document_id is None else FileOutcome.INDEXED
    return Member(name, "/papers", f"/papers/{name}", 1, 2, sha, document_id, outcome)


def publish(store: WritableStore, number: int, *members: Member) -> None:
    generation = Generation(number, "2026-01-01T00:00:00", f"generation-{number}", "p wish", "i", ("/papers",))
    store.generations.publish(generation, members)


def test_what_is_saved_comes_back_whole(engine: StoreEngine, address: Address) -> None:
    whole = sample_record()
    reading = whole.reading
    with engine.open_to_write(address) as store:
        key = store.writer.save("aa", "p", pack(whole, "page 3 is a picture"))
        publish(store, 1, member(key))
    with engine.open_to_read(address) as store:
        read, queries = store.documents, store.queries
        assert read.pages(key) == whole.extracted.pages
        assert [read.page(key, n) for n in (1, 2, 3)] == list(whole.extracted.pages)
        assert read.page_text(key, 1) == whole.extracted.pages[0].text
        assert read.page_facts(key, 2) == ("", "ocr", 0.75)
        assert read.labels(key) == ((1, "14"), (2, ""), (3, None))
        assert read.parts(key) == reading.parts
        assert read.decisions(key) == reading.decisions
        assert all(
            read.decisions(key, page) == tuple(one for one in reading.decisions if one.at.page == page)
            for page in (1, 2, 3)
        )
        assert read.actions(key) == reading.actions
        assert read.references(key) == reading.references
        assert read.details(key) == reading.details
        assert read.attendance(key) == reading.attendance
        assert read.mentions(key) == whole.mentions
        assert read.mentions(key, 2) == whole.mentions[2:]
        assert read.missing(key) == whole.missing
        assert [(i.number, i.heading, i.page) for i in read.items(key)] == [("5", "Footbridge", 1)]
        assert [(p.at, p.item) for p in read.passages(key)] == [(p.at, p.item) for p in reading.passages]
        sheet = read.document(key)
        assert (sheet.kind, sheet.title, sheet.body) == (reading.kind, reading.title, reading.body)
        assert (sheet.meeting_date, sheet.draft, sheet.inferred) == (reading.meeting_date, True, ("body",))
        assert (sheet.page_count, sheet.without_text, sheet.reason) == (3, (3,), "page 3 is a picture")
        assert queries.documents(1) == {key: sheet}
        assert queries.missing(1) == {key: whole.missing}
        assert queries.written_out(1, "dtp") == {"dunmere town panel": 1}


def test_what_found_a_thing_and_how_sure_it_was_is_kept(engine: StoreEngine, address: Address) -> None:
    whole = sample_record()
    with engine.open_to_write(address) as store:
        key = store.writer.save("aa", "p", pack(whole))
        publish(store, 1, member(key))
        read, reading = store.documents, whole.reading
        found = [*read.mentions(key), *read.decisions(key), *read.actions(key), *read.attendance(key).present]
        meant = [*whole.mentions, *reading.decisions, *reading.actions, *reading.attendance.present]
        assert [(one.rule, one.score) for one in found] == [(one.rule, one.score) for one in meant]


def test_of_what_is_not_there_nothing_is_said(engine: StoreEngine, address: Address) -> None:
    assert not engine.has_store(address)
    with pytest.raises(LibraryMissingError):
        engine.open_to_read(address)
    with pytest.raises(LibraryError):
        engine.newest(address)
    with engine.open_to_write(address) as store:
        assert engine.has_store(address)
        assert engine.newest(address) is None
        assert store.generations.newest() is None
        assert store.generations.members(1) == ()
        assert store.documents.page(1, 1) is None
        assert store.documents.pages(1) == store.documents.passages(1) == store.documents.mentions(1) == ()
        assert store.documents.passages_by_id([1, 2]) == {}
        assert store.queries.documents(1) == {}
        with pytest.raises(KeyError):
            store.documents.document(1)
        with pytest.raises(KeyError):
            store.documents.page_facts(1, 1)


def test_a_reader_keeps_its_snapshot_while_the_library_moves_on(engine: StoreEngine, address: Address) -> None:
    with engine.open_to_write(address) as store:
        key = store.writer.save("aa", "p", pack(sample_record()))
        publish(store, 1, member(key))
        with engine.open_to_read(address) as reader:
            publish(store, 2)
            publish(store, 3)
            store.generations.sweep(keep=1)
            assert reader.generations.newest() == Generation(
                1, "2026-01-01T00:00:00", "generation-1", "p wish", "i", ("/papers",)
            )
            assert reader.documents.pages(key) == sample_record().extracted.pages
            newest = engine.newest(address)
            assert newest is not None
            assert newest.number == 3
        with engine.open_to_read(address) as newer:
            assert newer.documents.pages(key) == ()
            assert newer.generations.newest().number == 3
        assert store.generations.next_number() == 4


def test_the_files_of_a_generation_are_found_by_name_and_by_document(engine: StoreEngine, address: Address) -> None:
    with engine.open_to_write(address) as store:
        key = store.writer.save("aa", "p", pack(sample_record()))
        files = [member(key, "b.pdf"), member(None, "c.pdf", "cc"), member(key, "a.pdf")]
        publish(store, 1, *files)
        generations = store.generations
        assert generations.members(1) == (files[2], files[0], files[1])
        assert generations.member(1, "c.pdf") == files[1]
        assert generations.member(1, "d.pdf") is generations.member(2, "a.pdf") is None
        assert generations.names(1, key) == ("a.pdf", "b.pdf")
        assert generations.names(2, key) == generations.names(1, key + 1) == ()


def test_numbers_are_never_used_twice(engine: StoreEngine, address: Address) -> None:
    with engine.open_to_write(address) as store:
        first = store.writer.save("aa", "p", pack(sample_record()))
        passages = [p.id for p in store.documents.passages(first)]
        publish(store, 1)
        store.generations.sweep(keep=1)
        second = store.writer.save("bb", "p", pack(sample_record()))
        assert second > first
        assert min(p.id for p in store.documents.passages(second)) > max(passages)


def test_what_failed_is_known_until_it_is_forgotten(engine: StoreEngine, address: Address) -> None:
    with engine.open_to_write(address) as store:
        whole = pack(sample_record())
        store.writer.save("aa", "p", whole, "engine 1")
        store.writer.save_failure("bb", "p", "is not a PDF")
        store.writer.save_failure("cc", "p", "asks for a password", locked=True)
        assert store.writer.known_documents("another pipeline") == {}
        assert store.writer.known_documents("p", lambda stamp: stamp == "engine 2") == {}
        assert store.writer.known_documents("p", lambda stamp: stamp == "engine 1").keys() == {"aa"}
        store.writer.forget_locked()
        assert store.writer.known_failures("p") == {"bb": "is not a PDF"}
        store.writer.forget_failures()
        assert store.writer.known_failures("p") == {}
        assert store.writer.known_documents("p") == {}  # it has a page without text, which is tried again
        again = store.writer.save("aa", "p", whole, "engine 1")
        assert store.writer.known_documents("p") == {"aa": again}


def test_what_failed_is_replaced_as_a_whole(engine: StoreEngine, address: Address) -> None:
    with engine.open_to_write(address) as store:
        key = store.writer.save("aa", "p", pack(sample_record()))
        store.writer.save_failure("bb", "p", "is not a PDF")
        store.writer.replace_failures([("cc", "p", "asks for a password", True), ("dd", "q", "is empty", False)])
        assert store.writer.known_failures("p") == {"cc": "asks for a password"}
        assert store.writer.known_documents("p") == {"aa": key}  # those with pages that could not be read stay known
        store.writer.forget_locked()
        assert (store.writer.known_failures("p"), store.writer.known_failures("q")) == ({}, {"dd": "is empty"})


def test_what_is_to_be_read_again_is_not_known_and_stays(engine: StoreEngine, address: Address) -> None:
    with engine.open_to_write(address) as store:
        first = store.writer.save("aa", "p", pack(sample_record()))
        other = store.writer.save("bb", "p", pack(sample_record()))
        store.writer.read_again(["aa", "unknown"])
        assert store.writer.known_documents("p") == {"bb": other}
        assert store.documents.pages(first)
        assert store.writer.save("aa", "p", pack(sample_record())) == store.writer.known_documents("p")["aa"]


def test_a_pipeline_may_change_its_name(engine: StoreEngine, address: Address) -> None:
    with engine.open_to_write(address) as store:
        key = store.writer.save("aa", "p", pack(sample_record()))
        store.writer.save_failure("bb", "p", "is not a PDF")
        publish(store, 1, member(key))
        store.writer.adopt("p", "q")
        assert store.writer.known_documents("q") == {"aa": key}
        assert store.writer.known_failures("q") == {"bb": "is not a PDF"}
        assert store.writer.known_documents("p") == store.writer.known_failures("p") == {}
        assert store.generations.newest().pipeline_fingerprint == "q wish"


def test_of_passages_as_alike_the_first_by_name_is_told(engine: StoreEngine, address: Address) -> None:
    with engine.open_to_write(address) as store:
        gone, last, asked, first = (store.writer.save(sha, "p", pack(sample_record())) for sha in ("g", "l", "a", "f"))
        publish(store, 1, member(gone, "0.pdf", "g"))
        publish(store, 2, member(asked, "a.pdf", "a"), member(last, "z.pdf", "l"), member(first, "b.pdf", "f"))
        passages = store.documents.passages(asked)
        likeliest = {one.document_id for p in passages for one in store.queries.alike(2, p.id, 1)}
        alike = {one.document_id for p in passages for one in store.queries.alike(2, p.id)}
        assert (likeliest, alike) == ({first}, {first, last})


# -- the two say the same ---------------------------------------------------------------------------------------------

MATTERS = ("Footbridge", "Weir", "Lido")
NAMES = ("a.pdf", "b.pdf", "c.pdf")


def paper(matter: str, people: tuple[str, ...]) -> DocumentRecord:
    whole = sample_record(matter)
    named = tuple(Mention(MentionLabel.PERSON, PageSpan(1, n, n + 3), canonical=name) for n, name in enumerate(people))
    return DocumentRecord(whole.extracted, whole.reading, (*whole.mentions, *named), whole.missing[: len(people)])


_papers = st.tuples(st.sampled_from(MATTERS), st.lists(st.sampled_from(["A Pryce", "B Nnamdi"]), max_size=2).map(tuple))
_libraries = st.dictionaries(st.sampled_from(NAMES), _papers, max_size=3)
_steps = st.lists(
    st.one_of(
        st.tuples(st.just("library"), _libraries),
        st.tuples(st.just("sweep"), st.integers(1, 2)),
        st.tuples(st.just("failure"), st.sampled_from(["xx", "yy"])),
        st.tuples(st.sampled_from(["forget_failures", "forget_locked"]), st.none()),
    ),
    min_size=1,
    max_size=6,
)


def play(store: WritableStore, steps: list[tuple[str, object]]) -> None:
    for number, (what, how) in enumerate(steps):
        if what == "library":
            members = []
            for name, (matter, people) in how.items():
                sha = f"{matter} {people}"
                key = store.writer.known_documents("p").get(sha)
                if key is None:
                    key = store.writer.save(sha, "p", pack(paper(matter, people)))
                members.append(member(key, name, sha))
            publish(store, store.generations.next_number(), *members)
        elif what == "sweep":
            store.generations.sweep(how)
        elif what == "failure":
            store.writer.save_failure(how, "p", f"reason {number}", locked=bool(number % 2))
        else:
            getattr(store.writer, what)()


def said(store: WritableStore) -> list[object]:
    newest = store.generations.newest()
    number = newest.number if newest else 0
    queries, read = store.queries, store.documents
    documents = queries.documents(number)
    passages = [p for key in documents for p in read.passages(key)]
    return [
        newest, store.generations.members(number), documents, passages,
        [store.generations.names(number, key) for key in documents], store.generations.next_number(),
        store.writer.known_documents("p"), store.writer.known_failures("p"), queries.missing(number),
        queries.written_out(number, "dtp"),
        queries.acronyms_of(number, "dunmer town panel"), queries.repeats(documents), queries.reprints(number, 0.5),
        queries.reprints(number, 0.5, at_least=1), [queries.alike(number, p.id) for p in passages],
        [queries.alike(number, p.id, 1) for p in passages], read.passages_by_id([p.id for p in passages]),
    ]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(steps=_steps)
def test_after_any_history_the_real_store_says_what_the_oracle_says(steps: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _play_both(folder, steps)


def test_and_so_does_one_on_a_server(postgres: PostgresServer) -> None:
    @settings(max_examples=25, deadline=None)
    @given(steps=_steps)
    def check(steps: list[tuple[str, object]]) -> None:
        _play_both(postgres.new_library(), steps)

    check()


def _play_both(place: str, steps: list[tuple[str, object]]) -> None:
    with open_store(place) as real, MemoryEngine().open_to_write(Address.parse("memory")) as oracle:
        play(real, steps)
        play(oracle, steps)
        assert said(real) == said(oracle)

"""What only an index on a server can meet: a view lost, what a killed run left, a name that is somebody else's."""

from __future__ import annotations

import random
from contextlib import closing
from typing import Any

import pytest

from panelsearch.errors import LibraryBusyError, LibraryDamagedError, LibraryError, LibraryMovedOnError, QueryError
from panelsearch.indexing.base import IndexReader, Standing
from panelsearch.indexing.engines import open_engine
from panelsearch.indexing.opensearch import engine as engine_module
from panelsearch.indexing.opensearch import point_in_time
from panelsearch.indexing.opensearch import reader as reader_module
from panelsearch.indexing.opensearch.engine import OpenSearchEngine
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.ast import Alike, Everything, Fuzzy, Near, Or, Phrase, Wildcard, Word
from panelsearch.testing.memory_index import MemoryIndex

WORDS = "weir grass bridge lane hall clerk minutes by-law £4,500 path noted agreed".split()


def paper(document: int) -> list[IndexedPassage]:
    dice = random.Random(document)
    texts = [" ".join(dice.choices(WORDS, k=6)) for _ in range(3)]
    return [
        IndexedPassage(document * 10 + n, document, text, body=f"Body {document % 3}") for n, text in enumerate(texts)
    ]


class Server:
    """An index on the cluster, and what there should be in each of its generations."""

    def __init__(self, cluster: Any) -> None:
        self.cluster = cluster
        self.name = cluster.unused_name()
        self.engine: OpenSearchEngine = open_engine(f"{cluster.url}/{self.name}")
        self.plain: dict[int, MemoryIndex] = {}
        self._papers: dict[int, dict[int, list[IndexedPassage]]] = {}

    def write(self, number: int, base: int | None, new: dict[int, list[IndexedPassage]], gone=(), repeats=None) -> None:
        papers = {d: p for d, p in (self._papers[base] if base else {}).items() if d not in gone} | new
        standing = Standing(sorted(papers, key=lambda d: (d * 7) % 11), repeats or {})
        with self.engine.writer(self.generation(number), self.generation(base) if base else None) as writer:
            writer.remove(set(gone))
            writer.arrange(standing)
            writer.add(passage for passages in new.values() for passage in passages)
        self._papers[number] = papers
        self.plain[number] = MemoryIndex([p for passages in papers.values() for p in passages], standing)

    def generation(self, number: int) -> str:
        return self.engine.name_of(number)

    def reader(self, number: int) -> IndexReader:
        return self.engine.reader(self.generation(number))

    def agrees(self, number: int) -> None:
        """Whether a generation says what it should."""
        with closing(self.reader(number)) as reader:
            same(reader, self.plain[number])
        assert list(self.engine.faults(self.generation(number))) == []

    def count(self) -> int:
        self.cluster.ask("POST", f"/{self.name}.passages-1/_refresh")
        return self.cluster.ask("GET", f"/{self.name}.passages-1/_count")["count"]


def same(reader: IndexReader, plain: MemoryIndex) -> None:
    for query in (*map(Word, WORDS), Everything(), Or((Word("weir"), Word("grass"))), Near(("weir", "grass"), 3)):
        ours, theirs = reader.search(query, None), plain.search(query, None)
        assert [m.passage_id for m in ours.matches] == [m.passage_id for m in theirs.matches], query
        assert [m.score for m in ours.matches] == pytest.approx([m.score for m in theirs.matches], rel=1e-4)
    assert reader.facets(Everything(), "body") == plain.facets(Everything(), "body")
    assert reader.holding(WORDS) == plain.holding(WORDS)
    assert reader.suggest("weit") == plain.suggest("weit")


@pytest.fixture
def server(cluster) -> Server:
    return Server(cluster)


def test_each_generation_says_its_own_however_often_papers_come_and_go(server: Server) -> None:
    server.write(1, None, {d: paper(d) for d in (1, 2, 3, 4)}, repeats={10: 2, 20: 300})
    server.write(2, 1, {5: paper(5)}, gone={2}, repeats={10: 3, 50: 3})
    server.agrees(1)
    server.write(3, 2, {2: paper(2), 6: paper(6)}, gone={5}, repeats={10: 3, 20: 1})  # one that was there before
    for number in (1, 2, 3):
        server.agrees(number)
    server.engine.sweep({server.generation(2), server.generation(3)})
    assert server.count() == 3 * 6, "papers 1, 3, 4, 5, 6, and 2 as it came again"
    server.write(4, 3, {}, gone={1, 6})
    for number in (2, 3, 4):
        server.agrees(number)
    server.engine.sweep({server.generation(4)})
    assert server.count() == 3 * 3
    server.agrees(4)


def test_what_a_killed_run_left_is_undone_by_the_next(server: Server, monkeypatch) -> None:
    server.write(1, None, {d: paper(d) for d in (1, 2, 3)}, repeats={10: 2, 20: 1})
    monkeypatch.setattr(engine_module.OpenSearchEngine, "_leave", lambda *_: None)
    monkeypatch.setattr(engine_module.Catalogue, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        server.write(2, 1, {4: paper(4)}, gone={1}, repeats={20: 5, 30: 7, 40: 2})
    monkeypatch.undo()
    assert server.count() == 12
    server.agrees(1)
    server.write(2, 1, {5: paper(5)}, gone={3}, repeats={10: 2, 30: 1})
    assert server.count() == 12
    server.agrees(1)
    server.agrees(2)


def test_what_a_run_that_was_given_up_sent_may_arrive_whenever(server: Server, monkeypatch) -> None:
    server.write(1, None, {d: paper(d) for d in (1, 2, 3)}, repeats={10: 2, 20: 1})
    sent: list[tuple[str, list[str]]] = []
    write = engine_module.Server.write_batch
    with monkeypatch.context() as killed:
        killed.setattr(engine_module.Server, "write_batch", lambda to, *what: sent.append(what) or write(to, *what))
        killed.setattr(engine_module.OpenSearchEngine, "_leave", lambda *_: None)
        killed.setattr(engine_module.Catalogue, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            server.write(2, 1, {4: paper(4)}, repeats={20: 5, 30: 7, 31: 200})

    def arrives() -> None:
        with server.engine._asking() as asked:
            for index, batch in sent:
                asked.write_batch(index, batch)
                asked.refresh(index)

    with server.engine.writer(server.generation(2), server.generation(1)):
        arrives()  # once it was undone
    server.write(2, 1, {5: paper(5)}, repeats={10: 2, 20: 1, 30: 1})
    server.agrees(2)
    arrives()
    server.agrees(1)
    server.agrees(2)
    server.write(3, 2, {}, repeats={10: 2, 20: 9, 31: 1})
    arrives()
    for number in (1, 2, 3):
        server.agrees(number)


def test_what_arrives_after_its_index_was_dropped_makes_none(server: Server, monkeypatch) -> None:
    sent: list[tuple[str, list[str]]] = []
    write = engine_module.Server.write_batch
    with monkeypatch.context() as noted:
        noted.setattr(engine_module.Server, "write_batch", lambda to, *what: sent.append(what) or write(to, *what))
        server.write(1, None, {1: paper(1)})
    server.write(2, None, {2: paper(2)})
    server.engine.sweep({server.generation(2)})
    late = [(index, batch) for index, batch in sent if index != f"{server.name}.passages"]  # the catalogue stays
    assert late
    with server.engine._asking() as asked:
        for index, batch in late:
            with pytest.raises(LibraryBusyError):
                asked.write_batch(index, batch)
    held = {row["index"] for row in server.cluster.ask("GET", f"/_cat/indices/{server.name}*?format=json&h=index")}
    assert {name for name in held if "passages-" in name} == {
        f"{server.name}.passages-2", f"{server.name}.passages-2-words",
    }  # fmt: skip
    server.agrees(2)


def test_a_view_that_the_server_dropped_is_opened_anew(server: Server) -> None:
    server.write(1, None, {1: paper(1), 2: paper(2)})
    with closing(server.reader(1)) as reader:
        same(reader, server.plain[1])
        server.write(2, 1, {3: paper(3)}, gone={1}, repeats={20: 3})
        server.cluster.ask("DELETE", "/_search/point_in_time/_all")
        same(reader, server.plain[1])
        server.engine.sweep({server.generation(2)})
        same(reader, server.plain[1])
        server.cluster.ask("DELETE", "/_search/point_in_time/_all")
        with pytest.raises(LibraryMovedOnError):
            reader.search(Word("weir"))


def test_an_index_that_is_gone_is_told(server: Server) -> None:
    server.write(1, None, {1: paper(1)})
    server.cluster.ask("DELETE", f"/{server.name}.passages-1")
    assert not server.engine.holds(server.generation(1))
    with pytest.raises(LibraryDamagedError, match=server.name):
        server.reader(1)
    assert list(server.engine.faults(server.generation(1)))


def test_what_was_altered_on_the_server_is_found(server: Server) -> None:
    server.write(1, None, {1: paper(1), 2: paper(2)}, repeats={10: 4})
    index = f"{server.name}.passages-1"
    changes = (
        ("POST", f"/{index}/_update/11-1?refresh=true", {"doc": {"body": ["weir"]}}),
        ("POST", f"/{index}/_update/10-1?refresh=true", {"doc": {"repeats": []}}),
        ("DELETE", f"/{index}/_doc/20-1?refresh=true", None),
    )
    for told, (method, path, body) in enumerate(changes, 1):
        server.cluster.ask(method, path, body)
        assert len(list(server.engine.faults(server.generation(1)))) == told


def test_an_index_of_somebody_elses_is_left_alone(server: Server) -> None:
    server.cluster.ask("PUT", f"/{server.name}.passages-1")
    with pytest.raises(LibraryError, match="not of panelsearch"):
        server.write(1, None, {1: paper(1)})
    assert server.cluster.ask("GET", f"/{server.name}.passages-1")


def test_two_who_write_at_once_do_not_both(server: Server) -> None:
    server.write(1, None, {1: paper(1)})
    other = open_engine(f"{server.cluster.url}/{server.name}")

    def both() -> None:
        with server.engine.writer(server.generation(2), server.generation(1)) as writer:
            writer.add(paper(2))
            with other.writer(server.generation(2), server.generation(1)) as another:
                another.add(paper(3))

    with pytest.raises(LibraryBusyError):
        both()
    with closing(server.reader(2)) as reader:
        assert reader.matching_ids(Everything()) == {10, 11, 12, 30, 31, 32}


def test_an_index_that_takes_nothing_more_is_told(server: Server, monkeypatch) -> None:
    monkeypatch.setattr(engine_module, "_WRITING", (30.0, 0.5))
    server.write(1, None, {1: paper(1)})
    index = f"{server.name}.passages-1"
    server.cluster.ask("PUT", f"/{index}/_settings", {"index.blocks.read_only_allow_delete": True})
    with pytest.raises(LibraryError, match="full") as told:
        server.write(2, 1, {2: paper(2)})
    assert "room" in told.value.hint
    server.agrees(1)
    server.cluster.ask("PUT", f"/{index}/_settings", {"index.blocks.read_only_allow_delete": None})
    server.write(2, 1, {2: paper(2)})
    server.agrees(2)


@pytest.mark.parametrize(
    "query",
    [Or(tuple(Word(f"w{n}") for n in range(2000))), Wildcard("*a?b" * 500), Near(tuple(f"w{n}" for n in range(60)), 9)],
)
def test_a_query_that_is_too_much_is_told_as_that(server: Server, query) -> None:
    server.write(1, None, {1: paper(1)})
    with closing(server.reader(1)) as reader, pytest.raises(QueryError, match="too much"):
        reader.search(query)


def test_half_a_letter_is_found_nowhere(server: Server) -> None:
    server.write(1, None, {1: paper(1)})
    with closing(server.reader(1)) as reader:
        for query in (Word("\ud800"), Word("\ud800", exact=True), Wildcard("\ud800*"), Fuzzy("we\ud800irr", 1)):
            assert reader.matching_ids(query) == frozenset(), query


def test_pages_of_matches_are_put_together(server: Server, monkeypatch) -> None:
    for module in (point_in_time, reader_module):
        monkeypatch.setattr(module, "PAGE_SIZE", 2)
    monkeypatch.setattr(reader_module, "_FEW", 2)
    monkeypatch.setattr(point_in_time.PointInTime.pages, "__defaults__", (2,))
    server.write(1, None, {d: paper(d) for d in range(1, 8)})
    server.agrees(1)
    with closing(server.reader(1)) as reader:
        for limit in (0, 1, 2, 3, 5, 100):
            ours, theirs = (index.search(Word("weir"), limit) for index in (reader, server.plain[1]))
            assert (ours.total, [m.passage_id for m in ours.matches]) == (
                theirs.total, [m.passage_id for m in theirs.matches],
            )  # fmt: skip
        assert reader.by_day(Everything()) == server.plain[1].by_day(Everything())
        some = [["weir"], ["weir", "grass"], ["lane"], ["nowhere"]]
        assert reader.holding_all(some) == server.plain[1].holding_all(some)


def test_nothing_is_left_of_a_library_whose_generations_are_swept(server: Server) -> None:
    server.write(1, None, {1: paper(1)})
    server.write(2, None, {2: paper(2)})
    server.agrees(2)
    server.engine.sweep(())
    held = {row["index"] for row in server.cluster.ask("GET", f"/_cat/indices/{server.name}*?format=json&h=index")}
    assert held == {f"{server.name}.passages"}


def test_words_together_are_counted_as_one_would_by_hand(server: Server) -> None:
    dice = random.Random(5)
    said = "alder birch cedar by-law £4,500".split()
    texts = [" ".join(dice.choices(said, k=dice.randint(1, 30))) for _ in range(60)]
    server.write(1, None, {n: [IndexedPassage(n, n, text, "Alder birch")] for n, text in enumerate(texts, 1)})
    words = ["alder", "birch", "cedar", "by", "law", "bylaw", "4500", "£4500"]
    with closing(server.reader(1)) as reader:
        for _ in range(150):
            some = tuple(dice.choices(words, k=dice.randint(1, 4)))
            query = dice.choice((
                Phrase(some), Near(some, dice.randint(1, 9), dice.random() < 0.5), Alike((" ".join(some), "by-law")),
            ))  # fmt: skip
            ours, theirs = (index.search(query, None).matches for index in (reader, server.plain[1]))
            assert {m.passage_id: m.score for m in ours} == pytest.approx(
                {m.passage_id: m.score for m in theirs}, rel=1e-4
            ), query

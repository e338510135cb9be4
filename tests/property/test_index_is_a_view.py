"""After whatever came and went, an index says what one built at once of the same papers says."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panelsearch.indexing.base import IndexEngine, IndexReader, Match, Sort
from panelsearch.indexing.passage_documents import write_generation
from panelsearch.ingestion.pipeline import ingest
from panelsearch.model.documents import DocumentRecord, Extracted
from panelsearch.model.meetings import DocumentKind, Item, Passage, Reading
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan
from panelsearch.query.fields import COUNTED_FIELDS
from panelsearch.query.parser import parse
from panelsearch.services import library
from panelsearch.storage.packing import pack
from panelsearch.storage.registry import open_store
from panelsearch.testing.index_engines import open_engine
from tests.index_places import ENGINE_PARAMETERS, new_index

STANDING_TEXT = "the minutes of the last meeting were agreed as a true record and signed by the chair"
SENTENCES = (
    STANDING_TEXT,
    "The weir at Mill Lane was repaired for £40 by A Pryce.",
    "The weir was old.",
    "Grass cutting was put off, and the weirs with it, until the members had walked the bank.",
)
QUERIES = (
    "weir",
    "minutes",
    "weir OR grass",
    "weir -lane",
    "the meeting",
    '"of the"',
    "we*",
    "person:pryce",
    "",
    "Weir~",
)
NAMES = ("a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf")
_SEGMENT = 7


@dataclass(frozen=True)
class Paper:
    """What one file holds: equal papers are the same bytes."""

    title: str
    sentences: tuple[str, ...]

    def record(self) -> DocumentRecord:
        text = "\n".join(self.sentences)
        starts = [sum(len(s) + 1 for s in self.sentences[:n]) for n in range(len(self.sentences))]
        at = [PageSpan(1, start, start + len(s)) for start, s in zip(starts, self.sentences, strict=True)]
        reading = Reading(
            DocumentKind.MINUTES, self.title, "Dunmere Parish Council", date(2023, 2, 7), draft=False,
            items=(Item("1", "Weir", at[0], 1, len(text)),),
            passages=tuple(Passage(place, 0 if n == 0 else None) for n, place in enumerate(at)),
        )  # fmt: skip
        people = tuple(
            Mention(MentionLabel.PERSON, PageSpan(1, place.start + found, place.start + found + 7), canonical="A Pryce")
            for place, said in zip(at, self.sentences, strict=True)
            if (found := said.find("A Pryce")) >= 0
        )
        return DocumentRecord(Extracted((Page(1, text, width_pt=595, height_pt=842),)), reading, people)


_papers = st.builds(
    Paper, st.sampled_from(["Minutes", "Weir"]), st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(tuple)
)
_libraries = st.dictionaries(st.sampled_from(NAMES), _papers, min_size=1, max_size=5)
_histories = st.lists(_libraries, min_size=2, max_size=4)
"""What lies in the folder at each run: files come, go, change, and swap their names."""


class Library:
    """A store and its index, brought from one state of the folder to the next as `index` does."""

    def __init__(self, folder: Path, engine: IndexEngine) -> None:
        self._store = open_store(folder)
        self._engine = engine
        self._number = 0
        self._held: tuple[int, ...] = ()
        self._known: dict[Paper, int] = {}
        self._names: dict[int, str] = {}

    def run(self, files: dict[str, Paper], order: Sequence[str]) -> IndexReader:
        """One run; `order` is that in which workers happen to be done."""
        for name in order:
            if name in files and files[name] not in self._known:
                paper = files[name]
                self._known[paper] = self._store.writer.save(repr(paper), "p", pack(paper.record()))
        documents = tuple(dict.fromkeys(self._known[files[name]] for name in sorted(files)))
        self._names = {self._known[files[name]]: name for name in sorted(files, reverse=True)}
        base = self._engine.name_of(self._number) if self._number else None
        self._number += 1
        generation = self._engine.name_of(self._number)
        with self._engine.writer(generation, base) as writer:
            write_generation(writer, self._store, documents, self._held)
        self._held = documents
        return self._engine.reader(generation)

    def placed(self, matches: Sequence[Match]) -> Iterator[tuple[str, PageSpan, float]]:
        """Matches by what does not depend on the history: the file and the place."""
        passages = self._store.documents.passages_by_id([match.passage_id for match in matches])
        for match in matches:
            passage = passages[match.passage_id]
            yield self._names[passage.document_id], passage.at, match.score

    def said(self, reader: IndexReader) -> list[object]:
        """Everything that it answers."""
        told: list[object] = [reader.suggest("weit"), reader.suggest("gras"), reader.holding(("weir", "grass", "true"))]
        for text in QUERIES:
            tree = parse(text).tree
            for sort in Sort:
                for limit in (None, 3):
                    found = reader.search(tree, limit, sort)
                    told.append((text, sort, found.total, list(self.placed(found.matches))))
            told.append(list(self.placed(reader.search(tree, None, demoted=False).matches)))
            told += [reader.facets(tree, facet) for facet in COUNTED_FIELDS]
            told.append(reader.by_day(tree))
        return told

    def close(self) -> None:
        self._store.close()


@pytest.fixture(autouse=True)
def small_segments(monkeypatch) -> None:
    """So that a few passages make several segments, some merged, some with passages deleted in them."""
    monkeypatch.setattr("panelsearch.indexing.segment_writer._SEGMENT_PASSAGES", _SEGMENT)
    monkeypatch.setattr("panelsearch.indexing.segment_writer._BATCH_PASSAGES", _SEGMENT)
    monkeypatch.setattr("panelsearch.indexing.segment_workers._MOST_WORKERS", 1)
    monkeypatch.setattr("panelsearch.indexing.segment_writer._DELETED_SHARE", 0.9)


@pytest.mark.parametrize("engine", ENGINE_PARAMETERS)
def test_whatever_came_before_an_index_is_one_built_at_once(request, engine, small_segments) -> None:
    @settings(max_examples=25, deadline=None)
    @given(history=_histories, orders=st.lists(st.permutations(NAMES), min_size=5, max_size=5))
    def check(history: list[dict[str, Paper]], orders: list[Sequence[str]]) -> None:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            grown, fresh = Path(folder, "grown"), Path(folder, "fresh")
            grown.mkdir()
            fresh.mkdir()
            many, one = (Library(folder, new_index(request, engine, folder)) for folder in (grown, fresh))
            for files, order in zip(history, orders, strict=False):
                reader = many.run(files, order)
            at_once = one.run(history[-1], orders[-1])
            assert many.said(reader) == one.said(at_once)
            reader.close()
            at_once.close()
            many.close()
            one.close()

    check()


def test_a_paper_that_came_later_is_worth_what_it_is_at_once(make_pdf, tmp_path) -> None:
    """The same through `index` itself, with PDFs."""
    lines = [
        "Dunmere Parish Council",
        "Minutes of the meeting held on 7 February 2023",
        "",
        "1. Footbridge",
        STANDING_TEXT,
    ]
    papers = tmp_path / "papers"
    make_pdf(papers / "b.pdf", [lines])
    ingest(tmp_path / "grown", [papers])
    make_pdf(papers / "a.pdf", [lines, ["The weir was old."]])
    for index_dir in (tmp_path / "grown", tmp_path / "fresh"):
        ingest(index_dir, [papers])
    with library.Library.open(tmp_path / "grown") as grown, library.Library.open(tmp_path / "fresh") as fresh:
        told = [
            [(hit.source.document, hit.at, hit.score) for hit in one.search("agreed record", fold=False).hits]
            for one in (grown, fresh)
        ]
    assert [document for document, _, _ in told[0]] == ["a.pdf", "b.pdf"]
    assert told[0] == told[1]
    assert told[0][0][2] == told[0][1][2]


def test_what_two_papers_print_counts_alike_in_both_whichever_came_first(tmp_path) -> None:
    a, b = Paper("Minutes", (STANDING_TEXT, "The weir was old.")), Paper("Minutes", (STANDING_TEXT, "The weir is new."))
    library = Library(tmp_path, open_engine(tmp_path))
    library.run({"a.pdf": a}, NAMES)
    reader = library.run({"a.pdf": a, "b.pdf": b}, NAMES)
    one, other = library.placed(reader.search(parse('"true record"').tree).matches)
    assert (one[0], other[0], one[2]) == ("a.pdf", "b.pdf", other[2])
    assert one[2] < reader.search(parse('"true record"').tree, demoted=False).matches[0].score, "and is boilerplate"
    reader = library.run({"b.pdf": b}, NAMES)
    ((_, _, alone),) = library.placed(reader.search(parse('"true record"').tree).matches)
    undamped = reader.search(parse('"true record"').tree, demoted=False).matches[0].score
    assert alone == undamped, "what no other paper repeats any more is no boilerplate"

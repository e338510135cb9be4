"""Batches of a large index are written in other processes: the same index, whatever becomes of those."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from panelsearch.indexing.array_file import stored_arrays
from panelsearch.indexing.base import Sort, Standing
from panelsearch.indexing.postings import WHOLE, Field, _stable_order
from panelsearch.indexing.segment_fields import LENGTH, PLACED
from panelsearch.indexing.segment_files import write_inverted
from panelsearch.indexing.segment_workers import SegmentWorkers
from panelsearch.indexing.whoosh_engine import WhooshEngine
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.parser import parse
from panelsearch.text.analyzer import analyze

TEXTS = (
    "The weir at Mill Lane was repaired for £4,500.", "By-law 5(a) of 7.30 pm", "", "£\n12 for 3.5kg; DC/2017/01318",
    "weir weir weir", "O’Rourke's co-operative, re-opened 1,000,000 times",
)  # fmt: skip
PASSAGES = [IndexedPassage(n, n // 3 + 1, TEXTS[n % len(TEXTS)] + f" number {n}") for n in range(1, 60)]


@pytest.fixture
def small_batches(monkeypatch) -> None:
    monkeypatch.setattr("panelsearch.indexing.segment_writer._BATCH_PASSAGES", 13)
    monkeypatch.setattr("panelsearch.indexing.segment_writer._SEGMENT_PASSAGES", 30)


def build(place: Path, workers: int) -> WhooshEngine:
    engine = WhooshEngine(place, workers)
    with engine.writer(engine.name_of(1)) as writer:
        writer.add(PASSAGES)
        writer.arrange(Standing())
    return engine


def test_an_index_made_by_several_processes_is_the_one_made_by_one(tmp_path, small_batches) -> None:
    told = []
    for workers in (1, 2):
        engine = build(tmp_path / str(workers), workers)
        files = (tmp_path / str(workers) / engine.name_of(1)).glob("*.arrays")
        arrays = sorted((name, a[:].tobytes()) for file in files for name, a in stored_arrays(file).items())
        reader = engine.reader(engine.name_of(1))
        matches = [
            reader.search(parse(query).tree, None, Sort.RELEVANCE) for query in ("weir", '"mill lane"', "number")
        ]
        assert [found.total for found in matches] == [19, 9, 59]
        told.append((arrays, matches))
        reader.close()
    assert told[0] == told[1]


def _write(path: Path) -> None:
    path.write_text("written", "utf-8")


def _die(path: Path, parent: int) -> None:
    if os.getpid() != parent:
        os._exit(1)
    path.write_text("written", "utf-8")


def _fail() -> None:
    raise OSError(28, "No space left on device")


def test_what_a_process_that_died_was_to_write_is_written_here(tmp_path) -> None:
    workers = SegmentWorkers(2)
    workers.run_beside(_die, tmp_path / "one", os.getpid())
    workers.wait()
    workers.run_beside(_write, tmp_path / "two")
    workers.wait()
    workers.stop()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_what_a_process_could_not_write_is_told(tmp_path) -> None:
    workers = SegmentWorkers(2)
    workers.run_beside(_fail)
    with pytest.raises(OSError, match="No space left"):
        workers.wait()
    workers.stop()


def test_a_batch_says_of_each_passage_what_the_analyzer_says(tmp_path) -> None:
    write_inverted(tmp_path / "a.arrays", PASSAGES)
    arrays = stored_arrays(tmp_path / "a.arrays")
    assert arrays[LENGTH][:].tolist() == [sum(not t.whole for t in analyze(p.text)) for p in PASSAGES]
    for name in PLACED:
        field = Field.of(arrays, name)
        said = sorted(
            (WHOLE + word if token.whole else word, number, token.position)
            for number, passage in enumerate(PASSAGES)
            for token in analyze(passage.text)
            for word in [token.term if name == "body" else token.exact]
        )
        held = []
        for number, term in enumerate(field.lexicon):
            part = slice(field.starts[number], field.starts[number + 1])
            passages = np.repeat(field.ids[part], field.counts[part]).tolist()
            places = field.places[field.placed[number] : field.placed[number + 1]].tolist()
            held += [(term, passage, place) for passage, place in zip(passages, places, strict=True)]
        assert sorted(held) == said


@pytest.mark.parametrize("most", [3, 1 << 16, 1 << 31])
def test_numbers_are_sorted_by_halves_as_a_whole(most: int) -> None:
    numbers = np.random.default_rng(7).integers(0, most, 5_000, dtype=np.uint32)
    assert _stable_order(numbers).tolist() == np.argsort(numbers, kind="stable").tolist()

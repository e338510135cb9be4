"""A library says the same whatever keeps it: every answer, in order, with its scores, of papers that came and went."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.faults.answers import alike, told
from bench.faults.papers import Folder
from panelsearch.config import Engines
from panelsearch.ingestion.pipeline import ingest
from panelsearch.ocr.engine_selection import OcrMode
from tests.scale.servers import OpenSearchCluster, PostgresServer


def indexed(place: Path, folder: Path) -> list[object]:
    ingest(place, [folder], ocr=OcrMode.OFF, engines=Engines(tagger="rules"))
    return told(place)


# Each asks everything of three libraries, which takes a while on a busy machine.
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, list[object]]]:
    """Three folders, each the one before after some changes, and what a library on files says of each."""
    scratch, made = tmp_path_factory.mktemp("states"), list[tuple[Path, list[object]]]()
    folder = Folder(scratch / "papers", random.Random(5))
    folder.fill(12)
    for number in range(3):
        copy = scratch / f"state-{number}"
        copy.mkdir()
        for name in folder.names:
            (copy / name).parent.mkdir(exist_ok=True)
            (copy / name).write_bytes((folder.path / name).read_bytes())
        made.append((copy, indexed(scratch / f"library-{number}", copy)))
        folder.step(4)
    return made


def compared(place: Path, states: list[tuple[Path, list[object]]], papers: Path) -> None:
    for state, right in states:
        for old in papers.rglob("*.pdf"):
            old.unlink()
        for paper in state.rglob("*.pdf"):
            (papers / paper.relative_to(state)).parent.mkdir(parents=True, exist_ok=True)
            (papers / paper.relative_to(state)).write_bytes(paper.read_bytes())
        found = indexed(place, papers)
        assert len(found) == len(right)
        for number, pair in enumerate(zip(found, right, strict=True)):
            assert alike(*pair), number


def test_a_library_with_its_store_on_postgresql(postgres: PostgresServer, states, tmp_path: Path) -> None:
    place = tmp_path / "library.toml"
    place.write_text(f'store = "{postgres.new_library()}"\nindex = "index"\n', "utf-8")
    compared(place, states, tmp_path / "papers")


def test_a_library_with_its_index_on_opensearch(cluster: OpenSearchCluster, states, tmp_path: Path) -> None:
    place = tmp_path / "library.toml"
    place.write_text(f'store = "store"\nindex = "{cluster.url}/{cluster.unused_name()}"\n', "utf-8")
    compared(place, states, tmp_path / "papers")

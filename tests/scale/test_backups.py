"""What docs/scale.md says of backups: a store comes back from a dump, an index from a snapshot or out of the store."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.faults.answers import Said, said
from bench.faults.papers import Folder
from panelsearch.config import Engines
from panelsearch.errors import LibraryError
from panelsearch.ingestion.pipeline import ingest
from panelsearch.ocr.engine_selection import OcrMode
from tests.scale.servers import OpenSearchCluster, PostgresServer

pytestmark = pytest.mark.timeout(900)
SCHEMA = "county"


class Kept:
    """A library on servers, and what it said."""

    def __init__(self, place: Path, database: str, index: str, papers: Path) -> None:
        self.place, self.database, self.index = place, database, index
        place.write_text(f'store = "{database}?schema={SCHEMA}"\nindex = "{index}"\n', "utf-8")
        self.bring_up_to_date(papers)
        self.right: Said = said(place)

    def bring_up_to_date(self, *papers: Path, rebuild: bool = False) -> None:
        ingest(self.place, papers, ocr=OcrMode.OFF, engines=Engines(tagger="rules"), rebuild=rebuild)


@pytest.fixture
def kept(cluster: OpenSearchCluster, postgres: PostgresServer, tmp_path: Path) -> Kept:
    papers = Folder(tmp_path / "papers", random.Random(2))
    papers.fill(6)
    index = f"{cluster.url}/{cluster.unused_name()}"
    return Kept(tmp_path / "library.toml", postgres.new_database(), index, papers.path)


@pytest.fixture
def program(postgres: PostgresServer) -> Callable[..., None]:
    def run(name: str, *arguments: str) -> None:
        subprocess.run([postgres.program(name), *arguments], check=True, capture_output=True, timeout=120)

    return run


def test_a_store_comes_back_from_its_dump(kept: Kept, postgres: PostgresServer, program, tmp_path: Path) -> None:
    program("pg_dump", "--format=custom", f"--schema={SCHEMA}", f"--file={tmp_path / 'dump'}", kept.database)
    postgres.run(f"DROP SCHEMA {SCHEMA} CASCADE", kept.database.rpartition("/")[2])
    with pytest.raises(LibraryError):
        said(kept.place)
    program("pg_restore", "--exit-on-error", f"--dbname={kept.database}", str(tmp_path / "dump"))
    assert said(kept.place) == kept.right
    kept.bring_up_to_date()  # and it can be written to as before
    assert said(kept.place) == kept.right


def test_an_index_that_is_lost_is_made_anew_out_of_the_store(kept: Kept, cluster: OpenSearchCluster) -> None:
    cluster.clear(f"{kept.index.rpartition('/')[2]}.*")
    with pytest.raises(LibraryError) as told:
        said(kept.place)
    assert "panelsearch index" in told.value.hint
    kept.bring_up_to_date(rebuild=True)
    assert said(kept.place) == kept.right


def test_an_index_comes_back_from_a_snapshot(kept: Kept, cluster: OpenSearchCluster) -> None:
    name = kept.index.rpartition("/")[2]
    cluster.ask("PUT", "/_snapshot/backup", {"type": "fs", "settings": {"location": "backup"}})
    only = {"indices": f"{name}.*", "include_global_state": False}
    taken = cluster.ask("PUT", f"/_snapshot/backup/{name}?wait_for_completion=true", only)
    assert taken["snapshot"]["state"] == "SUCCESS"
    cluster.clear(f"{name}.*")
    cluster.ask("POST", f"/_snapshot/backup/{name}/_restore?wait_for_completion=true", only)
    assert said(kept.place) == kept.right

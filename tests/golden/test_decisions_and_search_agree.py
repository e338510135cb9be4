"""The decisions register and the search mean the same by outcomes and days, over the samples and real papers."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from panelsearch.cli.main import main
from panelsearch.model.meetings import DecisionOutcome
from panelsearch.model.spans import PageSpan
from panelsearch.services.library import Library

ROOT = Path(__file__).resolve().parents[2]
MATERIAL = Path(os.environ.get("MATERIAL", ROOT.parent / "shared" / "material"))
REAL = 10


@pytest.fixture(scope="module", params=["samples", "real papers"])
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the sample corpus; that of a few real minutes, two years of them."""
    there = ROOT / "corpus"
    if request.param != "samples":
        found = sorted((MATERIAL / "papers").glob("*/*inutes_201[78]*.pdf"))[:REAL]
        if not found:
            pytest.skip("there are no real papers here")
        there = tmp_path_factory.mktemp("real")
        for path in found:
            shutil.copy(path, there / path.name)
    index_dir = tmp_path_factory.mktemp("index") / "index"
    assert main(["--index", str(index_dir), "index", "--ocr", "off", str(there)]) in (0, 4)
    return index_dir


def by_document(places: Iterable[tuple[str, PageSpan]]) -> dict[str, list[PageSpan]]:
    found: dict[str, list[PageSpan]] = defaultdict(list)
    for document, at in places:
        found[document].append(at)
    return found


def touches(one: PageSpan, others: Iterable[PageSpan]) -> bool:
    return any(one.page == o.page and one.start < o.end and o.start < one.end for o in others)


def test_every_decision_lies_in_a_passage_found_and_every_passage_holds_one(read: Path) -> None:
    decisions = 0
    with Library.open(read) as library:
        years = [year for year, _ in library.overview(None).years]
        for query in (f"outcome:{outcome} date:{year}" for outcome in DecisionOutcome for year in years):
            rows = [(row.source.document, row.decision.at) for row in library.decisions(query)]
            hits = library.search(query, limit=None, fold=False, strict=True).hits
            passages, decided = by_document((hit.source.document, hit.at) for hit in hits), by_document(rows)
            assert [one for one in rows if not touches(one[1], passages[one[0]])] == [], query
            assert [hit.at for hit in hits if not touches(hit.at, decided[hit.source.document])] == [], query
            assert library.count_decisions(query) == len(rows)
            decisions += len(rows)
    assert decisions > 10

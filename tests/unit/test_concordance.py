"""A concordance: each match on a line of its own, between the words that stand around it."""

from __future__ import annotations

import csv
from collections.abc import Collection
from pathlib import Path

from panelsearch.exporting import export
from panelsearch.exporting.concordance import FORMAT
from panelsearch.exporting.verification import read_rows
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.mentions import Mention
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan, Span
from panelsearch.storage.place import Place

TEXT = "Item 2\n" + "word " * 30 + "\nThe foot\nbridge\tis =shut; the footbridge stays shut.\n" + "more " * 30


class Pages:
    place = Place.parse(Path("no-library-here"))
    fingerprint = "the library"

    def page_text(self, document: str, number: int) -> str:
        return TEXT

    def papers_called(self, documents: Collection[str]) -> dict[str, tuple[str, Path]]:
        return dict.fromkeys(documents, ("00" * 32, Path("no-such-folder")))

    def is_paper(self, path: Path) -> bool:
        return False

    def mentions_on(self, document: str, page: int) -> list[Mention]:
        return []


def test_each_match_is_a_line_between_its_neighbours(tmp_path: Path) -> None:
    start = TEXT.index("The foot")
    at = PageSpan(3, start, TEXT.index("more"))
    marked = tuple(
        Span(TEXT.index(word) - start, TEXT.index(word) - start + len(word)) for word in ("foot\nbridge", "footbridge")
    )
    source = Source("a.pdf", "", DocumentKind.MINUTES, None, None, 3, "iv")
    hits = (
        Hit(1, 2.0, 1, source, at, TEXT[at.start : at.end], marked),
        Hit(2, 1.0, 2, source, PageSpan(3, 0, 6), "Item 2", ()),
    )
    file = tmp_path / "found.kwic"
    export(hits, file, None, query="footbridge", library=Pages())
    with file.open(encoding="utf-8-sig", newline="") as opened:
        first, second = csv.DictReader(opened)
    assert (first["quote"], first["page"], first["page_label"]) == ("foot\nbridge", "3", "iv")
    assert first["left"].endswith("word word The")
    assert len(first["left"]) <= 60
    assert first["right"] == "is =shut; the footbridge stays shut. more more more more mor"
    assert TEXT[int(second["start"]) : int(second["end"])] == second["quote"] == "footbridge"
    assert [one.values["quote"] for one in read_rows(file)] == ["foot\nbridge", "footbridge"]


def test_what_a_spreadsheet_would_obey_is_disarmed(tmp_path: Path) -> None:
    at = TEXT.index("=shut")
    source = Source("a.pdf", "", DocumentKind.MINUTES, None, None, 3, None)
    export(
        (Hit(1, 1.0, 1, source, PageSpan(3, at, at + 5), "=shut", (Span(0, 5),)),), tmp_path / "x.csv", "kwic",
        query="shut", library=Pages(),
    )  # fmt: skip
    assert "'=shut" in (tmp_path / "x.csv").read_text("utf-8-sig")
    assert [one.values["quote"] for one in read_rows(tmp_path / "x.csv", FORMAT)] == ["=shut"]

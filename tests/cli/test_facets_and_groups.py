"""What matches count under, and hits put together by item and by meeting."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import write_pdf


def minutes(day: str, *said: str) -> list[list[str]]:
    return [
        ["Dunmere Parish Council", f"Minutes of the meeting held on {day} in the Village Hall",
         "Present: Cllr A Pryce (Chair), Cllr B Nnamdi", "", "1. Footbridge", said[0], "", "2. Finance", said[1]],
    ]  # fmt: skip


def make(papers: Path) -> None:
    bridge = "RESOLVED: That the footbridge be mended."
    write_pdf(papers / "minutes-1.pdf", minutes("7 February 2023", bridge, "The footbridge fund stands at £900."))
    write_pdf(papers / "minutes-2.pdf", minutes("7 May 2024", "The footbridge was mended.", "The accounts were noted."))


@pytest.fixture(scope="session")
def library(indexed):
    return indexed("facets", make)


def test_all_matches_are_counted_and_a_value_narrows_the_query(library) -> None:
    found = library.json("search", "footbridge", "--facets", "--limit", "1")
    years = {one["value"]: one["passages"] for one in found["facets"]["date"]}
    assert years == {"2023": 2, "2024": 1}
    assert sum(years.values()) == found["total"] > len(found["hits"])
    for facet in ("body", "kind", "date", "fy", "outcome"):
        assert found["facets"][facet]
        for one in found["facets"][facet]:
            narrowed = library.json("search", f"footbridge {one['narrowing']}", "--strict")
            assert narrowed["total"] == one["passages"], one
    without = library.json("search", "footbridge -date:2023", "--strict")
    assert without["total"] == 1
    shown = library("search", "footbridge", "--facets").stdout
    assert 'body:"Dunmere Parish Council"' in shown


def test_hits_of_an_item_or_a_meeting_are_put_together(library) -> None:
    by_meeting = library.json("search", "footbridge", "--group", "meeting", "--strict")
    assert sorted(one["matching"] for one in by_meeting["groups"]) == [1, 2]
    ranks = [rank for one in by_meeting["groups"] for rank in one["ranks"]]
    assert ranks == [hit["rank"] for hit in by_meeting["hits"]]
    by_item = library.json("search", "footbridge", "--group", "item", "--strict")
    assert sorted(one["item"]["heading"] for one in by_item["groups"]) == ["Finance", "Footbridge", "Footbridge"]
    assert len(library.json("search", "footbridge", "--group", "item", "--limit", "2", "--strict")["groups"]) == 2
    assert "groups" not in library.json("search", "footbridge")
    newest = library.json("search", "footbridge", "--group", "meeting", "--sort", "-date")
    assert [one["meeting_date"] for one in newest["groups"]] == ["2024-05-07", "2023-02-07"]
    shown = library("search", "footbridge", "--group", "meeting", "--strict").stdout
    assert "== Dunmere Parish Council, 7 February 2023: 2 passages match" in shown


@pytest.mark.parametrize("query", ["person:pryce", "footbridge money:>100", "person:(pryce OR nnamdi) -grass"])
def test_what_a_field_asks_for_is_marked(library, query: str) -> None:
    hits = library.json("search", query)["hits"]
    assert hits
    for hit in hits:
        marked = [hit["text"][start:end].lower() for start, end in hit["highlights"]]
        wanted = ("£",) if "money" in query else ("pryce", "nnamdi")
        assert any(word in one for one in marked for word in wanted), (hit["text"], marked)
        assert hit["highlights"] == sorted(hit["highlights"])

"""The registers' rows, kept from generation to generation, say what a library made at once says; and in its words."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench.papers_at_scale import records
from panelsearch.model.documents import DocumentRecord, Extracted
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.model.meetings import Action, ActionKind, DocumentKind, Passage, Reading
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.pages import Page
from panelsearch.model.register_rows import ALL_ROWS, ActionRow, DecisionRow, ValueOrder, Wanted
from panelsearch.model.spans import PageSpan
from panelsearch.query.parser import parse
from panelsearch.services.library import Library
from panelsearch.testing.memory_index import MemoryIndex
from panelsearch.text.iso_dates import days_of_iso
from tests.unit.made_library import publish

PAPERS = dict(records(150))
QUERIES = (
    "footbridge", "precept OR allotments", "resolved -budget", "bu*", "outcome:refused", "kind:minutes library",
    "date:2009", "minutes", '"street lighting"', "NOT footbridge", "item:3", "accounts~1",
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    directory = tmp_path_factory.mktemp("library")
    publish(directory, PAPERS)
    with Library.open(directory) as library:
        yield library


# after any history


def told(directory: Path) -> list[object]:
    """Everything that the registers say of a library, in order."""
    with Library.open(directory) as library:
        said: list[object] = [
            library.decisions(), library.actions(), library.gaps(), library.decisions("footbridge"),
            library.actions("clerk"), library.timeline("precept"), library.timeline("precept", limit=5),
        ]  # fmt: skip
        said += [library.show(source.document) for source in library.sources()]
        status = library.status(on_disk=False)
        return [*said, replace(status, index_dir="", built="")]


@pytest.mark.parametrize("seed", range(4))
def test_rows_after_any_history_are_those_of_a_library_made_at_once(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    names = list(PAPERS)[:60]
    for _ in range(3):
        held = {name: PAPERS[name] for name in dice.sample(names, 40)}
        copied = dice.choice(sorted(held))
        held |= {f"copies/{copied}": held[copied], f"a/{copied}": held[copied]}  # known by another name from now on
        publish(tmp_path / "kept", held)
    publish(tmp_path / "afresh", held)
    assert told(tmp_path / "kept") == told(tmp_path / "afresh")


def test_of_papers_of_one_meeting_none_is_meant_because_it_came_in_first(tmp_path: Path) -> None:
    days = (date(2019, 1, 3), date(2019, 5, 17), date(2021, 7, 3))
    crowded = {
        name: replace(record, reading=replace(record.reading, meeting_date=days[number % len(days)]))
        for number, (name, record) in enumerate(sorted(PAPERS.items()))
    }
    last = sorted(crowded)[len(crowded) // 2 :]
    publish(tmp_path / "kept", {name: crowded[name] for name in last})
    publish(tmp_path / "kept", crowded)
    publish(tmp_path / "afresh", crowded)
    assert told(tmp_path / "kept") == told(tmp_path / "afresh")


# what a query finds


def _decision(number: int, row: DecisionRow) -> IndexedPassage:
    movers = tuple(name for name in (row.decision.proposer, row.decision.seconder) if name)
    return _passage(number, row, f"{row.text} {row.decision.outcome}", movers, row.decision.outcome)


def _action(number: int, row: ActionRow) -> IndexedPassage:
    return _passage(number, row, row.text, (row.action.owner, *row.action.people), "")


def _passage(
    number: int, row: DecisionRow | ActionRow, text: str, people: tuple[str, ...], outcome: str
) -> IndexedPassage:  # fmt: skip
    source, item = row.source, row.source.item
    return IndexedPassage(
        number, 0, f"{item.heading}\n{text}" if item else text, item.heading if item else "", source.title,
        source.body or "", source.kind.value, source.held, source.page, (item.number or "") if item else "", people,
        outcomes=(outcome,) if outcome else (),
    )  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_finds_the_rows_that_the_plain_index_finds(library: Library, query: str) -> None:
    decisions, actions = library.decisions(), library.actions()
    for every, found, as_passage in (
        (decisions, library.decisions(query), _decision),
        (actions, library.actions(query), _action),
    ):
        make: Callable[..., IndexedPassage] = as_passage
        oracle = MemoryIndex(make(number, row) for number, row in enumerate(every))
        assert found == tuple(every[number] for number in sorted(oracle.matching_ids(parse(query).tree)))


def test_decisions_are_asked_for_by_body_day_outcome_and_mover(library: Library) -> None:
    every = library.decisions()
    body = next(row.source.body for row in every if row.source.body) or ""
    mover = next(row.decision.proposer for row in every if row.decision.proposer) or ""
    first, last = date(2009, 2, 1), date(2009, 6, 30)
    kept = library.decisions(wanted=Wanted(body=body.lower()))
    assert kept == tuple(row for row in every if row.source.body == body) != ()
    kept = library.decisions(wanted=Wanted(first=first, last=last))
    assert kept == tuple(row for row in every if row.source.held and first <= row.source.held <= last) != ()
    outcome = every[0].decision.outcome
    assert library.decisions(wanted=Wanted(outcome=outcome)) == tuple(
        row for row in every if row.decision.outcome == outcome
    )
    kept = library.decisions(wanted=Wanted(person=mover))
    assert {row for row in every if mover in (row.decision.proposer, row.decision.seconder)} <= set(kept) < set(every)


def test_rows_come_a_page_at_a_time_and_are_counted(library: Library) -> None:
    every = library.decisions("resolved")
    assert library.count_decisions("resolved") == len(every) > 20
    assert every[:7] + every[7:20] == tuple(
        row for first, limit in ((0, 7), (7, 13)) for row in library.decisions("resolved", first=first, limit=limit)
    )
    actions = library.actions()
    assert library.count_actions() == len(actions) > 20
    assert library.actions(first=5, limit=10) == actions[5:15]
    days = [row.source.held or date.min for row in every]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("query", ["", "resolved", "footbridge", "date:2009-03 OR date:2010"])
def test_rows_are_counted_by_year_as_they_are_listed(library: Library, query: str) -> None:
    for counts, rows in (
        (library.decisions_by_year(query), library.decisions(query)),
        (library.actions_by_year(query), library.actions(query)),
    ):
        assert list(counts.items()) == sorted(Counter(row.source.held.year for row in rows if row.source.held).items())


@pytest.mark.parametrize("order", list(ValueOrder))
@pytest.mark.parametrize("label", [MentionLabel.MONEY, MentionLabel.DATE])
def test_values_in_passages_come_a_page_at_a_time(library: Library, label: MentionLabel, order: ValueOrder) -> None:
    every = library.values(label, "budget OR precept", order=order)
    assert len(every.rows) == every.total > 12
    for first, limit in ((0, 7), (7, 5), (12, 100), (3, 0), (every.total, 4)):
        page = library.values(label, "budget OR precept", order=order, first=first, limit=limit)
        assert (page.rows, page.total) == (every.rows[first : first + limit], every.total)


@pytest.mark.parametrize("query", ["footbridge", "budget >1k", "nowhere"])
def test_sums_are_counted_by_the_years_of_the_meetings_that_name_them(library: Library, query: str) -> None:
    held = [year for year, _ in library.overview(None).years]
    asked = {year: library.values(MentionLabel.MONEY, f"date:{year} {query}").total for year in held}
    counted = [(year, count) for year, count in asked.items() if count]
    assert list(library.values_by_year(MentionLabel.MONEY, query).items()) == counted


@pytest.mark.parametrize("query", ["footbridge", "2009-02..2010-01 the", "nowhere"])
def test_dates_are_counted_by_the_years_they_fall_in(library: Library, query: str) -> None:
    held = [year for year, _ in library.overview(None).years]
    days = [days_of_iso(row.iso or "") for row in library.values(MentionLabel.DATE, query).rows]
    counts = Counter(year for both in days if both for year in range(both[0].year, both[1].year + 1))
    counted = [(year, counts[year]) for year in held if year in counts]
    assert list(library.values_by_year(MentionLabel.DATE, query).items()) == counted


@pytest.mark.parametrize("wanted", [ALL_ROWS, Wanted(first=date(2009, 3, 1)), Wanted(body="council")])
@pytest.mark.parametrize("reading", [0, 1, 20])
def test_the_first_steps_of_a_matter_are_those_of_the_whole(
    library: Library, monkeypatch: pytest.MonkeyPatch, reading: int, wanted: Wanted
) -> None:
    monkeypatch.setattr("panelsearch.services.timeline_service._READ_A_STEP", reading)
    whole = library.timeline("precept", wanted)
    assert not whole.is_cut
    for limit in (1, 4, len(whole.rows), len(whole.rows) + 5):
        begun = library.timeline("precept", wanted, limit=limit)
        assert begun.rows == whole.rows[:limit]
        assert begun.is_cut == (limit < len(whole.rows))
        assert begun.undated == whole.undated


# the papers


def test_papers_are_found_by_letters_of_their_names_whatever_the_capitals(tmp_path: Path) -> None:
    publish(
        tmp_path,
        {
            "CYNGOR TŶ DDEWI.pdf": _saying("Clerk to chase.", date(2023, 1, 1)),
            "other.pdf": _saying("Clerk to write.", date(2023, 1, 2)),
        },
    )
    with Library.open(tmp_path) as library:
        assert [paper.name for paper in library.list_papers("tŷ dd")] == ["CYNGOR TŶ DDEWI.pdf"]
        assert library.count_papers("TŶ") == 1
        assert library.count_papers("") == 2


# standing text


def _saying(text: str, day: date) -> DocumentRecord:
    at = PageSpan(1, 0, len(text))
    reading = Reading(
        DocumentKind.MINUTES, f"Minutes of {day}", "Dunmere Parish Council", day, passages=(Passage(at, None),),
        actions=(Action(at, ActionKind.ACTION, None, "Clerk"),),
    )  # fmt: skip
    return DocumentRecord(Extracted((Page(1, text, width_pt=595, height_pt=842),)), reading, ())


def test_the_words_of_many_papers_are_a_rule_until_some_of_them_go(tmp_path: Path) -> None:
    rule = "Clerk to record without note or comment all resolutions of the council"
    papers = {f"{n}.pdf": _saying(rule, date(2023, n, 1)) for n in range(1, 5)}
    papers |= {f"short-{n}.pdf": _saying("Clerk to chase.", date(2023, n, 2)) for n in range(1, 7)}
    publish(tmp_path, papers)
    with Library.open(tmp_path) as library:
        assert [row.text for row in library.actions()] == ["Clerk to chase."] * 6
        assert library.count_actions() == 6
    del papers["2.pdf"]
    publish(tmp_path, papers)
    with Library.open(tmp_path) as library:
        assert [row.text for row in library.actions("resolutions")] == [rule] * 3

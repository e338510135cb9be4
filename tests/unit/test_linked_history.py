"""Whatever came and went before, the linked tables are those of a library made at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from linked_papers import Paper, Shelf

from panelsearch.linking.authority_file import Corrections, Merge, Rename, Split
from panelsearch.linking.changes import Changes
from panelsearch.linking.councils import Councils
from panelsearch.linking.people import People
from panelsearch.linking.person_corrections import ResolvedPerson, corrected
from panelsearch.linking.person_linking import people_of
from panelsearch.linking.values import Values
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import ALL_ROWS, ValueOrder
from panelsearch.registers.attendance_register import AttendanceRegister
from panelsearch.storage.tables.cited_places import CitedPlaces
from panelsearch.storage.tables.entity_tables import EntityReader, NameUse
from panelsearch.storage.tables.linked_documents import DocumentSheet
from panelsearch.storage.tables.value_tables import ValuesWanted

NAMES = (
    "Susan Harkett", "S Harkett", "Harkett", "S M Harkett", "Sean O'Rourke", "Sean O Rourke", "S ORourke",
    "Ann Reid-Ash", "Ann Reid Ash", "A Ash", "Susan Harkett|Sue", "Harkett|Mrs Harkett",
)  # fmt: skip
COUNCILS = ("Oldmere County Council", "OCC", "Ouse County Council", "OLDMERE COUNTY COUNCIL", "WDC")
PAPERS = st.builds(
    Paper,
    body=st.sampled_from(["Wend Parish Council", "WEND PARISH", "Ferring Town Council", None]),
    day=st.sampled_from([None, date(2003, 5, 1), date(2020, 5, 1), date(2021, 6, 1)]),
    names=st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple),
    present=st.lists(st.sampled_from((*NAMES, "|Sean O'Rourke", "|A Ash")), max_size=3, unique=True).map(tuple),
    councils=st.lists(st.sampled_from(COUNCILS), max_size=2).map(tuple),
    sums=st.lists(st.sampled_from([100, 5000, 70000]), max_size=2).map(tuple),
    dates=st.lists(st.sampled_from(["2019", "2020-05-01"]), max_size=1).map(tuple),
    draft=st.booleans(),
)
NAMED = st.dictionaries(st.sampled_from("abcd"), PAPERS, max_size=4)
HISTORIES = st.lists(NAMED, min_size=2, max_size=3)


@pytest.fixture(params=[True, False], ids=["afresh", "by what changed"])
def afresh(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Changes, "is_afresh", property(lambda _: request.param))


def _shelf(directory: str, name: str) -> Shelf:
    return Shelf(Path(directory) / name)


def told(shelf: Shelf, names: tuple[str, ...]) -> Iterator[object]:
    """Everything that the tables say, by the papers' names."""
    tables = shelf.store.tables
    known = {shelf.document(name): name for name in names}
    people = People(tables)
    yield people.page()
    meant = people.meant_in(sorted(known))
    together: dict[int, set[tuple[str, str, str]]] = {}
    for (document, canonical, text), person in meant.items():
        together.setdefault(person.key, set()).add((known[document], canonical, text))
    yield sorted(map(sorted, together.values()))
    for words in ("susan", "ash", "orourke", "harkett s"):
        yield {form: {known[one] for one in documents} for form, documents in people.forms(words).items()}
    yield Councils(tables).page()
    entities = EntityReader(tables, MentionLabel.COUNCIL)
    found = entities.spelt(("occ",))
    yield sorted((known[use.document_id], use.canonical, use.tail) for _, use in entities.names_of(list(found)))
    for label in (MentionLabel.MONEY, MentionLabel.DATE):
        for row in Values(tables, label).page(ValuesWanted(), ValueOrder.COUNT, 0, None):
            yield row.record, [(known[document], page) for document, page in row.places]
    newest = shelf.store.generations.newest()
    assert newest is not None
    yield AttendanceRegister(tables, people, CitedPlaces(tables, newest.number)).page(ALL_ROWS)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(HISTORIES)
def test_any_history_gives_the_tables_of_a_library_made_at_once(afresh: None, history: list[dict[str, Paper]]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        grown = _shelf(directory, "grown")
        held: dict[str, Paper] = {}
        for papers in history:
            for gone in held.keys() - papers.keys():
                grown.drop(gone)
            for name in sorted(papers, reverse=True):
                if held.get(name) != papers[name]:
                    grown.put(name, papers[name])
            held = papers
            grown.publish()
        made = _shelf(directory, "made")
        for name, paper in held.items():
            made.put(name, paper)
        made.publish()
        assert list(told(grown, tuple(held))) == list(told(made, tuple(held)))
        grown.store.close()
        made.store.close()


def test_a_new_paper_reaches_names_of_another_surname_key_and_a_lost_one_gives_its_meeting_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Changes, "is_afresh", False)
    shelf = Shelf(tmp_path)
    day = date(2020, 5, 1)
    shelf.put("a", Paper("Wend Parish Council", day, present=("Sean O'Rourke", "Ann Ash"), draft=True))
    shelf.publish()
    shelf.put("b", Paper("Ferring Town Council", day, ("Sean O Rourke",)))
    shelf.publish()
    assert [row.count for row in People(shelf.store.tables).page("rourke").rows] == [2]
    shelf.put("c", Paper("Wend Parish Council", day, present=("Sean O'Rourke",)))
    shelf.publish()
    assert [row.count for row in People(shelf.store.tables).page("rourke").rows] == [3]
    assert len(list(told(shelf, ("a", "b", "c")))[-1][0]) == 1  # type: ignore[index]
    shelf.drop("c")
    shelf.publish()
    assert len(list(told(shelf, ("a", "b")))[-1][0]) == 2  # type: ignore[index]


@example(
    {
        "a": Paper("Wend Parish Council", None, present=("Sue Harkett",)),
        "b": Paper("Ferring Town Council", date(2020, 5, 1), ("Susan Harkett", "Sue Harkett")),
        "c": Paper("Wend Parish Council", date(2020, 5, 1), ("Susan Harkett",)),
    },
    [3, 2, 0, 1],
)
@given(NAMED, st.permutations(range(4)))
def test_who_is_who_depends_on_the_papers_names_and_not_on_the_order_they_were_read_in(
    papers: dict[str, Paper], numbers: list[int]
) -> None:
    def groups(number_of: dict[str, int]) -> list[list[tuple[str, str]]]:
        sheets = {number_of[name]: DocumentSheet(name, one.body, one.day) for name, one in papers.items()}
        uses = [
            NameUse("", "", number_of[name], *_both(printed), 1, listed)
            for name, one in papers.items()
            for some, listed in ((one.names, False), (one.present, True))
            for printed in some
            if not printed.startswith("|")
        ]
        people = people_of(uses, Changes(sheets, (), {}))
        return sorted(sorted((sheets[use.document_id].name, use.canonical) for use in one.uses) for one in people)

    assert groups(dict(zip("abcd", numbers, strict=True))) == groups(dict(zip("abcd", range(4), strict=True)))


def _both(name: str) -> tuple[str, str]:
    canonical, _, printed = name.partition("|")
    return canonical, printed or canonical


def test_a_paper_under_another_name_settles_ties_as_if_it_always_had_it(tmp_path: Path) -> None:
    def minutes(name: str) -> Paper:
        return Paper("Wend Parish Council", date(2020, 5, 1), present=(name,))

    papers = {"b": minutes("Ann Ash"), "c": minutes("A Ash")}
    grown = Shelf(tmp_path / "grown")
    for name, paper in papers.items():
        grown.put(name, paper)
    grown.publish()
    grown.rename("c", "a")
    grown.publish()
    made = Shelf(tmp_path / "made")
    made.put("a", papers["c"])
    made.put("b", papers["b"])
    made.publish()
    assert list(told(grown, ("a", "b"))) == list(told(made, ("a", "b")))
    assert People(grown.store.tables).page().rows[0].count == 2


SHOWN = st.sampled_from([name.partition("|")[0] for name in NAMES] + ["Nobody Here"])
SAID = st.builds(
    Corrections,
    splits=st.lists(
        st.builds(
            Split, SHOWN, st.just("Sue Someone"), st.sampled_from(["", "Wend Parish Council"]),
            st.sampled_from([("Harkett",), ("S Harkett", "Sue")]),
        ),
        max_size=1,
    ).map(tuple),
    merges=st.lists(st.builds(Merge, SHOWN, st.tuples(SHOWN)), max_size=2).map(tuple),
    renames=st.lists(st.builds(Rename, SHOWN, SHOWN), max_size=1).map(tuple),
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMED, SAID)
def test_what_the_user_says_gives_what_correcting_everybody_would(papers: dict[str, Paper], said: Corrections) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        shelf = _shelf(directory, "papers")
        for name, paper in papers.items():
            shelf.put(name, paper)
        tables = shelf.publish().store.tables
        everybody = EntityReader(tables, MentionLabel.PERSON)
        numbers = [number for (number,) in tables.rows("SELECT id FROM entities WHERE label = 'PERSON'")]
        shown, uses = everybody.shown_as(numbers), everybody.names_of(numbers)
        resolved = [ResolvedPerson(shown[n], tuple(use for entity, use in uses if entity == n)) for n in numbers]
        sheets = {shelf.document(name): paper for name, paper in papers.items()}
        whole, notes = corrected(resolved, said, {key: _Sheet(one.body, one.day) for key, one in sheets.items()})
        people = People(tables, said)
        counts = sorted((one.name, sum(use.count for use in one.uses)) for one in whole)
        assert sorted((row.name, row.count) for row in people.page().rows) == [one for one in counts if one[1]]
        assert set(people.notes) == set(notes)
        meant = people.meant_in(sorted(sheets))
        for one in whole:
            keys = {meant[use.document_id, use.canonical, use.text] for use in one.uses}
            assert {person.name for person in keys} == {one.name}
            assert len(keys) == 1
        shelf.store.close()


class _Sheet:
    def __init__(self, body: str | None, day: date | None) -> None:
        self.body, self.meeting_date = body, day


def test_somebody_whom_a_list_alone_names_is_known_and_not_counted(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put("a", Paper("Wend Parish Council", date(2020, 5, 1), present=("Ann Ash", "|Bo Vole")))
    tables = shelf.publish().store.tables
    people = People(tables)
    assert [row.name for row in people.page().rows] == ["Ann Ash"]
    rows, _ = AttendanceRegister(tables, people, CitedPlaces(tables, 1)).page(ALL_ROWS)
    assert [(row.name, row.present[0].quote) for row in rows] == [("Ann Ash", "Ann Ash"), ("Bo Vole", "Bo Vole")]

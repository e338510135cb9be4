"""Who came to what: the register drawn from papers made by hand, and whether all agree on who is who."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from linked_papers import Paper, Shelf, shelf_of

from panelsearch.linking.authority_file import Corrections, Merge, Rename, Split
from panelsearch.linking.people import People
from panelsearch.model.register_rows import ALL_ROWS, AttendanceOrder, AttendanceRow, Wanted
from panelsearch.registers import attendance_register
from panelsearch.registers.attendance_register import AttendanceRegister
from panelsearch.storage.tables.cited_places import CitedPlaces
from panelsearch.storage.tables.roll_tables import RollReader

BODY = "Dunmere Parish Council"
JAN, FEB, MAR, APR = (date(2023, month, 7) for month in (1, 2, 3, 4))


def register_of(shelf: Shelf, said: Corrections | None = None) -> AttendanceRegister:
    tables = shelf.store.tables
    newest = shelf.store.generations.newest()
    assert newest is not None
    return AttendanceRegister(tables, People(tables, said), CitedPlaces(tables, newest.number))


def attendance(
    shelf: Shelf, wanted: Wanted = ALL_ROWS, said: Corrections | None = None,
    order: AttendanceOrder = AttendanceOrder.BODY, **paging: int,
) -> tuple[tuple[AttendanceRow, ...], int]:  # fmt: skip
    return register_of(shelf, said).page(wanted, order, **paging)


def minutes(day: date, *present: str, attending: str = "", apologies: str = "", draft: bool = False) -> Paper:
    return Paper(
        BODY, day, present=present, attending=(attending,) * bool(attending), apologies=(apologies,) * bool(apologies),
        draft=draft,
    )  # fmt: skip


def test_attendance_counts_each_list_and_infers_absence_between_the_first_and_the_last_time(place: Path | str) -> None:
    rows, meetings = attendance(
        shelf_of(
            place,
            [
                minutes(JAN, "A Pryce", "B Nnamdi"), minutes(FEB, "A Pryce", apologies="B Nnamdi"),
                minutes(MAR, "A Pryce", attending="R Vole"), minutes(APR, "A Pryce", "B Nnamdi", "D Fraser"),
            ],
        )
    )  # fmt: skip
    by_name = {row.name: row for row in rows}
    assert meetings == 4
    assert [cited.quote for cited in by_name["A Pryce"].present] == ["A Pryce"] * 4
    nnamdi = by_name["B Nnamdi"]
    assert (len(nnamdi.present), len(nnamdi.apologies)) == (2, 1)
    assert [s.meeting_date for s in nnamdi.not_listed] == [MAR]
    # nobody is missed before they first came, and an officer is not expected at all
    assert by_name["D Fraser"].not_listed == ()
    assert by_name["R Vole"].not_listed == ()


def test_one_meeting_counts_once_and_the_signed_minutes_are_cited(place: Path | str) -> None:
    papers = [minutes(JAN, "A Pryce", "D Fraser", draft=True), minutes(JAN, "A Pryce")]
    rows, meetings = attendance(shelf_of(place, papers))
    assert meetings == 1
    assert [(row.name, [c.source.draft for c in row.present]) for row in rows] == [("A Pryce", [False])]


def test_attendance_by_period_and_person_and_page(place: Path | str) -> None:
    shelf = shelf_of(place, [minutes(day, "A Pryce", "B Nnamdi", "C Vole") for day in (JAN, FEB, MAR)])
    rows, meetings = attendance(shelf, Wanted(person="nnamdi", first=FEB))
    assert meetings == 2
    assert [(row.name, len(row.present)) for row in rows] == [("B Nnamdi", 2)]
    assert attendance(shelf, Wanted(body="Upper Wend"))[0] == ()
    whole = attendance(shelf)
    assert len(whole[0]) == 3
    pages = [attendance(shelf, limit=1, first=at) for at in range(3)]
    assert tuple(row for rows, _ in pages for row in rows) == whole[0]
    assert {meetings for _, meetings in pages} == {3}
    assert attendance(shelf, limit=0) == ((), 3)
    assert attendance(shelf, first=3) == ((), 3)


@pytest.mark.parametrize("at_once", [1, 64])
def test_the_count_is_of_the_rows_whatever_is_asked_for(
    place: Path | str, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(attendance_register, "_COUNTED_AT_ONCE", at_once)
    wend = Paper("Upper Wend Town Council", APR, present=("A Pryce", "Cy Vole"))
    shelf = shelf_of(place, [minutes(JAN, "Alan Pryce", "B Nnamdi"), minutes(FEB, "D Fraser"), wend])
    asked = [ALL_ROWS, Wanted(person="pryce"), Wanted(body="dunmere"), Wanted(last=JAN), Wanted(person="heliport")]
    counts = [register_of(shelf).count(wanted) for wanted in asked]
    assert counts == [len(attendance(shelf, wanted)[0]) for wanted in asked]
    assert (counts[0], counts[-1]) == (5, 0)


@pytest.fixture
def two_bodies(place: Path | str) -> Shelf:
    wend = [
        Paper("Upper Wend Town Council", JAN, present=("Cy Vole", "Élise Orr"), attending=("A Clerk",)),
        Paper("Upper Wend Town Council", FEB, present=("Élise Orr",), apologies=("Cy Vole",)),
        Paper("Upper Wend Town Council", MAR, present=("Élise Orr",), attending=("Cy Vole", "A Clerk")),
        Paper("Upper Wend Town Council", APR, present=("Cy Vole",), apologies=("Cy Vole",)),
    ]
    return shelf_of(
        place,
        [
            minutes(JAN, "Alan Pryce", "B Nnamdi", "Cy Vole"), minutes(FEB, "Alan Pryce"),
            minutes(MAR, "A Pryce", attending="R Vole"), minutes(APR, "Anna Pryce", "B Nnamdi"), *wend,
        ],
    )  # fmt: skip


_MERGED = Corrections(merges=(Merge("Alan Pryce", ("Anna Pryce",)),), renames=(Rename("Cy Vole", "Zoe Vole"),))


@pytest.mark.parametrize("said", [None, _MERGED])
@pytest.mark.parametrize(
    "wanted", [ALL_ROWS, Wanted(body="wend"), Wanted(person="vole"), Wanted(first=FEB), Wanted(last=FEB, person="e")]
)
@pytest.mark.parametrize(
    ("order", "rank"),
    [
        (AttendanceOrder.MISSED, lambda row: (-row.missed, row.came)),
        (AttendanceOrder.SHARE, lambda row: (-row.missed / (row.missed + row.came), -row.missed)),
        (AttendanceOrder.NAME, lambda row: row.name.lower()),
    ],
)
def test_every_order_has_the_same_rows_sorted_and_cut_into_pages(order, rank, wanted, said, two_bodies: Shelf) -> None:
    whole, meetings = attendance(two_bodies, wanted, said, order)
    by_body, same_meetings = attendance(two_bodies, wanted, said)
    assert meetings == same_meetings
    assert sorted(whole, key=repr) == sorted(by_body, key=repr)
    assert [rank(row) for row in whole] == sorted(map(rank, whole))
    pages = [attendance(two_bodies, wanted, said, order, first=at, limit=2)[0] for at in range(0, len(whole) + 2, 2)]
    assert tuple(row for rows in pages for row in rows) == whole
    assert register_of(two_bodies, said).count(wanted) == len(whole)


def test_who_missed_most_is_told_over_all_bodies(two_bodies: Shelf) -> None:
    rows, _ = attendance(two_bodies, order=AttendanceOrder.MISSED, limit=2)
    assert [(row.name, row.body, row.missed) for row in rows] == [
        ("B Nnamdi", BODY, 2), ("Cy Vole", "Upper Wend Town Council", 2),
    ]  # fmt: skip


def test_no_body_is_read_behind_the_rows_wanted(place: Path | str, monkeypatch: pytest.MonkeyPatch) -> None:
    wend = Paper("Upper Wend Town Council", APR, present=("Cy Vole",))
    shelf = shelf_of(place, [minutes(JAN, "A Pryce"), wend])
    read: list[str] = []
    entries = RollReader.entries
    monkeypatch.setattr(RollReader, "entries", lambda *asked: read.append(asked[1]) or entries(*asked))
    attendance(shelf, limit=1)
    assert len(read) == 1
    attendance(shelf, limit=0)
    assert len(read) == 1


@pytest.mark.parametrize(
    ("meetings", "rows"),
    [
        ([["A Pryce"], ["Alan Pryce"]], {"Alan Pryce": 2}),
        ([["Pryce"], ["Alan B Pryce"], ["A Pryce"]], {"Alan B Pryce": 3}),
        # two whom the initial may mean; two of one surname at one meeting
        ([["A Pryce"], ["Alan Pryce"], ["Anna Pryce"]], {"A Pryce": 1, "Alan Pryce": 1, "Anna Pryce": 1}),
        ([["A Pryce", "Alan Pryce"]], {"A Pryce": 1, "Alan Pryce": 1}),
        ([["A Pryce"], ["B Pryce"]], {"A Pryce": 1, "B Pryce": 1}),
    ],
)
def test_an_abbreviated_name_is_joined_only_where_one_person_can_be_meant(meetings, rows, place: Path | str) -> None:
    shelf = shelf_of(place, [minutes(day, *names) for day, names in zip((JAN, FEB, MAR), meetings, strict=False)])
    found, _ = attendance(shelf)
    assert {row.name: len(row.present) for row in found} == rows
    assert {row.name: row.count for row in People(shelf.store.tables).page().rows} == rows


@pytest.mark.parametrize(
    ("said", "rows", "mover", "forms"),
    [
        (Corrections(), {"Alan Pryce": 2, "A Pryce": 1, "Cy Vole": 1}, ("1", "A Pryce", {"A Pryce"}), ("cy", {"3"})),
        (Corrections(merges=(Merge("Alan Pryce", ("A Pryce",)),)), {"Alan Pryce": 3, "Cy Vole": 1},
         ("1", "A Pryce", {"A Pryce", "Alan Pryce"}), ("alan", {"1", "2"})),
        (Corrections(renames=(Rename("Cy Vole", "Cyril Vole"),)), {"Alan Pryce": 2, "A Pryce": 1, "Cyril Vole": 1},
         ("3", "Vole", {"Vole", "Cy Vole", "Cyril Vole"}), ("cyril", {"3"})),
        (Corrections(splits=(Split("Alan Pryce", "Alan Pryce (junior)", first=MAR),)),
         {"Alan Pryce": 1, "Alan Pryce (junior)": 1, "A Pryce": 1, "Cy Vole": 1},
         ("2", "A. Pryce", {"A. Pryce", "Alan Pryce", "Alan Pryce (junior)"}), ("junior", {"2"})),
    ],
)  # fmt: skip
def test_register_list_query_and_movers_tell_the_same_people_whatever_the_user_says(
    said: Corrections, rows: dict[str, int], mover: tuple[str, str, set[str]], forms: tuple[str, set[str]],
    place: Path | str,
) -> None:  # fmt: skip
    wend = Paper("Upper Wend Town Council", APR, present=("Cy Vole",))
    shelf = shelf_of(place, [minutes(JAN, "Alan Pryce", "A Pryce"), minutes(MAR, "Alan Pryce"), wend])
    people = People(shelf.store.tables, said)
    assert {row.name: row.count for row in people.page().rows} == rows
    register, _ = attendance(shelf, said=said)
    assert {row.name for row in register} == set(rows)
    # a meeting counts once, by whichever of their names it lists them
    assert sum(len(row.present) for row in register) == sum(rows.values()) - ("A Pryce" not in rows)
    for name in rows:
        assert name in {row.name for row in attendance(shelf, Wanted(person=name), said)[0]}
    paper, printed, names = mover
    called = shelf.document(paper), printed
    assert set(people.also_called([called])[called]) == names
    words, papers = forms
    told = {document for documents in people.forms(words).values() for document in documents}
    assert told == {shelf.document(one) for one in papers}

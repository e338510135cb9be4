from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from linked_papers import Paper, Shelf, shelf_of

from panelsearch.errors import QueryError
from panelsearch.linking.authority_file import Corrections, Merge, Rename
from panelsearch.linking.people import People
from panelsearch.storage.derived_tables import TableReader
from panelsearch.storage.packing import Row
from panelsearch.text.person_names import folded

DUNMERE, OLDMERE = "Dunmere Parish Council", "Oldmere Town Council"


@pytest.fixture
def shelf(place: Path | str) -> Shelf:
    return shelf_of(
        place,
        [
            Paper(DUNMERE, date(2023, 2, 7), ("Barnaby Nnamdi|B Nnamdi", "Barnaby Nnamdi|Nnamdi")),
            Paper(DUNMERE, date(2022, 1, 4), ("B. NNAMDI|B\nNnamdi", "Barnaby Nnamdi|Nnamdi")),
            Paper(OLDMERE, None, ("Sue Pryce", "Anne Fox-Ollerby|Anne Fox-\nOllerby")),
        ],
    )


def test_one_person_is_one_row_with_variants_counts_and_dates(shelf: Shelf) -> None:
    first, *others = People(shelf.store.tables).page("nnamdi").rows
    assert (first.name, first.count, first.documents) == ("Barnaby Nnamdi", 3, 2)
    assert first.variants == ("Nnamdi", "B Nnamdi")
    assert (first.first, first.last, first.bodies) == (date(2022, 1, 4), date(2023, 2, 7), (DUNMERE,))
    assert [row.name for row in others] == ["B. NNAMDI"]  # held apart by the second paper


def test_variants_are_shown_on_one_line(shelf: Shelf) -> None:
    assert People(shelf.store.tables).page("ollerby").rows[0].variants == ("Anne Fox-Ollerby",)


def test_names_fold_by_letters_alone() -> None:
    assert folded("Siân  O’Rourke-Ñame") == folded("SIAN O'Rourke Name") != folded("Sian Rourke")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "Barnaby Nnamdi, Anne Fox-Ollerby, B. NNAMDI, Sue Pryce"),
        ("*", "Barnaby Nnamdi, Anne Fox-Ollerby, B. NNAMDI, Sue Pryce"),
        ("BARNABY", "Barnaby Nnamdi"), ("person:barnaby", "Barnaby Nnamdi"), ('"barnaby nnamdi"', "Barnaby Nnamdi"),
        ("Cllr Pryce", "Sue Pryce"), ("body:oldmere pryce", "Sue Pryce"), ("pryce body:dunmere", ""),
        ('barnaby body:"dunmere parish"', "Barnaby Nnamdi"), ("barnaby OR pryce", "Barnaby Nnamdi, Sue Pryce"),
        ("body:oldmere", "Anne Fox-Ollerby, Sue Pryce"), ("arnab", "Barnaby Nnamdi"), ("nobody", ""),
        ("100%_", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("corrected", [False, True])
def test_rows_are_asked_for_by_name_title_and_body(query: str, found: str, corrected: bool, shelf: Shelf) -> None:
    said = Corrections(renames=(Rename("Barnaby Nnamdi", "Barnaby Nnamdi"),)) if corrected else None
    page = People(shelf.store.tables, said).page(query)
    assert ", ".join(row.name for row in page.rows) == found
    assert page.total == len(page.rows)


@pytest.mark.parametrize("query", ["...", "kind:minutes pryce", "Cllr"])
def test_what_asks_for_no_name_is_an_error_and_no_list(query: str, shelf: Shelf) -> None:
    with pytest.raises(QueryError):
        People(shelf.store.tables).page(query)


MANY = [f"word{number}" for number in range(1_200)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (" ".join(MANY), ""),
        (" ".join(["pryce"] * 1_200), "Sue Pryce"),
        (" OR ".join([*MANY, "pryce", *MANY]), "Sue Pryce"),
        (" ".join(["pryce", *["body:oldmere"] * 1_200]), "Sue Pryce"),
        ('pryce body:"' + " ".join(MANY) + '"', ""),
    ],
    ids=["words", "one word", "names", "bodies", "a body"],
)
def test_a_page_of_words_pasted_in_asks_for_them_all(query: str, found: str, shelf: Shelf) -> None:
    page = People(shelf.store.tables).page(query)
    assert ", ".join(row.name for row in page.rows) == found
    assert page.total == len(page.rows)


def test_a_person_asked_for_by_a_page_of_words_has_them_all_or_is_nobody(shelf: Shelf) -> None:
    people = People(shelf.store.tables)
    assert people.called("sue pryce")
    assert not people.called("sue pryce barnaby")
    assert not people.called(" ".join(["sue", "pryce", *MANY]))
    assert people.called(" ".join(["sue", "pryce"] * 600)) == people.called("pryce sue")
    assert list(people.forms("Pryce, Sue")) == ["Sue Pryce"]


def test_rows_beyond_all_counting_are_none(shelf: Shelf) -> None:
    people = People(shelf.store.tables)
    assert people.page(first=10**30, limit=10**30).rows == ()
    assert len(people.page(limit=10**30).rows) == 4


@pytest.mark.parametrize("said", [None, Corrections(merges=(Merge("Sue Pryce", ("Anne Fox-Ollerby",)),))])
def test_pages_put_together_are_the_whole_list(said: Corrections | None, shelf: Shelf) -> None:
    people = People(shelf.store.tables, said)
    whole = people.page()
    assert whole.total == len(whole.rows) == (4 if said is None else 3)
    for size in (1, 2, 3):
        pages = [people.page(first=at, limit=size) for at in range(0, whole.total, size)]
        assert tuple(row for page in pages for row in page.rows) == whole.rows
        assert {page.total for page in pages} == {whole.total}


def test_also_called_gives_every_name_of_a_mover(place: Path | str) -> None:
    papers = [Paper(DUNMERE, date(2020, 5, 1), ("Susan Harkett",)), Paper(DUNMERE, date(2021, 5, 1), ("Harkett",))]
    shelf = shelf_of(place, papers)
    people = People(shelf.store.tables)
    one, two = shelf.document("1"), shelf.document("2")
    called = people.also_called([(two, "Harkett"), (one, "S. Harkett"), (two, "Pryce")])
    assert set(called[two, "Harkett"]) == {"Harkett", "Susan Harkett"}
    assert set(called[one, "S. Harkett"]) == {"S. Harkett", "Susan Harkett", "Harkett"}
    assert called[two, "Pryce"] == ("Pryce",)
    renamed = People(shelf.store.tables, Corrections(renames=(Rename("Susan Harkett", "Sue Pryce"),)))
    assert set(renamed.also_called([(two, "Harkett")])[two, "Harkett"]) == {"Harkett", "Susan Harkett", "Sue Pryce"}


class Counting:
    """Tables that keep what they were asked."""

    def __init__(self, tables: TableReader) -> None:
        self._tables = tables
        self.asked: list[str] = []

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        self.asked.append(sql)
        return self._tables.rows(sql, parameters)

    def has(self, name: str, version: str) -> bool:
        return self._tables.has(name, version)


def test_movers_of_many_papers_are_looked_up_at_once(place: Path | str) -> None:
    names = ("Susan Harkett|Harkett", "Anne Ollerby|Ollerby")
    shelf = shelf_of(place, [Paper(DUNMERE, date(2020, 1, day), names) for day in range(1, 31)])
    tables = Counting(shelf.store.tables)
    people = People(tables)
    named = [(shelf.document(str(number)), name) for number in range(1, 31) for name in ("Harkett", "Ollerby")]
    called = people.also_called(named)
    assert called == {
        (document, name): (name, "Susan Harkett" if name == "Harkett" else "Anne Ollerby") for document, name in named
    }
    assert len(tables.asked) <= 3

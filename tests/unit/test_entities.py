from datetime import date
from pathlib import Path

import pytest
from linked_papers import Paper, Shelf, shelf_of

from panelsearch.errors import QueryError
from panelsearch.linking.authority_file import Corrections, Merge, Rename
from panelsearch.linking.people import People
from panelsearch.text.person_names import folded

DUNMERE, OLDMERE = "Dunmere Parish Council", "Oldmere Town Council"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return shelf_of(
        tmp_path,
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


@pytest.mark.parametrize("said", [None, Corrections(merges=(Merge("Sue Pryce", ("Anne Fox-Ollerby",)),))])
def test_pages_put_together_are_the_whole_list(said: Corrections | None, shelf: Shelf) -> None:
    people = People(shelf.store.tables, said)
    whole = people.page()
    assert whole.total == len(whole.rows) == (4 if said is None else 3)
    for size in (1, 2, 3):
        pages = [people.page("", at, size) for at in range(0, whole.total, size)]
        assert tuple(row for page in pages for row in page.rows) == whole.rows
        assert {page.total for page in pages} == {whole.total}


def test_also_called_gives_every_name_of_a_mover(tmp_path: Path) -> None:
    papers = [Paper(DUNMERE, date(2020, 5, 1), ("Susan Harkett",)), Paper(DUNMERE, date(2021, 5, 1), ("Harkett",))]
    shelf = shelf_of(tmp_path, papers)
    people = People(shelf.store.tables)
    one, two = shelf.document("1"), shelf.document("2")
    assert set(people.also_called(two, "Harkett")) == {"Harkett", "Susan Harkett"}
    assert set(people.also_called(one, "S. Harkett")) == {"S. Harkett", "Susan Harkett", "Harkett"}
    assert people.also_called(two, "Pryce") == ("Pryce",)
    renamed = People(shelf.store.tables, Corrections(renames=(Rename("Susan Harkett", "Sue Pryce"),)))
    assert set(renamed.also_called(two, "Harkett")) == {"Harkett", "Susan Harkett", "Sue Pryce"}

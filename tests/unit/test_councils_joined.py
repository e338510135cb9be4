"""Which council an unexplained abbreviation means: by what other papers of the same body say."""

from pathlib import Path

import pytest
from linked_papers import Paper, Shelf, shelf_of

from panelsearch.linking.councils import Councils
from panelsearch.query.ast import And, DocumentIn, NameIs, Not, Or, Word
from panelsearch.query.fields import COUNCIL, PERSON

BODIES = {1: "Dunmere Parish Council", 2: "DUNMERE PARISH COUNCIL", 3: "Ferring Town Council", 4: None}
WXDC, OLDMERE = "Wexbridge District Council", "Oldmere County Council"


def shelf(directory: Path, *names: tuple[int, str]) -> Shelf:
    named = {number: tuple(name for paper, name in names if paper == number) for number in BODIES}
    return shelf_of(directory, [Paper(body, councils=named[number]) for number, body in BODIES.items()])


def counted(shelf: Shelf) -> dict[str, int]:
    return {row.name: row.count for row in Councils(shelf.store.tables).page().rows}


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        ([(1, f"{WXDC}|WXDC"), (2, "WXDC")], {WXDC: 2}),  # defined by another paper of the body
        ([(1, OLDMERE), (2, "OCC")], {OLDMERE: 2}),  # the one that they name
        ([(1, OLDMERE), (1, "Ouse County Council"), (2, "OCC")],
         {OLDMERE: 1, "Ouse County Council": 1, "OCC": 1}),
        ([(3, OLDMERE), (2, "OCC")], {OLDMERE: 1, "OCC": 1}),  # named by another body's papers only
        ([(4, OLDMERE), (4, "OCC")], {OLDMERE: 1, "OCC": 1}),
    ],
)  # fmt: skip
def test_an_abbreviation_means_what_the_bodys_papers_say(
    names: list[tuple[int, str]], meant: dict[str, int], tmp_path: Path
) -> None:
    assert counted(shelf(tmp_path, *names)) == meant


def test_a_principal_council_is_one_under_any_form_of_its_name(tmp_path: Path) -> None:
    names = [(1, "Telford & Wrekin Council"), (2, "Borough of Telford and Wrekin"), (2, "Ferring Town Council")]
    assert counted(shelf(tmp_path, *names)) == {"Telford and Wrekin Council": 2, "Ferring Town Council": 1}


@pytest.mark.parametrize("asked", ["oldmere", "OCC"])
def test_a_council_is_asked_for_by_name_or_abbreviation(asked: str, tmp_path: Path) -> None:
    made = shelf(tmp_path, (1, OLDMERE), (2, "OCC"), (3, "OCC"))
    known = Councils(made.store.tables)
    leaf = NameIs(COUNCIL, asked)
    name, paper = {"oldmere": ("OCC", "2"), "OCC": (OLDMERE, "1")}[asked]
    other = And((NameIs(COUNCIL, name), DocumentIn(frozenset({made.document(paper)}))))
    assert known.widened(And((Word("weir"), Not(leaf)))) == And((Word("weir"), Not(Or((leaf, other)))))
    assert known.widened(NameIs(PERSON, asked)) == NameIs(PERSON, asked)

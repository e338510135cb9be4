"""Which council an unexplained abbreviation means: by what other papers of the same body say."""

from dataclasses import dataclass

import pytest

from panelsearch.linking.council_resolution import Councils
from panelsearch.query.ast import And, DocumentIn, NameIs, Not, Or, Word
from panelsearch.storage.records import NameCount


@dataclass(frozen=True)
class Sheet:
    body: str | None


SHEETS = {
    1: Sheet("Dunmere Parish Council"),
    2: Sheet("DUNMERE PARISH COUNCIL"),
    3: Sheet("Ferring Town Council"),
    4: Sheet(None),
}
WXDC, OLDMERE = "Wexbridge District Council", "Oldmere County Council"


def councils(*names: tuple[int, str, str]) -> Councils:
    return Councils([NameCount(document, canonical, text, 1) for document, canonical, text in names], SHEETS)


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        ([(1, WXDC, "WXDC"), (2, "WXDC", "WXDC")], WXDC),  # defined by another paper of the body
        ([(1, OLDMERE, OLDMERE), (2, "OCC", "OCC")], OLDMERE),  # the one that they name
        ([(1, OLDMERE, OLDMERE), (1, "Ouse County Council", "Ouse County Council"), (2, "OCC", "OCC")], "OCC"),
        ([(3, OLDMERE, OLDMERE), (2, "OCC", "OCC")], "OCC"),  # named by another body's papers only
        ([(4, OLDMERE, OLDMERE), (4, "OCC", "OCC")], "OCC"),
    ],
)
def test_an_abbreviation_means_what_the_bodys_papers_say(names: list[tuple[int, str, str]], meant: str) -> None:
    document, canonical, _ = names[-1]
    assert councils(*names).meant(document, canonical) == meant


def test_a_principal_council_is_one_under_any_form_of_its_name() -> None:
    known = councils((1, "Telford & Wrekin Council", "Telford & Wrekin Council"))
    assert known.meant(1, "Telford & Wrekin Council") == "Telford and Wrekin Council"
    assert known.meant(2, "Borough of Telford and Wrekin") == "Telford and Wrekin Council"
    assert known.meant(2, "Ferring Town Council") == "Ferring Town Council"


@pytest.mark.parametrize("asked", ["oldmere", "OCC"])
def test_a_council_is_asked_for_by_name_or_abbreviation(asked: str) -> None:
    known = councils((1, OLDMERE, OLDMERE), (2, "OCC", "OCC"), (3, "OCC", "OCC"))
    leaf = NameIs("council", asked)
    further = {"oldmere": ("OCC", {2}), "OCC": (OLDMERE, {1})}[asked]
    other = And((NameIs("council", further[0]), DocumentIn(frozenset(further[1]))))
    assert known.widened(And((Word("weir"), Not(leaf)))) == And((Word("weir"), Not(Or((leaf, other)))))
    assert known.widened(NameIs("person", asked)) == NameIs("person", asked)

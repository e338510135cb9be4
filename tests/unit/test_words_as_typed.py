"""Is what stands in a paper found however it is typed: letters that fold, sums, references? And if not, why?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from panelsearch.model.documents import DocumentRecord, Extracted
from panelsearch.model.pages import Page
from panelsearch.ner.rule_tagger import RuleTagger
from panelsearch.retrieval.sum_expansion import sums_as_printed
from panelsearch.services.library import Library
from panelsearch.structure.parser import read
from tests.unit.made_library import publish

TEXT = """Kirkton Parish Council
Minutes of the meeting held on 4 May 2021

1. Naïve façade
Łukasz Wójcik spoke of the encyclopædia and paid £1,250 for application 19/0345/FUL in Coëtlogon Straße.
The Café received £1,250.50 and 3,400 visitors. Reference ABC-2019/12 stands. The caretaker's fee is £ 889.00.

2. Payments
10/7/18\tCame & Co\tInsurance\t487.96
10/7/18\tCardiac Science\tDefibrillator\t1884.00

3. Budget
The precept was set, and after a long debate about the many things that concern the parish, among them roads, they rose.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("typed")
    extracted = Extracted((Page(1, TEXT),))
    reading = read(extracted)
    publish(folder, {"kirkton/a.pdf": DocumentRecord(extracted, reading, RuleTagger().tag(extracted.pages, reading))})
    with Library.open(folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("lukasz", "Łukasz"), ("LUKASZ WOJCIK", "Łukasz"), ("luk*", "Łukasz"), ("Łuk*", "Łukasz"),
        ("encyclopaedia", "encyclopædia"), ("encyclopædia", "encyclopædia"), ("strasse", "Straße"),
        ("facade", "façade"), ("coetlogon", "Coëtlogon"), ("cafe", "Café"), ("caretakers", "caretaker's"),
        ("£1250", "£1,250"), ("£1,250", "£1,250"), ("£1250.00", "£1,250"), ("1250", "£1,250"), ("1250.00", "£1,250"),
        ("£1250.50", "£1,250.50"), ("3400", "3,400"), ("£889", "£ 889.00"), ("889.00", "£ 889.00"),
        ("£487.96", "487.96"), ("487.96", "487.96"), ("£1884", "1884.00"), ("£1,884.00", "1884.00"),
        ("19/0345*", "19/0345/FUL"), ("19/03*", "19/0345/FUL"), ("19/0345", "19/0345"), ("ABC-2019*", "ABC-2019"),
        ("precept NEAR/1000 roads", "precept"), ("precept NEAR/20 roads", "precept"),
    ],
)  # fmt: skip
def test_it_is_found(library: Library, typed: str, printed: str) -> None:
    result = library.search(typed, limit=1)
    assert result.total == 1
    hit = result.hits[0]
    assert printed in [hit.text[place.start : place.end] for place in hit.highlights]


def test_round_sums_are_found_as_they_are_written_in_short() -> None:
    assert {"£1.2m", "£1.2 million"} <= {*sums_as_printed(["£1,200,000"])}
    assert "£3.5k" in sums_as_printed(["£3500"])
    assert not [one for one in (*sums_as_printed(["£1,234,567"]), *sums_as_printed(["£1,250"])) if one[-1] in "mkn"]


def test_a_sum_is_not_found_by_another_of_the_same_figures(library: Library) -> None:
    assert library.search("£3400", strict=True).total == 0  # 3,400 visitors are no sum
    assert library.search("1250.75", strict=True).total == 0


@pytest.mark.parametrize(
    ("typed", "words"), [("precept zyzzyva", ["zyzzyva"]), ("zyzzyva quux precept", ["zyzzyva", "quux"])]
)
def test_words_that_stand_nowhere_are_named(library: Library, typed: str, words: list[str]) -> None:
    result = library.search(typed)
    assert result.total == 0
    assert [one.word for one in result.unknown] == words

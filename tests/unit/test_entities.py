from dataclasses import dataclass
from datetime import date

import pytest

from panelsearch.errors import QueryError
from panelsearch.linking.entity_table import matching, merged
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.register_rows import EntityRow
from panelsearch.model.spans import PageSpan
from panelsearch.storage.records import StoredMention
from panelsearch.text.person_names import folded


@dataclass(frozen=True)
class Sheet:
    body: str | None
    meeting_date: date | None


SHEETS = {1: Sheet("Dunmere Parish Council", date(2023, 2, 7)), 2: Sheet("Dunmere Parish Council", date(2022, 1, 4))}
AT = PageSpan(1, 0, 1)


def person(document: int, text: str, canonical: str) -> StoredMention:
    return StoredMention(document, Mention(MentionLabel.PERSON, AT, canonical=canonical), text)


def test_one_person_is_one_row_with_variants_counts_and_dates() -> None:
    rows = merged(
        MentionLabel.PERSON,
        [
            person(1, "B Nnamdi", "B Nnamdi"),
            person(1, "Nnamdi", "B Nnamdi"),
            person(2, "B\nNnamdi", "B. NNAMDI"),
            person(1, "A Pryce", "A Pryce"),
        ],
        SHEETS,
    )
    assert [(row.name, row.count, row.documents) for row in rows] == [("B Nnamdi", 3, 2), ("A Pryce", 1, 1)]
    assert rows[0].variants == ("B Nnamdi", "Nnamdi")
    assert (rows[0].first, rows[0].last) == (date(2022, 1, 4), date(2023, 2, 7))
    assert rows[0].bodies == ("Dunmere Parish Council",)


def test_variants_are_shown_on_one_line() -> None:
    rows = merged(MentionLabel.PERSON, [person(1, "Anne Fox-\nOllerby", "Anne Fox-Ollerby")], SHEETS)
    assert rows[0].variants == ("Anne Fox-Ollerby",)


def test_names_fold_by_letters_alone() -> None:
    assert folded("Siân  O’Rourke-Ñame") == folded("SIAN O'Rourke Name") != folded("Sian Rourke")


ROWS = (
    EntityRow(MentionLabel.PERSON, "Barnaby Nnamdi", 3, 2, ("Nnamdi",), ("Dunmere Parish Council",)),
    EntityRow(MentionLabel.PERSON, "Sue Pryce", 1, 1, (), ("Oldmere Town Council",)),
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "Barnaby Nnamdi, Sue Pryce"), ("*", "Barnaby Nnamdi, Sue Pryce"), ("NNAMDI", "Barnaby Nnamdi"),
        ("person:nnamdi", "Barnaby Nnamdi"), ('"barnaby nnamdi"', "Barnaby Nnamdi"), ("Cllr Pryce", "Sue Pryce"),
        ("body:oldmere", "Sue Pryce"), ('nnamdi body:"dunmere parish"', "Barnaby Nnamdi"), ("nnamdi body:oldmere", ""),
        ("nnamdi OR pryce", "Barnaby Nnamdi, Sue Pryce"), ("nobody", ""),
    ],
)  # fmt: skip
def test_rows_are_asked_for_by_name_title_and_body(query: str, found: str) -> None:
    assert ", ".join(row.name for row in matching(ROWS, query)) == found


@pytest.mark.parametrize("query", ["...", "kind:minutes pryce", "Cllr"])
def test_what_asks_for_no_name_is_an_error_and_no_list(query: str) -> None:
    with pytest.raises(QueryError):
        matching(ROWS, query)

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linked_papers import Paper, Shelf, shelf_of

from panelsearch.linking.value_query import Asked, asked
from panelsearch.linking.value_records import bounds, value_record
from panelsearch.linking.values import Values
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import ValueOrder
from panelsearch.query.money_ranges import range_of
from panelsearch.storage.tables.linked_documents import DocumentSheet
from panelsearch.storage.tables.value_tables import Printing, ValueKey, ValuesWanted
from panelsearch.text.iso_dates import days_of_iso

MONEY, DATE = MentionLabel.MONEY, MentionLabel.DATE
DUNMERE, OLDMERE = "Dunmere Parish Council", "Oldmere Town Council"
SHEETS = {1: DocumentSheet("1", DUNMERE, date(2023, 2, 7)), 2: DocumentSheet("2", OLDMERE, date(2021, 5, 4))}


def pence(value: int, currency: str = "GBP", unit: str | None = None) -> ValueKey:
    return ValueKey(value, currency, unit)


def admits(wanted: Asked, key: ValueKey) -> bool:
    return wanted.values.admits(*bounds(key), key.currency)


def test_sums_of_equal_value_are_one_with_its_variants_papers_and_days() -> None:
    printed = [Printing(1, 1, "£1,000"), Printing(2, 3, "£1k"), Printing(1, 1, "£1,000"), Printing(1, 1, "£1,\n000")]
    row = value_record(pence(100_000), printed, SHEETS)
    assert (row.name, row.count, row.documents, row.pages) == ("£1,000", 4, 2, 2)
    assert row.variants == ("£1,000", "£1k", "£1, 000")
    assert row.bodies == (DUNMERE, OLDMERE)
    assert (row.first_day, row.last_day) == (date(2021, 5, 4), date(2023, 2, 7))


def test_currencies_stand_beside_each_other_and_are_never_mixed() -> None:
    named = [pence(100_000, currency) for currency in ("GBP", "USD", "EUR", "CAD")]
    for query, currencies in (("£1000", {"GBP"}), ("€1000", {"EUR"}), ("$1000", {"CAD", "USD"}), ("C$1000", {"CAD"})):
        wanted = asked(MONEY, query)
        assert {key.currency for key in named if admits(wanted, key)} == currencies
    assert asked(MONEY, "£5..€9").pence is None


PAPERS = [
    Paper(DUNMERE, date(2023, 2, 7), sums=(100_000, 100_000, 200_000_000), dates=("2018-02-06", "2017")),
    Paper(OLDMERE, date(2021, 5, 4), sums=(100_000, -500), dates=("2018-04/2019-03",)),
    Paper(OLDMERE, None, sums=(700,), dates=("2017", "no day")),
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf_of(tmp_path_factory.mktemp("values"), PAPERS)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (ValueOrder.COUNT, [100_000, -500, 200_000_000, 700]),
        (ValueOrder.VALUE, [-500, 700, 100_000, 200_000_000]),
        (ValueOrder.VALUE_DOWN, [200_000_000, 100_000, 700, -500]),
        (ValueOrder.DATE, [100_000, -500, 200_000_000, 700]),
        (ValueOrder.DATE_DOWN, [100_000, 200_000_000, -500, 700]),
    ],
)
@pytest.mark.parametrize("within", [False, True])
def test_sums_sort_by_count_value_and_meeting_and_are_paged(
    order: ValueOrder, expected: list[int], within: bool, shelf: Shelf
) -> None:
    values, everything = Values(shelf.store.tables, MONEY), ValuesWanted()
    passages = [one.id for name in "123" for one in shelf.store.documents.passages(shelf.document(name))]

    def page(limit: int | None, first: int = 0) -> list[int | None]:
        rows = (
            values.page_within(passages, everything, order, first, limit)[0]
            if within
            else values.page(everything, order, first, limit)
        )
        return [row.record.key.value_pence for row in rows]

    assert page(None) == expected
    assert page(3) + page(3, 3) == expected
    assert values.total(everything) == 4


def test_a_sum_cites_each_page_once_in_order_of_papers_and_no_more_than_asked(shelf: Shelf) -> None:
    values = Values(shelf.store.tables, MONEY)
    one, two = shelf.document("1"), shelf.document("2")
    (row,) = values.page(asked(MONEY, "£1,000").values, ValueOrder.COUNT, 0, None)
    assert (row.record.count, row.record.pages, row.places) == (3, 2, ((one, 1), (two, 1)))
    (row,) = values.page(asked(MONEY, "£1,000").values, ValueOrder.COUNT, 0, None, places=1)
    assert row.places == ((one, 1),)
    passages = [passage.id for passage in shelf.store.documents.passages(two)]
    rows, total = values.page_within(passages, asked(MONEY, "£1,000").values, ValueOrder.COUNT, 0, None)
    assert ([(row.record.count, row.places) for row in rows], total) == ([(1, ((two, 1),))], 1)


def test_dates_sort_by_the_day_they_mean_and_are_asked_for_by_days(shelf: Shelf) -> None:
    dates = Values(shelf.store.tables, DATE)
    rows = dates.page(ValuesWanted(), ValueOrder.VALUE, 0, None)
    assert [row.record.name for row in rows] == ["no day", "2017", "2018-02-06", "2018-04/2019-03"]
    rows = dates.page(asked(DATE, "2018").values, ValueOrder.VALUE, 0, None)
    assert [row.record.name for row in rows] == ["2018-02-06", "2018-04/2019-03"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (">100k", Asked((10_000_001, None))),
        ("money:>100k", Asked((10_000_001, None))),
        ("£500..£900", Asked((50_000, 90_000), "GBP")),
        ("body:dunmere >1m footbridge", Asked((100_000_001, None), rest="body:dunmere footbridge")),
        ("footbridge", Asked(rest="footbridge")),
        ("", Asked()),
        ("€500..", Asked((50_000, None), "EUR")),
        ("money:>$1m", Asked((100_000_001, None), "$")),
        ("500 euros", Asked((50_000, 50_000), "EUR")),
    ],
)
def test_a_range_in_the_query_is_of_the_sums_themselves(query: str, expected: Asked) -> None:
    assert asked(MONEY, query) == expected


def test_a_range_of_days_admits_what_it_touches() -> None:
    wanted = asked(DATE, "2018-02 body:dunmere")
    assert wanted.rest == "body:dunmere"
    admitted = [iso for iso in ("2018-02-06", "2018-02", "2018", "2017-04/2018-03", "2018-03-01", "2019")
                if admits(wanted, ValueKey(iso=iso))]  # fmt: skip
    assert admitted == ["2018-02-06", "2018-02", "2018", "2017-04/2018-03"]
    assert asked(DATE, "3 March 2018").days == (date(2018, 3, 3), date(2018, 3, 3))


def test_a_span_of_days_is_read_from_both_its_ends() -> None:
    assert days_of_iso("2018-04/2019-03") == (date(2018, 4, 1), date(2019, 3, 31))
    assert days_of_iso("2018-02-06") == (date(2018, 2, 6), date(2018, 2, 6))


@given(
    st.lists(st.integers(min_value=-(10**9), max_value=10**9), max_size=30),
    st.integers(min_value=0, max_value=10**7),
    st.integers(min_value=0, max_value=10**7),
)
def test_a_range_of_sums_is_what_a_plain_filter_gives(values: list[int], one: int, other: int) -> None:
    low, high = sorted((one, other))
    wanted = asked(MONEY, f"{low}..{high}")
    assert wanted.pence == range_of(f"{low}..{high}")
    admitted = [value for value in values if admits(wanted, pence(value))]
    assert admitted == [value for value in values if low * 100 <= value <= high * 100]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (">1m <2m", Asked((100_000_001, 199_999_999))),
        ("£500-£900", Asked((50_000, 90_000), "GBP")),
        ("500 to 900 body:dunmere", Asked((50_000, 90_000), rest="body:dunmere")),
        ("between £500 and £900", Asked((50_000, 90_000), "GBP")),
        ("900..500", Asked((50_000, 90_000), notes=("900..500 was turned round",))),
        (
            "9999999999999999999",
            Asked(
                rest="9999999999999999999",
                notes=("9999999999999999999 means no sum; its words were searched instead",),
            ),
        ),
        ("£5..€9", Asked(rest="£5..€9", notes=("£5..€9 means no sum; its words were searched instead",))),
    ],
)
def test_sums_are_asked_for_as_papers_print_them_and_slips_are_told(query: str, expected: Asked) -> None:
    assert asked(MONEY, query) == expected


def test_days_are_asked_for_in_words_between_ends_and_never_silently_dropped() -> None:
    assert asked(DATE, "3 March 2018 footbridge") == Asked(days=(date(2018, 3, 3),) * 2, rest="footbridge")
    assert asked(DATE, ">2018 <2020").days == (date(2019, 1, 1), date(2019, 12, 31))
    assert asked(DATE, "2019..2017").notes == ("2019..2017 was turned round",)
    assert asked(DATE, "31/2/2018").notes == ("31/2/2018 means no date; its words were searched instead",)
    assert asked(DATE, "fy:2018/19").days == (date(2018, 4, 1), date(2019, 3, 31))

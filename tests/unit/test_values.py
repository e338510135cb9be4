from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panelsearch.linking.value_table import Asked, ValueOrder, asked, days_of_iso, gathered
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.spans import PageSpan
from panelsearch.query.money_ranges import range_of
from panelsearch.storage.records import StoredMention

MONEY, DATE = MentionLabel.MONEY, MentionLabel.DATE


class Sheet:
    def __init__(self, body: str, held: date | None) -> None:
        self.body, self.meeting_date = body, held


SHEETS = {1: Sheet("Dunmere Parish Council", date(2023, 2, 7)), 2: Sheet("Oldmere Town Council", date(2021, 5, 4))}


def money(text: str, pence: int, document: int = 1, page: int = 1, currency: str = "GBP") -> StoredMention:
    at = PageSpan(page, 0, len(text))
    return StoredMention(document, Mention(MONEY, at, value_pence=pence, currency=currency), text)


def day(iso: str, document: int = 1) -> StoredMention:
    return StoredMention(document, Mention(DATE, PageSpan(1, 0, 4), iso=iso), iso)


NAMED = [money("£1,000", 100_000), money("£1k", 100_000, 2, 3), money("$1,000", 100_000, currency="USD"),
         money("£1,000", 100_000), money("-£5", -500, 2), money("£2m", 200_000_000, 1, 2)]  # fmt: skip


def test_sums_of_equal_value_and_currency_are_one_and_cite_each_page_once() -> None:
    rows = gathered(MONEY, NAMED, SHEETS, ValueOrder.COUNT)
    assert [(row.count, row.value_pence, row.currency) for row in rows][:1] == [(3, 100_000, "GBP")]
    assert rows[0].variants == ("£1,000", "£1k")
    assert rows[0].pages == ((1, 1), (2, 3))
    assert rows[0].bodies == ("Dunmere Parish Council", "Oldmere Town Council")
    assert (rows[0].first, rows[0].last) == (date(2021, 5, 4), date(2023, 2, 7))
    assert len(rows) == 4


def test_a_sum_a_year_and_the_same_sum_once_are_two_rows() -> None:
    yearly = Mention(MONEY, PageSpan(1, 0, 6), value_pence=100_000, currency="GBP", unit="per year")
    rows = gathered(MONEY, [*NAMED, StoredMention(2, yearly, "£1,000")], SHEETS, ValueOrder.COUNT)
    assert [(row.count, row.unit) for row in rows if (row.value_pence, row.currency) == (100_000, "GBP")] == [
        (3, None),
        (1, "per year"),
    ]


def test_currencies_stand_beside_each_other_and_are_never_mixed() -> None:
    named = [*NAMED, money("€1,000", 100_000, currency="EUR"), money("C$1,000", 100_000, currency="CAD")]
    rows = gathered(MONEY, named, SHEETS, ValueOrder.VALUE)
    assert [(row.currency, row.count) for row in rows if row.value_pence == 100_000] == [
        ("GBP", 3), ("USD", 1), ("CAD", 1), ("EUR", 1),
    ]  # fmt: skip
    for query, currencies in (("£1000", {"GBP"}), ("€1000", {"EUR"}), ("$1000", {"CAD", "USD"}), ("C$1000", {"CAD"})):
        wanted = asked(MONEY, query)
        assert {one.mention.currency for one in named if wanted.admits(one.mention)} == currencies
    assert asked(MONEY, "£5..€9").pence is None


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        (ValueOrder.VALUE, -500, 200_000_000),
        (ValueOrder.VALUE_DOWN, 200_000_000, -500),
        (ValueOrder.DATE, 100_000, 200_000_000),
        (ValueOrder.DATE_DOWN, 100_000, -500),
    ],
)
def test_sums_sort_by_value_and_by_the_meetings_date(order: ValueOrder, first: int, last: int) -> None:
    rows = gathered(MONEY, NAMED, SHEETS, order)
    assert (rows[0].value_pence, rows[-1].value_pence) == (first, last)


def test_dates_sort_by_the_day_they_mean() -> None:
    rows = gathered(DATE, [day("2018-04/2019-03"), day("2017"), day("2018-02-06")], SHEETS, ValueOrder.VALUE)
    assert [row.iso for row in rows] == ["2017", "2018-02-06", "2018-04/2019-03"]


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
                if wanted.admits(day(iso).mention)]  # fmt: skip
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
    admitted = [value for value in values if wanted.admits(money("x", value).mention)]
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

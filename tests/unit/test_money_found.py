import pytest

from panelsearch.ner.money import dollars_of, find_money


def sums(text: str, dollars: str = "USD") -> list[tuple[str, int, str]]:
    return [(one.span.of(text), one.pence, one.currency) for one in find_money(text, dollars)]


@pytest.mark.parametrize(
    ("text", "printed", "pence"),
    [
        ("a saving of £1.2m in all", "£1.2m", 120_000_000),
        ("£1,200k was moved", "£1,200k", 120_000_000),
        ("about £0.5 million", "£0.5 million", 50_000_000),
        ("an underspend of £2.490m.", "£2.490m", 249_000_000),
        ("cost £ 111.00 to mend", "£ 111.00", 11_100),
        ("paid £7,800.00,", "£7,800.00", 780_000),
        ("a variance of -£45,000", "-£45,000", -4_500_000),
        ("rose by 2p a unit", "2p", 2),
        ("a million pounds", "a million pounds", 100_000_000),
        ("worth £1.005 each", "£1.005", 101),
        ("£3bn nationally", "£3bn", 300_000_000_000),
    ],
)
def test_sums_are_read_exactly(text: str, printed: str, pence: int) -> None:
    assert sums(text) == [(printed, pence, "GBP")]


@pytest.mark.parametrize(
    "text", ["cheque no. 300028", "£1,58", "£1.234.567", "at 2pm", "p.2", "item 7.1", "12 members", "see 2p/3"]
)
def test_what_is_no_certain_sum_is_none(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(
    "text", [f"£{'9' * 23}", f"£{'9' * 5000} was", "£999,999,999,999,999,999 billion", f"{'8' * 40} pounds"]
)
def test_a_run_of_figures_beyond_all_money_is_no_sum_and_no_error(text: str) -> None:
    assert sums(text) == []


def test_a_long_fraction_is_rounded_exactly() -> None:
    assert sums(f"£0.004{'9' * 40}") == [(f"£0.004{'9' * 40}", 0, "GBP")]
    assert sums(f"£1.00{'0' * 40}5") == [(f"£1.00{'0' * 40}5", 100, "GBP")]


def test_brackets_mean_less_only_in_a_table_row() -> None:
    assert sums("Income 1,200 (£45,000)") == [("(£45,000)", -4_500_000, "GBP")]
    assert sums("a small grant (£45,000) was made") == [("£45,000", 4_500_000, "GBP")]


def test_a_dash_before_a_listed_sum_is_no_minus() -> None:
    page = "Hall hire - £25.00\nPaint -£30.00"
    assert [pence for _, pence, _ in sums(page)] == [2500, 3000]


def test_a_scale_printed_once_holds_for_both_ends_of_a_range() -> None:
    assert [pence for _, pence, _ in sums("between £1.2-1.5m")] == [120_000_000, 150_000_000]
    assert [pence for _, pence, _ in sums("£500 to £1 million")] == [50_000, 100_000_000]


def test_other_currencies_are_kept_as_such() -> None:
    assert sums("€20 and US$30 and $40", "CAD") == [("€20", 2000, "EUR"), ("US$30", 3000, "USD"), ("$40", 4000, "CAD")]


def test_the_document_says_which_dollar_it_means() -> None:
    assert dollars_of("The Province of Ontario pays $5.") == "CAD"
    assert dollars_of("It cost $5.") == "USD"


def test_the_foot_of_a_list_is_a_sum_of_it() -> None:
    page = "Payments of £40.00\nOak Ltd\tPaint\t30.00\nAsh Ltd\tNails\t10.00\nSUBTOTAL 40.00\nTotal of 3.50 metres"
    assert [pence for _, pence, _ in sums(page)] == [4000, 3000, 1000, 4000]

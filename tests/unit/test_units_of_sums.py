"""What is paid over and over keeps its unit; the sum's place and value stay those of the sum alone."""

import pytest

from panelsearch.ner.money import find_money


def units(text: str) -> list[tuple[str, str | None]]:
    return [(one.span.of(text), one.unit) for one in find_money(text)]


@pytest.mark.parametrize(
    ("text", "printed", "unit"),
    [
        ("a rent of £12,000 per annum.", "£12,000", "per year"),
        ("a rent of £12,000 p.a. from May", "£12,000", "per year"),
        ("a rent of £12,000pa", "£12,000", "per year"),
        ("£3.20 a week less", "£3.20", "per week"),
        ("45p per mile", "45p", "per mile"),
        ("paid £11.44/hour", "£11.44", "per hour"),
        ("£9.50 an hour", "£9.50", "per hour"),
        ("£72.50 per Band D property", "£72.50", "per Band D property"),
        ("£72.50 per average band D household", "£72.50", "per Band D property"),
        ("£5 per head", "£5", "per person"),
        ("€25 per person per day", "€25", "per person per day"),
        ("£600 each to the two clubs", "£600", "each"),
        ("£250 each year", "£250", "per year"),
        ("£250 (per calendar month)", "£250", "per month"),
        ("£40 + VAT per visit", "£40", "per visit"),
        ("1.2 million euros annually", "1.2 million euros", "per year"),
        ("$90 per Tonne", "$90", "per tonne"),
        ("£3 per household", "£3", "per household"),
        ("£14/m² of paving", "£14", "per square metre"),
        ("The fee is £40 per\nmonth and the deposit is paid once by the hirer of the hall.", "£40", "per month"),
    ],
)
def test_the_unit_behind_a_sum_is_kept(text: str, printed: str, unit: str) -> None:
    assert units(text) == [(printed, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "£500 as per the minutes", "£5 a laptop", "it was £2m a year ago", "£30 per cent", "a £150 PA system",
        "£40 pp 23-25", "Fete £500/Bin emptying", "£20 a daycare place", "£3 a week's hire", "£12 each Friday",
        "Fees £500\nEach member was thanked", "£80 Daily Herald notice",
    ],
)  # fmt: skip
def test_no_unit_is_read_into_other_words(text: str) -> None:
    units_named = {unit for _, unit in units(text)}
    assert units_named == {None}


def test_a_unit_behind_a_range_is_that_of_both_ends() -> None:
    assert units("£10 to £12 per hour") == [("£10", "per hour"), ("£12", "per hour")]
    assert units("between £10 and £12 an hour") == [("£10", "per hour"), ("£12", "per hour")]
    assert units("a deposit of £200 and £12 an hour") == [("£200", None), ("£12", "per hour")]

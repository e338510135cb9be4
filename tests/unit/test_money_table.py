"""Sums as British papers, and the public tables of sum parsers, print them."""

import pytest

from panelsearch.ner.money import find_money


def sums(text: str, dollars: str = "USD") -> list[tuple[str, int, str]]:
    return [(one.span.of(text), one.pence, one.currency) for one in find_money(text, dollars)]


@pytest.mark.parametrize(
    ("text", "printed", "pence"),
    [
        ("a cost of £10", "£10", 1_000),
        ("£1,234,567.89 in reserves", "£1,234,567.89", 123_456_789),
        ("only £.50 a head", "£.50", 50),
        ("£1.5mn of work", "£1.5mn", 150_000_000),
        ("£1.5 mn of work", "£1.5 mn", 150_000_000),
        ("£1.5M of work", "£1.5M", 150_000_000),
        ("£2 Million", "£2 Million", 200_000_000),
        ("£20K.", "£20K", 2_000_000),
        ("£3 billion", "£3 billion", 300_000_000_000),
        ("£1.1tn", "£1.1tn", 110_000_000_000_000),
        ("£15 thousand", "£15 thousand", 1_500_000),
        ("GBP 500 was paid", "GBP 500", 50_000),
        ("GBP3.01", "GBP3.01", 301),
        ("500 GBP", "500 GBP", 50_000),
        ("twenty pounds", "twenty pounds", 2_000),
        ("nine pounds", "nine pounds", 900),
        ("one hundred and fifty pounds", "one hundred and fifty pounds", 15_000),
        ("two thousand five hundred pounds", "two thousand five hundred pounds", 250_000),
        ("five hundred thousand pounds", "five hundred thousand pounds", 50_000_000),
        ("half a million pounds", "half a million pounds", 50_000_000),
        ("two and a half million pounds", "two and a half million pounds", 250_000_000),
        ("a hundred pounds", "a hundred pounds", 10_000),
        ("twenty-five pounds", "twenty-five pounds", 2_500),
        ("Twelve thousand, I mean ten pounds", "ten pounds", 1_000),
        ("a pound", "a pound", 100),
        ("20 pounds", "20 pounds", 2_000),
        ("1.5 million pounds", "1.5 million pounds", 150_000_000),
        ("ten pounds and fifty pence", "ten pounds and fifty pence", 1_050),
        ("5 pounds 20p", "5 pounds 20p", 520),
        ("fifty pence", "fifty pence", 50),
        ("50p", "50p", 50),
        ("75 pence", "75 pence", 75),
        ("one penny", "one penny", 1),
        ("1.5p per kWh", "1.5p", 2),
        ("500£ in all", "500£", 50_000),
        ("a cheque for £235-50 was sent", "£235-50", 23_550),
        ("the hospice £100-00, and", "£100-00", 10_000),
        ("£5-00", "£5-00", 500),
        ("-£500", "-£500", -50_000),
        ("\u2212£500", "\u2212£500", -50_000),
        ("\u2013£500", "\u2013£500", -50_000),
        ("£-500", "£-500", -50_000),
        ("£(45,000)", "£(45,000)", -4_500_000),
        ("(£45,000)", "(£45,000)", -4_500_000),
        ("a balance of minus £500", "minus £500", -50_000),
        ("£1\u00a0234.50", "£1\u00a0234.50", 123_450),
        ("£12\u2009500\u2009000", "£12\u2009500\u2009000", 1_250_000_000),
        ("paid £12 500 for it", "£12 500", 1_250_000),
        ("a grant of £25\u00a0000.", "£25\u00a0000", 2_500_000),
        ("up to\n£1.2\u00a0million", "£1.2\u00a0million", 120_000_000),
        ("£25,000.00.", "£25,000.00", 2_500_000),
        ("the £10,000-a-year post", "£10,000", 1_000_000),
        ("£50/month", "£50", 5_000),
        ("(£250)\nPaint", "(£250)", -25_000),
        ("(including £250)", "£250", 25_000),
        ("£12.00 per hour", "£12.00", 1_200),
        ("£1.37 Band D", "£1.37", 137),
        ("precept of £32,450 p.a.", "£32,450", 3_245_000),
        ("cost:£40", "£40", 4_000),
        ("£40pp", "£40", 4_000),
        ("£5+VAT", "£5", 500),
        ("a loan of £1½m for", "£1½m", 150_000_000),
        ("£½m", "£½m", 50_000_000),
        ("£2¼ million", "£2¼ million", 225_000_000),
        ("3½ million pounds", "3½ million pounds", 350_000_000),
        ("£1 1/2 million", "£1 1/2 million", 150_000_000),
        ("cheque for £62:40 was", "£62:40", 6_240),
        ("cheque for £62=40 was", "£62=40", 6_240),
        ("cheque for £62=40p was", "£62=40p", 6_240),
        ("£62·40", "£62·40", 6_240),
        ("£3:1 against", "£3", 300),
    ],
)
def test_british_sums(text: str, printed: str, pence: int) -> None:
    assert sums(text) == [(printed, pence, "GBP")]


@pytest.mark.parametrize(
    ("text", "printed", "hundredths", "currency"),
    [
        ("€1.2bn", "€1.2bn", 120_000_000_000, "EUR"),
        ("€ 20", "€ 20", 2_000, "EUR"),
        ("20€", "20€", 2_000, "EUR"),
        ("20 euros", "20 euros", 2_000, "EUR"),
        ("10.99 EUR", "10.99 EUR", 1_099, "EUR"),
        ("twenty euros", "twenty euros", 2_000, "EUR"),
        ("US$5 million", "US$5 million", 500_000_000, "USD"),
        ("USD 5", "USD 5", 500, "USD"),
        ("$10", "$10", 1_000, "USD"),
        ("10$", "10$", 1_000, "USD"),
        ("$10,000", "$10,000", 1_000_000, "USD"),
        ("$20m", "$20m", 2_000_000_000, "USD"),
        ("ten dollars", "ten dollars", 1_000, "USD"),
        ("20 dollars 43 cents", "20 dollars 43 cents", 2_043, "USD"),
        ("twenty dollars and 43 cents", "twenty dollars and 43 cents", 2_043, "USD"),
        ("20 cents", "20 cents", 20, "USD"),
        ("C$45", "C$45", 4_500, "CAD"),
        ("CAD 45.10", "CAD 45.10", 4_510, "CAD"),
        ("$45 CAD", "$45 CAD", 4_500, "CAD"),
        ("a $25mm pipe", "$25", 2_500, "USD"),
        ("$45.10 CDN", "$45.10 CDN", 4_510, "CAD"),
        ("A$9", "A$9", 900, "AUD"),
        ("NZ$9", "NZ$9", 900, "NZD"),
        ("CHF 9", "CHF 9", 900, "CHF"),
        ("¥500", "¥500", 50_000, "JPY"),
        ("₹42", "₹42", 4_200, "INR"),
        ("20 canadian dollars", "20 canadian dollars", 2_000, "CAD"),
        ("3 us dollars", "3 us dollars", 300, "USD"),
    ],
)
def test_other_currencies(text: str, printed: str, hundredths: int, currency: str) -> None:
    assert sums(text) == [(printed, hundredths, currency)]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("£5-10k", [("£5", 500_000), ("10k", 1_000_000)]),
        ("£5k-£10k", [("£5k", 500_000), ("£10k", 1_000_000)]),
        ("£5k to 10k", [("£5k", 500_000), ("10k", 1_000_000)]),
        ("£100-150", [("£100", 10_000), ("150", 15_000)]),
        ("£100 - £150", [("£100", 10_000), ("£150", 15_000)]),
        ("between £100 and £150", [("£100", 10_000), ("£150", 15_000)]),
        ("between £1 and £2 million", [("£1", 100_000_000), ("£2 million", 200_000_000)]),
        ("from £1.2 to £1.5m", [("£1.2", 120_000_000), ("£1.5m", 150_000_000)]),
        ("£1-2 million", [("£1", 100_000_000), ("2 million", 200_000_000)]),
        ("10 - 20 pounds", [("10", 1_000), ("20 pounds", 2_000)]),
        ("between 10 and 20 pounds", [("10", 1_000), ("20 pounds", 2_000)]),
        ("£500 and £1 million", [("£500", 50_000), ("£1 million", 100_000_000)]),
        ("£30/£40", [("£30", 3_000), ("£40", 4_000)]),
    ],
)
def test_both_ends_of_a_range_are_sums(text: str, both: list[tuple[str, int]]) -> None:
    assert [(printed, pence) for printed, pence, _ in sums(text)] == both


@pytest.mark.parametrize(
    "text",
    [
        "There were plans for 4 Pound Lane.",
        "Ch. No. 300028",
        "cheque 001234",
        "SO 535 004",
        "grid reference SU123456",
        "Tel: 01600 123456",
        "020 7946 0018",
        "up by 12.5%",
        "P/18/1234/FUL",
        "at 7.30pm",
        "3 metres",
        "at 10m intervals",
        "a population of 1.2 million",
        "one thousand members",
        "page 4p/5",
        "£",
        "£m",
        "£1,58",
        "the 10p/m",
        "at 12p.m. and",
        "minute 12.4",
        "the pound sign",
        "ten pounds of pressure",
        "v2.0",
        "10 a.m.",
        "room B12",
        "30 mph",
        "EUR/USD",
        "twenty thirty pounds",
    ],
)
def test_no_sums(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(
    ("text", "printed", "amount", "currency"),
    [
        ("at 3p/litre and", "3p", 3, "GBP"),
        ("at 25.1p/kWh", "25.1p", 25, "GBP"),
        ("the cost, £1, 250.00 in all", "£1, 250.00", 125_000, "GBP"),
        ("a rise of 97p.", "97p", 97, "GBP"),
        ("the sum of £ 12,300 .45 was", "£ 12,300 .45", 1_230_045, "GBP"),
        ("paid £l,250 for it", "£l,250", 125_000, "GBP"),
        ("was £250 b/f and", "£250", 25_000, "GBP"),
        ("grants 1 and 2 (£950); more", "£950", 95_000, "GBP"),
        ("about c£3k more", "£3k", 300_000, "GBP"),
        ("a grant of CAD $5,000 came", "CAD $5,000", 500_000, "CAD"),
        ("reserves of $1.1MM at", "$1.1MM", 110_000_000, "USD"),
    ],
)
def test_slips_and_signs_of_many_countries(text: str, printed: str, amount: int, currency: str) -> None:
    assert sums(text) == [(printed, amount, currency)]


def test_a_blank_behind_a_comma_may_part_two_things() -> None:
    assert sums("paid £5, 250 people came") == [("£5", 500, "GBP")]


def test_thousands_left_out_of_a_lower_end_are_meant() -> None:
    assert sums("between £30-45,000 for") == [("£30", 3_000_000, "GBP"), ("45,000", 4_500_000, "GBP")]
    assert sums("£5 to 10,000") == [("£5", 500_000, "GBP"), ("10,000", 1_000_000, "GBP")]
    assert sums("£500-1,000") == [("£500", 50_000, "GBP"), ("1,000", 100_000, "GBP")]
    assert sums("from £20 to £25,000") == [("£20", 2_000, "GBP"), ("£25,000", 2_500_000, "GBP")]


def test_a_range_ends_where_the_next_figure_is_of_another_kind() -> None:
    assert sums("£20-12 months") == [("£20", 2_000, "GBP")]
    assert sums("£500 and 3 chairs") == [("£500", 50_000, "GBP")]
    assert sums("£100 to 20 people") == [("£100", 10_000, "GBP")]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("Area\t£m\nPolicing\t2.202\nOffice\t0.288", [220_200_000, 28_800_000]),
        ("Area\t£m\n\nPolicing\t2.202\n\nOffice\t(0.288)", [220_200_000, -28_800_000]),
        ("Payee £\nMower repair 120.50\nStamps 9.60", [12_050, 960]),
        ("Budget £ Actual £\nHall 1,200 1,150", [120_000, 115_000]),
        ("2018/19\t2019/20\n£000\t£000\nStaff\t1,250\t-300", [125_000_000, -30_000_000]),
        ("Item\t£\u2019000\nPumps\t12", [1_200_000]),
        ("Head\tNumber\tAmount (£)\nSwings\t4\t90.00", [9_000]),
        ("£m £m £m\nStaff 1.5 2.5 3.5", [150_000_000, 250_000_000, 350_000_000]),
        ("Cheque\tPayee\t£\n300028\tA Smith\t45.00", [4_500]),
        ("Payee\tTotal £\tVAT\nOak Ltd\t120.00\t20.0", [12_000, 2_000]),
        ("Item\tAmount ($)\nSalt\t1,200", [120_000]),
        (
            "Balance £9.00\nPaid to\tCheque\tAmount\nOak Ltd\t300101\t1,120.00\nElm\t300102\t(45.20)",
            [900, 112_000, -4_520],
        ),
        ("Payments £1.00\n3.10\tFencing of the green", [100]),
        ("£m\t30.06.21\t30.09.21\nEquities\t1,204.5\t(3.0)", [120_450_000_000, -300_000_000]),
        ("£000\tBudget 2019/20\tActual\nParks\t12\t11", [1_200_000, 1_100_000]),
    ],
)
def test_a_column_head_makes_sums_of_bare_figures(table: str, expected: list[int]) -> None:
    assert [one.pence for one in find_money(table)] == expected


@pytest.mark.parametrize(
    "table",
    [
        "Share\t%\nPolicing\t2.2",
        "Number\t£\nSwings\tfour\tnew",
        "It cost more than the £ can say 12",
        "£m\t%\nStaff\t1\t2\t3",
        "£m\tHouses built\nStaff\t12",
    ],
)
def test_a_column_without_a_clear_head_makes_none(table: str) -> None:
    assert sums(table) == []


def test_a_hostile_repetition_is_read_in_step_with_its_length() -> None:
    assert len(find_money("£1 " * 10_000)) == 10_000
    find_money("one hundred and " * 5_000)
    find_money("£1-" * 10_000)
    find_money("(" * 20_000 + "1,111" * 10_000)

"""Dates as lists of payments, calendars, scanners and deeds print them."""

from datetime import date

import pytest

from panelsearch.text.date_grammar import find_dates
from panelsearch.text.date_values import DateOrder

NEAR = date(2019, 6, 18)


def dates(text: str, figures: DateOrder = DateOrder.DAY) -> list[tuple[str, str]]:
    return [(one.span.of(text), one.iso) for one in find_dates(text, NEAR, figures=figures)]


@pytest.mark.parametrize(
    ("table", "days"),
    [
        ("03.06.19\tOak Ltd\tMowing\t240.00\n11.06.19\tElm\tInk\t8.10", ["2019-06-03", "2019-06-11"]),
        ("03.06.19\tApologies\n11.06.19\tFinance", []),
        ("Date\tItem\t£\n6/3\tStamps\t7.32\n2/4\tHall\t30.00", ["2019-03-06", "2019-04-02"]),
        ("Ref\tAction\tDue\n19/07\tWrite\t30/06/19\n7/8\tMend\tlater", ["2019-06-30"]),
        ("19/07\tWrite\n7/8\tMend", []),
        ("Action\tDue\nRepaint\tSept\tongoing", ["2019-09"]),
        ("\tJan\tFeb\tMar\nCouncil\ta\tb\tc", ["2019-01", "2019-02", "2019-03"]),
        ("Owner\tTask\nJan\tpost it", []),
        (
            "19 July\t5 July\t12 July\n23 August\t9 August",
            ["2019-07-19", "2019-07-05", "2019-07-12", "2019-08-23", "2019-08-09"],
        ),
        ("Action\tBy\nSurvey\t14/6", ["2019-06-14"]),
        ("2024\tOak Avenue: dig out\n2024 Oak Avenue", ["2024"]),
    ],
)
def test_cells(table: str, days: list[str]) -> None:
    assert [iso for _, iso in dates(table)] == days


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("closed 24/12 to 3/1 incl.", [("24/12", "2018-12-24"), ("3/1", "2019-01-03")]),
        ("interest due 12/7; on 3/4 of it; on 7/28 day terms", [("12/7", "2019-07-12")]),
        ("won on 5/2 votes", []),
        ("paid (30/4), carried (5/2)", [("30/4", "2019-04-30")]),
        ("Cheques signed 26.4.19: lodged 8.4.19; para 4.2.19", [("26.4.19", "2019-04-26"), ("8.4.19", "2019-04-08")]),
        ("1 April–30 April", [("1 April", "2019-04-01"), ("30 April", "2019-04-30")]),
        (
            "6 April-5 May was paid; a bill of 1-Apr-19",
            [("6 April", "2019-04-06"), ("5 May", "2019-05-05"), ("1-Apr-19", "2019-04-01")],
        ),
        ("reported 12/8, chased 2/9, paid a 1/6", [("12/8", "2019-08-12"), ("2/9", "2019-09-02")]),
        (
            "visits on 4.3.19, 8.3.19 and 9.3.19.",
            [("4.3.19", "2019-03-04"), ("8.3.19", "2019-03-08"), ("9.3.19", "2019-03-09")],
        ),
        ("Phase 2 April onwards", [("April", "2019-04")]),
        ("carried 5/2, rated 9/10, reduced 6/3", []),
        ("a term that ends 5/2027", [("5/2027", "2027-05")]),
        (
            "Counted in Aug: 12; Nov working bee, the Oct grass cut",
            [("Aug", "2019-08"), ("Nov", "2019-11"), ("Oct", "2019-10")],
        ),
        ("Feb Ashby and Sept. Elm; Oct/x", []),
        ("this 17th day of June, A.D. 2019", [("17th day of June, A.D. 2019", "2019-06-17")]),
        ("Mon 17, Tues 18 and Wed 19 June", [("17", "2019-06-17"), ("18", "2019-06-18"), ("19 June", "2019-06-19")]),
        ("signed those of 9.1.19, see 9.1.19", [("9.1.19", "2019-01-09")]),
        ("Loans in Jan 4,102 and Jan 4,2019", [("Jan", "2019-01"), ("Jan 4,2019", "2019-01-04")]),
        ("the outcome is due March; residents May, said Ash", [("March", "2019-03")]),
        ("by 9th or 10th May", [("9th", "2019-05-09"), ("10th May", "2019-05-10")]),
        ("Expires 04/2025; minute 04/2025", [("04/2025", "2025-04")]),
        ("pay w.e.f. 1.4.19 rises", [("1.4.19", "2019-04-01")]),
        ("04Oct18 DD, 12OCT2018 CHQ", [("04Oct18", "2018-10-04"), ("12OCT2018", "2018-10-12")]),
        ("manned 24/7; CCTV is monitored 24/7, with access to 24/7 helplines", []),
        ("We need 8/9 of them; Ash attended 9/11; it was decided 7/5", []),
        ("completed 5/7 tasks, heard from 6/7 members and sent 12/10 chairs", []),
        ("met 12/7 as planned", [("12/7", "2019-07-12")]),
        ("an amendment to 12/2019, arising from 6/2018", []),
        ("as set out in 4.2.19 and under 5.2.19", []),
        ("the Oct. payroll and Sept bank statement", [("Oct", "2019-10"), ("Sept", "2019-09")]),
    ],
)
def test_days_in_figures_and_months_cut_short(text: str, named: list[tuple[str, str]]) -> None:
    assert dates(text) == named


def test_figures_alone_are_in_the_papers_order() -> None:
    assert dates("Checking 8/31, 5/2 of it", DateOrder.MONTH) == [("8/31", "2019-08-31")]
    assert dates("due 6/30; on 3/20", DateOrder.MONTH) == [("6/30", "2019-06-30"), ("3/20", "2019-03-20")]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("held on 2lst May 2019", [("2lst May 2019", "2019-05-21")]),
        ("received l5 June 2019", [("l5 June 2019", "2019-06-15")]),
        ("on lst July and 3Oth July", [("lst July", "2019-07-01")]),
        ("when I June, l2 May", [("l2 May", "2019-05-12")]),
        ("Part II May 2019", [("May 2019", "2019-05")]),
    ],
)
def test_a_one_or_nought_that_a_scanner_took_for_a_letter(text: str, named: list[tuple[str, str]]) -> None:
    assert dates(text)[: len(named)] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The chapel, built in 1862, and", ["1862"]),
        ("a map of c. 1740 and one since 1899.", ["1740", "1899"]),
        ("in 1862 cases; 1740 metres; of 1862", []),
        ("the Climate Strategy 2019-24; resolution 2019-24", ["2019/2024"]),
        ("over 2021/22–2024/25", ["2021-04/2022-03", "2024-04/2025-03"]),
        ("see minute 19/20; the budget for 19/20", ["2019-04/2020-03"]),
        ("at 2004 Oak Avenue, Suite 1999, P.O. Box 2010", []),
        ("since 1985 Oak Lane was mended", []),
        ("the deeds of 1897, a total of 1897.", ["1897"]),
        ("the 1937 Coronation, the 1900 Acts, the 1894 Poor Relief Act, the 1500 metres", ["1937"]),
        ("a photograph of 1911 was", ["1911"]),
        ("the LTP 2021-31, RES 2019-24", ["2021/2031"]),
        ("arrears 18,402.11 at 30.6, 12 (2018: 15,220.07)", ["2018"]),
        ("Built 1878, enlarged 1904; rated 1842, b. 1944, and", ["1878", "1904", "1944"]),
        ("cheques 2041 and 2042: stamps 2043; to 2040", ["2040"]),
        ("member since 1975, 12, 14 and 15", ["1975"]),
        ("the 2018 – 19 programme", ["2018-04/2019-03"]),
        ("The meeting opened 1930.", []),
        ("Opened 1845.\nThe mill, opened 1845.", ["1845"]),
        ("the 1600 Series and the 1500 Club", []),
    ],
)
def test_years(text: str, named: list[str]) -> None:
    assert [iso for _, iso in dates(text)] == named


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "School Calendar 2019-2020\nAugust 14 First day\nNovember 22 Break\nDecember 18 Break\nJanuary 2 School",
            ["2019-08-14", "2019-11-22", "2019-12-18", "2020-01-02"],
        ),
        ("Meeting dates 2020: 11 Jan, 10 May (Annual), 14 Dec", ["2020-01-11", "2020-05-10", "2020-12-14"]),
        ("Dates of meetings 2018/19\nTuesday 12 March", ["2019-03-12"]),
        ("The accounts of 2017\n3 June was named", ["2019-06-03"]),
    ],
)
def test_the_year_that_heads_a_calendar_is_its_days_own(text: str, days: list[str]) -> None:
    assert [iso for _, iso in dates(text) if len(iso) == 10] == days

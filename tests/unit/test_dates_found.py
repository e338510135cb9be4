from datetime import date

import pytest

from panelsearch.text.date_grammar import find_dates, year_of
from panelsearch.text.date_values import DateOrder

MEETING = date(2018, 6, 19)


def dates(text: str, meeting: date | None = MEETING) -> list[tuple[str, str]]:
    return [(one.span.of(text), one.iso) for one in find_dates(text, meeting)]


@pytest.mark.parametrize(
    ("text", "printed", "iso"),
    [
        ("on 3rd March 2007 it", "3rd March 2007", "2007-03-03"),
        ("to 31 st March 2018.", "31 st March 2018", "2018-03-31"),
        ("on the 23rd of March", "23rd of March", "2018-03-23"),
        ("this 17th day of January, 2023", "17th day of January, 2023", "2023-01-17"),
        ("January 17, 2023 at 6:30", "January 17, 2023", "2023-01-17"),
        ("dated 06/02/2018.", "06/02/2018", "2018-02-06"),
        ("filed 2018-02-06", "2018-02-06", "2018-02-06"),
        ("in the year 2018/19", "2018/19", "2018-04/2019-03"),
        ("for 2021-2022", "2021-2022", "2021-04/2022-03"),
        ("the 17/18 budget", "17/18", "2017-04/2018-03"),
        ("in Q3 2018/19", "Q3 2018/19", "2018-10/2018-12"),
        ("in Q4 2018/19", "Q4 2018/19", "2019-01/2019-03"),
        ("in December 2017", "December 2017", "2017-12"),
        ("from April-June 2019", "April-June 2019", "2019-04/2019-06"),
        ("in May", "May", "2018-05"),
        ("next January", "January", "2019-01"),
        ("since 2009", "2009", "2009"),
        ("conveyed Nov-69 to", "Nov-69", "1969-11"),
        ("paid on 3.4.18.", "3.4.18", "2018-04-03"),
        ("on Wednesday, the 19th of last month", "19th of last month", "2018-05-19"),
        ("by the 3rd next month", "3rd next month", "2018-07-03"),
        ("her letter of the 12th inst. was", "12th inst", "2018-06-12"),
        ("his of the 4th ult. was", "4th ult", "2018-05-04"),
        ("on the 2nd prox. at", "2nd prox", "2018-07-02"),
        ("begins July11th in", "July11th", "2018-07-11"),
        ("the 2014 - 15 season", "2014 - 15", "2014-04/2015-03"),
    ],
)
def test_dates_are_read_day_first(text: str, printed: str, iso: str) -> None:
    assert dates(text) == [(printed, iso)]


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2018",
        "30/02/2018",
        "we may meet",
        "Residents May object",
        "Data Protection Act 2018",
        "ref 2018/0317",
        "about 2000 people",
        "18.06.05 Finance",
        "minute 2012",
        "Cllr May said",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates(text) == []


def test_two_days_joined_by_a_dash_are_each_named() -> None:
    assert dates("21st - 23rd September") == [("21st", "2018-09-21"), ("23rd September", "2018-09-23")]


def test_without_a_meeting_a_date_needs_its_year() -> None:
    assert dates("on 4th October and on 5th October 2015", None) == [("5th October 2015", "2015-10-05")]


def test_a_year_left_out_is_the_nearest() -> None:
    assert dates("10th December", date(2018, 1, 9)) == [("10th December", "2017-12-10")]


def test_a_minutes_number_alone_on_its_line_is_no_year() -> None:
    assert dates("18/19\nELECTION OF CHAIRMAN\nfor 18/19\n") == [("18/19", "2018-04/2019-03")]


def test_the_thirty_first_of_a_short_month_is_no_day() -> None:
    assert dates("on the 31st of next month", date(2018, 8, 20)) == []


def test_years_that_head_two_columns_are_both_years() -> None:
    text = "\t2019\t2018\nBar profit\t1,118\t2018"
    assert [one.span.of(text) for one in find_dates(text, date(2019, 4, 1))] == ["2019", "2018"]


NEAR = date(2019, 5, 14)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("closed Thursday 6th and Friday 7th June.", [("6th", "2019-06-06"), ("7th June", "2019-06-07")]),
        ("a stall on Saturday the 8th", [("8th", "2019-06-08")]),
        ("meet on Monday 8th", [("8th", "2019-04-08")]),
        ("meet on Monday 9th", []),  # of no month near by
        ("the 8th floor", []),
        ("the steps since April's meeting", [("April", "2019-04")]),
        ("from September's minutes", [("September", "2019-09")]),
        ("April's proposal, June's house", []),
        ("less than May", [("May", "2019-05")]),
        ("begun in Sept, done since Feb", [("Sept", "2019-09"), ("Feb", "2019-02")]),
        ("Jan said so; mar the surface", []),
        ("during August Bank Holiday", [("August", "2019-08")]),
        ("MINUTES OF THE MAY MEETING", [("MAY", "2019-05")]),
        ("IT MAY BE", []),
        ("submitted by June Ashby", []),
        ("the 2018 -19 accounts", [("2018 -19", "2018-04/2019-03")]),
        ("March 15-March 21, 2018", [("March 15", "2018-03-15"), ("March 21, 2018", "2018-03-21")]),
        ("Dec 28 - Jan 03, 2018", [("Dec 28", "2017-12-28"), ("Jan 03, 2018", "2018-01-03")]),
        ("July6, 2018", [("July6, 2018", "2018-07-06")]),
        ("minutes (3.5.19) were read", [("3.5.19", "2019-05-03")]),
        ("as under § 16-11-18 and §16-11-19 of it", []),
        ("Chapter 9 of the Acts of 1996", []),
        ("the Act, S.O. 2001, c. 25", []),
        ("paid under LGA 1972: hire", []),
        ("the OVRA 2018 picnic", [("2018", "2018")]),
        ("Aug-27-2018 and 27th. August 2018", [("Aug-27-2018", "2018-08-27"), ("27th. August 2018", "2018-08-27")]),
        ("open June-July, y/e 31.8.18 and", [("June", "2019-06"), ("July", "2019-07"), ("31.8.18", "2018-08-31")]),
        (
            "a patio (April-Nov), works Sept/Oct",
            [("April", "2019-04"), ("Nov", "2019-11"), ("Sept", "2019-09"), ("Oct", "2019-10")],
        ),
        ("on Tuesday 5/7 and Friday 5/7", [("5/7", "2019-05-07"), ("5/7", "2019-07-05")]),
        ("the 6/5 meeting, 3/4 of it", [("6/5", "2019-05-06")]),
        ("Theme\tMarch\tLeads", [("March", "2019-03")]),
    ],
)
def test_more_kinds_of_dates_that_strangers_print(text: str, named: list[tuple[str, str]]) -> None:
    assert dates(text, NEAR) == named


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("They met on Tuesday 7th\nMay 2019 at the hall", "7th\nMay 2019"),
        ("It opens on 7\nMay 2019", "7\nMay 2019"),
        ("Held on 7 May\n2019 in the hall", "7 May\n2019"),
        ("As of May 7,\n2019 nothing", "May 7,\n2019"),
    ],
)
def test_a_date_goes_on_over_a_line_end(text: str, printed: str) -> None:
    assert dates(text, NEAR) == [(printed, "2019-05-07")]


def test_days_and_months_in_figures_are_in_the_papers_order() -> None:
    found = find_dates("the 6/5 minutes; on 8.27.18 too", NEAR, figures=DateOrder.MONTH)
    assert [one.iso for one in found] == ["2019-06-05", "2018-08-27"]


def test_a_number_that_ends_a_line_is_no_day_of_the_next() -> None:
    assert dates("Page 7\nMay 2019", NEAR) == [("May 2019", "2019-05")]
    assert dates("on 7 May\n2019/20 budget", NEAR) == [("7 May", "2019-05-07"), ("2019/20", "2019-04/2020-03")]


def test_months_tell_the_year_where_no_date_is_full() -> None:
    assert year_of(["Minutes of the November 2018 meeting", "on 29th Nov"]) == 2018
    assert year_of(["On 3 May 2017; in June 2018, in July 2018"]) == 2017


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2019 July 1, Minutes", [("2019 July 1", "2019-07-01")]),
        ("Minutes and papers of 2018 March 12, 2019", [("2018", "2018"), ("March 12, 2019", "2019-03-12")]),
        ("Trustees -10/17/19 in person", [("10/17/19", "2019-10-17")]),
        ("arising from meetings17/11/19", [("17/11/19", "2019-11-17")]),
        ("next week (week of 25/3)", [("25/3", "2019-03-25")]),
        ("March Board Minutes", [("March", "2019-03")]),
        ("He said\nMay Ashby minutes it", []),
        ("approval of Nov minutes, the Sept meeting", [("Nov", "2018-11"), ("Sept", "2019-09")]),
        ("an improvement over 2018 when; over 2000 came", [("2018", "2018")]),
        ("under the Charities Acts 1993; SORP 2005.", []),
        ("Tachwedd 17, 2018; ym mis Awst", [("Tachwedd 17, 2018", "2018-11-17"), ("Awst", "2019-08")]),
        ("a reading on June\n14. 2. Ash read", [("June\n14", "2019-06-14")]),
        ("due in June\n14. Any other business", [("June", "2019-06")]),
        ("between May\n2018 and then", [("May\n2018", "2018-05")]),
        ("as at Month 5 to 31st March 2019", [("31st March 2019", "2019-03-31")]),
        ("January through March 2019", [("January through March 2019", "2019-01/2019-03")]),
        ("Mar. 21. 2018", [("Mar. 21. 2018", "2018-03-21")]),
        ("the 2018/19– end of year", [("2018/19", "2018-04/2019-03")]),
        ("as at 5.2.19 ) is", [("5.2.19", "2019-02-05")]),
        ("in the period March to August", [("March", "2019-03"), ("August", "2019-08")]),
        ("on Sat 5/Sun 6 January 2019", [("5", "2019-01-05"), ("6 January 2019", "2019-01-06")]),
        ("the accounts of 2016, 2017 and 2018 were", [("2016", "2016"), ("2017", "2017"), ("2018", "2018")]),
        ("on the 10th, January 2019", [("10th, January 2019", "2019-01-10")]),
        ("January 1st through March 31st, 2018", [("January 1st", "2018-01-01"), ("March 31st, 2018", "2018-03-31")]),
        ("perhaps in the April/May term", [("April", "2019-04"), ("May", "2019-05")]),
        ("Oct.31st is the last day", [("Oct.31st", "2019-10-31")]),
        ("reserved for 2018/9; minute 2018/9; in 2018/3", [("2018/9", "2018-04/2019-03")]),
        ("All of the accounts that were made up for the year 2018\n3.1 Audit", [("2018", "2018")]),
    ],
)
def test_still_more_kinds_of_dates_that_strangers_print(text: str, named: list[tuple[str, str]]) -> None:
    assert dates(text, NEAR) == named


def test_where_a_paper_names_no_other_year_two_figures_are_one() -> None:
    assert dates("Held on Tue 28 Sep 04.", None) == [("28 Sep 04", "2004-09-28")]


def test_of_years_named_as_often_the_first_is_the_papers() -> None:
    assert year_of(["Wednesday, September 12, 2012", "the term beginning May 20, 2013"]) == 2012


def test_years_alone_tell_the_year_where_nothing_else_does() -> None:
    assert year_of(["Summer 2017 newsletter", "due July 31"]) == 2017

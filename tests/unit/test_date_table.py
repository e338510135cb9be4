"""Dates as British papers, and the public tables of date parsers, print them."""

import time
from datetime import date

import pytest

from panelsearch.text.date_grammar import find_dates, order_in_figures, order_in_words
from panelsearch.text.date_values import DateOrder

MEETING = date(2018, 6, 19)  # a Tuesday


def dates(text: str, meeting: date | None = MEETING) -> list[tuple[str, str]]:
    return [(one.span.of(text), one.iso) for one in find_dates(text, meeting)]


@pytest.mark.parametrize(
    ("text", "printed", "iso"),
    [
        ("on 3 March 2007", "3 March 2007", "2007-03-03"),
        ("on 3 Mar 2007", "3 Mar 2007", "2007-03-03"),
        ("on 3 Mar. 2007", "3 Mar. 2007", "2007-03-03"),
        ("on 3rd Sept 2007", "3rd Sept 2007", "2007-09-03"),
        ("3-Mar-2007", "3-Mar-2007", "2007-03-03"),
        ("03-Mar-07", "03-Mar-07", "2007-03-03"),
        ("3/Mar/2007", "3/Mar/2007", "2007-03-03"),
        ("3 March '07", "3 March '07", "2007-03-03"),
        ("3rd of March 2007", "3rd of March 2007", "2007-03-03"),
        ("the 3rd day of March 2007", "3rd day of March 2007", "2007-03-03"),
        ("March 3rd, 2007", "March 3rd, 2007", "2007-03-03"),
        ("March the 3rd 2007", "March the 3rd 2007", "2007-03-03"),
        ("Saturday 3 March 2007", "3 March 2007", "2007-03-03"),
        ("w/c 4 June 2018", "4 June 2018", "2018-06-04"),
        ("w/e 10.06.2018", "10.06.2018", "2018-06-10"),
        ("w/c 04/06", "04/06", "2018-06-04"),
        ("on Tuesday 05/06 at", "05/06", "2018-06-05"),
        ("03/03/2007", "03/03/2007", "2007-03-03"),
        ("3/3/07", "3/3/07", "2007-03-03"),
        ("3.3.2007", "3.3.2007", "2007-03-03"),
        ("03-03-2007", "03-03-2007", "2007-03-03"),
        ("2007-03-03", "2007-03-03", "2007-03-03"),
        ("2007/03/03", "2007/03/03", "2007-03-03"),
        ("2007-03-03T19:00", "2007-03-03", "2007-03-03"),
        ("at 19:00 on 3 March 2007", "3 March 2007", "2007-03-03"),
        ("3 March 2007 7.30pm", "3 March 2007", "2007-03-03"),
        ("29 February 2016", "29 February 2016", "2016-02-29"),
        ("31 st March 2018", "31 st March 2018", "2018-03-31"),
        ("the meeting that was held in the village hall on 3rd\nMarch 2018.", "3rd\nMarch 2018", "2018-03-03"),
        ("the first of March", "first of March", "2018-03-01"),
        ("twenty-third of March 2017", "twenty-third of March 2017", "2017-03-23"),
        ("3rd July", "3rd July", "2018-07-03"),
        ("July 3rd", "July 3rd", "2018-07-03"),
        ("in March 2007", "March 2007", "2007-03"),
        ("in Mar 2007", "Mar 2007", "2007-03"),
        ("Mar-07", "Mar-07", "2007-03"),
        ("March, 2007", "March, 2007", "2007-03"),
        ("in March of 2007", "March of 2007", "2007-03"),
        ("April-June 2019", "April-June 2019", "2019-04/2019-06"),
        ("April to June 2019", "April to June 2019", "2019-04/2019-06"),
        ("Sept/Oct 2020", "Sept/Oct 2020", "2020-09/2020-10"),
        ("Nov - Jan 2020", "Nov - Jan 2020", "2019-11/2020-01"),
        ("in 2007", "2007", "2007"),
        ("mid-2007", "2007", "2007"),
        ("the 2007-08 season", "2007-08", "2007-04/2008-03"),
        ("2007/08", "2007/08", "2007-04/2008-03"),
        ("2007-2008", "2007-2008", "2007-04/2008-03"),
        ("FY 2019-20", "2019-20", "2019-04/2020-03"),
        ("FY2019/20", "2019/20", "2019-04/2020-03"),
        ("FY 19/20", "19/20", "2019-04/2020-03"),
        ("FY19-20", "19-20", "2019-04/2020-03"),
        ("2019/2020", "2019/2020", "2019-04/2020-03"),
        ("1999/00", "1999/00", "1999-04/2000-03"),
        ("2015-2020", "2015-2020", "2015/2020"),
        ("Q3 2021/22", "Q3 2021/22", "2021-10/2021-12"),
        ("Q3 of 2021/22", "Q3 of 2021/22", "2021-10/2021-12"),
        ("Quarter 3 2021/22", "Quarter 3 2021/22", "2021-10/2021-12"),
        ("the third quarter of 2021/22", "third quarter of 2021/22", "2021-10/2021-12"),
        ("2021/22 Q4", "2021/22 Q4", "2022-01/2022-03"),
        ("2021-22 Quarter 1", "2021-22 Quarter 1", "2021-04/2021-06"),
        ("Q1 2022", "Q1 2022", "2022-01/2022-03"),
        ("last month", "last month", "2018-05"),
        ("next month", "next month", "2018-07"),
        ("this month", "this month", "2018-06"),
        ("yesterday", "yesterday", "2018-06-18"),
        ("tomorrow", "tomorrow", "2018-06-20"),
        ("last Monday", "last Monday", "2018-06-18"),
        ("last Tuesday", "last Tuesday", "2018-06-12"),
        ("next Thursday", "next Thursday", "2018-06-21"),
        ("next Tuesday", "next Tuesday", "2018-06-26"),
        ("last May", "May", "2018-05"),
        ("last July", "July", "2017-07"),
    ],
)
def test_one_date(text: str, printed: str, iso: str) -> None:
    assert dates(text) == [(printed, iso)]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("1-3 May 2019", [("1", "2019-05-01"), ("3 May 2019", "2019-05-03")]),
        ("1st to 3rd May 2019", [("1st", "2019-05-01"), ("3rd May 2019", "2019-05-03")]),
        ("between 3 and 5 June", [("3", "2018-06-03"), ("5 June", "2018-06-05")]),
        ("from 28 May to 5 June 2016", [("28 May", "2016-05-28"), ("5 June 2016", "2016-06-05")]),
        ("28th Dec - 5th Jan 2016", [("28th Dec", "2015-12-28"), ("5th Jan 2016", "2016-01-05")]),
        ("3 May and 7 June 2016", [("3 May", "2016-05-03"), ("7 June 2016", "2016-06-07")]),
        ("May 3 to June 5, 2016", [("May 3", "2016-05-03"), ("June 5, 2016", "2016-06-05")]),
        ("April and June 2016", [("April", "2016-04"), ("June 2016", "2016-06")]),
        ("03/05/2016-05/06/2016", [("03/05/2016", "2016-05-03"), ("05/06/2016", "2016-06-05")]),
        ("03/05/2016 - 05/06/2016", [("03/05/2016", "2016-05-03"), ("05/06/2016", "2016-06-05")]),
        ("May 2018 to April 2019", [("May 2018", "2018-05"), ("April 2019", "2019-04")]),
        ("2017/18 and 2018/19", [("2017/18", "2017-04/2018-03"), ("2018/19", "2018-04/2019-03")]),
    ],
)
def test_both_ends_of_a_range_are_dates(text: str, both: list[tuple[str, str]]) -> None:
    assert dates(text) == both


@pytest.mark.parametrize(
    "text",
    [
        "31 April 2018",
        "17/18 MINUTES\nThey were signed.\n18/18 BUSINESS\nNone.",
        "31/04/2018",
        "2018-13-01",
        "2018-02-30",
        "29 February 2017",
        "0 March 2018",
        "32nd March 2018",
        "at 7.30 pm",
        "19:30",
        "19.30-20.15",
        "tel 01600 772018",
        "2018/0317/FUL",
        "P/2018/0317",
        "DM/2018/01234",
        "item 3/4",
        "about 3/4 of them",
        "24/7 cover",
        "50/50",
        "minute 12.3.4",
        "section 106",
        "paragraph 3.2.18",
        "Cllr April Oldcastle",
        "Miss June Harkett",
        "it may 3 times",
        "they march on",
        "the Data Protection Act 1998",
        "the 1998 Data Protection Act",
        "£2018",
        "2018 members",
        "some 2000 leaflets",
        "1,2018",
        "BS 2018",
        "Mar the surface",
        "Jan said so",
        "section 17-18",
        "pages 17-18",
        "score 2-1",
        "10-12 people",
        "a ratio of 17/18",
        "1/12",
        "A4/A5",
        "A2018",
    ],
)
def test_no_date(text: str) -> None:
    # A pair of short years is a date only where the meeting's own date is near it, and nothing else says otherwise.
    assert dates(text, date(2005, 1, 1) if "17" in text or "/" in text else MEETING) == []


def test_a_relative_date_needs_the_meeting() -> None:
    assert dates("last month, yesterday and next Tuesday", None) == []


def test_years_and_weeks_from_the_meeting_are_too_vague() -> None:
    assert dates("last year, this year's budget, next week") == []


@pytest.mark.parametrize(
    ("unit", "times", "found"),
    [("1/", 20_000, 0), ("1 May ", 5_000, 5_000), ("May ", 10_000, 0), ("2018-", 10_000, 0),
     ("1st and 2nd and ", 5_000, 0)],
)  # fmt: skip
def test_a_hostile_repetition_is_read_in_step_with_its_length(unit: str, times: int, found: int) -> None:
    def seconds(some: int) -> float:
        started = time.process_time()
        assert len(find_dates(unit * some, MEETING)) == found * some // times
        return time.process_time() - started

    small, large = seconds(times // 4), seconds(times)
    assert large < 8 * small + 0.2  # four times the words: quadratic would be sixteen times the time


JUNE = date(2019, 5, 14)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Talks on 4th, 11th and 18th June 2019.",
            [("4th", "2019-06-04"), ("11th", "2019-06-11"), ("18th June 2019", "2019-06-18")],
        ),
        ("on 8/9 July", [("8", "2019-07-08"), ("9 July", "2019-07-09")]),
        ("nos 3, 12 May 2018", [("12 May 2018", "2018-05-12")]),
        ("January 5, 6 and 13, 2023", [("January 5", "2023-01-05"), ("6", "2023-01-06"), ("13, 2023", "2023-01-13")]),
        ("a sale June 8-10", [("June 8", "2019-06-08"), ("10", "2019-06-10")]),
        ("a sale June 8-10, 2018", [("June 8-10, 2018", "2018-06-08/2018-06-10")]),
        ("May 3, 10 people came", [("May 3", "2019-05-03")]),
        ("from Jan 1 - Dec 31, 2018", [("Jan 1", "2018-01-01"), ("Dec 31, 2018", "2018-12-31")]),
        ("Mar '18 - Jun '18", [("Mar '18", "2018-03"), ("Jun '18", "2018-06")]),
        ("Mar 18 - Jun 18", [("Mar 18", "2018-03"), ("Jun 18", "2018-06")]),
        ("the note of 16 May 17 and", [("16 May 17", "2017-05-16")]),
        ("on 16 May 17 people came", [("16 May", "2019-05-16")]),
        ("on 14 May 1930 hours", [("14 May", "2019-05-14")]),
        ("the deed of 9 June 1823", [("9 June 1823", "1823-06-09")]),
        ("on 3rdJune2019", [("3rdJune2019", "2019-06-03")]),
        ("3rdJune", [("3rdJune", "2019-06-03")]),
        ("3June", []),
        ("30th April/1st May 2018", [("30th April", "2018-04-30"), ("1st May 2018", "2018-05-01")]),
        ("2nd July ,6th August", [("2nd July", "2019-07-02"), ("6th August", "2019-08-06")]),
        ("14 / 05 / 2019", [("14 / 05 / 2019", "2019-05-14")]),
        ("2019.05.14", [("2019.05.14", "2019-05-14")]),
        ("1/4/19-31/3/20", [("1/4/19", "2019-04-01"), ("31/3/20", "2020-03-31")]),
        ("5/14/2019", [("5/14/2019", "2019-05-14")]),
        ("Hire\t13.2.19\t£136.45", [("13.2.19", "2019-02-13")]),
        ("see 13.2.19", []),
        ("LGA 1972: s.112 and HA 1980 s 9", []),
        ("up (2018 - 63) on", [("2018", "2018")]),
        ("the 2018- 19 year", [("2018- 19", "2018-04/2019-03")]),
        ("ar 4 Hydref 2018", [("4 Hydref 2018", "2018-10-04")]),
        ("14eg o Fai 2019", [("14eg o Fai 2019", "2019-05-14")]),
        ("OALC\t2018 Subs\t168.00\t28.00\t9.00", [("2018", "2018")]),
    ],
)
def test_kinds_of_dates_that_strangers_print(text: str, named: list[tuple[str, str]]) -> None:
    assert dates(text, JUNE) == named


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("31 October, 12 December, 9 January and 13 February", "2019-10-31 2019-12-12 2020-01-09 2020-02-13"),
        ("Next meetings: 27th June, 31st October, 28th November", "2019-06-27 2019-10-31 2019-11-28"),
        ("Date of next meeting: 9 January", "2020-01-09"),
        ("the meeting held on 9 January", "2019-01-09"),
        ("further to the meeting held 19 November", "2018-11-19"),
    ],
)
def test_a_list_of_days_goes_forward(text: str, days: str) -> None:
    assert [iso for _, iso in dates(text, JUNE)] == days.split()


def test_a_paper_is_read_in_the_order_it_writes_in() -> None:
    assert order_in_words(["May 3, 2019", "on June 4, 2019"]) is DateOrder.MONTH
    assert order_in_words(["3 May 2019", "4th June 2019", "May 3, 2019"]) is DateOrder.DAY
    assert order_in_words(["filled April 20th", "by June 3"]) is DateOrder.MONTH
    assert order_in_words(["filled April 20th", "by 3 June 2019"]) is DateOrder.DAY
    assert order_in_figures(["05/14/2019", "05/04/2019"]) is DateOrder.MONTH
    assert order_in_figures(["05/04/2019"]) is DateOrder.UNKNOWN
    (found,) = find_dates("on 05/04/2019", JUNE, figures=DateOrder.MONTH)
    assert found.iso == "2019-05-04"
    (cut,) = find_dates("April 19 mowing", JUNE, words=DateOrder.DAY)
    assert cut.iso == "2019-04"
    (cut,) = find_dates("April 19 mowing", JUNE, words=DateOrder.MONTH)
    assert cut.iso == "2019-04-19"
    (cut,) = find_dates("Friday, April 19", JUNE, words=DateOrder.DAY)
    assert cut.iso == "2019-04-19"

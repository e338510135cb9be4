"""Headings that only their setting tells from what stands beside them: bold, capitals, an hour, a letter, a margin."""

from dataclasses import replace

import pytest
from made_pages import set_page, set_pages

from panelsearch.model.meetings import DocumentKind, Item
from panelsearch.model.pages import Page
from panelsearch.model.spans import Span
from panelsearch.structure.agenda_items import find_items

MINUTES, AGENDA = DocumentKind.MINUTES, DocumentKind.AGENDA


def headed(items: tuple[Item, ...]) -> list[tuple[str | None, str]]:
    return [(item.number, item.heading) for item in items]


def begun_in_bold(*rows: str) -> Page:
    """A page whose rows are set in bold up to a "|"."""
    page = set_page(1, *(row.replace("|", "") for row in rows))
    leads = [row.index("|") for row in rows if row and "|" in row]
    marked = iter(leads)
    begun = {row.replace("|", "").strip() for row in rows if "|" in row}
    lines = [replace(line, lead=next(marked)) if line.span.of(page.text) in begun else line for line in page.lines]
    return replace(page, lines=tuple(lines))


def numbered_behind(*rows: str) -> Page:
    """A page whose rows are of two cells where a tab stands in them."""
    page = set_page(1, *rows)
    lines = []
    for line in page.lines:
        words = line.span.of(page.text)
        tab = words.find("\t")
        cells = (
            (Span(line.span.start, line.span.start + tab), Span(line.span.start + tab + 1, line.span.end))
            if tab > 0
            else ()
        )
        lines.append(replace(line, cells=cells, lead=max(tab, 0)))
    return replace(page, lines=tuple(lines))


def test_bold_that_seems_to_end_inside_a_word_ends_no_heading() -> None:
    page = begun_in_bold("1. Apologies|", "None.", "", "2. Sta|ff Committee", "Met.", "", "3. Fair|/Event", "Planned.")
    assert headed(find_items((page,), MINUTES, None)) == [
        ("1", "Apologies"),
        ("2", "Staff Committee"),
        ("3", "Fair/Event"),
    ]


def test_numbers_in_the_right_margin_are_those_of_the_headings_before_them() -> None:
    rows = ["Oldmere Parish Council", "Minutes of May", "Present: A Bell", ""]
    for number, heading in ((141, "Apologies for absence"), (142, "Minutes of April"), (143, "Grant to the mill")):
        rows += [f"{heading}\t23/{number}", "Something was said of that.", ""]
    assert headed(find_items((numbered_behind(*rows),), MINUTES, None)) == [
        ("23/141", "Apologies for absence"),
        ("23/142", "Minutes of April"),
        ("23/143", "Grant to the mill"),
    ]


def test_sums_in_the_right_margin_number_nothing() -> None:
    rows = ["Oldmere Parish Council", "Minutes of May", "Present: A Bell", ""]
    for heading, pounds in (
        ("Apologies for absence", "4.10"),
        ("Minutes of April", "1.15"),
        ("Treasurer's report", "9.2"),
    ):
        rows += [f"{heading}\t{pounds}", "Something was said of that.", ""]
    assert [item.number for item in find_items((numbered_behind(*rows),), MINUTES, None)] == [None] * 3


def test_lettered_entries_that_are_headed_are_items_of_their_item() -> None:
    rows = [
        "1. Apologies|",
        "None.",
        "",
        "2. Updates|",
        "a. Playground| – the swing is mended",
        "b. Mill Wood| – no news",
        "",
    ]
    rows += ["3. Finance|", "a. The accounts were read", "", "4. Next meeting|", "In June."]
    assert headed(find_items((begun_in_bold(*rows),), MINUTES, None)) == [
        ("1", "Apologies"),
        ("2", "Updates"),
        ("2a", "Playground"),
        ("2b", "Mill Wood"),
        ("3", "Finance"),
        ("3a", ""),
        ("4", "Next meeting"),
    ]


def test_letters_that_number_limbs_are_no_items() -> None:
    rows = ["*1. Apologies", "None.", "", "*2. Budget", "RESOLVED that", "a) the budget be approved; and"]
    rows += ["b) the levy be paid.", "", "*3. Next meeting", "In June."]
    assert [item.number for item in find_items(set_pages(rows), MINUTES, None)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param(
            [
                "*6:00 PM – Call to Order",
                "Bell opened.",
                "",
                "*6:05 PM – Mill Lane",
                "Wet.",
                "",
                "*7:10 PM – Adjournment",
            ],
            ["Call to Order", "Mill Lane", "Adjournment"],
            id="the hour before each",
        ),
        pytest.param(
            [
                "MINUTES of April were read.",
                "",
                "MILL POND Forty ducks.",
                "",
                "CORRESPONDENCE In: a letter",
                "",
                "NEXT MEETING 3rd May",
            ],
            ["MINUTES", "MILL POND", "CORRESPONDENCE", "NEXT MEETING"],
            id="capitals on the line on which it begins",
        ),
        pytest.param(
            [
                "*Agenda",
                "Agreed.",
                "",
                "*Minutes",
                "Agreed.",
                "",
                "*Membership",
                "Four.",
                "",
                "*Ordinance 24-2: Hens",
                "Read.",
                "",
                "*Next meeting",
            ],
            ["Agenda", "Minutes", "Membership", "Ordinance 24-2: Hens", "Next meeting"],
            id="what else heads a paper or a list",
        ),
    ],
)
def test_headings_without_numbers(rows: list[str], found: list[str]) -> None:
    head = ["Oldmere Society", "A meeting was held in May at the mill.", "Present: A Bell", ""]
    assert [item.heading for item in find_items(set_pages([*head, *rows]), MINUTES, None)] == found


def test_plain_headings_stand_as_far_in_as_the_usual_ones() -> None:
    rows = ["Oldmere Society", "Minutes of May", "Present: A Bell", "", "Apologies for absence", "None.", ""]
    rows += [
        "Treasurer's report",
        "Read.",
        "",
        f"{'':30}Send letters",
        "",
        "Mill Pond",
        "Wet.",
        "",
        "Any other business",
        "None.",
    ]
    found = [item.heading for item in find_items(set_pages(rows), MINUTES, None)]
    assert found == ["Apologies for absence", "Treasurer's report", "Mill Pond", "Any other business"]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param(
            [
                "1. Apologies Ann Bell and Tom Oak",
                "2. Hedges",
                "Cut.",
                "3. Meeting closed 8.40 pm",
                "4. Next meeting 7th April",
            ],
            ["Apologies", "Hedges", "Meeting closed", "Next meeting"],
            id="no stop before who, when",
        ),
        pytest.param(
            [
                "1 Apologies - Bell",
                "",
                "2 Secretary - Letters came",
                "",
                "3 Plant sale - In May",
                "",
                "4 Next meeting - June",
            ],
            ["Apologies", "Secretary", "Plant sale", "Next meeting"],
            id="bare numbers and a dash",
        ),
        pytest.param(
            ["*1. APOLOGIES – Cllr Bell", "", "*2. DECLARATIONS OF INTEREST – None", "", "*3. MILL LANE – THE SLUICE"],
            ["APOLOGIES", "DECLARATIONS OF INTEREST", "MILL LANE – THE SLUICE"],
            id="who, or none, behind a dash in a line in bold",
        ),
        pytest.param(
            ["1. CORRESPONDENCE. Mill Trust - a letter", "2. FINANCE. £4 - low", "3. HEDGES. Cut - all"],
            ["CORRESPONDENCE", "FINANCE", "HEDGES"],
            id="a stop before a dash",
        ),
        pytest.param(
            ["*1. Minutes", "Agreed.", "*2. Notice: 45 Pond Road, repair", "Read.", "*3. Adjournment"],
            ["Minutes", "Notice: 45 Pond Road, repair", "Adjournment"],
            id="more of a heading behind its colon",
        ),
        pytest.param(
            [
                "*1. CALL TO ORDER",
                "Bell.",
                "*2. ACTION ITEMS",
                "A. Award of the bid for the new mains in Mill Road and Pond Lane",
                "",
                "Awarded.",
                "",
                "B. Report of the wardens of the mill on its wheel and sluice",
                "",
                "Read.",
                "",
                "*3. ADJOURNMENT",
            ],
            [
                "CALL TO ORDER",
                "ACTION ITEMS",
                "Award of the bid for the new mains in Mill Road and Pond Lane",
                "Report of the wardens of the mill on its wheel and sluice",
                "ADJOURNMENT",
            ],
            id="a capital letter before many words",
        ),
    ],
)
def test_where_numbered_headings_end(rows: list[str], found: list[str]) -> None:
    assert [item.heading for item in find_items(set_pages(rows), MINUTES, None)] == found


def test_a_heading_in_bold_behind_a_plain_number_goes_on_over_its_line() -> None:
    rows = [
        "1. Apologies|",
        "None.",
        "2. To consider the reply of the county to the letter on the|",
        "*future of the mill",
        "Read.",
        "3. Hedges|",
        "Cut.",
    ]
    page = begun_in_bold(*rows)
    found = [item.heading for item in find_items((page,), MINUTES, None)]
    assert found == [
        "Apologies",
        "To consider the reply of the county to the letter on the future of the mill",
        "Hedges",
    ]


def test_headings_in_the_margin_need_no_numbers() -> None:
    rows = ["Ridge District", "The board met in May.", "Present: A Bell", "", "|Agenda", "The agenda was approved.", ""]
    rows += [
        "|Public comment",
        "None.",
        "",
        "|2023 Mill Pond",
        "|Fund",
        "The fund was opened.",
        "",
        "|Adjournment",
        "At six.",
    ]
    found = headed(find_items(set_pages(rows), MINUTES, None))
    assert found == [(None, "Agenda"), (None, "Public comment"), (None, "2023 Mill Pond Fund"), (None, "Adjournment")]


def test_what_heads_a_list_is_an_item_where_the_business_has_begun() -> None:
    rows = ["Oldmere Authority", "The authority met in May.", "*VISITORS", "A Bell", "", "*MINUTES", "Approved.", ""]
    rows += [
        "*TREASURER'S REPORT",
        "Read.",
        "",
        "*VISITORS",
        "A Bell asked about a leak.",
        "",
        "*OLD BUSINESS",
        "None.",
    ]
    found = [item.heading for item in find_items(set_pages(rows), MINUTES, None)]
    assert found == ["MINUTES", "TREASURER'S REPORT", "VISITORS", "OLD BUSINESS"]


def test_a_heading_in_bold_goes_on_in_the_lines_of_its_narrow_column() -> None:
    rows = [
        "1. Apologies\tNone.",
        "2. Management\tThe accounts to July were read and",
        "*Accounts",
        "noted.",
        "3. Ice Plant\tShut.",
    ]
    page = numbered_behind(*rows)
    assert [item.heading for item in find_items((page,), MINUTES, None)] == [
        "Apologies",
        "Management Accounts",
        "Ice Plant",
    ]


def test_sections_end_at_their_dash() -> None:
    rows = [
        "1.0 OPENING – At six",
        "",
        "2.0 APOLOGIES – Ann Bell",
        "",
        "3.0 REPORTS",
        "",
        "3.1 Sailing. Ten boats.",
        "",
        "4.0 NEXT MEETING – 5 May",
    ]
    found = headed(find_items(set_pages(rows), MINUTES, None))
    assert [one for one in found if one[0] != "3.1"] == [
        ("1.0", "OPENING"),
        ("2.0", "APOLOGIES"),
        ("3.0", "REPORTS"),
        ("4.0", "NEXT MEETING"),
    ]


def test_a_township_is_told_by_its_departments() -> None:
    rows = [
        "Oldmere Township",
        "May",
        "The trustees met in May and heard these.",
        "",
        "Fire Department",
        "Nine runs.",
        "",
        "Road Department",
    ]
    rows += ["Salt came.", "", "Fiscal Officer", "Read.", "", "Zoning", "Two permits."]
    found = [item.heading for item in find_items(set_pages(rows), MINUTES, None)]
    assert found == ["Fire Department", "Road Department", "Fiscal Officer", "Zoning"]


def test_a_sentence_that_begins_in_capitals_heads_nothing() -> None:
    rows = ["Oldmere Parish Council", "Minutes of May", "Present: A Bell", "", "IT WAS AGREED to buy a bench.", ""]
    rows += ["FINANCE REPORT The report was read.", "", "ON MOTION of Ann Bell the bill was paid.", ""]
    rows += ["MINUTES The minutes were signed."]
    found = find_items((set_page(1, *rows),), MINUTES, None)
    assert headed(found) == [(None, "FINANCE REPORT"), (None, "MINUTES")]


def test_the_word_that_heads_a_list_may_begin_the_name_of_an_item() -> None:
    rows = ["Oldmere School Board", "Minutes of May", "Members: A Bell", "", "1 Minutes", "Signed.", ""]
    rows += ["2 Attendance Management Policy", "", "This was read.", "", "3 Apologies Ann Bell and Cy Dunn", ""]
    rows += ["4 Next meeting 7th June"]
    assert headed(find_items((set_page(1, *rows),), MINUTES, None)) == [
        ("1", "Minutes"),
        ("2", "Attendance Management Policy"),
        ("3", "Apologies"),
        ("4", "Next meeting"),
    ]

"""References as they are printed, and the pages they mean: the right one or none."""

from __future__ import annotations

from datetime import date

import pytest
from made_pages import set_pages

from panelsearch.model.document_views import ItemView
from panelsearch.model.meetings import DocumentKind, Part, PartKind, Reference, ReferenceKind
from panelsearch.model.spans import PageSpan
from panelsearch.registers.reference_resolution import Shelf, Shelved, Target
from panelsearch.structure.cross_references import find_references

BODY = "Dunmere Parish Council"
JAN, FEB, MAR = date(2023, 1, 10), date(2023, 2, 7), date(2023, 3, 7)


def noted(*rows: str) -> list[tuple[str, str, str, date | None]]:
    pages = set_pages(("It was said that", *rows))
    found = find_references(pages, DocumentKind.MINUTES)
    return [(r.kind.value, " ".join(r.at.span.of(pages[0].text).split()), r.number, r.day) for r in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "see Minute 27 of 18 December 2019 here",
            ("minute", "Minute 27 of 18 December 2019", "27", date(2019, 12, 18)),
        ),
        ("as in minute no. 94/22 above", ("minute", "minute no. 94/22", "94/22", None)),
        (
            "under minute 5(a) of the meeting held on 7 February 2023 we",
            ("minute", "minute 5(a) of the meeting held on 7 February 2023", "5(a)", FEB),
        ),
        ("the rate (page 42 of the Agenda) fell", ("page", "page 42 of the Agenda", "42", None)),
        ("from page 33 onwards of the Agenda one sees", ("page", "page 33 onwards of the Agenda", "33", None)),
        ("a copy is at Appendix 1 to this", ("appendix", "Appendix 1", "1", None)),
        ("an interest in item 8 as a trustee", ("item", "item 8", "8", None)),
        (
            "the minutes of the meeting held on 7 February 2023 were signed",
            ("minutes", "minutes of the meeting held on 7 February 2023", "", FEB),
        ),
        (
            "the minutes of the",
            None,
        ),
    ],
)
def test_a_reference_is_noted_as_printed(text, wanted) -> None:
    assert noted(text) == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    "text",
    [
        "he spoke for 5 minutes and left",
        "the last minute 30 people came",
        "page 4 shows the rate",
        "The minutes were signed. On 7 February 2023 it rained.",
        "Each item 2019 cost more",
    ],
)
def test_what_points_nowhere_is_not_noted(text) -> None:
    assert [kind for kind, *_ in noted(text) if kind in ("minute", "minutes", "page")] == []


def test_a_heading_refers_to_nothing_and_other_papers_are_not_read() -> None:
    assert find_references(set_pages(("Appendix 1", "The cost.")), DocumentKind.REPORT) == ()
    assert find_references(set_pages(("See Appendix 1 and item 8.",)), DocumentKind.OTHER) == ()


# what is meant

PACK_PARTS = (
    Part(PartKind.AGENDA, "", 1, 2), Part(PartKind.MINUTES, "", 3, 4, meeting_date=FEB),
    Part(PartKind.REPORT, "Drones", 5, 6, item_number="3"), Part(PartKind.APPENDIX, "Appendix 1: cost", 7, 7),
    Part(PartKind.REPORT, "Horses", 8, 9, item_number="4"), Part(PartKind.APPENDIX, "Appendix 2", 10, 10),
)  # fmt: skip
ITEMS = {
    1: [ItemView("1", "Apologies", 1), ItemView("27", "Stile", 2)],
    2: [ItemView("1", "Apologies", 1), ItemView("31", "Well", 1), ItemView("32", "Gate", 2)],
    4: [ItemView("31", "Well", 3)],
}
LABELS = {4: [(n, str(n + 40)) for n in range(1, 11)]}


def shelf() -> Shelf:
    papers = [
        Shelved(1, DocumentKind.MINUTES, BODY, JAN, draft=False, parts=()),
        Shelved(2, DocumentKind.MINUTES, BODY, FEB, draft=False, parts=()),
        Shelved(3, DocumentKind.MINUTES, BODY, FEB, draft=True, parts=()),
        Shelved(4, DocumentKind.PACK, BODY, MAR, draft=False, parts=PACK_PARTS),
        Shelved(5, DocumentKind.MINUTES, "Upper Wend Parish Council", MAR, draft=False, parts=()),
        Shelved(6, DocumentKind.MINUTES, BODY, MAR, draft=False, parts=()),
    ]
    return Shelf(papers, lambda key: ITEMS.get(key, []), lambda key: LABELS.get(key, []))


def meant(kind: ReferenceKind, number: str, day: date | None, inside: int, page: int = 1) -> Target | None:
    return shelf().resolve(Reference(PageSpan(page, 0, 1), kind, number, day), inside)


def test_minutes_are_found_by_their_day_the_signed_ones_first() -> None:
    assert meant(ReferenceKind.MINUTES, "", FEB, 6) == Target(2, 1)
    assert meant(ReferenceKind.MINUTES, "", date(2020, 1, 1), 6) is None
    # another body's meeting of that day is not meant
    assert meant(ReferenceKind.MINUTES, "", FEB, 5) is None


def test_of_two_papers_of_a_meeting_the_one_that_comes_first_in_the_library_is_meant() -> None:
    minutes = [Shelved(key, DocumentKind.MINUTES, BODY, FEB, draft=False, parts=()) for key in (9, 2)]
    packs = [Shelved(key, DocumentKind.AGENDA, BODY, FEB, draft=False, parts=()) for key in (8, 3)]
    held = Shelf([*minutes, *packs], lambda key: [ItemView("27", "Well", 4)], lambda key: [(5, "12")])
    for kind, number, target in (
        (ReferenceKind.MINUTES, "", Target(9, 1)), (ReferenceKind.MINUTE, "27", Target(9, 4)),
        (ReferenceKind.PAGE, "12", Target(8, 5)),
    ):  # fmt: skip
        assert held.resolve(Reference(PageSpan(1, 0, 1), kind, number, FEB), 2) == target


def test_a_minute_is_found_by_its_number_and_day() -> None:
    assert meant(ReferenceKind.MINUTE, "27", JAN, 6) == Target(1, 2)
    assert meant(ReferenceKind.MINUTE, "99", JAN, 6) is None


def test_a_minute_without_its_day_is_inferred_where_one_paper_has_it() -> None:
    assert meant(ReferenceKind.MINUTE, "27", None, 6) == Target(1, 2, inferred=True)
    assert meant(ReferenceKind.MINUTE, "1", None, 6) is None


def test_a_page_of_the_agenda_is_the_one_that_bears_the_number() -> None:
    own = Shelved(7, DocumentKind.PACK, BODY, MAR, draft=False, parts=PACK_PARTS)
    labels = {7: [(1, "41"), (2, "42"), (3, None)]}
    papers = [own, Shelved(6, DocumentKind.MINUTES, BODY, MAR, draft=False, parts=())]
    held = Shelf(papers, lambda key: [], lambda key: labels.get(key, []))
    reference = Reference(PageSpan(1, 0, 1), ReferenceKind.PAGE, "42")
    assert held.resolve(reference, 6) == Target(7, 2)
    assert held.resolve(Reference(PageSpan(5, 0, 1), ReferenceKind.PAGE, "42"), 7) == Target(7, 2)
    # minutes inside the pack speak of the pages of their own meeting's agenda
    assert held.resolve(Reference(PageSpan(3, 0, 1), ReferenceKind.PAGE, "42"), 7) is None
    assert held.resolve(Reference(PageSpan(1, 0, 1), ReferenceKind.PAGE, "77"), 6) is None


def test_an_appendix_is_that_of_the_same_report() -> None:
    assert meant(ReferenceKind.APPENDIX, "1", None, 4, page=5) == Target(4, 7)
    assert meant(ReferenceKind.APPENDIX, "2", None, 4, page=5) is None
    assert meant(ReferenceKind.APPENDIX, "2", None, 4, page=8) == Target(4, 10)


def test_an_item_is_the_report_to_it_or_the_minute() -> None:
    assert meant(ReferenceKind.ITEM, "4", None, 4, page=1) == Target(4, 8)
    assert meant(ReferenceKind.ITEM, "31", None, 2) == Target(2, 1)
    assert meant(ReferenceKind.ITEM, "77", None, 2) is None


def test_minutes_that_name_themselves_refer_to_nothing() -> None:
    own = Reference(PageSpan(1, 0, 1), ReferenceKind.MINUTES, "", FEB)
    assert shelf().is_own_heading(own, 2)
    assert not shelf().is_own_heading(own, 6)

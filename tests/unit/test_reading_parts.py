"""The parts of a pack: announced by the agenda, or by their own headings; never guessed from running text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_pages import set_page, set_pages

from panelsearch.model.documents import Extracted, FileFacts
from panelsearch.model.meetings import DocumentKind, Part, PartKind
from panelsearch.model.pages import Page
from panelsearch.structure.pack_segmentation import find_parts
from panelsearch.structure.parser import read

BODY = "Severnmoor Police and Crime Panel"
AGENDA = (BODY, "Agenda", "Tuesday 7 February 2023", "")
MINUTES = (
    BODY, "Minutes of the meeting held on Tuesday 8 November 2022", "Present: Cllr A Pryce (Chair), Cllr B Nnamdi", "",
    "1. Apologies", "None.", "2. Drones", "The Panel noted the report on drones.",
)  # fmt: skip
TEXT = ("The force has bought four machines.", "They are kept at Hollowdean.")


def numbered(*labels: str, pages: tuple[Page, ...]) -> tuple[Page, ...]:
    return tuple(replace(page, label=label) for page, label in zip(pages, labels, strict=True))


def shape(parts: tuple[Part, ...]) -> list[tuple[str, int, int]]:
    return [(part.kind.value, part.first_page, part.last_page) for part in parts]


@pytest.mark.parametrize(
    "announced",
    [
        ("1. Apologies", "2. Minutes of the last meeting (Pages 5 - 6)", "3. Drones (Pages 7-8)"),
        ("1. Apologies", "2. Minutes of the last meeting    page 5", "3. Drones    pages 7 to 8"),
        ("Item No\tSubject\tPage No", "1\tApologies", "2\tMinutes of the last meeting\t5 - 6", "3\tDrones\t7 - 8"),
        ("Item\tPage", "2\tMinutes of the last meeting", "", "5 – 6", "", "3\tDrones", "", "7 – 8"),
    ],
)
def test_the_agendas_page_references_lead_through_the_printed_numbers(announced) -> None:
    pages = numbered(
        "3", "4", "5", "6", "7", "8",
        pages=set_pages((*AGENDA, *announced), (), MINUTES, TEXT, ("Drones", *TEXT), TEXT),
    )  # fmt: skip
    parts = find_parts(pages, DocumentKind.PACK, BODY)
    assert shape(parts) == [("agenda", 1, 2), ("minutes", 3, 4), ("report", 5, 6)]
    assert parts[1].meeting_date == date(2022, 11, 8)
    assert [(part.item_number, part.title) for part in parts[1:]] == [("2", ""), ("3", "Drones")]
    assert not any(part.inferred for part in parts)


def test_a_printed_number_that_two_pages_bear_is_not_believed() -> None:
    pages = numbered("1", "2", "7", "7", pages=set_pages((*AGENDA, "2. Drones (Pages 7 - 8)"), TEXT, TEXT, TEXT))
    assert find_parts(pages, DocumentKind.PACK, BODY) == ()


@pytest.mark.parametrize(
    ("head", "inferred"),
    [
        ((BODY, "Report of the Chief Constable", "*Drones", "1. Purpose", *TEXT), False),
        (("Agenda Item 6", "*Drones", *TEXT), False),
        ((BODY, "*Drones", "Recommendation", "That the report be noted.", *TEXT), True),
    ],
)
def test_a_report_begins_with_a_reports_heading(head, inferred) -> None:
    parts = find_parts(set_pages((*AGENDA, "1. Drones"), MINUTES, head, TEXT), DocumentKind.PACK, BODY)
    assert shape(parts) == [("agenda", 1, 1), ("minutes", 2, 2), ("report", 3, 4)]
    assert (parts[2].title, parts[2].inferred) == ("Drones", inferred)


@pytest.mark.parametrize("head", [("Agenda Item 6",), (BODY, "Report of the Chief Constable", "*Drones", "Background")])
def test_a_heading_printed_on_every_page_begins_one_part(head) -> None:
    pages = set_pages((*AGENDA, "6. Drones"), (*head, *TEXT), (*head, "More of it."), (*head, "The end."))
    assert shape(find_parts(pages, DocumentKind.PACK, BODY)) == [("agenda", 1, 1), ("report", 2, 4)]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        ("Appendix 1 shows the cost of each machine.", *TEXT),
        ("The report of the Chief Constable was read.", "The minutes of the last meeting were signed.", *TEXT),
        ("Recommendation", "That the report be noted."),
        (BODY, *TEXT),
    ],
)
def test_running_text_begins_no_part(text) -> None:
    assert find_parts(set_pages((*AGENDA, "1. Drones"), text, TEXT), DocumentKind.PACK, BODY) == ()


def test_appendices_of_a_report_with_their_running_heads() -> None:
    pages = set_pages(("Report of the Clerk", *TEXT), ("Appendix A: cost", *TEXT), ("APPENDIX A", *TEXT), ("Annex B",))
    parts = find_parts(pages, DocumentKind.REPORT, BODY)
    assert shape(parts) == [("report", 1, 1), ("appendix", 2, 3), ("appendix", 4, 4)]
    assert parts[1].title == "Appendix A: cost"


def test_other_papers_have_no_parts() -> None:
    assert find_parts(set_pages(("Appendix A", *TEXT), ("Appendix B", *TEXT)), DocumentKind.OTHER, None) == ()
    assert find_parts((set_page(1, *MINUTES),), DocumentKind.MINUTES, BODY) == ()
    assert find_parts((), DocumentKind.PACK, None) == ()


def test_items_and_passages_keep_to_their_part() -> None:
    minutes = (*MINUTES, "3. Date of the next meeting", "Tuesday 7 February 2023.")
    report = (BODY, "Report of the Chief Constable", "*Drones", "1. Purpose", *TEXT)
    pages = set_pages((*AGENDA, "1. Apologies", "2. Drones"), minutes, report, TEXT, ("Appendix 1", *TEXT))
    reading = read(Extracted(pages, FileFacts("pack.pdf")))
    assert [part.kind for part in reading.parts] == [
        PartKind.AGENDA, PartKind.MINUTES, PartKind.REPORT, PartKind.APPENDIX
    ]  # fmt: skip
    assert reading.items
    for item in reading.items:
        (part,) = (p for p in reading.parts if p.first_page <= item.at.page <= p.last_page)
        assert item.end_page <= part.last_page
    assert all(passage.item is None for passage in reading.passages if passage.at.page >= 3)


def test_a_part_is_a_range_of_pages() -> None:
    with pytest.raises(ValueError, match="range"):
        Part(PartKind.REPORT, "", 3, 2)

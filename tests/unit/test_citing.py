from dataclasses import replace
from datetime import date

from panelsearch.model.meetings import DocumentKind, Part, PartKind
from panelsearch.model.pages import TextSource
from panelsearch.model.sources import ItemRef, Source
from panelsearch.retrieval.citations import citation, link

WHOLE = Source(
    "dunmere/a b.pdf", "Minutes", DocumentKind.MINUTES, "Dunmere Parish Council", date(2023, 2, 7), 3, "14",
    ItemRef("2", "Footbridge"),
)  # fmt: skip


def test_a_citation_gives_both_page_numbers() -> None:
    assert citation(WHOLE) == (
        "Dunmere Parish Council, 7 February 2023, item 2 Footbridge, dunmere/a b.pdf, PDF p. 3 (printed 14)"
    )


def test_what_is_not_known_is_left_out() -> None:
    assert (
        citation(replace(WHOLE, body=None, meeting_date=None, item=None, page_label="")) == "dunmere/a b.pdf, PDF p. 3"
    )
    assert "item Footbridge" in citation(replace(WHOLE, item=ItemRef(None, "Footbridge")))


def test_drafts_and_recognised_text_say_so() -> None:
    told = citation(replace(WHOLE, draft=True, text_source=TextSource.OCR))
    assert "OCR" in told
    assert "draft" in told


def test_the_paper_inside_a_pack_is_named() -> None:
    report = Part(PartKind.REPORT, "Drones", 3, 4, item_number="7")
    assert "7 February 2023, report Drones (item 7), item 2 Footbridge" in citation(replace(WHOLE, part=report))
    minutes = replace(WHOLE, part=Part(PartKind.MINUTES, "", 3, 4, meeting_date=date(2022, 11, 8)))
    assert "7 February 2023, minutes of 8 November 2022, " in citation(minutes)
    assert minutes.held == date(2022, 11, 8)
    assert citation(replace(WHOLE, part=Part(PartKind.AGENDA, "", 1, 3))) == citation(WHOLE)


def test_a_date_that_only_the_files_name_gives_says_so() -> None:
    assert "7 February 2023 (date from the file's name)" in citation(replace(WHOLE, inferred=("meeting_date",)))


def test_a_link_opens_the_very_page() -> None:
    assert link(WHOLE) == "dunmere/a%20b.pdf#page=3"

from dataclasses import replace
from datetime import date

from panelsearch.citing import citation, link
from panelsearch.documents import DocumentKind, TextSource
from panelsearch.results import ItemRef, Source

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


def test_a_link_opens_the_very_page() -> None:
    assert link(WHOLE) == "dunmere/a%20b.pdf#page=3"

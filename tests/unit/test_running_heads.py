"""What is furniture is proved; what is alike but for figures, and says something each time, stays in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.pages import Page, PageProblem

BODY = [
    "The clerk reported that two boards of the footbridge were loose.",
    "The chairman thanked the volunteers who had cleared the ditch in spring.",
    "A letter from the county about the bus shelter was read and noted.",
    "Members walked the boundary of the allotments and found one fence down.",
]
Printed = Callable[[Sequence[dict[float, str | tuple[str, ...]]]], tuple[Page, ...]]


@pytest.fixture
def printed(tmp_path: Path) -> Printed:
    """Pages given as heights in points and the words there; several words are set apart, as cells."""

    def make(pages: Sequence[dict[float, str | tuple[str, ...]]]) -> tuple[Page, ...]:
        from reportlab.pdfgen import canvas

        sheet = canvas.Canvas(str(tmp_path / "paper.pdf"), pagesize=(595, 842), invariant=1)
        for page in pages:
            sheet.setFont("Helvetica", 11)
            for height, words in page.items():
                for column, cell in enumerate([words] if isinstance(words, str) else words):
                    sheet.drawString(72 + 170 * column, height, cell)
            sheet.showPage()
        sheet.save()
        return PdfminerExtractor().extract(tmp_path / "paper.pdf").pages

    return make


def test_a_head_and_a_counting_foot_are_set_aside(printed: Printed) -> None:
    pages = printed(
        [{800: "Dunmere Parish Council, 7 February 2023", 500: BODY[n], 30: f"Page {n + 1} of 4"} for n in range(4)]
    )
    assert [page.label for page in pages] == ["1", "2", "3", "4"]
    assert all("Page" not in page.text for page in pages)
    assert "7 February 2023" in pages[0].text  # the first page's head is its own
    assert pages[1].furniture == ("Dunmere Parish Council, 7 February 2023", "Page 2 of 4")


def test_sums_at_the_head_of_pages_are_words_of_their_own(printed: Printed) -> None:
    sums = ("1,200", "3,400", "5,600", "7,800")
    pages = printed(
        [
            {800: f"Grant of £{pounds} to the village hall, cheque {n}", 500: BODY[n - 1]}
            for n, pounds in enumerate(sums, 1)
        ]
    )
    for page, pounds in zip(pages, sums, strict=True):
        assert f"£{pounds}" in page.text


def test_pages_of_one_line_each_are_not_blank(printed: Printed) -> None:
    pages = printed([{800: f"Enclosure {n}"} for n in range(1, 5)])
    assert [page.text.strip() for page in pages] == ["Enclosure 1", "Enclosure 2", "Enclosure 3", "Enclosure 4"]
    assert all(page.problem is None for page in pages)


def test_a_page_that_holds_nothing_but_the_head_of_the_others_is_blank(printed: Printed) -> None:
    pages = printed([{800: "Dunmere Parish Council", **({500: BODY[n]} if n != 2 else {})} for n in range(4)])
    assert pages[2].problem is PageProblem.BLANK


def test_the_same_words_at_other_heights_are_no_running_head(printed: Printed) -> None:
    """Words at 800 and 760 points of pages of 842 are both in the margin, and not at one place."""
    pages = printed([{800 - 45 * (n % 2): "The matter was deferred.", 500: BODY[n]} for n in range(2)])
    assert all("deferred" in page.text for page in pages)


def test_a_sentence_beside_the_page_number_stays(printed: Printed) -> None:
    pages = printed([{500: BODY[0], 30: "Page 1"}, {500: BODY[1], 30: ("for a longer period of time.", "Page 2")}])
    assert [page.label for page in pages] == ["1", "2"]
    assert "longer period of time" in pages[1].text


def test_a_foot_that_repeats_the_heading_is_set_aside_on_its_only_page(printed: Printed) -> None:
    pages = printed([
        {780: "Minutes of the meeting of 4 April 2023", 500: BODY[0]},
        {500: BODY[1], 30: "Minutes - 4 April 2023 - Page 2"},
    ])  # fmt: skip
    assert pages[1].label == "2"
    assert "Minutes" not in pages[1].text


def test_a_page_number_in_a_cell_beside_a_version(printed: Printed) -> None:
    pages = printed([{500: BODY[n], 30: (str(n + 1), "VER.18.08.A")} for n in range(4)])
    assert [page.label for page in pages] == ["1", "2", "3", "4"]
    assert all("VER" not in page.text for page in pages)


def test_the_year_in_a_title_is_no_page_number(printed: Printed) -> None:
    pages = printed([{800: "Oldmere Town Council spending and budget 2018/19", 500: BODY[0]}])
    assert pages[0].label == ""
    assert "2018/19" in pages[0].text


def test_signs_that_stand_for_figures_do_not_confuse_the_shapes(printed: Printed) -> None:
    pages = printed([{800: f"Lot # {'#' if n % 2 else n} of the sale", 500: BODY[n]} for n in range(4)])
    assert len(pages) == 4


def test_the_numbers_of_reports_inside_a_pack_begin_anew(printed: Printed) -> None:
    feet = ["Page 1 of 2", "Page 2 of 2", "Page 1 of 1", "Page 1 of 1", "Page 1 of 2", "Page 2 of 2"]
    pages = printed([{500: BODY[n % 4], 40: foot, 22: str(n + 1)} for n, foot in enumerate(feet)])
    assert [page.label for page in pages] == ["1", "2", "3", "4", "5", "6"]
    assert all("Page" not in page.text and foot in page.furniture for page, foot in zip(pages, feet, strict=True))


def test_a_number_without_end_costs_nothing(printed: Printed) -> None:
    pages = printed([{800: "7" * 5000, 500: BODY[n]} for n in range(4)])
    assert all(BODY[n] in page.text for n, page in enumerate(pages))


@pytest.mark.parametrize(
    "foot", ["Elm Council 29 Nov 2020 - v2 DRAFT  {n}/3", "JAC/{n}", "27-Jun-2021  {n}  Document1"]
)
def test_the_figure_that_counts_in_a_foot_of_several_is_the_label(printed: Printed, foot: str) -> None:
    pages = printed([{500: BODY[n], 30: foot.format(n=n + 1)} for n in range(3)])
    assert [page.label for page in pages] == ["1", "2", "3"]
    assert all("DRAFT" not in page.text and "Document1" not in page.text and "JAC" not in page.text for page in pages)


def test_the_number_under_a_single_page_labels_it_and_stays_in_the_text(printed: Printed) -> None:
    (page,) = printed([{700: BODY[0], 500: BODY[1], 30: "31"}])
    assert page.label == "31"
    assert page.text.rstrip().endswith("31")

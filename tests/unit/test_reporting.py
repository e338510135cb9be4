from panelsearch.ingestion.reporting import numbers_in_words, why_without_text
from panelsearch.model.documents import Extracted
from panelsearch.model.pages import Page, PageProblem, TextSource


def blank(number: int, problem: PageProblem | None) -> Page:
    return Page(number, "", source=TextSource.NONE, problem=problem)


def test_page_numbers_are_told_as_people_write_them() -> None:
    assert numbers_in_words([3]) == "page 3"
    assert numbers_in_words([1, 3, 4, 5, 9]) == "pages 1, 3 to 5, 9"


def test_pages_without_text_are_told_by_what_is_wrong_with_them() -> None:
    pages = (
        Page(1, "Minutes"),
        blank(2, PageProblem.PICTURE),
        blank(3, PageProblem.PICTURE),
        blank(4, PageProblem.BLANK),
        blank(5, PageProblem.GARBLED),
    )
    told = why_without_text(Extracted(pages, failed=((3, "recognising took too long"),)))
    assert told == (
        "no text on page 2 (only a picture); no text on page 3 (only a picture; recognising took too long);"
        " no text on page 5 (unreadable font)"
    )
    assert why_without_text(Extracted(pages[:1])) == ""
    assert why_without_text(Extracted(())) == "no pages"

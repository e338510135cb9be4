"""What is found once in a document is kept until it is done, and no longer."""

import pytest

from panelsearch.model.pages import Page
from panelsearch.text.document_cache import of_one_document, once_a_page, remembered


def test_answers_are_kept_to_the_end_of_the_outermost_document() -> None:
    asked: list[object] = []

    @remembered
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    @once_a_page
    def words(page: Page, parted_by: str = " ") -> int:
        asked.append(page.number)
        return len(page.text.split(parted_by))

    page = Page(1, "one two")
    with of_one_document():
        with of_one_document():
            assert (length("four"), words(page)) == (4, 2)
        assert (length("four"), words(page, " ")) == (4, 2)
    assert asked == ["four", 1]

    def fails() -> None:
        with of_one_document():
            assert length("four") == 4
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert (length("four"), words(page)) == (4, 2)
    assert asked == ["four", 1, "four", "four", 1]

"""Are Arabic and Hebrew stored as they are written, whatever stands left on the page?"""

import pytest

from panelsearch.extraction.layout.lines import printed_rows
from panelsearch.extraction.layout.writing_direction import turned
from panelsearch.extraction.pdf.text_runs import RawPage, Run


def line(*words: str, gap: float = 3.0, recognised: bool = False) -> str:
    """A line of words as they stand from left to right, as it is read."""
    runs, x = [], 60.0
    for word in words:
        runs.append(Run(word, x, 700, x + 6 * len(word), 711, 11))
        x += 6 * len(word) + gap
    (row,) = printed_rows(RawPage(0, 600, 800, tuple(runs)), recognised=recognised)
    return row.plain


@pytest.mark.parametrize(
    ("stands", "written"),
    [("םולש", "שלום"), ("2019", "2019"), ("(םולש", "שלום)"), ("12/5:ךיראת", "תאריך:12/5"), ("َرب", "برَ")],
)
def test_a_word_turned_round_keeps_its_figures(stands: str, written: str) -> None:
    assert turned(stands) == written


def test_a_line_is_read_from_its_right() -> None:
    assert line("2019", "יאמ", "תבישי") == "ישיבת מאי 2019"


def test_latin_words_and_figures_keep_their_order() -> None:
    assert line("Tarn", "Hall", "רפכה", "תבישי") == "ישיבת הכפר Tarn Hall"
    assert line("Village", "Hall", "says", "םולש", "ברע") == "Village Hall says ערב שלום"


def test_joined_letters_of_the_font_are_letters() -> None:
    assert line("\ufeea\ufee0\ufedf\ufe8d") == "الله"
    assert line("\ufefb") == "لا"


def test_recognised_words_are_in_order_already() -> None:
    assert line("2019", "מאי", "ישיבת", recognised=True) == "ישיבת מאי 2019"

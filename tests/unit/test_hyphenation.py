"""Whether a line's end broke a word: what the paper prints elsewhere tells, else English words do."""

import pytest

from panelsearch.extraction.layout.hyphenation import Vocabulary, ends_in_hyphen, is_broken

SILENT = Vocabulary(lambda: ())


@pytest.mark.parametrize(
    ("before", "after"),
    [("Commis-", "sioner"), ("to-", "gether"), ("under-", "standing,"), ("re-", "port"), ("multi-", "ple"),
     ("Ell-", "wand"), ("Bryn-", "mawr"), ("has-", "n’t"), ("organ-", "ised"), ("un-", "dertaking")],
)  # fmt: skip
def test_a_word_broken_at_the_line_s_end_is_whole(before: str, after: str) -> None:
    assert is_broken(before, after, SILENT)


@pytest.mark.parametrize(
    ("before", "after"),
    [("price-", "determining"), ("long-", "term"), ("anti-", "social"), ("non-", "austerity"), ("up-to-", "date"),
     ("self-", "funders"), ("re-", "phasing"), ("take-", "up"), ("Grass-", "cutting"), ("end-", "of-life"),
     ("clerk@low-", "brook.example"), ("co-", "location")],
)  # fmt: skip
def test_a_hyphen_of_the_word_s_own_stays(before: str, after: str) -> None:
    assert not is_broken(before, after, SILENT)


def test_the_paper_itself_knows_best() -> None:
    words = Vocabulary(lambda: ["the sub-group met", "a longterm loan, the longterm plan", "the Ell-wand trust"])
    assert not is_broken("sub-", "group", words)
    assert is_broken("long-", "term", words)
    assert not is_broken("Ell-", "wand", words)


def test_a_soft_hyphen_breaks_a_word_unless_the_paper_prints_it_otherwise() -> None:
    assert is_broken("long-", "term", SILENT, soft=True)
    assert not is_broken("long-", "term", Vocabulary(lambda: ["a long-term plan"]), soft=True)


@pytest.mark.parametrize(("text", "does"), [("Commis-", True), ("2018-", False), ("-", False), ("and", False)])
def test_only_a_hyphen_behind_a_letter_ends_a_word(text: str, does: bool) -> None:
    assert ends_in_hyphen(text) is does

"""Whatever the page and wherever the headings: passages stay in order, apart, on their page, and lose no word."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from panelsearch.model.meetings import Item
from panelsearch.model.pages import Line, Page, Rect
from panelsearch.model.spans import PageSpan, Span
from panelsearch.structure.passage_segmentation import WORDS_AT_MOST, find_passages

_WORDS = st.sampled_from(["bridge", "the", "Clerk", "£4,500", "1.", "RESOLVED:", "noted.", "hedge;", "Élan", "mill"])
_LINES = st.lists(_WORDS, min_size=0, max_size=14).map(" ".join)
_TEXTS = st.lists(_LINES, max_size=40).map("\n".join)


def _page(number: int, text: str) -> Page:
    lines = []
    at = 0
    for row, words in enumerate(text.split("\n")):
        if words.strip():
            top = 800.0 - 14 * row
            lines.append(Line(Span(at, at + len(words)), Rect(72, top - 11, 72 + 5.0 * len(words), top), 11.0))
        at += len(words) + 1
    return Page(number, text, lines=tuple(lines))


@st.composite
def _papers(draw: st.DrawFn) -> tuple[tuple[Page, ...], tuple[Item, ...]]:
    """Pages, and items that begin at some of their lines and run to the next one's beginning."""
    pages = tuple(_page(number, text) for number, text in enumerate(draw(st.lists(_TEXTS, min_size=1, max_size=3)), 1))
    lines = [(page.number, line.span) for page in pages for line in page.lines]
    headings = sorted(draw(st.sets(st.sampled_from(lines), max_size=6))) if lines else []
    ends = [(page, span.start) for page, span in headings[1:]] + [(pages[-1].number, len(pages[-1].text))]
    items = tuple(
        Item(str(number), "Heading", PageSpan(page, span.start, span.end), *end)
        for number, ((page, span), end) in enumerate(zip(headings, ends, strict=False), 1)
    )
    return pages, items


@given(_papers())
def test_passages_are_in_order_and_apart(papers: tuple[tuple[Page, ...], tuple[Item, ...]]) -> None:
    places = [passage.at for passage in find_passages(*papers)]
    assert places == sorted(places)
    assert all(a.page < b.page or a.end <= b.start for a, b in pairwise(places))


@given(_papers())
def test_every_word_is_in_a_passage_of_its_page(papers: tuple[tuple[Page, ...], tuple[Item, ...]]) -> None:
    pages, items = papers
    passages = find_passages(pages, items)
    for page in pages:
        cut = " ".join(p.at.span.of(page.text) for p in passages if p.at.page == page.number)
        assert cut.split() == page.text.split()
        assert all(p.at.span.of(page.text).strip() for p in passages if p.at.page == page.number)


@given(_papers())
def test_no_passage_runs_over_a_heading(papers: tuple[tuple[Page, ...], tuple[Item, ...]]) -> None:
    pages, items = papers
    for passage in find_passages(pages, items):
        inside = [item for item in items if item.at.page == passage.at.page]
        assert not any(passage.at.start < item.at.start < passage.at.end for item in inside)


@given(_papers())
def test_a_passage_belongs_to_the_last_item_that_began_before_it(
    papers: tuple[tuple[Page, ...], tuple[Item, ...]],
) -> None:
    pages, items = papers
    for passage in find_passages(pages, items):
        begun = [
            n for n, item in enumerate(items) if (item.at.page, item.at.start) <= (passage.at.page, passage.at.start)
        ]
        assert passage.item == (begun[-1] if begun else None)


@given(_papers())
def test_passages_are_of_a_size_to_read(papers: tuple[tuple[Page, ...], tuple[Item, ...]]) -> None:
    pages, items = papers
    texts = {page.number: page.text for page in pages}
    for passage in find_passages(pages, items):
        assert len(passage.at.span.of(texts[passage.at.page]).split()) <= 2 * WORDS_AT_MOST

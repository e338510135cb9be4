"""Does putting a page in reading order keep every word once, wherever the words stand?"""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from panelsearch.extraction.layout.lines import printed_rows
from panelsearch.extraction.layout.reading_order import in_reading_order
from panelsearch.extraction.pdf.text_runs import RawPage, Run

COLUMNS = st.sampled_from([50.0, 52.0, 210.0, 330.0, 470.0])
WORDS = st.sampled_from(["brook", "Fitch", "12.50", "£", "and", "resolved", "(a)", "levy"])


@st.composite
def runs(draw: st.DrawFn) -> Run:
    x = draw(COLUMNS) + draw(st.integers(0, 3)) * 30
    y = 700 - 6.5 * draw(st.integers(0, 60))
    word = draw(WORDS)
    return Run(word, x, y, x + 6 * len(word), y + 11, 11.0, bold=draw(st.booleans()))


@settings(max_examples=60, deadline=None)
@given(st.lists(runs(), max_size=120), st.lists(COLUMNS, max_size=2))
def test_every_word_is_read_once(found: list[Run], known: list[float]) -> None:
    rows = printed_rows(RawPage(0, 595, 842, tuple(found)))
    printed = Counter(run for row in rows for cell in row.cells for run in cell.runs)
    read = Counter(run for row in in_reading_order(rows, known).rows for cell in row.cells for run in cell.runs)
    assert read == printed

"""Letters that are set one below another run down the page; those of lines and of tables do not."""

from __future__ import annotations

import itertools
import tracemalloc
from collections.abc import Iterator

import pytest

from panelsearch.extraction.layout.stacked_letters import running_down
from panelsearch.extraction.pdf.text_runs import Run

COLUMNS = ("It was resolved to mend the weir", "at a cost of 1,200 pounds for the year")
WIDTHS = {"i": 3.0, "l": 3.0, "t": 4.0, "m": 11.0, "w": 10.0}


def letter(text: str, x: float, y: float) -> Run:
    return Run(text, x, y, x + WIDTHS.get(text, 7.0), y + 12, 12.0)


def downwards(columns: tuple[str, ...], apart: float = 20.0) -> Iterator[Run]:
    for number, column in enumerate(columns):
        for place, text in enumerate(column):
            if text != " ":
                yield letter(text, 500 - apart * number, 780 - 13 * place)


def test_letters_one_below_another_are_words_from_right_to_left() -> None:
    runs = running_down(list(downwards(COLUMNS)))
    assert [run.text for run in runs] == [word for column in COLUMNS for word in column.split()]
    assert {run.angle for run in runs} == {270}
    assert all(above.y0 > below.y1 for above, below in itertools.pairwise(runs[:7]))


def test_so_they_are_in_whatever_order_the_file_sets_them() -> None:
    across = sorted(downwards(COLUMNS), key=lambda run: (-run.y0, run.x0))
    assert [run.text for run in running_down(across)] == [word for column in COLUMNS for word in column.split()]


def test_letters_beside_each_other_stay_lines_however_far_they_are_set() -> None:
    lines = [letter(text, 60 + 9.5 * n, 700 - 15 * row) for row in range(6) for n, text in enumerate("resolvedto")]
    assert running_down(lines) == lines


def test_marks_in_a_column_beside_names_stay_where_they_are() -> None:
    rows = [
        run
        for row in range(25)
        for run in (Run("Councillor", 60, 700 - 15 * row, 110, 712 - 15 * row, 12.0), letter("P", 300, 700 - 15 * row))
    ]
    assert running_down(rows) == rows


def test_a_table_of_letters_that_reads_no_way_stays_in_rows() -> None:
    grid = [letter(chr(65 + (7 * row + n) % 26), 60 + 40 * n, 700 - 15 * row) for row in range(12) for n in range(8)]
    assert running_down(grid) == grid


@pytest.mark.parametrize("in_a_row", [60, 4_000])
def test_a_page_full_of_letters_takes_little_memory(in_a_row: int) -> None:
    grid = [letter("the"[n % 3], 5 + 12 * (n % in_a_row), 800 - 13 * (n // in_a_row)) for n in range(4_000)]
    tracemalloc.start()
    try:
        assert running_down(grid) == grid
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()

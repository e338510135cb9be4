"""When papers came in: known by their bytes, told once, never told later than it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from panelsearch.errors import LibraryError
from panelsearch.storage.acquisitions import TICK, next_built
from panelsearch.storage.sqlite.arrivals import ARRIVALS_NAME, SqliteArrivals
from panelsearch.testing.edited_files import edited

FIRST, SECOND = "2026-01-01T10:00:00+00:00", "2026-02-01T10:00:00+00:00"


def test_a_paper_keeps_the_moment_it_came_in(tmp_path: Path) -> None:
    arrivals = SqliteArrivals(tmp_path)
    assert arrivals.known() == {}
    arrivals.note(["aa"], FIRST)
    arrivals.note(["aa", "bb"], SECOND)
    assert arrivals.known() == {"aa": datetime.fromisoformat(FIRST), "bb": datetime.fromisoformat(SECOND)}


def test_asking_makes_no_file(tmp_path: Path) -> None:
    SqliteArrivals(tmp_path).known()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / ARRIVALS_NAME).write_bytes(b"this is no database" * 100)
    with pytest.raises(LibraryError) as caught:
        SqliteArrivals(tmp_path).known()
    assert "Delete it" in caught.value.hint


@pytest.mark.parametrize("built", ["yesterday", "0001-01-01T00:00:00+23:59"])
def test_a_moment_that_never_was_is_told_with_what_to_do(tmp_path: Path, built: str) -> None:
    SqliteArrivals(tmp_path).note(["aa"], FIRST)
    with edited(tmp_path / ARRIVALS_NAME) as db:
        db.execute("UPDATE arrivals SET built = ?", (built,))
    with pytest.raises(LibraryError, match="no moment") as caught:
        SqliteArrivals(tmp_path).known()
    assert "Delete it" in caught.value.hint


def test_a_library_is_built_after_the_one_before_even_where_the_clock_was_set_back() -> None:
    now = datetime.now(UTC)
    assert abs(datetime.fromisoformat(next_built(None)) - now) < timedelta(seconds=30)
    ahead = (now + timedelta(days=3)).replace(microsecond=0)
    assert datetime.fromisoformat(next_built(ahead.isoformat())) == ahead + TICK

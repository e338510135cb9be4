"""Where a snippet is cut out."""

from __future__ import annotations

import pytest

from panelsearch.query.parser import parse
from panelsearch.retrieval.highlighting import best_place, highlights


@pytest.mark.parametrize(
    ("text", "query", "best"),
    [
        ("The weir. " + "Talk. " * 40 + "The weir and the sluice.", "weir sluice", "weir and the sluice"),
        ("weir weir weir. " + "Talk. " * 40 + "a sluice by the weir", "weir sluice", "sluice by the weir"),
        ("Weir first, and the weir later", "weir", "Weir first"),
        ("Nothing is marked", "weir", "Nothing"),
    ],
)
def test_a_snippet_starts_where_most_of_the_words_stand_together(text: str, query: str, best: str) -> None:
    at = best_place(text, highlights(text, parse(query).tree), 60)
    assert text[at:].startswith(best)

"""A term is found in a field's lexicon where it stands among all of them, whatever letters it has."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panelsearch.indexing.array_file import save_arrays, stored_arrays
from panelsearch.indexing.postings import Field, Lexicon, field_arrays

_letters = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1, max_size=6)
_asked = st.text(st.characters(exclude_characters="\n"), max_size=6)
"""Halves of letters among them: a command line passes on what is no UTF-8."""


def lexicon(folder: Path, terms: list[str]) -> Lexicon:
    one = np.arange(len(terms), dtype=np.uint32)
    save_arrays(folder / "field", field_arrays("word", terms, one, np.zeros_like(one), one))
    return Field.of(stored_arrays(folder / "field"), "word").lexicon


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lexicons")


@settings(max_examples=300, deadline=None)
@given(terms=st.sets(_letters, max_size=12), asked=st.lists(_asked, max_size=4))
def test_terms_are_found_where_they_stand(folder: Path, terms: set[str], asked: list[str]) -> None:
    every = sorted(terms)
    ours = lexicon(folder, every)
    assert list(ours) == ours.terms == every
    for term in (*every, *asked):
        place = bisect_left(every, term)
        assert ours.find(term) == (place if term in terms else None)
        assert ours.between(term, term + "~") == (place, bisect_left(every, term + "~"))
        assert ours.starting(term) == (place, bisect_left(every, term + "\U0010ffff"))

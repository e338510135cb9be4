"""Who is named as an opponent of a motion?"""

from __future__ import annotations

import pytest

from panelsearch.answering.context_windows import Sentence, Window
from panelsearch.answering.movers import movers
from panelsearch.answering.question_analysis import understood
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.text.analyzer import analyze


@pytest.mark.parametrize(
    ("text", "opponents"),
    [
        ("Cllr Birch voted against the fence.", ["Cllr Birch"]),
        ("A vote on the fence: 5 in favour, against Birch and Elm.", ["Birch and Elm"]),
        ("The fence was agreed. Against: N Birch", ["N Birch"]),
        ("The fence was opposed by Cllr Birch.", ["Cllr Birch"]),
        ("The clerk has begun a claim for the fence against Birch Timber.", []),
        ("The council opposed Birch Timber over the fence.", []),
    ],
)
def test_against_names_an_opponent_only_where_a_vote_is_told(text: str, opponents: list[str]) -> None:
    tokens = analyze(text)
    whole = Span(0, len(text))
    sentence = Sentence(whole, tokens, frozenset(token.term for token in tokens))
    source = Source("oldmere/minutes.pdf", "Minutes", DocumentKind.MINUTES, None, None, 1, None)
    window = Window(source, whole, text, 1.0, (sentence,), range(1), frozenset(), frozenset(), (), ())
    found = movers(understood("Who voted against the fence?", ()), window, 0)
    assert [one.at.of(text) for one in found] == opponents


def test_what_is_moved_by_somebody_is_no_mover() -> None:
    text = "Previous Minutes moved by Bram, seconded by Tova."
    tokens = analyze(text)
    whole = Span(0, len(text))
    sentence = Sentence(whole, tokens, frozenset(token.term for token in tokens))
    source = Source("oldmere/minutes.pdf", "Minutes", DocumentKind.MINUTES, None, None, 1, None)
    window = Window(source, whole, text, 1.0, (sentence,), range(1), frozenset(), frozenset(), (), ())
    found = movers(understood("Who moved the previous minutes?", ()), window, 0)
    assert [one.at.of(text) for one in found] == ["Bram"]

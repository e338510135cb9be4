"""Texts are cut into the pieces that the reader knows, each with its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from panelsearch.answering.span_reader.reader import shipped_layout
from panelsearch.answering.span_reader.word_pieces import WordPieces

FEW = ["[UNK]", "foot", "##bridge", "##path", "the", "£", "3", "##,", "-", ".", "cafe", "ab", "##c", "李", "##½", "1"]


def cut(text: str, vocabulary: list[str] = FEW) -> list[tuple[str, str]]:
    return [(vocabulary[piece.number], text[piece.start : piece.end]) for piece in WordPieces(vocabulary).of(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The footbridge.", [("the", "The"), ("foot", "foot"), ("##bridge", "bridge"), (".", ".")]),
        ("foot-footpath", [("foot", "foot"), ("-", "-"), ("foot", "foot"), ("##path", "path")]),
        ("CAFÉ cafe\u0301", [("cafe", "CAFÉ"), ("cafe", "cafe")]),
        ("the\n\t the", [("the", "the"), ("the", "the")]),
        ("abc abd", [("ab", "ab"), ("##c", "c"), ("[UNK]", "abd")]),
        ("李李", [("李", "李"), ("李", "李")]),
        ("foot\u200bpath", [("foot", "foot"), ("##path", "path")]),
        ("1½", [("1", "1"), ("##½", "½")]),
        ("x" * 101, [("[UNK]", "x" * 101)]),
        ("\u0301 \ufffd", []),
        ("", []),
    ],
)
def test_longest_pieces_first_marks_alone_accents_gone(text: str, pieces: list[tuple[str, str]]) -> None:
    assert cut(text) == pieces


@given(st.text(st.characters(codec=None), max_size=80))
@example("가 나\u09cb")
@example("\ud800a \x00\u202eb")
def test_pieces_of_any_text_lie_in_it_in_order(text: str) -> None:
    pieces = shipped_layout().of("", text).places  # one letter may be several pieces: a syllable of its sounds
    assert all(0 <= piece.start < piece.end <= len(text) for piece in pieces)
    for places in ([piece.start for piece in pieces], [piece.end for piece in pieces]):
        assert places == sorted(places)


def test_a_question_and_a_passage_are_laid_out_and_cut_where_they_are_too_long() -> None:
    laid = shipped_layout().of("Who spoke?", "Cllr Ash spoke. " * 100)
    assert (laid.numbers[0], laid.numbers[laid.first - 1], laid.numbers[-1]) == (101, 102, 102)
    assert len(laid.numbers) == 192
    assert laid.first + len(laid.places) == 191
    assert len(shipped_layout().of("why " * 1000, "Cllr Ash spoke.").numbers) <= 192

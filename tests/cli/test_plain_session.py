"""Line by line: what is typed is answered in lines that can be read aloud, whatever was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from panelsearch.cli import terminal_ui
from panelsearch.cli.command_line import parsed
from panelsearch.cli.plain_session import PlainSession, converse
from panelsearch.services.library import Library


def told(library, *lines: str) -> str:
    typed: Iterator[str] = iter(lines)
    said: list[str] = []

    def read(prompt: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    with Library.open(library.index_dir) as opened:
        converse(opened, read, said.append)
    return "\n".join(said)


def test_words_are_searched_for_and_a_number_reads_the_page(library) -> None:
    said = told(library, "footbridge", "1", "next", "back")
    assert "1 passage matches." in said
    assert "Result 1. Dunmere Parish Council, 7 February 2023, item 2 Footbridge" in said
    assert "dunmere/2023-02-07-minutes.pdf, PDF page 1 of" in said
    assert "Apologies: Cllr D Fraser" in said
    assert "\x1b" not in said


def test_a_question_is_answered_with_its_quotation(library) -> None:
    said = told(library, "How much was Ferris Timber paid to repair the footbridge?", "1")
    assert "% sure: £4,500" in said
    assert "Quotation 1: RESOLVED" in said
    assert "PDF page 1 of" in said


def test_nothing_found_is_told_once(library) -> None:
    said = told(library, "qqqzzz")
    assert "0 passages match." in said
    assert "search for first" not in said


def test_the_nearest_passages_are_read_by_the_numbers_they_are_told_under(library) -> None:
    with Library.open(library.index_dir) as opened:
        session = PlainSession(opened)
        found = [replace(hit, rank=hit.rank + 4) for hit in opened.search("footbridge OR precept").hits]
        session._found = found
        assert next(session.answer("more")).startswith("Result 1.")
        assert next(session.answer("1")).startswith(found[0].source.document)


@pytest.mark.parametrize(
    ("line", "answer"),
    [("foo:bar", "no field foo"),
     ("footbrige", "In no paper: footbrige. Did you mean footbridge?"), ("7", "search for"),
     ("more", "search for"), ("next", "Read a page first"), ("help", "Type words"), ("", "documents")],
)  # fmt: skip
def test_whatever_is_typed_is_answered_and_it_goes_on(library, line: str, answer: str) -> None:
    said = told(library, line, "footbridge")
    assert answer in said
    assert "1 passage matches." in said


def test_a_terminal_that_cannot_draw_goes_line_by_line(library, monkeypatch, capsys) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr("builtins.input", lambda prompt: "quit")
    assert terminal_ui.run(parsed(["--index", str(library.index_dir)])) == 0
    assert "2 documents." in capsys.readouterr().out
    monkeypatch.setenv("TERM", "xterm")
    assert terminal_ui.run(parsed(["--index", str(library.index_dir), "--plain"])) == 0

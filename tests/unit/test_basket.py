"""Passages put aside outlive everything but their owner's wish; what no longer stands is told of, not quoted."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from panelsearch.exporting.selection import of_basket
from panelsearch.exporting.writing import write
from panelsearch.services import basket
from panelsearch.services.basket import Basket, BasketError, Kept, dropped, has, moved, noted, standings, turned
from panelsearch.services.library import Library
from panelsearch.storage.library_files import DirectoryFiles

A, B, C = (Kept(f"{name}.pdf", 1, 0, 5, "words", "query") for name in "abc")


def filled(directory: Path) -> Basket:
    basket = Basket(DirectoryFiles(directory))
    for one in (A, B, C):
        basket.change(turned(one))
    return basket


def test_what_is_put_aside_is_there_in_its_order_for_whoever_reads_it_next(tmp_path: Path) -> None:
    filled(tmp_path)
    assert Basket(DirectoryFiles(tmp_path)).all() == (A, B, C)
    assert has(Basket(DirectoryFiles(tmp_path)).all(), B.place)


def test_turned_again_it_is_taken_out(tmp_path: Path) -> None:
    assert filled(tmp_path).change(turned(B)) == (A, C)
    assert Basket(DirectoryFiles(tmp_path)).change(dropped(A.place)) == (C,)


@pytest.mark.parametrize(
    ("place", "by", "order"),
    [(A.place, 1, (B, A, C)), (C.place, -1, (A, C, B)), (A.place, -1, (A, B, C)), (C.place, 1, (A, B, C)),
     (("none.pdf", 1, 0, 5), 1, (A, B, C))],
)  # fmt: skip
def test_the_order_is_the_users(tmp_path: Path, place, by: int, order) -> None:
    assert filled(tmp_path).change(moved(place, by)) == order


def test_a_note_is_kept_with_its_passage_through_moves(tmp_path: Path) -> None:
    basket = filled(tmp_path)
    basket.change(noted(B.place, "ask the clerk"))
    basket.change(moved(B.place, -1))
    assert basket.all() == (replace(B, note="ask the clerk"), A, C)


def test_no_file_is_an_empty_basket_and_a_spoilt_one_an_error(tmp_path: Path) -> None:
    assert Basket(DirectoryFiles(tmp_path)).all() == ()
    (tmp_path / "basket.json").write_text('[{"document": 3}]')
    with pytest.raises(BasketError, match="cannot be read"):
        Basket(DirectoryFiles(tmp_path)).change(turned(A))
    assert (tmp_path / "basket.json").read_text() == '[{"document": 3}]'


@pytest.mark.parametrize(("field", "value"), [("start", -4), ("page", 0), ("quote", "")])
def test_a_place_that_cannot_be_is_told_and_quotes_nothing(tmp_path: Path, field: str, value: object) -> None:
    kept = {"document": "a.pdf", "page": 1, "start": 0, "end": 5, "quote": "words", field: value}
    (tmp_path / "basket.json").write_text(json.dumps([kept]))
    with pytest.raises(BasketError, match=field):
        Basket(DirectoryFiles(tmp_path)).all()


def test_a_basket_that_is_made_to_cost_much_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path)
    with monkeypatch.context() as small:
        small.setattr(basket, "_MOST_BYTES", 200)
        with pytest.raises(BasketError, match="cannot be read"):
            Basket(DirectoryFiles(tmp_path)).all()
    (tmp_path / "basket.json").write_text('[{"more": ' + "[" * 100_000)
    with pytest.raises(BasketError, match="cannot be read"):
        Basket(DirectoryFiles(tmp_path)).all()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes there")
@pytest.mark.timeout(20)
def test_a_basket_that_is_a_pipe_is_told_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "basket.json")
    with pytest.raises(BasketError, match="named pipe"):
        Basket(DirectoryFiles(tmp_path)).all()


def test_words_that_moved_on_their_page_are_found_and_those_that_went_are_told(library, tmp_path: Path) -> None:
    with Library.open(library.index_dir) as opened:
        hit = opened.search("footbridge").hits[0]
        here = Kept(hit.source.document, hit.at.page, hit.at.start, hit.at.end, hit.text, "footbridge", "look into it")
        shifted = replace(here, start=here.start + 1, end=here.end + 1)
        gone = replace(here, quote="words that stand nowhere", end=here.start + 24)
        elsewhere = replace(here, document="gone.pdf")
        told = standings(opened, (here, shifted, gone, elsewhere))
        assert [one.cited.at if one.cited else None for one in told] == [hit.at, hit.at, None, None]
        selection = of_basket(opened, (here, gone))
        assert selection.total == 1
        assert "1 of the basket's passages left out" in selection.asked.notes[0]
        write(selection, tmp_path / "basket.csv", None, library=opened, replace=False)
    written = (tmp_path / "basket.csv").read_text(encoding="utf-8-sig")
    assert "look into it" in written
    assert library("verify", str(tmp_path / "basket.csv")).returncode == 0

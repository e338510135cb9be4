"""Pages that are only pictures: levelled, read by an engine, remembered, and made into runs."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from panelsearch.extraction.layout.ocr_words import confidence, legible, runs_of
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.pages import Page, PageProblem, Rect, TextSource
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.ocr import cache
from panelsearch.ocr.base import PagePicture, RecognisedPage, RecognisedWord, RecognitionError
from panelsearch.ocr.cache import CACHE_NAME, RecognitionCache
from panelsearch.ocr.engine_selection import Ocr, OcrMode
from panelsearch.ocr.page_recognition import recognised
from panelsearch.retrieval.citations import citation
from panelsearch.testing.edited_files import edited
from panelsearch.tui.entries import Entry
from panelsearch.tui.rendering.results import place_line

ENGINE = "plain 1"
HERE = Path("index")


def word(text: str, x: float, y: float, sure: float = 0.9, line: int = 0, height: float = 10) -> RecognisedWord:
    return RecognisedWord(text, Rect(x, y, x + 6 * len(text), y + height), sure, line)


def striped(degrees: float) -> PagePicture:
    """A sheet with forty lines of print, turned anticlockwise."""
    ys, xs = np.mgrid[0:1100, 0:800]
    level = ys + (xs - 400) * np.tan(np.radians(degrees))
    ink = (level % 25 < 8) & (xs > 80) & (xs < 720) & (xs % 40 < 30) & (ys > 60) & (ys < 1040)
    return PagePicture(np.where(ink, 20, 250).astype(np.uint8).tobytes(), 800, 1100, 96)


class PlainEngine:
    """Reads the same words in every picture and counts how often it was asked."""

    fingerprint = ENGINE

    def __init__(self) -> None:
        self.asked = 0

    def recognise(self, picture: PagePicture) -> tuple[RecognisedWord, ...]:
        self.asked += 1
        return (word("Footbridge", 72, 700),)


def test_a_picture_has_a_byte_for_each_pixel() -> None:
    with pytest.raises(ValueError):
        PagePicture(b"\xff" * 5, 2, 3, 300)


def test_the_same_picture_has_the_same_hash_and_another_has_not() -> None:
    assert striped(0).sha256 == striped(0).sha256 != striped(1).sha256


@pytest.mark.parametrize("degrees", [-3.0, -1.0, 1.0, 2.2])
def test_a_crooked_page_is_levelled(degrees: float) -> None:
    straightening = pytest.importorskip("panelsearch.ocr.deskewing")
    pytest.importorskip("PIL")
    crooked = striped(degrees)
    assert straightening.skew_degrees(crooked) == pytest.approx(degrees, abs=0.2)
    level = straightening.turned(crooked, straightening.skew_degrees(crooked))
    assert straightening.skew_degrees(level) == 0


def test_a_level_page_is_left_as_it_is() -> None:
    engine = PlainEngine()
    assert recognised(striped(0), engine).skew_degrees == 0
    assert engine.asked == 1


def test_a_blank_page_is_not_shown_to_the_engine() -> None:
    engine = PlainEngine()
    specks = np.full((1100, 800), 250, dtype=np.uint8)
    specks[500, 400:420] = 0
    assert recognised(PagePicture(specks.tobytes(), 800, 1100, 96), engine) == RecognisedPage(())
    assert engine.asked == 0


def test_what_was_recognised_is_found_again_by_file_and_by_picture(tmp_path) -> None:
    cache = RecognitionCache(tmp_path)
    assert cache.page("file", 3, ENGINE) is None
    page = RecognisedPage((word("Footbridge", 72, 700.25), word("£4,500", 140, 700.25)), 1.1)
    assert not cache.knows("picture", ENGINE)
    cache.save_picture("picture", ENGINE, page)
    cache.save_page("file", 3, ENGINE, "picture")
    again = RecognitionCache(tmp_path)
    assert again.knows("picture", ENGINE)
    assert again.page("file", 3, ENGINE) == page
    assert again.page("file", 3) == page
    assert again.page("file", 3, "plain 2") is None
    assert again.page("file", 4, ENGINE) is None


def test_a_failure_is_remembered_until_it_is_forgotten(tmp_path) -> None:
    cache = RecognitionCache(tmp_path)
    cache.save_page("file", 1, ENGINE, None, "took too long")
    assert cache.page("file", 1, ENGINE) == RecognisedPage((), failed="took too long")
    cache.forget_failures()
    assert cache.page("file", 1, ENGINE) is None


def test_a_failure_that_may_pass_is_forgotten_by_itself_and_no_other(tmp_path) -> None:
    cache = RecognitionCache(tmp_path)
    assert cache.passing_failures() == []
    cache.save_page("file", 1, ENGINE, None, "took too long", passing=True)
    cache.save_page("other", 1, ENGINE, None, "no picture")
    assert cache.page("file", 1, ENGINE) == RecognisedPage((), failed="took too long")
    assert cache.passing_failures() == ["file"]
    cache.forget_failures(passing=True)
    assert cache.page("file", 1, ENGINE) is None
    assert cache.page("other", 1, ENGINE) == RecognisedPage((), failed="no picture")


def test_a_cache_of_version_1_is_taken_over(tmp_path) -> None:
    cache = RecognitionCache(tmp_path)
    cache.save_page("file", 1, ENGINE, "picture")
    cache.save_page("slow", 1, ENGINE, None, "recognising took too long")
    cache.save_page("odd", 1, ENGINE, None, "tesseract gave up (code 1)")
    with edited(tmp_path / CACHE_NAME) as db:
        db.execute("ALTER TABLE pages DROP COLUMN passing")
        db.execute("PRAGMA user_version=1")
    assert cache.passing_failures() == ["slow"]
    assert cache.page("odd", 1, ENGINE) == RecognisedPage((), failed="tesseract gave up (code 1)")


def test_a_damaged_cache_says_what_to_do(tmp_path) -> None:
    (tmp_path / CACHE_NAME).write_bytes(b"no database" * 100)
    with pytest.raises(RecognitionError, match="delete it"):
        RecognitionCache(tmp_path).page("file", 1, ENGINE)


@pytest.mark.parametrize("entry", [b"torn", zlib.compress(b"[1]"), zlib.compress(b" " * 40_000_000), "text"])
def test_a_damaged_entry_is_recognised_anew(tmp_path, entry) -> None:
    cache = RecognitionCache(tmp_path)
    cache.save_picture("picture", ENGINE, RecognisedPage(()))
    cache.save_page("file", 1, ENGINE, "picture")
    with edited(tmp_path / CACHE_NAME) as db:
        db.execute("UPDATE pictures SET words = ?", (entry,))
    assert cache.page("file", 1, ENGINE) is None
    assert not cache.knows("picture", ENGINE)


def test_an_entry_that_lost_its_end_or_is_too_large_is_recognised_anew(tmp_path, monkeypatch) -> None:
    recognition = RecognitionCache(tmp_path)
    recognition.save_picture("picture", ENGINE, RecognisedPage(()))
    assert recognition.knows("picture", ENGINE)
    with monkeypatch.context() as small:
        small.setattr(cache, "_LARGEST", 4)
        assert not recognition.knows("picture", ENGINE)
    with edited(tmp_path / CACHE_NAME) as db:
        db.execute("UPDATE pictures SET words = substr(words, 1, length(words) - 4)")  # its words, not their checksum
    assert not recognition.knows("picture", ENGINE)


def test_words_of_a_line_share_its_height() -> None:
    low = word("near", 72, 700, height=5)
    tall = word("Mill", 110, 700, height=8)
    deep = word("gap", 140, 697.5, height=7.5)
    runs = runs_of((low, tall, deep))
    assert len({(run.y0, run.y1, run.size_pt) for run in runs}) == 1
    assert [run.text for run in runs] == ["near", "Mill", "gap"]


def test_specks_and_doubtful_words_are_left_out() -> None:
    page = RecognisedPage((word("Footbridge", 72, 700), word("~|", 10, 10, 0.95), word("wxq", 200, 700, 0.1)))
    assert [w.text for w in legible(page)] == ["Footbridge"]


def test_a_page_the_engine_was_unsure_of_gives_no_words() -> None:
    assert legible(RecognisedPage(tuple(word("abcde", 72, 20 * n, 0.4, n) for n in range(20)))) == ()


def test_confidence_weighs_words_by_their_letters() -> None:
    assert confidence((word("abcdefghi", 0, 0, 1.0), word("x", 0, 0, 0.5))) == pytest.approx(0.95)
    assert confidence(()) == 0


def test_which_documents_need_not_be_read_again() -> None:
    plain, without = "", Ocr(OcrMode.AUTO, "", HERE).stamp
    auto, force = Ocr(OcrMode.AUTO, ENGINE, HERE), Ocr(OcrMode.FORCE, ENGINE, HERE)
    assert [auto.accepts(stamp) for stamp in (plain, without, auto.stamp, force.stamp)] == [True, False, True, False]
    off = Ocr(OcrMode.OFF, "", HERE)
    assert all(off.accepts(stamp) for stamp in (plain, without, auto.stamp, force.stamp))  # nothing anew, nothing lost
    engine_gone = Ocr(OcrMode.AUTO, "", HERE)
    assert all(engine_gone.accepts(stamp) for stamp in (plain, without, auto.stamp))
    assert not auto.accepts(Ocr(OcrMode.AUTO, "plain 2", HERE).stamp)
    assert [force.accepts(stamp) for stamp in (plain, auto.stamp, force.stamp)] == [False, False, True]


def test_confidence_goes_with_recognised_text_only() -> None:
    with pytest.raises(ValueError):
        Page(1, "text", confidence=0.5)
    with pytest.raises(ValueError):
        Page(1, "text", source=TextSource.OCR)
    assert Page(1, "", source=TextSource.NONE, problem=PageProblem.PICTURE).confidence is None


def test_a_place_on_a_scan_is_marked_in_citation_and_screen() -> None:
    read = Source("a.pdf", "", DocumentKind.MINUTES, "Dunmere Parish Council", None, 3, None)
    scan = replace(read, text_source=TextSource.OCR, ocr_confidence=0.934)
    for shown in (citation, lambda source: place_line(Entry(1, source, Span(0, 4), "text"), 80).plain):
        assert "read by OCR, 93% sure" in shown(scan)
        assert "OCR" not in shown(read)

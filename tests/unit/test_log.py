"""What goes wrong inside the program is written down in a file, and never shows on the screen."""

from __future__ import annotations

import json
import logging
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from panelsearch.config.log import LEVEL_VARIABLE, LOG_VARIABLE, keep_log, log_file


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(LOG_VARIABLE, str(tmp_path / "logs" / "panelsearch.log"))
    root = logging.getLogger()
    before = root.handlers[:]
    root.handlers[:] = []
    yield tmp_path / "logs" / "panelsearch.log"
    root.handlers[:] = before


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("ascii").splitlines()]


def fail(said: str = "by zero") -> None:
    try:
        raise ZeroDivisionError(said)
    except ZeroDivisionError:
        logging.getLogger("panelsearch.test").warning("a.pdf", exc_info=True)


def test_a_traceback_goes_to_the_file_and_not_to_the_screen(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_log()
    keep_log()
    fail()
    (line,) = lines(file)
    assert (line["level"], line["logger"], line["message"]) == ("WARNING", "panelsearch.test", "a.pdf")
    assert line["error"] == "ZeroDivisionError"
    assert line["frames"] == [f"tests/unit/test_log.py:{fail.__code__.co_firstlineno + 2} fail"]
    assert capsys.readouterr() == ("", "")


def test_a_warning_of_a_library_goes_there_too_without_its_words(file: Path, capsys, monkeypatch) -> None:
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)  # put back when the test is over
    keep_log()
    warnings.warn("no number: Cllr Pryce owes £40", stacklevel=1)
    (line,) = lines(file)
    assert str(line["message"]).startswith("UserWarning at tests/unit/test_log.py:")
    assert capsys.readouterr() == ("", "")


def test_a_name_that_is_no_text_is_written_down_all_the_same(file: Path) -> None:
    keep_log()
    handler = logging.getLogger().handlers[-1]
    handler.handle(logging.makeLogRecord({"name": "panelsearch", "msg": "half \udce9.pdf", "levelno": logging.WARNING}))
    assert "half \\udce9.pdf" in file.read_text("ascii")


def test_what_a_paper_says_is_written_down_only_where_that_is_asked_for(file: Path, monkeypatch) -> None:
    keep_log()
    fail("Cllr Pryce owes £40")
    logging.getLogger("somebody.elses").warning("odd token %r", "Cllr Pryce owes £40")
    assert [line["message"] for line in lines(file)] == ["a.pdf", "odd token %r"]
    assert "Pryce" not in file.read_text("ascii")
    logging.getLogger().handlers[:] = []
    monkeypatch.setenv(LEVEL_VARIABLE, "debug")
    keep_log()
    fail("Cllr Pryce owes £40")
    assert lines(file)[-1]["said"] == "Cllr Pryce owes £40"


def test_a_name_that_a_screen_would_obey_breaks_no_line(file: Path) -> None:
    keep_log()
    logging.getLogger("panelsearch.test").warning("%s: odd", "a\nb\x1b[31m\u202efdp.pdf")
    (line,) = lines(file)
    assert line["message"] == "a\nb\x1b[31m\u202efdp.pdf: odd"
    assert file.read_text("ascii").isprintable() or file.read_text("ascii").count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_the_log_is_its_owners(file: Path) -> None:
    keep_log()
    fail()
    assert file.stat().st_mode & 0o077 == 0


def test_what_is_no_warning_is_not_kept(file: Path) -> None:
    keep_log()
    logging.getLogger("panelsearch.test").info("all is well")
    assert not file.exists()


def test_a_long_log_is_begun_anew_with_the_one_before_beside_it(file: Path) -> None:
    keep_log()
    file.parent.mkdir()
    file.write_text("x" * 1_000_001)
    fail()
    assert len(file.read_text("utf-8")) < 10_000
    assert file.with_suffix(".old.log").stat().st_size == 1_000_001


def test_a_log_that_cannot_be_written_stops_nobody(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.parent.write_text("a file stands here")
    keep_log()
    fail()
    assert capsys.readouterr() == ("", "")


def test_unless_another_file_is_named_the_log_is_in_the_systems_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LOG_VARIABLE)
    assert log_file().is_absolute()
    assert log_file().name == "panelsearch.log"


def test_a_log_that_cannot_be_written_is_not_named_as_if_it_could(file: Path, library, monkeypatch) -> None:
    def fails(*_: object) -> None:
        raise KeyError("odd")

    monkeypatch.setattr("panelsearch.services.search_service.SearchService.search", fails)
    assert "what stands in" in str(library.json("search", "footbridge", expect=70)["error"]["hint"])
    file.unlink()
    file.mkdir()
    hint = str(library.json("search", "footbridge", expect=70)["error"]["hint"])
    assert f"{file} cannot be written" in hint
    assert "what stands in" not in hint

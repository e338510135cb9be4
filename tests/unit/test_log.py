"""What goes wrong inside the program is written down in a file, and never shows on the screen."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from panelsearch.config.log import LOG_VARIABLE, keep_log, log_file


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(LOG_VARIABLE, str(tmp_path / "logs" / "panelsearch.log"))
    root = logging.getLogger()
    before = root.handlers[:]
    root.handlers[:] = []
    yield tmp_path / "logs" / "panelsearch.log"
    root.handlers[:] = before


def fail() -> None:
    try:
        raise ZeroDivisionError("by zero")
    except ZeroDivisionError:
        logging.getLogger("panelsearch.test").warning("a.pdf", exc_info=True)


def test_a_traceback_goes_to_the_file_and_not_to_the_screen(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_log()
    keep_log()
    fail()
    assert file.read_text("utf-8").count("ZeroDivisionError: by zero") == 1
    assert capsys.readouterr() == ("", "")


def test_a_name_that_is_no_text_is_written_down_all_the_same(file: Path) -> None:
    keep_log()
    handler = logging.getLogger().handlers[-1]
    handler.handle(logging.makeLogRecord({"msg": "half \udce9.pdf", "levelno": logging.WARNING}))
    assert "half \\udce9.pdf" in file.read_text("utf-8")


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

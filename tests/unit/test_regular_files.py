"""What is no regular file is told before it is opened, and what took a file's place meanwhile before it is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from panelsearch.config import regular_files
from panelsearch.config.regular_files import open_regular

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes there"),
    pytest.mark.timeout(20),
]


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe.pdf")
    return tmp_path / "pipe.pdf"


def test_a_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"words")
    with open_regular(tmp_path / "a.pdf") as file:
        assert file.read() == b"words"


def test_a_pipe_is_not_even_opened(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object) -> int:
        raise AssertionError("opening a device may set it going")

    monkeypatch.setattr(regular_files, "_unwaited", opened)
    with pytest.raises(OSError, match="named pipe"):
        open_regular(pipe)


def test_a_pipe_that_took_the_place_of_a_file_is_not_waited_for(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = Path(__file__).stat()
    monkeypatch.setattr(os, "stat", lambda *_, **__: file)
    with pytest.raises(OSError, match="named pipe"):
        open_regular(pipe)

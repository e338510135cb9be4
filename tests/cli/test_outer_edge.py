"""What a user sees when the program itself is at fault."""

import json

import pytest

from panelsearch.cli import main


def broken(options: object) -> int:
    raise ZeroDivisionError("by zero")


def test_a_fault_of_ours_is_a_line_and_a_hint(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(main, "run", broken)
    assert main.main(["status"]) == 70
    told = capsys.readouterr()
    assert "ZeroDivisionError" in told.err
    assert "PANELSEARCH_TRACEBACK" in told.err
    assert "Traceback" not in told.err
    assert main.main(["status", "--json"]) == 70
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "internal"


def test_the_traceback_is_there_for_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "run", broken)
    monkeypatch.setenv("PANELSEARCH_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main.main(["status"])

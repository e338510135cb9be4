"""What a user sees when the program itself is at fault."""

import json
import os

import pytest
from conftest import CliProcess

from panelsearch.cli import main
from panelsearch.config.log import LOG_VARIABLE, log_file


def broken(options: object) -> int:
    raise ZeroDivisionError("by zero")


def test_a_fault_of_ours_is_a_line_and_a_hint(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(main, "run", broken)
    assert main.main(["status"]) == 70
    told = capsys.readouterr()
    assert "ZeroDivisionError" in told.err
    assert "PANELSEARCH_TRACEBACK" in told.err
    assert "Traceback" not in told.err
    assert str(log_file()) in told.err
    assert "ZeroDivisionError: by zero" in log_file().read_text("utf-8")
    assert main.main(["status", "--json"]) == 70
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "internal"


def test_the_traceback_is_there_for_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "run", broken)
    monkeypatch.setenv("PANELSEARCH_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main.main(["status"])


def test_a_paper_that_our_code_stumbles_over_is_a_line_in_the_report(
    make_pdf, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The traceback is of the worker, a process of its own; it is in the log, and nothing of it on the screen."""
    make_pdf(tmp_path / "papers" / "a.pdf", [["Dunmere Parish Council", "The weir was discussed."]])
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(
        "from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor\n"
        "def extract(*_): raise ZeroDivisionError('by zero')\n"
        "PdfminerExtractor.extract = extract\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "site"), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv(LOG_VARIABLE, str(tmp_path / "panelsearch.log"))
    done = CliProcess(tmp_path / "index")("index", str(tmp_path / "papers"))
    assert done.returncode == 4
    assert "could not be read (ZeroDivisionError)" in done.stdout
    assert "Traceback" not in done.stderr + done.stdout
    assert "ZeroDivisionError: by zero" in (tmp_path / "panelsearch.log").read_text("utf-8")

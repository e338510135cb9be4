"""What a user sees when the program itself is at fault."""

import json
import os

import pytest
from conftest import Cli, CliProcess

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
    assert '"error": "ZeroDivisionError"' in log_file().read_text("utf-8")
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
        "def extract(*_, **__): raise ZeroDivisionError('by zero')\n"
        "PdfminerExtractor.extract = extract\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "site"), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv(LOG_VARIABLE, str(tmp_path / "panelsearch.log"))
    done = CliProcess(tmp_path / "index")("index", str(tmp_path / "papers"))
    assert done.returncode == 4
    assert "could not be read (ZeroDivisionError)" in done.stdout
    assert "Traceback" not in done.stderr + done.stdout
    assert '"error": "ZeroDivisionError"' in (tmp_path / "panelsearch.log").read_text("utf-8")


BEYOND = "9" * 20
ODD_NAME = "\udcff.pdf"
"""What Python makes of an argument that is not UTF-8."""


@pytest.mark.parametrize(
    "arguments",
    [
        ("sums", ">999999999999bn"), ("sums", "<-999999999999bn"), ("sums", "999999999999bn"),
        ("decisions", "--skip", BEYOND), ("actions", "--skip", BEYOND), ("show", ODD_NAME),
        ("show", ODD_NAME, "--page", BEYOND), ("search", f'person:"{" ".join(f"w{n}" for n in range(600))}"'),
        ("people", " ".join(f"w{n}" for n in range(1_200))),
    ],
    ids=lambda arguments: " ".join(arguments).encode(errors="replace").decode()[:40],
)  # fmt: skip
@pytest.mark.parametrize("shape", [(), ("--json",)])
def test_what_cannot_be_there_is_not_found(library: Cli, arguments: tuple[str, ...], shape: tuple[str, ...]) -> None:
    done = library(*arguments, *shape)
    assert done.returncode == 1, done.stderr
    assert "unexpectedly" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("sums", "<999999999999bn"), ("sums", ""), ("dates", ""), ("decisions", ""), ("actions", ""),
        ("search", "footbridge"),
    ],
)  # fmt: skip
def test_a_limit_beyond_all_rows_is_none(library: Cli, command: str, wanted: str) -> None:
    every = library(command, wanted, "--limit", "0")
    limited = library(command, wanted, "--limit", BEYOND)
    assert (limited.returncode, limited.stdout) == (every.returncode, every.stdout)
    assert every.returncode in (0, 1)

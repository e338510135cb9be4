"""What only a process can show: its exit code, its streams and their encoding, signals, workers begun as ever."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Cli, CliProcess

from panelsearch.cli.commands import NAMES

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")


def argv(library: Cli, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "panelsearch", "--index", str(library.index_dir), *arguments]


def test_a_folder_is_indexed_searched_and_verified(papers: Path, tmp_path: Path) -> None:
    run = CliProcess(tmp_path / "index")
    outcomes = {d["document"]: d["outcome"] for d in run.json("index", str(papers), expect=4)["documents"]}
    assert outcomes["broken.pdf"] == "failed"
    assert sorted(outcomes.values()) == ["failed", "indexed", "indexed"]
    export = tmp_path / "found.csv"
    assert run.json("export", "footbridge", "-o", str(export))["passages"] == 1
    assert run.json("verify", str(export))["confirmed"] == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("search", "-c", "footbridge"), 0), (("search", "-c", "heliport"), 1), (("search", "colour:red"), 2)],
)
def test_exit_codes_reach_the_shell(library: Cli, arguments: tuple[str, ...], code: int) -> None:
    assert CliProcess(library.index_dir)(*arguments).returncode == code


def test_no_index_is_exit_code_3_and_everything_but_data_goes_to_stderr(tmp_path: Path) -> None:
    done = CliProcess(tmp_path / "none")("search", "x")
    assert (done.returncode, done.stdout) == (3, "")
    assert "panelsearch index" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_data_is_utf_8_whatever_the_terminal_is_said_to_be(library: Cli, encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    done = subprocess.run(argv(library, "sums", "--json"), capture_output=True, env=environment, check=True)
    assert "£4,500" in str(json.loads(done.stdout.decode("utf-8")))


def test_nothing_is_coloured_when_piped(library: Cli) -> None:
    done = CliProcess(library.index_dir)("search", "footbridge")
    assert "footbridge" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


@POSIX
def test_a_reader_that_goes_is_no_fault(library: Cli) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        done = subprocess.run(argv(library, "dates", "--json"), stdout=gone, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 128 + signal.SIGPIPE
    assert done.stderr == b""


def test_help_names_every_command_and_an_unknown_one_is_told_with_them(library: Cli) -> None:
    told = CliProcess(library.index_dir)("--help")
    assert told.returncode == 0
    assert [name for name in NAMES if f"\n    {name}" not in told.stdout] == []
    wrong = CliProcess(library.index_dir)("zzz", "x")
    assert wrong.returncode == 2
    assert [name for name in NAMES if name not in wrong.stderr] == []


@pytest.mark.parametrize(
    ("arguments", "meant"), [(("serch", "x"), "search"), (("index", "--ocr", "of"), "off"), (("Search",), "search")]
)
def test_what_was_most_likely_meant_is_named(library: Cli, arguments: tuple[str, ...], meant: str) -> None:
    done = library(*arguments)
    assert done.returncode == 2
    assert f"invalid choice: '{arguments[-1 if arguments[0] == 'index' else 0]}'." in done.stderr
    assert f"Did you mean {meant}? See panelsearch" in done.stderr


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_told_to_end_says_that_it_stopped(tmp_path: Path, make_pdf, number: signal.Signals) -> None:
    for n in range(30):
        make_pdf(tmp_path / "papers" / f"{n}.pdf", [[f"Paper {n} about a matter."]])
    command = argv(Cli(tmp_path / "index"), "index", str(tmp_path / "papers"))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        assert "reading: 0 of 30" in run.stderr.readline()
        run.send_signal(number)
        told = run.stderr.read().splitlines()
    assert run.returncode == 130
    assert told[0] == "stopping ..."
    assert told[1].startswith("panelsearch: Stopped.")
    assert len(told) == 3  # with what to do


def test_without_a_terminal_the_ui_says_so(library: Cli) -> None:
    done = CliProcess(library.index_dir)()
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr

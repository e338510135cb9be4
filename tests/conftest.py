"""Papers made for the tests: small, invented, with what each test needs in them."""

from __future__ import annotations

import gc
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import filelock
import pytest

from panelsearch.cli.main import main
from panelsearch.config.log import LOG_VARIABLE
from panelsearch.testing.workers import quick_workers

pytest_plugins = ["tests.scale.fixtures"]

MakePdf = Callable[..., Path]
BuildOnce = Callable[[str, Callable[[Path], None]], Path]

MINUTES = [
    [
        "Dunmere Parish Council",
        "Minutes of the meeting held on Tuesday 7 February 2023 at 7.30 pm in the Village Hall",
        "Present: Cllr A Pryce (Chair), Cllr B Nnamdi, Cllr C O'Rourke",
        "Apologies: Cllr D Fraser",
        "",
        "1. Minutes of the last meeting",
        "The minutes of 10 January 2023 were agreed as a correct record.",
        "",
        "2. Footbridge",
        "The clerk reported that the footbridge at Mill Lane had lost two boards.",
        "RESOLVED: That Ferris Timber Ltd be paid £4,500 to repair the footbridge.",
        "Proposed by Cllr B Nnamdi, seconded by Cllr C O'Rourke.",
    ],
    [
        "3. Grass cutting",
        "Three quotations for grass cutting had been received. It was agreed to defer the matter.",
        "",
        "4. Date of next meeting",
        "The next meeting will be held on Tuesday 7 March 2023. The meeting closed at 8.40 pm.",
    ],
]
REPORT = [
    [
        "Severnmoor Police and Crime Panel",
        "Report of the Treasurer",
        "21 November 2023",
        "",
        "Speed indicator devices",
        "The Commissioner has set aside £1.2m for speed indicator devices in the market towns of the area.",
        "Councillor Eleri Vaughan asked that parishes be consulted before any device is moved.",
    ]
]


def pytest_xdist_auto_num_workers() -> int:
    """Two workers a processor: half of their time tests wait, for keys to be followed or a process to end."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.scale)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a library may be, once in each kind of store."""
    return request.getfixturevalue("postgres").new_library() if request.param == "postgres" else tmp_path


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the garbage collector from going through all tests and modules, which stay to the end, time and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def write_pdf(path: Path, pages: Sequence[Sequence[str]], **options: object) -> Path:
    """A PDF of plain lines; an empty page list makes one blank page."""
    from reportlab.pdfgen import canvas

    path.parent.mkdir(parents=True, exist_ok=True)
    sheet = canvas.Canvas(str(path), pagesize=(595, 842), invariant=1, **options)
    for number, lines in enumerate(pages or [[]], 1):
        sheet.setFont("Helvetica", 11)
        for row, line in enumerate(lines):
            sheet.drawString(72, 780 - 16 * row, line)
        sheet.drawCentredString(297, 40, f"Page {number}")
        sheet.showPage()
    sheet.save()
    return path


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    return write_pdf


@pytest.fixture(scope="session", autouse=True)
def _log(shared_folder: Path) -> None:
    """What goes wrong in a test is written down in its own place, by processes too."""
    os.environ[LOG_VARIABLE] = str(shared_folder / "panelsearch.log")


@pytest.fixture(scope="session", autouse=True)
def _quick_workers(_log: None) -> Iterator[None]:
    with quick_workers():
        yield


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this test run, the same for all workers of pytest-xdist."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def build_once(shared_folder: Path) -> BuildOnce:
    """`build_once(name, build)` gives the folder that `build` filled, in whichever worker came first.

    What it holds is read by all workers: a test that writes takes a copy.
    """

    def folder_of(name: str, build: Callable[[Path], None]) -> Path:
        folder, done = shared_folder / name, shared_folder / f"{name}.done"
        with filelock.FileLock(shared_folder / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                build(folder)
                done.touch()
        return folder

    return folder_of


@pytest.fixture(scope="session")
def papers(build_once: BuildOnce) -> Path:
    """A folder of two papers and one that is no PDF."""

    def build(folder: Path) -> None:
        write_pdf(folder / "dunmere" / "2023-02-07-minutes.pdf", MINUTES)
        write_pdf(folder / "severnmoor" / "speed-report.pdf", REPORT)
        (folder / "broken.pdf").write_bytes(b"this is not a PDF at all")

    return build_once("papers", build)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


class Cli:
    """The command line on one index, called in this process: quick, and the same but for the process itself."""

    def __init__(self, index_dir: Path) -> None:
        self.index_dir = index_dir

    def __call__(self, *arguments: str) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(["--index", str(self.index_dir), *arguments])
        return Ran(code, out.getvalue(), err.getvalue())

    def json(self, *arguments: str, expect: int = 0) -> dict[str, object]:
        """The one JSON object that the command prints, once its exit code is the one expected."""
        done = self(*arguments, "--json")
        assert done.returncode == expect, (done.returncode, done.stdout[-500:], done.stderr[-2000:])
        loaded: dict[str, object] = json.loads(done.stdout)
        return loaded

    def copied_to(self, index_dir: Path) -> Cli:
        """The command line on a copy of the index, for a test that writes."""
        shutil.copytree(self.index_dir, index_dir)
        return Cli(index_dir)


class CliProcess(Cli):
    """The command line as users run it, in a process of its own: for exit codes, signals, encodings and workers."""

    def __call__(self, *arguments: str) -> Ran:
        argv = [sys.executable, "-m", "panelsearch", "--index", str(self.index_dir), *arguments]
        done = subprocess.run(
            argv, capture_output=True, encoding="utf-8", timeout=100, check=False, stdin=subprocess.DEVNULL
        )
        return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def indexed(build_once: BuildOnce) -> Callable[[str, Callable[[Path], object]], Cli]:
    """`indexed(name, make)` is the command line on a library of the papers that `make(folder)` made, built once."""

    def library_of(name: str, make: Callable[[Path], object]) -> Cli:
        def build(folder: Path) -> None:
            make(folder / "papers")
            done = Cli(folder / "index")("index", "--workers", "1", str(folder / "papers"))  # always in one order
            assert done.returncode == 0, done.stderr

        return Cli(build_once(name, build) / "index")

    return library_of


@pytest.fixture(scope="session")
def library(papers: Path, build_once: BuildOnce) -> Cli:
    """The command line on a library of `papers`; a test that writes to it takes `copied_to`."""
    return Cli(build_once("library", lambda folder: Cli(folder).json("index", "--workers", "1", str(papers), expect=4)))


@pytest.fixture
def fresh(tmp_path: Path) -> Cli:
    """The command line on a place where there is no library yet."""
    return Cli(tmp_path / "index")

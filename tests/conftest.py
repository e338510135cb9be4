"""Papers made for the tests: small, invented, with what each test needs in them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

MakePdf = Callable[..., Path]

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


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two papers and one that is no PDF."""
    folder = tmp_path_factory.mktemp("papers")
    write_pdf(folder / "dunmere" / "2023-02-07-minutes.pdf", MINUTES)
    write_pdf(folder / "severnmoor" / "speed-report.pdf", REPORT)
    (folder / "broken.pdf").write_bytes(b"this is not a PDF at all")
    return folder


class Cli:
    """The command line, run as users run it: in a process of its own."""

    def __init__(self, index_dir: Path) -> None:
        self.index_dir = index_dir

    def __call__(self, *arguments: str, timeout: float = 100) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-m", "panelsearch", "--index", str(self.index_dir), *arguments]
        return subprocess.run(
            argv,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def json(self, *arguments: str, expect: int = 0) -> dict[str, object]:
        done = self(*arguments, "--json")
        assert done.returncode == expect, (done.returncode, done.stdout[-500:], done.stderr[-2000:])
        loaded: dict[str, object] = json.loads(done.stdout)
        return loaded


@pytest.fixture(scope="session")
def library(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """The command line on a library of `papers`."""
    cli = Cli(tmp_path_factory.mktemp("library") / "index")
    cli.json("index", str(papers), expect=4)
    return cli


@pytest.fixture
def fresh(tmp_path: Path) -> Cli:
    """The command line on a place where there is no library yet."""
    return Cli(tmp_path / "index")

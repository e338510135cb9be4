"""How long does a library take from PDFs to answers? Ours beside pdfminer's own tool, which only takes the text out."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.figures import OURS, Figure
from bench.memory import peak_mb

TASK = "index: text papers, PDF to library"


def text_papers(papers: Path, directory: Path) -> list[Path]:
    """Copies of the papers that have text on at least half of their pages."""
    from panelsearch.errors import UnreadableDocumentError
    from panelsearch.testing.raw_pages import raw_pages

    directory.mkdir()
    copies = []
    for number, path in enumerate(sorted(papers.rglob("*.pdf"))):
        try:
            with_text = [bool(page.runs) for page in raw_pages(path)]
        except UnreadableDocumentError:
            continue
        if sum(with_text) * 2 >= len(with_text):
            copies.append(Path(shutil.copyfile(path, directory / f"{number:05}-{path.name}")))
    return copies


def measure(papers: Path, scratch: Path) -> Iterator[Figure]:
    """The whole of `panelsearch index` with all cores; pdf2txt.py on one core over the same papers."""
    copies = text_papers(papers, scratch / "text")
    index = [sys.executable, "-m", "panelsearch", "--index", str(scratch / "index"), "index", "--ocr", "off"]
    yield Figure(TASK, OURS, _seconds([*index, str(scratch / "text")]), "s")
    yield Figure(TASK, "pdf2txt.py, text alone", _seconds([sys.executable, "-c", _PDF2TXT, *map(str, copies)]), "s")
    everything = [
        sys.executable,
        "-m",
        "panelsearch",
        "--index",
        str(scratch / "all"),
        "index",
        "--ocr",
        "off",
        str(papers),
    ]
    yield Figure("index: all papers, PDF to library", OURS, _seconds(everything), "s")
    yield Figure("index: again, nothing changed", OURS, _seconds(everything), "s")


# The tool as installed, all files in one process, so that it is not charged for its start-up.
_PDF2TXT = """
import contextlib, io, sys
from pdfminer.high_level import extract_text
for path in sys.argv[1:]:
    with contextlib.suppress(Exception):
        extract_text(path)
"""


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def measure_long(pages: int, scratch: Path) -> Iterator[Figure]:
    """The memory that pages of one long file take, read one after another."""
    from panelsearch.testing.raw_pages import raw_pages

    path = long_paper(scratch / "long.pdf", pages)
    before = peak_mb()
    began = time.perf_counter()
    read = sum(1 for _ in raw_pages(path))
    yield Figure(f"one file of {pages:,} pages", OURS, read / (time.perf_counter() - began), "pages/s")
    yield Figure(f"one file of {pages:,} pages: memory", OURS, peak_mb() - before, "MB")


def long_paper(path: Path, pages: int) -> Path:
    """A PDF of `pages` pages of text, 20 kB of content each, written without holding it in memory."""
    kids, offsets, at = [], {}, 0
    with path.open("wb") as file:

        def write(number: int, body: bytes) -> None:
            nonlocal at
            offsets[number] = at
            at += file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

        at += file.write(b"%PDF-1.4\n")
        write(1, b"<</Type/Catalog/Pages 2 0 R>>")
        write(3, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
        for page in range(pages):
            lines = (
                b"1 0 0 1 50 %d Tm (page %d line %d: the panel noted what it had been told about the weir) Tj"
                % (800 - 4 * line, page, line)
                for line in range(190)
            )
            content = b"BT /F1 3 Tf " + b"\n".join(lines) + b" ET"
            write(2 * page + 5, b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content))
            write(
                2 * page + 4,
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
                % (2 * page + 5),
            )
            kids.append(b"%d 0 R" % (2 * page + 4))
        write(2, b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), pages))
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
        file.writelines(b"%010d 00000 n \n" % offsets[number] for number in sorted(offsets))
        file.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, at))
    return path

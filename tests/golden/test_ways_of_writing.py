"""Is the same paper read the same whichever program wrote its file, and none of its pages called damaged?"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from panelsearch.extraction.pdf.text_runs import RawPage
from panelsearch.testing.raw_pages import raw_pages

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PAPERS = sorted(CORPUS.rglob("*.pdf"))
LENGTH_BEHIND = re.compile(rb"/Length \d+ 0 R\b")


@cache
def as_printed(paper: Path) -> tuple[RawPage, ...]:
    return tuple(raw_pages(paper))


def with_lengths_behind(paper: pikepdf.Pdf, path: Path) -> None:
    """The Length of each stream is an object of its own that stands behind it."""
    paper.save(path, qdf=True, static_id=True)
    assert len(LENGTH_BEHIND.findall(path.read_bytes())) >= len(paper.pages)


def with_lengths_packed_behind(paper: pikepdf.Pdf, path: Path) -> None:
    """The same, and what is no stream is packed in streams, some Lengths among it."""
    paper.save(path, qdf=True, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert len(LENGTH_BEHIND.findall(path.read_bytes())) >= len(paper.pages)
    assert b"\nxref" not in path.read_bytes()


def packed(paper: pikepdf.Pdf, path: Path) -> None:
    """What is no stream is packed in streams, and the table of places is one."""
    paper.save(path, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"\nxref" not in path.read_bytes()


def for_reading_online(paper: pikepdf.Pdf, path: Path) -> None:
    """The first page stands first, with a table of places of its own."""
    paper.save(path, static_id=True, linearize=True)
    assert b"/Linearized" in path.read_bytes()[:1024]


def updated(paper: pikepdf.Pdf, path: Path) -> None:
    """The first page's content was written anew at the end, its Length behind it; what it was before is no content."""
    paper.save(path, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(path) as saved:
        content = saved.pages[0].Contents
        before, number, size = content.read_raw_bytes(), content.objgen[0], len(saved.objects) + 1
        now, (root, _) = content.read_bytes(), saved.Root.objgen
    whole = path.read_bytes()
    assert whole.count(before) == 1
    whole, began = whole.replace(before, b"?" * len(before)), whole.rindex(b"startxref") + len(b"startxref")
    table = int(whole[began:].split()[0])
    stream = b"%d 0 obj\n<</Length %d 0 R>>\nstream\n%b\nendstream\nendobj\n" % (number, size, now)
    length = b"%d 0 obj\n%d\nendobj\n" % (size, len(now))
    at = len(whole)
    path.write_bytes(
        whole + stream + length
        + b"xref\n%d 1\n%010d 00000 n \n%d 1\n%010d 00000 n \n" % (number, at, size, at + len(stream))
        + b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (size + 1, root, table)
        + b"startxref\n%d\n%%%%EOF\n" % (at + len(stream) + len(length))
    )  # fmt: skip


@pytest.mark.parametrize(
    "write", [with_lengths_behind, with_lengths_packed_behind, packed, for_reading_online, updated]
)
def test_a_paper_reads_the_same_however_it_was_written(
    tmp_path: Path, write: Callable[[pikepdf.Pdf, Path], None]
) -> None:
    for paper in PAPERS:
        with pikepdf.open(paper) as opened:
            write(opened, tmp_path / paper.name)
        pages = tuple(raw_pages(tmp_path / paper.name))
        assert [page.failed for page in pages] == [""] * len(pages), paper.name
        assert pages == as_printed(paper), paper.name

"""Whatever is called an export, `verify` names what is wrong with it or refuses it: it never fails itself."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path

import pytest
from conftest import Cli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panelsearch.errors import PanelsearchError
from panelsearch.exporting.formats import VERIFIABLE
from panelsearch.exporting.manifest import manifest_path
from panelsearch.exporting.reopening import Reopened, reopened
from panelsearch.exporting.shelf import Shelf
from panelsearch.exporting.verification import verify

_SPLICES = [
    b"",
    b"\0",
    b"\xff",
    b'"',
    b"{",
    b"}",
    b"<",
    b"]]>",
    b"&#0;",
    b"&x;",
    b"\n",
    b",",
    b"9" * 40,
    b"null",
    b"[" * 9_999,
]


@pytest.fixture
def shelf(papers: Path, tmp_path: Path) -> Shelf:
    (tmp_path / "aside").mkdir()
    return Shelf.of_folder(papers, tmp_path / "aside")


@pytest.fixture(params=VERIFIABLE)
def whole(request: pytest.FixtureRequest, library: Cli, tmp_path: Path) -> Path:
    file = tmp_path / f"whole.{request.param}"
    library.json("export", "footbridge", "-o", str(file))
    return file


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(drawn=st.data())
def test_no_damage_makes_it_fail(whole: Path, shelf: Shelf, drawn: st.DataObject) -> None:
    parts = _parts(whole.read_bytes())
    name = drawn.draw(st.sampled_from(sorted(parts)))
    altered = _spliced(drawn, parts[name])
    file = whole.with_stem("out")
    file.write_bytes(_joined({**parts, name: altered}) if name else altered)
    manifest_path(file).write_bytes(manifest_path(whole).read_bytes())
    try:
        report = verify(file, shelf)
    except PanelsearchError:
        return
    if altered != parts[name] and report.all_there:
        assert report.notes, f"{name}: altered, and nothing is said of it"


@pytest.mark.parametrize(
    ("before", "after"),
    [(b'<row r="2">', b'<row r="999999999">'), (b'<c r="B2"', b'<c r="ZZZ2"'),
     (b"<sheetViews>", b'<dimension ref="A1:XFD1048576"/><sheetViews>')],
)  # fmt: skip
def test_a_sheet_that_says_it_is_huge_takes_no_time(
    library: Cli, tmp_path: Path, shelf: Shelf, before: bytes, after: bytes
) -> None:
    file = tmp_path / "out.xlsx"
    library.json("export", "footbridge", "-o", str(file))
    parts = _parts(file.read_bytes())
    sheet = "xl/worksheets/sheet1.xml"
    assert before in parts[sheet]
    file.write_bytes(_joined({**parts, sheet: parts[sheet].replace(before, after)}))
    began = time.process_time()
    verify(file, shelf)
    assert time.process_time() - began < 20


def test_a_paper_that_says_it_is_huge_takes_no_memory(make_pdf, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [["The weir is to be mended."]])
    whole = path.read_bytes()
    path.write_bytes(re.sub(rb"/Length \d+", b"/Length 999999999999999", whole))
    assert path.read_bytes() != whole
    paper = reopened(path, "a.pdf", tmp_path, (), everywhere=False)
    assert isinstance(paper, Reopened)
    assert "weir" in paper.text(1)


def _spliced(drawn: st.DataObject, data: bytes) -> bytes:
    start = drawn.draw(st.integers(0, len(data)))
    end = min(len(data), start + drawn.draw(st.sampled_from([0, 1, 20, len(data)])))
    return data[:start] + drawn.draw(st.sampled_from(_SPLICES)) + data[end:]


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts of an archive, and under "" the file itself, whatever it is."""
    if not data.startswith(b"PK"):
        return {"": data}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {"": data} | {name: archive.read(name) for name in archive.namelist()}


def _joined(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            if name:
                archive.writestr(name, part)
    return file.getvalue()

"""Whatever is called an export, `verify` names what is wrong with it or refuses it: it never fails itself."""

from __future__ import annotations

import io
import json
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
from panelsearch.exporting.reopening import Reopened, places_of, reopened
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


_FIGURES = b"9" * 5_000
"""More than Python makes a number of."""


@pytest.mark.parametrize(
    ("form", "before", "after"),
    [("csv", rb"(?<=[.]pdf,)1(?=,)", _FIGURES), ("jsonl", rb'(?<="start":)[0-9]+', b'"%b"' % _FIGURES),
     ("csl-json", rb'(?<="end": )[0-9]+', b'"%b"' % _FIGURES), ("qdpx", rb'(?<=endPosition=")[0-9]+', _FIGURES),
     *((form, rb"(?<=[0-9a-f]{16}-)1(?=-[0-9a-f]{32})", _FIGURES) for form in VERIFIABLE)],
)  # fmt: skip
def test_a_number_of_any_length_is_told_and_the_other_file_is_verified(
    library: Cli, tmp_path: Path, form: str, before: bytes, after: bytes
) -> None:
    file, other = tmp_path / f"out.{form}", tmp_path / "other.md"
    for one in (file, other):
        library.json("export", "footbridge", "--format", one.suffix[1:], "-o", str(one))
    parts = _parts(file.read_bytes())
    altered = {name: re.sub(before, after, part) for name, part in parts.items()}
    assert altered != parts
    file.write_bytes(_joined(altered) if len(parts) > 1 else altered[""])
    ran = library("verify", str(file), str(other), "--json")
    assert ran.returncode in (1, 2), ran.stderr
    assert {one["file"]: one.get("confirmed") for one in json.loads(ran.stdout)["files"]}[str(other)] == 1
    assert library("export", "--basket", str(file), "-o", str(tmp_path / "again.csv")).returncode in (0, 1, 2)


def test_a_seal_that_says_there_were_rows_without_number_takes_no_time(
    library: Cli, tmp_path: Path, shelf: Shelf
) -> None:
    file = tmp_path / "out.csv"
    library.json("export", "footbridge", "-o", str(file))
    manifest_path(file).unlink()
    file.write_text(re.sub("-1-(?=[0-9a-f]{32})", f"-{'9' * 18}-", file.read_text("utf-8")), "utf-8")
    began = time.process_time()
    assert verify(file, shelf).failures[-1].reason.endswith("nor are others behind it")
    assert time.process_time() - began < 20


@given(text=st.text("ab.  \n\xa0"), words=st.text("ab. \n\x1c", max_size=6))
def test_words_are_found_where_patterns_of_them_are(text: str, words: str) -> None:
    exact = [one.span() for one in re.finditer(re.escape(words), text)] if words else []
    spaced = re.finditer(r"\s+".join(map(re.escape, words.split())), text) if words.split() else ()
    found = [(one.start, one.end) for one in places_of(_Page(text), 1, words)]
    assert found == (exact or [one.span() for one in spaced])


@pytest.mark.parametrize(
    ("text", "words"), [("a " * 20_000, "a\n" * 10_000 + "b"), ("The weir.", "The weir is old. " * 60_000)]
)
def test_words_that_are_long_take_no_time_to_seek(text: str, words: str) -> None:
    began = time.process_time()
    assert list(places_of(_Page(text), 1, words)) == []
    assert time.process_time() - began < 0.5


class _Page(Reopened):
    """A paper of one page."""

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self, number: int) -> str:
        assert number == 1
        return self._text


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

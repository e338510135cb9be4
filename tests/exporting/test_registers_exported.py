"""What a register says of a passage is in every format that can carry it, shown to readers, and held by the seals."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import rispy
from conftest import Cli
from minuted_papers import write_minutes

from panelsearch.exporting.formats import VERIFIABLE, format_for
from panelsearch.exporting.manifest import manifest_path
from panelsearch.exporting.register_columns import GROUPS
from panelsearch.exporting.verification import read_rows


@pytest.fixture
def minuted(indexed: Callable[[str, Callable[[Path], object]], Cli]) -> Cli:
    return indexed("minuted", write_minutes)


@pytest.fixture
def minutes(minuted: Cli) -> Path:
    return minuted.index_dir.parent / "papers"


_TOLD = {"decisions": "outcome", "actions": "action", "attendance": "attendance"}


@pytest.mark.parametrize("register", _TOLD)
@pytest.mark.parametrize("form", [form for form in VERIFIABLE if form != "kwic"])
def test_what_a_register_says_is_in_every_format_that_can_carry_it(
    minuted: Cli, minutes: Path, tmp_path: Path, register: str, form: str
) -> None:
    table, file = tmp_path / "of.jsonl", tmp_path / f"out.{form}"
    minuted.json("export", "--register", register, "-o", str(table))
    told = minuted.json("export", "--register", register, "-o", str(file))
    assert told["left_out"] == []
    group = next(columns for columns in GROUPS.values() if _TOLD[register] in columns)
    by_place = [tuple(one.values.get(name, "") for name in ("quote", *group)) for one in read_rows(table)]
    held = format_for(file).held
    said = [tuple(one.values.get(name, "") for name in ("quote", *group)) for one in read_rows(file)]
    assert sorted(said) == sorted(tuple(map(held, one)) for one in by_place)
    assert any(one[1 + group.index(_TOLD[register])] for one in said)
    assert minuted.json("verify", "--papers", str(minutes), str(file))["confirmed"] == len(said)
    manifest_path(file).unlink()
    assert minuted.json("verify", "--papers", str(minutes), str(file))["confirmed"] == len(said)


def test_a_register_is_read_where_officers_and_researchers_open_it(minuted: Cli, tmp_path: Path) -> None:
    for form in ("docx", "md", "ris", "qdpx"):
        minuted.json("export", "--register", "attendance", "-o", str(tmp_path / f"came.{form}"))
    (table,) = docx.Document(str(tmp_path / "came.docx")).tables
    head, first, *_ = ([cell.text for cell in row.cells] for row in table.rows)
    assert head == ["No.", "Meeting", "Passage", "Source", "Attendance"]
    assert first[0] == "1"  # what programs need stands in a field
    assert first[4].splitlines()[-1] in {"Attendance: present", "Attendance: in attendance", "Attendance: apologies"}
    assert "*Attendance:* apologies" in (tmp_path / "came.md").read_text("utf-8")
    with (tmp_path / "came.ris").open(encoding="utf-8") as opened:
        entry = rispy.load(opened)[0]
    assert any(word.startswith("Attendance: ") for word in entry["keywords"])
    assert entry["research_notes"].endswith("minutes.pdf, PDF p. 1")
    assert "notes_abstract" not in entry  # it is no abstract
    with zipfile.ZipFile(tmp_path / "came.qdpx") as archive:
        project = archive.read("project.qde").decode()
    assert re.search(r'<Code guid="[^"]*" name="Attendance" isCodable="true"><Code guid="[^"]*" name="', project)

"""Words of minutes inside a pack are dated by the meeting they minute, in every format; `verify` dates them so too."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Cli, write_pdf
from msgspec import structs

from panelsearch.exporting.base import ExportFormat
from panelsearch.exporting.formats import VERIFIABLE
from panelsearch.exporting.manifest import manifest_path
from panelsearch.exporting.records import ExportRecord
from panelsearch.exporting.selection import of_query
from panelsearch.exporting.verification import read_rows
from panelsearch.exporting.writing import write
from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearch

_PACK = [
    [
        "Severnmoor Police and Crime Panel", "Agenda", "Tuesday 7 February 2023 at 10.30 am", "",
        "1. Apologies", "2. Minutes of the last meeting (Pages 2 - 2)", "3. Drones (Pages 3 - 3)",
    ],
    [
        "Severnmoor Police and Crime Panel", "Minutes of the meeting held on Tuesday 8 November 2022",
        "Present: Cllr A Pryce (Chair), Cllr B Nnamdi", "", "1. Apologies", "None were received.", "",
        "2. Horses", "RESOLVED: That two horses be bought.",
    ],
    ["Report of the Chief Constable", "Drones", "1. Purpose", "Four machines fly over the horses."],
]  # fmt: skip
_OWN = "2022-11-08"
_OF_THE_PACK = "2023-02-07"


@pytest.fixture
def packed(indexed: Callable[[str, Callable[[Path], object]], Cli]) -> Cli:
    return indexed("packed", lambda folder: write_pdf(folder / "pack.pdf", _PACK))


@pytest.fixture
def papers(packed: Cli) -> Path:
    return packed.index_dir.parent / "papers"


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def test_minutes_inside_a_pack_are_dated_by_their_meeting(packed: Cli, tmp_path: Path) -> None:
    file = tmp_path / "horses.csv"
    packed.json("export", "horses", "-o", str(file))
    dated = {row["page"]: row["meeting_date"] for row in _rows(file)}
    assert dated == {"2": _OWN, "3": _OF_THE_PACK}  # a report is of the meeting that the pack is for
    by_page = {row["page"]: row["citation"] for row in _rows(file)}
    assert "7 February 2023, minutes of 8 November 2022" in by_page["2"]
    # what is filtered by a day is counted on it
    counts = tmp_path / "counts.csv"
    packed.json("export", "horses date:2022", "--format", "counts", "--by", "month", "-o", str(counts))
    assert [(row["period"], row["passages"]) for row in _rows(counts)] == [("2022-11", "1")]
    decisions = tmp_path / "decisions.csv"
    packed.json("export", "--register", "decisions", "--to", "2022-12-31", "-o", str(decisions))
    assert [row["meeting_date"] for row in _rows(decisions)] == [_OWN]
    # the JSON of a search tells both
    hit = next(hit for hit in packed.json("search", "horses")["hits"] if hit["page"] == 2)
    assert (hit["meeting_date"], hit["part"]["meeting_date"]) == (_OF_THE_PACK, _OWN)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("bibtex", "date = {2022-11-08}"), ("ris", "DA  - 2022/11/08"), ("csl-json", '"date-parts": [[2022, 11, 8]]'),
        ("jsonl", '"meeting_date": "2022-11-08"'), ("tsv", "\t2022-11-08\t"),
    ],
)  # fmt: skip
def test_every_format_that_tells_a_date_tells_theirs(packed: Cli, tmp_path: Path, form: str, said: str) -> None:
    file = tmp_path / f"horses.{form}"
    packed.json("export", "horses date:2022", "-o", str(file))
    written = file.read_text("utf-8")
    if form in ("csl-json", "jsonl"):
        written = json.dumps(json.loads(written))
    assert said in written
    assert not any(_OF_THE_PACK in one.values.get("meeting_date", "") for one in read_rows(file))


@pytest.mark.parametrize("form", VERIFIABLE)
def test_what_is_dated_so_stands_with_and_without_the_library(
    packed: Cli, papers: Path, tmp_path: Path, form: str
) -> None:
    file, again = tmp_path / f"one.{form}", tmp_path / f"again.{form}"
    packed.json("export", "horses", "-o", str(file))
    packed.json("export", "horses", "-o", str(again))
    assert file.read_bytes() == again.read_bytes()
    manifest_path(again).unlink()
    for where in ((), ("--papers", str(papers))):
        told = packed.json("verify", *where, str(file))
        assert (told["confirmed"], told["notes"]) == (told["quotations"], [])
        assert packed.json("verify", *where, str(again))["failures"] == []


def test_the_packs_date_in_its_place_is_told_seal_or_no_seal(packed: Cli, papers: Path, tmp_path: Path) -> None:
    file = tmp_path / "altered.csv"
    packed.json("export", "horses date:2022", "-o", str(file))
    file.write_text(file.read_text("utf-8").replace(_OWN, _OF_THE_PACK), "utf-8", newline="")
    (row,) = packed.json("verify", "--papers", str(papers), str(file), expect=1)["failures"]
    told = f"not as the PDF has it: meeting date: the PDF gives {_OWN}"
    assert (row["verdict"], row["reason"]) == ("changed", told)
    sealed_anew = tmp_path / "anew.csv"
    with Library.open(packed.index_dir) as library:
        found = of_query(library, SavedSearch("", "horses date:2022"))

        def otherwise(form: ExportFormat) -> list[ExportRecord]:
            rows = [row for row in found.rows(form) if isinstance(row, ExportRecord)]
            return [structs.replace(row, meeting_date=_OF_THE_PACK) for row in rows]

        write(replace(found, rows=otherwise), sealed_anew, None, library=library)
    (row,) = packed.json("verify", "--papers", str(papers), str(sealed_anew), expect=1)["failures"]
    assert (row["verdict"], row["reason"]) == ("read otherwise", told)


def test_a_folder_that_has_not_the_pdf_is_named(packed: Cli, tmp_path: Path) -> None:
    file, wrong = tmp_path / "horses.csv", tmp_path / "other papers"
    wrong.mkdir()
    packed.json("export", "horses date:2022", "-o", str(file))
    (row,) = packed.json("verify", "--papers", str(wrong), str(file), expect=1)["failures"]
    assert (row["verdict"], row["reason"]) == ("document missing", f"the PDF is not in {wrong}")


def test_a_json_without_its_manifest_is_told_how_its_format_is_named(packed: Cli, papers: Path, tmp_path: Path) -> None:
    file = tmp_path / "only.json"
    packed.json("export", "horses", "--format", "csl-json", "-o", str(file))
    manifest_path(file).unlink()
    error = packed.json("verify", "--papers", str(papers), str(file), expect=2)["error"]
    assert error["message"] == f"{file} cannot be verified: no manifest tells its format, and its ending names none."
    assert error["hint"] == "Name its format: --format jsonl or csl-json."
    told = packed.json("verify", "--papers", str(papers), "--format", "csl-json", str(file))
    assert told["confirmed"] == told["quotations"] > 0

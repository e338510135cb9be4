"""A table that another program opened and saved still says what was written, and `verify` says who saved it: not we."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from conftest import Cli

from panelsearch.exporting.manifest import manifest_path


def by_openpyxl(file: Path, into: Path) -> None:
    openpyxl.load_workbook(file).save(into)


def by_libreoffice(file: Path, into: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    reads = ["--infilter=CSV:44,34,UTF8"] if file.suffix == ".csv" else []
    subprocess.run(
        ["soffice", "--headless", *reads, "--convert-to", file.suffix[1:], "--outdir", str(into.parent), str(file)],
        check=True, env={"HOME": str(into.parent), "PATH": "/usr/bin:/bin"}, timeout=100,
    )  # fmt: skip


@pytest.mark.parametrize(("form", "save"), [("xlsx", by_openpyxl), ("xlsx", by_libreoffice), ("csv", by_libreoffice)])
def test_each_row_stands_and_the_saving_is_told(library: Cli, tmp_path: Path, form: str, save) -> None:
    file, again = tmp_path / f"out.{form}", tmp_path / "again" / f"out.{form}"
    again.parent.mkdir()
    exported = library.json("export", "footbridge OR devices", "--context", "-o", str(file))
    save(file, again)
    shutil.copy(manifest_path(file), manifest_path(again))
    told = library.json("verify", str(again))
    assert told["confirmed"] == exported["rows"] > 1
    assert told["notes"] == ["the file was saved again by another program, but says what was written"]

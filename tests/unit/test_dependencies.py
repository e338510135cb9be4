"""What the program stands on: locked to versions that its own ranges admit, and none of those known to be bad."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = (one for extra in ("serve", "writer") for one in PROJECT["optional-dependencies"][extra])
WANTED = [Requirement(one) for one in [*PROJECT["dependencies"], *EXTRAS]]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
LOCKED = dict(re.findall(r"^([a-z0-9-]+)==([^\s\\]+)", LOCK, re.M))


def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / "scripts" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_every_dependency_is_locked_to_a_version_in_its_range(wanted: Requirement) -> None:
    """`make lock` mends it."""
    assert wanted.specifier.contains(LOCKED[re.sub(r"[-_.]+", "-", wanted.name).lower()])


@pytest.mark.parametrize(
    ("name", "bad"),
    [("pdfminer.six", "20251107"), ("filelock", "3.20.0"), ("filelock", "3.20.2"), ("pillow", "11.2.1")],
)
def test_versions_known_to_be_bad_are_excluded(name: str, bad: str) -> None:
    (wanted,) = (one for one in WANTED if one.name == name)
    assert not wanted.specifier.contains(bad)


def test_what_is_locked_is_locked_by_its_hash() -> None:
    parts = re.split(r"\n(?=[a-z0-9-]+==)", LOCK)
    assert len(parts) >= len(WANTED)
    assert all("\n    --hash=sha256:" in part for part in parts)


def test_a_hole_is_a_line_and_no_report_is_no_clean_one() -> None:
    holes = '[{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}, {"name": "b"}]'
    assert audit().holes(f'{{"dependencies": {holes}}}') == ["a 1: CVE-1, mended in 2"]
    assert audit().holes('{"dependencies": []}') == []
    for nothing in ("", "[]", "ERROR: no network"):
        with pytest.raises(ValueError):
            audit().holes(nothing)


@pytest.mark.parametrize(
    ("said", "code"),
    [('{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": []}]}]}', 1),
     ('{"dependencies": []}', 0), ("no network", 0)],
)  # fmt: skip
def test_a_hole_fails_the_check_and_a_network_that_is_not_there_does_not(monkeypatch, said: str, code: int) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1, said, ""))
    assert audit().main() == code


def test_the_bill_names_whatever_is_locked_with_its_hash(tmp_path: Path) -> None:
    pytest.importorskip("cyclonedx_py")
    (asked,) = re.findall(r"cyclonedx-py (.*?)dist/panelsearch.cdx.json", (ROOT / "Makefile").read_text("utf-8"), re.S)
    command = [sys.executable, "-m", "cyclonedx_py", *asked.replace("\\", " ").split(), str(tmp_path / "bill.json")]
    subprocess.run([*command, "requirements.lock"], cwd=ROOT, check=True, capture_output=True)
    bill = json.loads((tmp_path / "bill.json").read_text("utf-8"))
    assert {one["name"].lower(): one["version"] for one in bill["components"]} == LOCKED
    assert all(one["externalReferences"][0]["hashes"] for one in bill["components"])

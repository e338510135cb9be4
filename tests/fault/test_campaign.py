"""The campaign of faults, in small: every kind once or a few times; `make faults KILLS=1000` is the long one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="runs are killed and starved by what only Unix has")
pytestmark = pytest.mark.timeout(400)
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("only", ["kills", "room", "readers", "meetings", "drives"])
def test_nothing_is_lost_wrong_or_stuck(only: str) -> None:
    few = ["--kills", "12", "--points", "2", "--generations", "2", "--meetings", "1", "--drives", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "bench.faults", "--only", only, *few],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(only)

"""Workers of a cluster are killed in every phase of a file, as seeds say: nothing is lost or stored twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from conftest import Cli

pytest.importorskip("distributed")

from tests.fault.lost_workers import PHASES, cluster_of_two, kill
from tests.fault.test_killed_runs import everything, stored

pytestmark = [pytest.mark.scale, pytest.mark.timeout(1200)]
KILLS = 20


def test_workers_killed_in_every_phase_lose_nothing_and_have_nothing_stored_twice(tmp_path: Path, make_pdf) -> None:
    plans, papers = tmp_path / "plans", tmp_path / "papers"
    plans.mkdir()
    for number in range(8):
        lines = [f"Dunmere Parish Council minutes of {number + 1} March 2023"]
        lines += [f"{item}. Matter {item}: the council discussed case number {number}{item}." for item in range(1, 9)]
        make_pdf(papers / f"{number}.pdf", [lines] * (number + 1))
    undisturbed = Cli(tmp_path / "undisturbed")
    undisturbed.json("index", str(papers))
    with cluster_of_two(plans) as workers:
        for seed in range(KILLS):
            dice = random.Random(seed)
            phase = PHASES[seed % len(PHASES)]
            spread = Cli(tmp_path / f"spread-{seed}")
            kill(plans, phase)
            workers.wait_for_workers(dice.choice((1, 2)), timeout=60)
            report = spread.json("index", str(papers), "--scheduler", workers.scheduler_address)
            assert [d["outcome"] for d in report["documents"]] == ["indexed"] * 8, (seed, phase, report)
            assert not list(plans.iterdir()), (seed, phase)
            assert stored(spread.index_dir) == 8, (seed, phase)
            assert everything(spread) == everything(undisturbed), (seed, phase)

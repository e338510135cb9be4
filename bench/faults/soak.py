"""After hundreds of runs over thousands of papers that came, changed and went: is the library one made at once?"""

from __future__ import annotations

import random
from pathlib import Path

from bench.faults.answers import check, said
from bench.faults.kills import Tally, Told
from bench.faults.papers import Folder
from bench.faults.runs import index, undisturbed


def soak(papers: int, runs: int, seed: int, scratch: Path, told: Told) -> Tally:
    """So many papers in all, brought in by so many runs, between which others change, are renamed and go."""
    tally, dice = Tally(), random.Random(seed)
    folder, library, fresh = Folder(scratch / "papers", dice), scratch / "library", scratch / "fresh"
    for number in range(runs):
        folder.fill(max(1, papers // runs))
        folder.step(dice.randint(0, max(2, papers // runs)))
        done = index(library, folder.path)
        tally.faults["runs"] += 1
        if done.code is None:
            tally.stuck.append(f"run {number}")
        elif done.code:
            tally.wrong.append(f"run {number}: {done.board.said}")
        told(tally, f"{number + 1} of {runs} runs, {len(folder.names)} papers in the folder, {folder.made} ever")
    undisturbed(fresh, folder.path)
    tally.faults["papers at the end"], tally.faults["papers ever"] = len(folder.names), folder.made
    if said(library) != said(fresh):
        tally.wrong.append("at the end: other answers than a fresh library")
    if fault := check(library):
        tally.wrong.append(f"at the end: {fault}")
    return tally

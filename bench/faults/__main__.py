"""Kills runs, fills disks, stops writers, changes files, takes drives away, and counts what is lost, wrong or stuck.

python -m bench.faults --seed 1 --kills 60
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.faults.drives import lose_drives, on_a_failing_drive
from bench.faults.kills import Tally, Told, kill
from bench.faults.meetings import meet, read_through
from bench.faults.room import starve
from bench.faults.runs import PHASES, warm
from bench.faults.soak import soak

Campaign = Callable[[Path, Told], Tally]
_FAULTS_A_TABLE = 50


def main() -> int:
    """The command line; exit code 1 where anything was lost, wrong or stuck."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    add = parser.add_argument
    add("--seed", type=int, default=1)
    add("--kills", type=int, default=60)
    add("--points", type=int, default=8, help="runs without room enough")
    add("--generations", type=int, default=8, help="states of a library that eight readers see")
    add("--meetings", type=int, default=4, help="two writers, a stopped writer, files changed while read")
    add("--drives", type=int, default=4, help="times that each drive goes, or gives errors")
    add("--soak", type=int, default=0, help="papers of the soak")
    add("--runs", type=int, default=200, help="runs of the soak")
    add("--only", choices=("kills", "room", "readers", "meetings", "drives", "soak"))
    options = parser.parse_args()
    if options.only in (None, "drives"):
        on_a_failing_drive()
    campaigns: dict[str, Campaign] = {
        "kills": lambda scratch, told: kill(options.kills, options.seed, scratch, told),
        "room": lambda scratch, told: starve(options.points, options.seed, scratch, told),
        "readers": lambda scratch, told: read_through(options.generations, options.seed, scratch, told),
        "meetings": lambda scratch, told: meet(options.meetings, options.seed, scratch, told),
        "drives": lambda scratch, told: lose_drives(options.drives, options.seed, scratch, told),
        "soak": lambda scratch, told: soak(options.soak, options.runs, options.seed, scratch, told),
    }
    if not options.soak:
        del campaigns["soak"]
    clean = True
    for name, campaign in campaigns.items():
        if options.only in (None, name):
            clean &= _shown(name, campaign)
    return 0 if clean else 1


def _shown(name: str, campaign: Campaign) -> bool:
    started, last, shown = time.monotonic(), 0.0, 0

    def told(tally: Tally, line: str) -> None:
        nonlocal last, shown
        if time.monotonic() - last > 10:
            last = time.monotonic()
            print(f"  {name}: {line}", file=sys.stderr, flush=True)
        if (faults := tally.faults.total()) >= shown + _FAULTS_A_TABLE:
            shown = faults
            print(f"{name}, so far\n{_table(tally)}", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        warm(Path(scratch, "warm"))
        tally = campaign(Path(scratch, "at"), told)
    print(f"{name}, in {time.monotonic() - started:.0f} s\n{_table(tally)}", flush=True)
    return tally.is_clean


def _table(tally: Tally) -> str:
    order = {phase.name: number for number, phase in enumerate(PHASES)}
    kinds = sorted(tally.faults.items(), key=lambda one: (order.get(one[0], 99), one[0]))
    lines = [f"  {what.lower():<44}{times:>7}" for what, times in kinds]
    for what, cases in (("lost", tally.lost), ("wrong", tally.wrong), ("stuck", tally.stuck)):
        lines.append(f"  {what + ':':<44}{len(cases):>7}")
        lines += [f"    {case[:400]}" for case in cases[:10]]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

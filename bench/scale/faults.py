"""What becomes of a library when its servers fail: nodes and stores killed or full, writers that meet, dead workers?

python -m bench.scale.faults --seed 1 --rounds 20

Each round changes a folder of invented papers, brings the library up to date while a fault strikes, mends what failed,
runs once more, and compares all that the library says with what a fresh one on files says. A reader must find the
library before or after, or be told; a run must end, well or with a message.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults.answers import alike, told, told_first
from bench.faults.kills import Tally
from bench.faults.papers import Folder
from bench.faults.runs import Ended, Fault, Phase, begun, ended, index, undisturbed, warm
from bench.scale.disks import Disks
from panelsearch.errors import LibraryBusyError, PanelsearchError
from tests.scale.servers import OpenSearchCluster, PostgresServer

_NODES = 3
_CHANGED = 4
"""Papers that a round changes."""
_ASKING_SECONDS = 3.0
_SPARE_BYTES = (0, 20_000, 200_000)
"""What is left on a disk that is full."""
_UNEXPECTED = 70


@dataclass(slots=True)
class Site:
    """A library on servers of its own, its papers, and what it has to say."""

    cluster: OpenSearchCluster
    postgres: PostgresServer
    disks: Disks
    place: Path
    folder: Folder
    fresh: Path
    dice: random.Random
    tally: Tally
    seconds: Counter[str] = field(default_factory=Counter)

    def mend(self) -> None:
        """Have all servers up, with room, and every shard where it belongs."""
        self.disks.empty()
        self.postgres.restore()
        self.cluster.restore()

    def round(self, name: str, strike: Callable[[Site], list[Ended]]) -> None:
        """Change papers, run while `strike` does what it does, mend, look, run again, compare."""
        began = time.monotonic()
        before = told_first(self.place)
        self.folder.step(_CHANGED)
        shutil.rmtree(self.fresh, ignore_errors=True)
        undisturbed(self.fresh, self.folder.path)
        after = told_first(self.fresh)
        self.tally.faults[name] += 1
        for run in strike(self):
            self._judge(name, run)
        self.mend()
        self._look(name, before, after)
        again = index(self.place, self.folder.path)
        if again.code is None:
            self.tally.stuck.append(f"{name}: the run afterwards")
        elif again.code:
            self.tally.wrong.append(f"{name}: the run afterwards: {again.code} {again.board.said}")
        self._compare(name)
        self.seconds[name] += round(time.monotonic() - began)

    def _judge(self, name: str, run: Ended) -> None:
        if run.code is None:
            self.tally.stuck.append(name)
        elif run.code == _UNEXPECTED or run.code < 0:
            self.tally.wrong.append(f"{name}: {run.code} {run.board.said}")
        else:
            self.tally.faults[f"{name}: the run {'told why it ended' if run.code else 'went on'}"] += 1

    def _look(self, name: str, before: object, after: object) -> None:
        """What a reader finds: one library or the other, whole."""
        try:
            found = told_first(self.place)
        except Exception as error:  # noqa: BLE001 - whatever a reader meets is what is looked for
            self.tally.wrong.append(f"{name}: a reader: {type(error).__name__}: {error}")
            return
        if not (alike(found, before) or alike(found, after)):
            self.tally.wrong.append(f"{name}: a reader finds neither the library before nor the one after")

    def _compare(self, name: str) -> None:
        try:
            found, right = told(self.place), told(self.fresh)
        except Exception as error:  # noqa: BLE001 - whatever a reader meets is what is looked for
            self.tally.wrong.append(f"{name}: {type(error).__name__}: {error}")
            return
        if len(found) != len(right):
            self.tally.lost.append(f"{name}: {len(found)} answers instead of {len(right)}: papers are missing")
        elif not alike(found, right):
            other = [number for number, pair in enumerate(zip(found, right, strict=True)) if not alike(*pair)]
            self.tally.wrong.append(f"{name}: other answers than a fresh library, to {other}")


def node_killed(phase: Phase) -> Callable[[Site], list[Ended]]:
    """A node dies while a run is in a phase."""

    def strike(site: Site) -> list[Ended]:
        number = site.dice.randrange(_NODES)
        process = site.cluster.processes[number]
        delay = site.dice.random() * 0.4
        fault = Fault(phase, strikes=lambda: os.kill(process, signal.SIGKILL), seconds=delay)
        done = index(site.place, site.folder.path, fault=fault)
        site.cluster.kill(number)
        return [done]

    return strike


def node_killed_while_asked(site: Site) -> list[Ended]:
    """A node dies while a library is asked, which says the same as ever, or that it cannot say."""
    right, said = told_first(site.place), list[object]()
    until = time.monotonic() + _ASKING_SECONDS
    number = site.dice.randrange(_NODES)
    timer = threading.Timer(site.dice.random() * _ASKING_SECONDS / 2, site.cluster.kill, (number,))
    timer.start()
    while time.monotonic() < until or timer.is_alive():
        try:
            said.append(told_first(site.place))
        except PanelsearchError as error:
            site.tally.faults[f"a node killed while asked: a question ended with {error.code}"] += 1
    site.tally.faults["a node killed while asked: questions answered"] += len(said)
    if not all(alike(one, right) for one in said):
        site.tally.wrong.append("a node killed while asked: another answer than before")
    return [index(site.place, site.folder.path)]  # on the nodes that are left


def disk_full(of: str) -> Callable[[Site], list[Ended]]:
    """There is no room where the first copy of the passages is, or where the store is."""

    def strike(site: Site) -> list[Ended]:
        disk = site.disks.of_store if of == "store" else site.disks.of_node(_holder_of_primary(site.cluster))
        site.disks.fill(disk, spare=site.dice.choice(_SPARE_BYTES))
        return [index(site.place, site.folder.path)]

    return strike


def _holder_of_primary(cluster: OpenSearchCluster) -> int:
    """The node with the largest primary shard."""
    shards = cluster.ask("GET", "/_cat/shards?h=prirep,store,node&bytes=b")
    held = [(int(shard["store"] or 0), shard["node"]) for shard in shards if shard["prirep"] == "p"]
    return int(max(held)[1].removeprefix("node"))


def store_killed(phase: Phase) -> Callable[[Site], list[Ended]]:
    """PostgreSQL dies in the middle of what a phase writes."""

    def strike(site: Site) -> list[Ended]:
        fault = Fault(
            phase, site.dice.randint(1, 3), site.dice.random() * 0.02 + 1e-6, lambda: _kill(site.postgres.processes)
        )
        return [index(site.place, site.folder.path, fault=fault)]

    return strike


def _kill(processes: list[int]) -> None:
    for process in processes:
        os.kill(process, signal.SIGKILL)


def two_writers(site: Site) -> list[Ended]:
    """Two runs at once: one does it, the other waits its turn or is told who is at work."""
    done = [ended(*one) for one in [begun(site.place, site.folder.path) for _ in range(2)]]
    for one in done:
        if one.code == LibraryBusyError.exit_code and "index_busy" not in one.board.said:
            site.tally.wrong.append(f"one of two writers: {one.board.said}")
    return done


def writer_killed(phase: Phase) -> Callable[[Site], list[Ended]]:
    """The run itself dies; its lock goes with its connection."""

    def strike(site: Site) -> list[Ended]:
        done = index(site.place, site.folder.path, fault=Fault(phase, seconds=site.dice.random() * 0.2 + 1e-6))
        if done.was_killed:
            site.tally.faults["the writer killed: killed"] += 1
            return []
        return [done]

    return strike


FAULTS: dict[str, Callable[[int], Callable[[Site], list[Ended]]]] = {
    "a node killed during bulk": lambda turn: node_killed(Phase.INDEXING),
    "a node killed during publishing": lambda turn: node_killed((Phase.PUBLISHING, Phase.CLEARING)[turn % 2]),
    "a node killed while asked": lambda turn: node_killed_while_asked,
    "the index's disk full": lambda turn: disk_full("index"),
    "the store's disk full": lambda turn: disk_full("store"),
    "PostgreSQL killed": lambda turn: store_killed(
        (Phase.SAVING, Phase.PUBLISHING, Phase.SETTLING, Phase.SWEEPING)[turn % 4]
    ),
    "the writer killed": lambda turn: writer_killed((Phase.SAVING, Phase.INDEXING, Phase.PUBLISHING)[turn % 3]),
    "two writers": lambda turn: two_writers,
}
"""By name, what happens in the so manieth round."""


def campaign(rounds: int, seed: int, only: str) -> Tally:
    """So many rounds of each fault on one library; what came of them."""
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        scratch.chmod(0o711)  # the store's server is another user
        warm(scratch / "warm")
        disks = stack.enter_context(Disks(scratch / "disks", _NODES))
        cluster = stack.enter_context(OpenSearchCluster(disks.place, _NODES))
        postgres = stack.enter_context(PostgresServer(folder=disks.of_store))
        place, dice = scratch / "library.toml", random.Random(seed)
        nodes = ",".join(cluster.urls).replace(",http://", ",")
        place.write_text(f'store = "{postgres.new_database()}"\nindex = "{nodes}/faults"\n', "utf-8")
        folder = Folder(scratch / "papers", dice)
        folder.fill(8)
        undisturbed(place, folder.path)
        site = Site(cluster, postgres, disks, place, folder, scratch / "fresh", dice, Tally())
        for turn in range(rounds):
            for name, fault in FAULTS.items():
                if only in name:
                    site.round(name, fault(turn))
                    print(f"  {turn + 1} of {rounds}: {name}", file=sys.stderr, flush=True)
        for name, seconds in site.seconds.items():
            print(f"  {name}: {seconds / rounds:.0f} s a round", file=sys.stderr)
        return site.tally


def table(tally: Tally) -> str:
    """What happened how often, and what was lost, wrong or stuck."""
    lines = [f"  {what:<72}{times:>6}" for what, times in sorted(tally.faults.items())]
    for what, cases in (("lost", tally.lost), ("wrong", tally.wrong), ("stuck", tally.stuck)):
        lines.append(f"  {what + ':':<72}{len(cases):>6}")
        lines += [f"    {case[:400]}" for case in cases[:20]]
    return "\n".join(lines)


def main() -> int:
    """The command line; exit code 1 where anything was lost, wrong or stuck."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", default="", help="faults with these letters in their names")
    options = parser.parse_args()
    tally = campaign(options.rounds, options.seed, options.only)
    print(table(tally))
    return 0 if tally.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())

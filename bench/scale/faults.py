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
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bench.faults.answers import alike, told, told_first
from bench.faults.kills import Tally
from bench.faults.papers import Folder
from bench.faults.runs import Board, Ended, Fault, Phase, begun, ended, undisturbed, warm
from bench.scale.disks import Disks
from bench.scale.workers import Workers
from panelsearch.errors import LibraryBusyError, PanelsearchError
from tests.fault import lost_workers
from tests.scale.servers import OpenSearchCluster, PostgresServer

Strike = Callable[["Site", str], list[Ended]]
"""What strikes a site, under a name; how the runs ended that it struck."""
_NODES = 3
_CHANGED = 4
"""Papers that a round changes."""
_ASKING_SECONDS = 3.0
_SPARE_BYTES = (0, 20_000, 200_000)
"""What is left on a disk that is full."""
_UNEXPECTED = 70
_STUCK_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Servers:
    """What keeps a library: nodes of OpenSearch and PostgreSQL, each on a disk of its own."""

    cluster: OpenSearchCluster
    postgres: PostgresServer
    disks: Disks

    def mend(self) -> None:
        """Have all up, with room, and every shard where it belongs."""
        self.disks.empty()
        self.postgres.restore()
        self.cluster.restore()


@dataclass(slots=True)
class Site:
    """A library, its papers, and what there is to strike: what keeps it, or who reads its papers."""

    struck_at: Servers | Workers
    place: Path
    folder: Folder
    fresh: Path
    dice: random.Random
    tally: Tally
    took: Board
    seconds: Counter[str] = field(default_factory=Counter)

    @property
    def servers(self) -> Servers:
        """What keeps it."""
        assert isinstance(self.struck_at, Servers)
        return self.struck_at

    @property
    def workers(self) -> Workers:
        """Who reads its papers."""
        assert isinstance(self.struck_at, Workers)
        return self.struck_at

    def run(self, fault: Fault | None = None) -> Ended:
        """Bring the library up to date, in a process of its own."""
        return ended(*begun(self.place, self.folder.path, fault=fault), _STUCK_SECONDS)

    def struck(self, name: str, has_struck: bool) -> None:
        """Count a fault, and those that came too late."""
        self.tally.faults[name if has_struck else f"{name}: too late"] += 1

    def round(self, name: str, strike: Strike) -> None:
        """Change papers, run while `strike` does what it does, mend, look, run again, compare."""
        began = time.monotonic()
        before = told_first(self.place)
        self.folder.step(_CHANGED)
        shutil.rmtree(self.fresh, ignore_errors=True)
        undisturbed(self.fresh, self.folder.path)
        after = told_first(self.fresh)
        for run in strike(self, name):
            self._judge(name, run)
        self.struck_at.mend()
        self._look(name, before, after)
        again = self.run()
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


def node_killed(phase: Phase, seconds: float) -> Strike:
    """A node dies while a run is in a phase, or up to so many seconds after it began."""

    def strike(site: Site, name: str) -> list[Ended]:
        number = site.dice.randrange(_NODES)
        process = site.servers.cluster.processes[number]
        fault = Fault(phase, strikes=lambda: os.kill(process, signal.SIGKILL), seconds=site.dice.random() * seconds)
        done = site.run(fault)
        site.struck(name, number in site.servers.cluster.died())
        return [done]

    return strike


def node_killed_while_asked(site: Site, name: str) -> list[Ended]:
    """A node dies while a library is asked, which says the same as ever, or that it cannot say."""
    right, said = told_first(site.place), list[object]()
    until = time.monotonic() + _ASKING_SECONDS
    number = site.dice.randrange(_NODES)
    timer = threading.Timer(site.dice.random() * _ASKING_SECONDS / 2, site.servers.cluster.kill, (number,))
    timer.start()
    while time.monotonic() < until or timer.is_alive():
        try:
            said.append(told_first(site.place))
        except PanelsearchError as error:
            site.tally.faults[f"{name}: a question ended with {error.code}"] += 1
    site.struck(name, has_struck=True)
    site.tally.faults[f"{name}: questions answered"] += len(said)
    if not all(alike(one, right) for one in said):
        site.tally.wrong.append(f"{name}: another answer than before")
    return [site.run()]  # on the nodes that are left


def disk_full(of: str) -> Strike:
    """There is no room where the first copy of the passages is, or where the store is."""

    def strike(site: Site, name: str) -> list[Ended]:
        disk = (
            site.servers.disks.of_store
            if of == "store"
            else site.servers.disks.of_node(_holder_of_primary(site.servers.cluster))
        )
        site.servers.disks.fill(disk, spare=site.dice.choice(_SPARE_BYTES))
        site.struck(name, site.servers.disks.are_real)
        return [site.run()]

    return strike


def _holder_of_primary(cluster: OpenSearchCluster) -> int:
    """The node with the largest primary shard."""
    shards = cluster.ask("GET", "/_cat/shards?h=prirep,store,node&bytes=b")
    held = [(int(shard["store"] or 0), shard["node"]) for shard in shards if shard["prirep"] == "p"]
    return int(max(held)[1].removeprefix("node"))


def store_killed(phase: Phase) -> Strike:
    """PostgreSQL dies in the middle of what a phase writes."""

    def strike(site: Site, name: str) -> list[Ended]:
        _, seconds = site.took.tally(phase)
        server = psutil.Process(site.servers.postgres.processes[0])
        delay = seconds * site.dice.random() + 1e-6
        fault = Fault(phase, seconds=delay, strikes=lambda: _kill([server, *server.children()]))
        done = site.run(fault)
        site.struck(name, not site.servers.postgres.processes)
        return [done]

    return strike


def _kill(processes: list[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()


def two_writers(site: Site, name: str) -> list[Ended]:
    """Two runs at once: one does it, the other waits its turn or is told who is at work."""
    done = [ended(*one, _STUCK_SECONDS) for one in [begun(site.place, site.folder.path) for _ in range(2)]]
    for one in done:
        if one.code == LibraryBusyError.exit_code and "index_busy" not in one.board.said:
            site.tally.wrong.append(f"{name}: {one.board.said}")
    site.struck(name, has_struck=True)
    return done


def writer_killed(phase: Phase) -> Strike:
    """The run itself dies; its lock goes with its connection."""

    def strike(site: Site, name: str) -> list[Ended]:
        _, seconds = site.took.tally(phase)
        done = site.run(Fault(phase, seconds=seconds * site.dice.random() + 1e-6))
        site.struck(name, done.was_killed)
        return [] if done.was_killed else [done]

    return strike


def worker_killed(phase: str) -> Strike:
    """A worker of the Dask cluster that reads the papers dies as it comes to that phase of a file."""

    def strike(site: Site, name: str) -> list[Ended]:
        workers = site.workers
        workers.plan(phase)
        command = [sys.executable, "-m", "panelsearch", "--index", str(site.place), "index", str(site.folder.path)]
        board = Board()
        try:
            done = subprocess.run(
                [*command, "--scheduler", workers.address, "--ocr", "off"], timeout=_STUCK_SECONDS, check=False,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
                env={**os.environ, "PANELSEARCH_TAGGER": "rules"},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return [Ended(None, board)]
        board.said = done.stderr[-1000:]
        site.struck(name, workers.killed())
        return [Ended(done.returncode, board)]

    return strike


SERVERS: dict[str, Sequence[Strike]] = {
    "a node killed during bulk": [node_killed(Phase.INDEXING, 1.5)],
    "a node killed during publishing": [node_killed(Phase.PUBLISHING, 0), node_killed(Phase.CLEARING, 0)],
    "a node killed while asked": [node_killed_while_asked],
    "the index's disk full": [disk_full("index")],
    "the store's disk full": [disk_full("store")],
    "PostgreSQL killed": [
        store_killed(phase) for phase in (Phase.SAVING, Phase.PUBLISHING, Phase.INDEXING, Phase.SWEEPING)
    ],
    "the writer killed": [writer_killed(phase) for phase in (Phase.SAVING, Phase.INDEXING, Phase.PUBLISHING)],
    "two writers": [two_writers],
}
"""What strikes servers, by name; in the rounds by turns."""
WORKERS: dict[str, Sequence[Strike]] = {
    f"a Dask worker killed {phase} a file": [worker_killed(phase)] for phase in lost_workers.PHASES
}
"""What strikes workers, likewise."""


def campaign(rounds: int, seed: int, only: str, tally: Tally) -> None:
    """So many rounds of each fault, on a library on servers and on one on files; what came of them is tallied."""
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        scratch.chmod(0o711)  # the store's server is another user
        warm(scratch / "warm")
        if faults := _chosen(SERVERS, only):
            disks = stack.enter_context(Disks(scratch / "disks", _NODES))
            cluster = stack.enter_context(OpenSearchCluster(disks.place, _NODES))
            postgres = stack.enter_context(PostgresServer(folder=disks.of_store))
            place = scratch / "library.toml"
            nodes = ",".join(cluster.urls)
            place.write_text(f'store = "{postgres.new_library()}"\nindex = "{nodes}/faults"\n', "utf-8")
            _rounds(rounds, seed, faults, Servers(cluster, postgres, disks), place, tally)
        if faults := _chosen(WORKERS, only):
            workers = stack.enter_context(Workers(scratch / "workers"))
            _rounds(rounds, seed, faults, workers, scratch / "library", tally)


def _chosen(faults: dict[str, Sequence[Strike]], only: str) -> dict[str, Sequence[Strike]]:
    return {name: strikes for name, strikes in faults.items() if only in name}


def _rounds(
    rounds: int, seed: int, faults: dict[str, Sequence[Strike]], struck_at: Servers | Workers, place: Path, tally: Tally
) -> None:
    dice = random.Random(seed)
    folder = Folder(place.with_name(f"papers of {place.stem}"), dice)
    folder.fill(8)
    undisturbed(place, folder.path)
    folder.step(_CHANGED)
    took = undisturbed(place, folder.path)
    site = Site(struck_at, place, folder, place.with_name("fresh"), dice, tally, took)
    for turn in range(rounds):
        for name, strikes in faults.items():
            site.round(name, strikes[turn % len(strikes)])
            print(f"  {turn + 1} of {rounds}: {name}", file=sys.stderr, flush=True)
        if turn % 5 == 4:
            print(table(tally), file=sys.stderr, flush=True)
    for name, seconds in site.seconds.items():
        print(f"  {name}: {seconds / rounds:.0f} s a round", file=sys.stderr)


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
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # the servers too
    tally = Tally()
    try:
        campaign(options.rounds, options.seed, options.only, tally)
    finally:
        print(table(tally), flush=True)
    return 0 if tally.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())

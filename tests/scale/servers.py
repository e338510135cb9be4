"""OpenSearch and PostgreSQL as they are, started for tests on this machine and stopped again.

A test asks for the fixture `cluster` (OpenSearch, one node), `three_nodes` or `postgres`, in whichever folder it stands
(they are made in `tests/scale/fixtures.py`):

    def test_something(cluster: OpenSearchCluster, postgres: PostgresServer) -> None:
        index = f"{cluster.url}/{cluster.unused_name()}"    # http://127.0.0.1:PORT/t1
        store = postgres.new_database()                     # postgresql://panelsearch@127.0.0.1:PORT/t1

Such tests have the mark `scale` and run only where that is asked for; a parameter of a contract suite is given it by
hand (`pytest.param("opensearch", marks=pytest.mark.scale)`, then `request.getfixturevalue("cluster")`):

    make test-scale                                  # all of them
    python -m pytest -m scale tests/scale            # those of a folder
    python -m pytest -m 'scale or not scale' tests/contract

Every process of pytest has servers of its own, on ports that are free. A cluster is shared by the tests of a process:
each takes names that are unused. `three_nodes` may be killed node by node: it is whole again for the next test.
Programs do the same without pytest:

    with OpenSearchCluster(folder, nodes=3) as cluster, PostgresServer() as postgres: ...

What is needed: Java 17 with its compiler and Maven, which fetches the artifacts once
(`python -m tests.scale.servers` does so beforehand); PostgreSQL 15 or newer; setpriv of util-linux.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import filelock
import platformdirs
import psutil

LAUNCHER = Path(__file__).parent / "cluster"
LOOPBACK = "127.0.0.1"
STARTING = 180.0  # seconds that a server may take, on a busy machine
STOPPING = 20.0  # seconds, then it is killed
_numbers = itertools.count(1)


class NotHereError(Exception):
    """A server cannot be started on this machine; the message says what is missing."""


class NotUpError(Exception):
    """A server was started and did not answer in time, or ended; the message has the end of its log."""


def missing_for_opensearch() -> str:
    """Which programs an OpenSearch node lacks here, as a sentence; "" where none."""
    return _missing("java", "javac", "mvn", why="OpenSearch needs Java 17 and Maven")


def missing_for_postgres() -> str:
    """Which programs a PostgreSQL server lacks here, as a sentence; "" where none."""
    if not _postgres_programs():
        return "PostgreSQL is not installed (Debian: apt install postgresql)"
    return _missing("setpriv", why="PostgreSQL is started through util-linux")


def _missing(*programs: str, why: str) -> str:
    absent = [program for program in programs if not shutil.which(program)]
    return f"{why}: {', '.join(absent)} not found" if absent else ""


def class_path() -> str:
    """What a node is started with, fetched and compiled once for these sources.

    Raises NotHereError where a program is missing or the artifacts cannot be fetched.
    """
    if missing := missing_for_opensearch():
        raise NotHereError(missing)
    source, pom = LAUNCHER / "TestNode.java", LAUNCHER / "pom.xml"
    key = hashlib.sha256(pom.read_bytes() + source.read_bytes()).hexdigest()[:16]
    folder = platformdirs.user_cache_path("panelsearch-tests") / key
    folder.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(folder / "lock"):
        made = folder / "classpath.txt"
        if not made.exists() or not all(Path(jar).exists() for jar in made.read_text("utf-8").split(os.pathsep)):
            fetched = folder / "fetched.txt"
            _made("mvn", "-q", "-B", "-f", str(pom), "dependency:build-classpath", f"-Dmdep.outputFile={fetched}")
            _made("javac", "-d", str(folder / "classes"), "-cp", fetched.read_text("utf-8"), str(source))
            made.write_text(os.pathsep.join([str(folder / "classes"), fetched.read_text("utf-8")]), "utf-8")
        return os.pathsep.join([str(LAUNCHER), made.read_text("utf-8")])  # the launcher's folder has the log's settings


def _made(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=600, check=False)
    if done.returncode:
        raise NotHereError(f"{command[0]} failed: {(done.stdout + done.stderr)[-1500:]}")


class _Started(ABC):
    """What a `with` starts, and stops at its end, also where it did not come up."""

    @abstractmethod
    def start(self) -> Self: ...

    @abstractmethod
    def stop(self) -> None: ...

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class OpenSearchCluster(_Started):
    """Nodes of OpenSearch, each a process of its own that can be killed and started again.

    A full disk does not close indexes here, unless `settings` set `cluster.routing.allocation.disk.threshold_enabled`.
    """

    def __init__(
        self, folder: Path, nodes: int = 1, *, heap: str = "512m", quick: bool = True,
        settings: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """A cluster that is kept in `folder` (one folder a node), not started yet; `settings` are every node's.

        Where `quick`, a node starts in less time and then works more slowly.
        """
        self._folder, self._heap, self._quick, self._settings = folder, heap, quick, dict(settings or {})
        ports = free_ports(2 * nodes)
        self._http, self._transport = ports[:nodes], ports[nodes:]
        self._running: dict[int, subprocess.Popen[bytes]] = {}

    @property
    def urls(self) -> list[str]:
        """The addresses of the nodes that were started and not killed, `http://127.0.0.1:PORT`."""
        return [f"http://{LOOPBACK}:{self._http[number]}" for number in sorted(self._running)]

    @property
    def url(self) -> str:
        """The address of the first of them."""
        return self.urls[0]

    @property
    def processes(self) -> dict[int, int]:
        """The process of each node that was started and not killed, by the node's number."""
        return {number: process.pid for number, process in sorted(self._running.items())}

    def folder(self, number: int) -> Path:
        """Where a node keeps its own: its log, and its data in `data/`."""
        return self._folder / f"node{number}"

    def start(self) -> Self:
        """Start the nodes that do not run, and wait until all are in the cluster and every shard has its copies."""
        self.start_missing()
        self.wait_for("green")
        return self

    def start_missing(self) -> None:
        """Start the nodes that do not run, and wait until all are in the cluster; their shards may follow later."""
        for number in self.died():
            self.kill(number)
        for number in range(len(self._http)):
            if number not in self._running:
                self._launch(number)
        self.wait_for("red")

    def restore(self) -> None:
        """Have all nodes up and every shard whole, whatever was done to them."""
        self.start_missing()
        self.ask("POST", "/_cluster/reroute?retry_failed=true")
        self.wait_for("green")

    def died(self) -> list[int]:
        """The nodes that were started, not stopped, and run no longer."""
        return [number for number, process in self._running.items() if process.poll() is not None]

    def kill(self, number: int) -> None:
        """End a node with SIGKILL, as a power cut would."""
        process = self._running.pop(number)
        process.kill()
        process.wait()
        _close(process)

    def stop(self) -> None:
        """Stop the nodes in order, those that do not stop with SIGKILL."""
        for process in self._running.values():
            _close(process)  # a node whose input ends stops
        for process in self._running.values():
            try:
                process.wait(STOPPING)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._running.clear()

    def wait_for(self, status: str, timeout: float = STARTING) -> None:
        """Wait until the running nodes are the cluster's, which is of that status ("red", "yellow", "green") or better.

        Raises NotUpError.
        """
        path = f"/_cluster/health?wait_for_status={status}&wait_for_nodes={len(self._running)}&timeout=1s"
        _wait(lambda: not self.ask("GET", path)["timed_out"], timeout, self._running.values(), self._log_ends)

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """The JSON that the first node answers (None where it says nothing); raises OSError where the request fails."""
        request = urllib.request.Request(
            self.url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"content-type": "application/json", "accept": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            said = answer.read()
        return json.loads(said) if said else None

    def set(self, settings: Mapping[str, object]) -> None:
        """Change settings of the whole cluster until it is started anew; a value of None is the default again."""
        self.ask("PUT", "/_cluster/settings", {"transient": dict(settings)})

    def unused_name(self) -> str:
        """A name for an index that no other test of this process has."""
        return f"t{next(_numbers)}"

    def clear(self, names: str = "*") -> None:
        """Delete the indexes of those names (`t1*`), all of them if none are said."""
        held = self.ask("GET", f"/_cat/indices/{names}?h=index")
        if held:
            self.ask("DELETE", "/" + ",".join(row["index"] for row in held))

    def _launch(self, number: int) -> None:
        folder = self.folder(number)
        folder.mkdir(parents=True, exist_ok=True)
        settings = {
            "path.home": str(folder),
            "path.data": str(folder / "data"),
            "path.repo": str(self._folder / "snapshots"),
            "cluster.name": "panelsearch-tests",
            "node.name": f"node{number}",
            "network.host": LOOPBACK,
            "http.port": str(self._http[number]),
            "transport.port": str(self._transport[number]),
            "discovery.seed_hosts": ",".join(f"{LOOPBACK}:{port}" for port in self._transport),
            "cluster.initial_cluster_manager_nodes": ",".join(f"node{at}" for at in range(len(self._http))),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            **self._settings,
        }
        options = [f"-Xms{self._heap}", f"-Xmx{self._heap}"]
        options += ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"] if self._quick else []  # compiled lightly
        options += [
            f"-Djava.io.tmpdir={_made_folder(folder / 'temporary')}",
            "-Dopensearch.networkaddress.cache.ttl=60",
        ]
        command = ["java", *options, "-cp", class_path(), "TestNode", *(f"{k}={v}" for k, v in settings.items())]
        with (folder / "log.txt").open("ab") as log:
            self._running[number] = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True
            )

    def _log_ends(self) -> str:
        return "\n".join(_end_of(self.folder(number) / "log.txt") for number in range(len(self._http)))


class PostgresServer(_Started):
    """A PostgreSQL server of its own in a temporary folder, that can be killed and started again.

    It listens on loopback and lets everyone in, whatever the password. Its text sorts by the rules of English and not
    by code point, as on the machines of users. As root, it runs as the user `postgres`. It ends with the thread that
    started it.
    """

    def __init__(self, *, folder: Path | None = None, settings: Mapping[str, str] | None = None) -> None:
        """A server that is not started yet, in a temporary folder or a given one; `settings` as in postgresql.conf."""
        self._settings = {
            "fsync": "off",  # a killed server loses nothing by it, only a machine that goes down
            "shared_buffers": "64MB",
            "max_connections": "60",
            **(settings or {}),
        }
        self._port = free_port()
        self._given = folder
        self._folder: Path | None = None
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def folder(self) -> Path:
        """Where the server keeps its own: its log, and its data in `data/`; there from the first start to `stop`."""
        if self._folder is None:
            # short, and open to the server's user: a socket's path has a limit
            self._folder = self._given or Path(tempfile.mkdtemp(prefix="panelsearch-postgres-"))
            self._folder.mkdir(exist_ok=True)
            _give_to_owner(self._folder)
        return self._folder

    def add_file(self, setting: str, content: bytes) -> None:
        """Have a file of the server's own, which nobody else may read, named by a setting of it."""
        path = self.folder / setting
        path.touch(0o600)
        path.write_bytes(content)
        _give_to_owner(path)
        self._settings[setting] = str(path)

    def url(self, database: str = "postgres", password: str = "") -> str:
        """The address of a database, `postgresql://panelsearch@127.0.0.1:PORT/DATABASE`; any password is right."""
        user = f"panelsearch:{password}" if password else "panelsearch"
        return f"postgresql://{user}@{LOOPBACK}:{self._port}/{database}"

    def new_database(self) -> str:
        """Make an empty database and give its address."""
        name = f"t{next(_numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)

    def new_library(self) -> str:
        """Give the address of a library that is not there yet, in a database that others may be in."""
        return f"{self.url()}?schema=library_{next(_numbers)}"

    def run(self, statement: str, database: str = "postgres") -> str:
        """What psql prints for a statement, rows as lines and columns parted by tabs."""
        command = [self.program("psql"), "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", statement]
        done = subprocess.run(
            [*command, self.url(database)], capture_output=True, encoding="utf-8", timeout=60, check=False
        )
        if done.returncode:
            raise OSError(f"psql: {done.stderr}")
        return done.stdout

    def start(self) -> Self:
        """Start the server, with an empty database the first time, and wait until it answers."""
        if missing := missing_for_postgres():
            raise NotHereError(missing)
        data, log = self.folder / "data", self.folder / "log.txt"
        if not data.exists():
            sorts = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-GB"]
            made = subprocess.run(
                self._as_owner("initdb", "-D", str(data), "-U", "panelsearch", "--auth=trust", "--no-sync", *sorts),
                capture_output=True, encoding="utf-8", timeout=120, check=False, cwd="/",
            )  # fmt: skip
            if made.returncode:
                raise NotHereError(f"initdb: {made.stderr}")
        given = [f"--{name}={value}" for name, value in self._settings.items()]
        places = [f"--listen_addresses={LOOPBACK}", f"--port={self._port}", f"--unix_socket_directories={self.folder}"]
        with log.open("ab") as said:
            self._running = subprocess.Popen(
                self._as_owner("postgres", "-D", str(data), *places, *given, ends_with_us=True),
                stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True, cwd="/",
            )  # fmt: skip
        _wait(lambda: self.run("SELECT 1") == "1\n", STARTING, [self._running], lambda: _end_of(log))
        return self

    @property
    def processes(self) -> list[int]:
        """The server's process, then those that work for it: one for each connection, and its own."""
        if self._running is None or self._running.poll() is not None:
            return []
        return [self._running.pid, *(child.pid for child in psutil.Process(self._running.pid).children())]

    def kill(self) -> None:
        """End the server and all that work for it with SIGKILL, in mid-transaction."""
        assert self._running is not None
        for process in self.processes:
            os.kill(process, signal.SIGKILL)
        self._running.wait()
        self._running = None

    def restore(self) -> None:
        """Have it up, whatever was done to it."""
        if self._running is None or not self._answers_within(STOPPING):
            self.start()

    def _answers_within(self, seconds: float) -> bool:
        """Whether a server that may be ending, or starting anew by itself, is up in the end."""
        assert self._running is not None
        until = time.monotonic() + seconds
        while self._running.poll() is None and time.monotonic() < until:
            try:
                return self.run("SELECT 1") == "1\n"
            except OSError:
                time.sleep(0.1)
        return False

    def stop(self) -> None:
        """Stop the server, without waiting for those connected, and delete its folder."""
        if self._running is not None:
            self._running.send_signal(signal.SIGINT)
            try:
                self._running.wait(STOPPING)
            except subprocess.TimeoutExpired:
                self.kill()
            self._running = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _as_owner(self, program: str, *arguments: str, ends_with_us: bool = False) -> list[str]:
        owner = ["--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        end = ["--pdeathsig=INT"] if ends_with_us else []
        command = [self.program(program), *arguments]
        return ["setpriv", *owner, *end, *command] if owner or end else command

    @staticmethod
    def program(name: str) -> str:
        """Where a program of PostgreSQL is, such as pg_dump."""
        programs = _postgres_programs()
        assert programs is not None
        return str(programs / name)


def _give_to_owner(path: Path) -> None:
    """The server is never root."""
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(path, account.pw_uid, account.pw_gid)


def _postgres_programs() -> Path | None:
    """The folder of the newest server's programs: Debian keeps them out of the way of users."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).parent if found else None


def _wait(
    is_up: Callable[[], bool],
    timeout: float,
    processes: Sequence[subprocess.Popen[bytes]] | Any,
    log: Callable[[], str],
) -> None:
    """Ask until a server answers that it is up."""
    last: object = None
    until = time.monotonic() + timeout
    while time.monotonic() < until:
        if any(process.poll() is not None for process in processes):
            raise NotUpError(f"it ended by itself:\n{log()}")
        try:
            if is_up():
                return
        except (OSError, ValueError) as error:
            last = error
        time.sleep(0.1)
    raise NotUpError(f"no answer in {timeout:.0f} s ({last}):\n{log()}")


def free_port() -> int:
    """A port of loopback that nobody listens on at this moment."""
    return free_ports(1)[0]


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens on at this moment."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind((LOOPBACK, 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def _close(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.close()


def _made_folder(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def _end_of(log: Path) -> str:
    return log.read_text("utf-8", "replace")[-3000:] if log.exists() else f"{log.name} was not written"


if __name__ == "__main__":
    try:
        class_path()
    except NotHereError as error:
        print(error)
        sys.exit(os.environ.get("PANELSEARCH_TEST_SCALE") == "required")

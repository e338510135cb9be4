"""Who is let in by `panelsearch serve`, for how long, and what is left of a session: asked by a real client."""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest

pytest.importorskip("textual_serve")

from aiohttp import ClientSession, CookieJar, WSMsgType, WSServerHandshakeError, web

from panelsearch.cli.commands.serve import _address
from panelsearch.cli.main import main as panelsearch
from panelsearch.errors import UsageError
from panelsearch.services.library import Library
from panelsearch.services.metrics import library_metrics
from panelsearch.storage.place import Place
from panelsearch.tui import confinement
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.app import run as run_app
from panelsearch.tui.browser_server import Admission, BrowserServer
from panelsearch.tui.clipboard import copy_to_file
from panelsearch.tui.controllers.indexing import IndexingRun

# A program that says what Textual's says, starts another, and does not end when it is told to.
DEAF = """
import subprocess, sys, time
other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
sys.stdout.write("__GANGLION__\\n"); sys.stdout.flush()
told = str(other.pid).encode()
sys.stdout.buffer.write(b"D" + len(told).to_bytes(4, "big") + told); sys.stdout.flush()
time.sleep(600)
"""


@asynccontextmanager
async def served(behind: str = "", **admission: float) -> AsyncIterator[tuple[BrowserServer, str]]:
    server = BrowserServer([sys.executable, "-c", DEAF], "localhost", 0, confined_to="/nowhere", behind=behind,
                           admission=Admission(**admission))  # type: ignore[arg-type]  # fmt: skip
    runner = web.AppRunner(await server._make_app())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    server.port = port
    server._hosts = frozenset(f"{name}:{port}" for name in ("localhost", "127.0.0.1"))
    with pytest.MonkeyPatch.context() as quick:
        quick.setattr("panelsearch.tui.browser_server._SECONDS_TO_END", 0.1)
        try:
            yield server, f"http://127.0.0.1:{port}"
        finally:
            await runner.cleanup()


def asked(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[[], None]:
    def run() -> None:
        asyncio.run(asyncio.wait_for(test(), 60))

    run.__name__ = test.__name__
    return run


@asynccontextmanager
async def let_in(server: BrowserServer, address: str) -> AsyncIterator[ClientSession]:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        async with client.get(f"{address}/?token={server.token}") as page:
            assert page.status == 200
            assert "token" not in str(page.url)
        yield client


async def refused(client: ClientSession, address: str, **headers: str) -> int:
    with pytest.raises(WSServerHandshakeError) as told:
        await client.ws_connect(f"{address}/ws", headers=headers)
    return told.value.status


async def gone(pid: int) -> bool:
    last = time.monotonic() + 30
    while time.monotonic() < last:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        await asyncio.sleep(0.1)
    return False


@asked
async def test_nobody_comes_in_without_the_token() -> None:
    async with served() as (server, address), ClientSession() as stranger:
        for path in ("/", "/static/js/textual.js", "/download/x", "/?token=wrong", "/?token=%ff", "/?token="):
            async with stranger.get(address + path, allow_redirects=False) as answer:
                assert answer.status == 403, path
        assert await refused(stranger, address) == 403
        assert await refused(stranger, address, Cookie=f"panelsearch={server.token[:-1]}") == 403


@asked
async def test_a_wrong_token_takes_as_long_as_a_nearly_right_one() -> None:
    async with served() as (_, address), ClientSession() as stranger:
        given: list[bytes] = []
        with pytest.MonkeyPatch.context() as watched:
            watched.setattr("hmac.compare_digest", lambda one, other: given.append(one) or one == other)
            await stranger.get(f"{address}/?token=wrong")
            await stranger.get(address, headers={"Cookie": "panelsearch=nearly"})
        assert {b"wrong", b"nearly"} <= set(given)


@asked
async def test_the_token_leaves_the_address_and_the_page_lets_nobody_else_show_it() -> None:
    async with served() as (server, address), let_in(server, address) as client:
        async with client.get(address) as page:
            text = await page.text()
            assert page.status == 200
            assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
        assert server.token not in text
        assert f"ws://{address.removeprefix('http://')}/ws" in text


@asked
async def test_another_host_or_origin_is_refused_on_page_and_websocket() -> None:
    async with served() as (server, address), let_in(server, address) as client:
        for headers in (
            {"Origin": "http://evil.example"}, {"Host": "evil.example"}, {"Origin": "null"},
            {"Host": "evil.example:80", "Origin": "http://evil.example:80"},
            {"Origin": address.replace("http:", "https:")}, {"Origin": f"{address}.evil.example"},
        ):  # fmt: skip
            async with client.get(address, headers=headers) as answer:
                assert answer.status == 403, headers
            assert await refused(client, address, **headers) == 403, headers
        async with client.ws_connect(f"{address}/ws", headers={"Origin": address}) as websocket:
            assert (await websocket.receive()).type is WSMsgType.BINARY


@asked
async def test_a_proxy_is_let_in_under_the_name_that_was_given_and_no_other() -> None:
    async with served(behind="https://papers.example") as (server, address), ClientSession() as client:
        assert server.address == f"https://papers.example/?token={server.token}"
        own = {"Host": "papers.example"}
        async with client.get(f"{address}/?token={server.token}", headers=own, allow_redirects=False) as answer:
            assert answer.status == 303
            assert "Secure" in answer.headers["Set-Cookie"]
        own["Cookie"] = f"panelsearch={server.token}"
        async with client.get(address, headers=own) as page:
            assert 'data-session-websocket-url="wss://papers.example/ws"' in await page.text()
        async with client.ws_connect(f"{address}/ws", headers=own | {"Origin": "https://papers.example"}):
            pass
        for wrong in ({"Origin": "http://papers.example"}, {"Origin": address}, {"Host": "papers.example.evil"}):
            assert await refused(client, address, **(own | wrong)) == 403


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("https://Papers.example/", "https://papers.example"),
        ("https://papers.example:443", "https://papers.example"),
        ("http://papers.example:8080", "http://papers.example:8080"),
        ("papers.example", None), ("https://papers.example/here", None), ("ftp://papers.example", None), ("", None),
    ],
)  # fmt: skip
def test_what_a_proxy_is_called_is_an_address(given: str, meant: str | None) -> None:
    if meant is not None:
        assert _address(given) == meant
        return
    with pytest.raises(argparse.ArgumentTypeError, match="is no address"):
        _address(given)


@asked
async def test_when_a_session_closes_its_processes_are_gone_even_deaf_ones() -> None:
    async with served() as (server, address), let_in(server, address) as client:
        async with client.ws_connect(f"{address}/ws") as websocket:
            other = int((await websocket.receive()).data)
            program = psutil.Process(other).parent()
            assert program is not None
            assert program.environ()["PANELSEARCH_CONFINED_TO"] == "/nowhere"
            assert server.at_work == 1
        assert await gone(program.pid)
        assert await gone(other)
        while server.at_work:
            await asyncio.sleep(0.05)


@asked
async def test_sessions_are_limited_in_number() -> None:
    async with served(sessions=1) as (server, address), let_in(server, address) as client:
        async with client.ws_connect(f"{address}/ws") as websocket:
            await websocket.receive()
            assert await refused(client, address) == 503
        while server.at_work:
            await asyncio.sleep(0.05)
        async with client.ws_connect(f"{address}/ws") as websocket:
            assert (await websocket.receive()).type is WSMsgType.BINARY


@pytest.mark.parametrize("limit", ["seconds", "idle_seconds"])
def test_a_session_is_limited_in_life(limit: str) -> None:
    @asked
    async def test() -> None:
        async with served(**{limit: 1.0}) as (server, address), let_in(server, address) as client:
            began = time.monotonic()
            async with client.ws_connect(f"{address}/ws") as websocket:
                program = psutil.Process(int((await websocket.receive()).data)).parent()
                await websocket.send_json(["ping", "1"])  # what a page does by itself is no sign of life
                assert (await websocket.receive()).data == '["pong", "1"]'
                while not (await websocket.receive()).type.name.startswith("CLOS"):
                    pass
            assert time.monotonic() - began < 20
            assert program is not None
            assert await gone(program.pid)

    test()


@pytest.mark.parametrize(
    "said", ["no json", "{}", "[]", '["stdin", 5]', '["resize", {"width": 1}]', "[" * 50_000, '["open", "/etc/passwd"]',
             "x" * 100_000], ids=range(8),
)  # fmt: skip
def test_what_makes_no_sense_ends_the_session(said: str) -> None:
    @asked
    async def test() -> None:
        async with served() as (server, address), let_in(server, address) as client:
            async with client.ws_connect(f"{address}/ws") as websocket:
                await websocket.receive()
                await websocket.send_str(said)
                assert (await websocket.receive()).type.name.startswith("CLOS")
            async with client.get(address) as page:
                assert page.status == 200

    test()


def test_visitors_leave_one_another_neither_copied_words_nor_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    monkeypatch.setenv(confinement.VARIABLE, str(tmp_path))
    assert "browser" in copy_to_file("words")

    def chooses(app: PanelsearchApp) -> int:
        app._preferences.note_theme("light")
        return 0

    monkeypatch.setattr(PanelsearchApp, "run", chooses)
    assert run_app(tmp_path / "index", []) == 0
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".log"]


@asked
async def test_no_file_of_the_machine_is_served() -> None:
    async with served() as (server, address), let_in(server, address) as client:
        for path in (
            "/static/", "/static/js/", "/static/../server.py", "/static/%2e%2e/server.py", "/static//etc/passwd",
            "/download/../../etc/passwd", "/etc/passwd",
        ):  # fmt: skip
            async with client.get(address + path) as answer:
                assert answer.status in (403, 404), path


def test_a_browsers_user_reads_and_writes_where_serve_was_started_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    confinement.check(Path("/anywhere"))
    (tmp_path / "within").mkdir()
    (tmp_path / "within" / "out").symlink_to(tmp_path)
    monkeypatch.setenv(confinement.VARIABLE, str(tmp_path / "within"))
    confinement.check(tmp_path / "within" / "passages.csv")
    for path in (tmp_path / "a.csv", tmp_path / "within" / ".." / "a.csv", tmp_path / "within" / "out" / "a.csv"):
        with pytest.raises(UsageError, match="out of reach"):
            confinement.check(path)
    run = IndexingRun(Place.parse(tmp_path / "index"), lambda progress: None, lambda: None)
    run.start([tmp_path])
    while run.end is None:
        time.sleep(0.01)
    assert "out of reach" in run.end.told
    assert not (tmp_path / "index").exists()


def test_a_browsers_user_has_the_machine_ask_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(confinement.VARIABLE, str(tmp_path))
    confinement.check(Path("papers"))
    for address in ("http://127.0.0.1/papers", "s3://bucket/papers", "file:///etc"):
        with pytest.raises(UsageError, match="out of reach"):
            confinement.check(Path(address))


def test_the_real_terminal_ui_comes_to_a_browser(library) -> None:
    argv = [sys.executable, "-m", "panelsearch", "--index", str(library.index_dir)]

    async def test() -> None:
        async with served() as (server, address), let_in(server, address) as client:
            server.argv = tuple(argv)
            async with client.ws_connect(f"{address}/ws?width=100&height=30") as websocket:
                shown = b""
                while b"panelsearch" not in shown and b"footbridge" not in shown and len(shown) < 2_000:
                    shown += (await websocket.receive(timeout=50)).data
                await websocket.send_json(["resize", {"width": 80, "height": 24}])
        assert b"\x1b[" in shown

    asyncio.run(asyncio.wait_for(test(), 100))


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_an_address_no_browser_can_go_to_is_refused(host: str, capsys) -> None:
    assert panelsearch(["serve", "--host", host]) == UsageError.exit_code
    assert "no address that a browser can go to" in capsys.readouterr().err


FIGURE = re.compile(r"# HELP (?P<name>\w+) \S.*\n# TYPE (?P=name) gauge\n(?P=name) (?P<value>\S+)\n")


async def figures_at(client: ClientSession, address: str, token: str) -> dict[str, float]:
    async with client.get(f"{address}/metrics", headers={"Authorization": f"Bearer {token}"}) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        text = await answer.text()
    assert FIGURE.sub("", text) == ""
    return {found["name"]: float(found["value"]) for found in FIGURE.finditer(text)}


def test_a_program_that_watches_is_told_the_librarys_figures(library) -> None:
    told = library.json("status")

    async def test() -> None:
        async with served() as (server, address), let_in(server, address) as client:
            server._measured = lambda: library_metrics(lambda: Library.open(library.index_dir))
            async with client.ws_connect(f"{address}/ws?width=80&height=24"):
                figures = await figures_at(client, address, server.token)
            assert figures["panelsearch_sessions"] == 1
            assert figures["panelsearch_sessions_most"] == 8
            for counted in ("documents", "pages", "passages"):
                assert figures[f"panelsearch_{counted}"] == told[counted]
            assert figures["panelsearch_up"] == figures["panelsearch_generation"] == 1
            assert figures["panelsearch_searchable"] == 1
            assert figures["panelsearch_files_unreadable"] == len(told["unreadable"]) == 1
            built = datetime.fromtimestamp(figures["panelsearch_built_timestamp_seconds"], UTC)
            assert abs(built - datetime.fromisoformat(str(told["built"]))) < timedelta(seconds=1)

    asked(test)()


def test_a_watcher_of_a_library_that_is_not_there_is_told_that_it_is_not_up(tmp_path) -> None:
    figures = library_metrics(lambda: Library.open(tmp_path))
    assert [(figure.name, figure.value) for figure in figures] == [("up", 0)]


def test_a_watcher_of_a_library_whose_index_is_lost_is_told_that(library, tmp_path) -> None:
    lost = library.copied_to(tmp_path / "library").index_dir
    for index in lost.glob("generation-*"):
        shutil.rmtree(index)
    figures = {figure.name: figure.value for figure in library_metrics(lambda: Library.open(lost))}
    assert (figures["up"], figures["searchable"], figures["documents"]) == (1, 0, 2)


@asked
async def test_a_watchers_token_opens_the_figures_and_nothing_else() -> None:
    async with served() as (server, address), ClientSession() as stranger:
        server._watchers_token = "watching"
        assert await figures_at(stranger, address, "watching")
        assert await figures_at(stranger, address, server.token)
        for path, said in (
            ("/metrics", "Bearer wrong"), ("/metrics", "Bearer "), ("/metrics", "watching"), ("/metrics", ""),
            ("/metrics?token=watching", ""), ("/", "Bearer watching"), ("/static/js/textual.js", "Bearer watching"),
            ("/", f"Bearer {server.token}"), ("/?token=watching", ""), ("/metrics/", "Bearer watching"),
        ):  # fmt: skip
            async with stranger.get(address + path, headers={"Authorization": said}, allow_redirects=False) as answer:
                assert answer.status == 403, (path, said)
        assert await refused(stranger, address, Authorization="Bearer watching") == 403
        bearer = {"Authorization": "Bearer watching", "Host": "elsewhere:80"}
        async with stranger.get(f"{address}/metrics", headers=bearer) as answer:
            assert answer.status == 403


@asked
async def test_without_a_watchers_token_an_empty_one_opens_nothing() -> None:
    async with served() as (_, address), ClientSession() as stranger:
        for said in ("Bearer ", "Bearer", "bearer  "):
            async with stranger.get(f"{address}/metrics", headers={"Authorization": said}) as answer:
                assert answer.status == 403


def test_sessions_are_told_the_place_where_nobody_else_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    place = "postgresql://a:secret@db.example/papers?index=https%3A%2F%2Fsearch.example%2Fcounty"
    served: list[BrowserServer] = []
    monkeypatch.setattr(BrowserServer, "serve", lambda server: served.append(server))
    assert panelsearch(["--index", place, "serve"]) == 0
    assert "secret" not in str(served[0].argv)
    assert served[0].environment["PANELSEARCH_INDEX"] == place

"""Who may use the terminal UI in a browser? Whoever has the token, from the address that was printed, a few at a time.

textual-serve carries the UI, each session a process of its own; it lets in whoever knocks, and waits for a process for
as long as that likes. Here every request is looked at before it gets there: its Host is ours, which keeps out pages
that point a name of theirs at this machine; its Origin is ours, where it tells one; and it brings the token, in the
address at first, as a cookie from then on. A program that watches brings it as a bearer's, and sees figures only.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import ipaddress
import os
import secrets
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp_jinja2
from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.server import Server

from panelsearch.services.metrics import CONTENT_TYPE, Metric, exposition

_PAGE = Path(__file__).parent / "browser_page"
"""Where our page stands: one that takes the keys at once, and asks for nothing from anywhere else."""
_COOKIE = "panelsearch"
_TOKEN = "token"  # noqa: S105 - the name of a parameter
_METRICS = "/metrics"
_LARGEST_MESSAGE = 64 * 1024
_LARGEST_SCREEN = 1000
_SECONDS_TO_END = 5.0
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    # nothing is fetched from anywhere else, and no other page may show this one
    "Content-Security-Policy": "default-src 'self' 'unsafe-inline' data:; connect-src 'self' ws: wss:;"
    " frame-ancestors 'none'; form-action 'none'; base-uri 'none'",
}
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Admission:
    """How many sessions there may be, and how long each may last and be left alone, in seconds."""

    sessions: int = 8
    seconds: float = 12 * 3600
    idle_seconds: float = 3600


class BrowserServer(Server):
    """The UI, a process of `argv` a session, on one address of this machine."""

    def __init__(
        self, argv: Sequence[str], host: str, port: int, *, confined_to: str, admission: Admission | None = None,
        behind: str = "", measured: Callable[[], Iterable[Metric]] = tuple, watchers_token: str = "",
    ) -> None:  # fmt: skip
        """`confined_to` is the folder that sessions may write files to; see `tui.confinement`.

        `behind` is the address, without a path, at which a proxy of this machine shows the UI: `https://a.example`.
        `measured`, called in a thread, gives the library's figures; `watchers_token` opens these and nothing else.
        """
        super().__init__(argv[0], host=host, port=port, title="panelsearch", templates_path=_PAGE)
        self.token = secrets.token_urlsafe(24)
        self.argv = tuple(argv)
        self.environment = {"PANELSEARCH_CONFINED_TO": confined_to}
        self.admission = admission or Admission()
        self.at_work = 0
        self._behind, self._measured, self._watchers_token = behind, measured, watchers_token
        self._hosts = frozenset(f"{name}:{port}" for name in _names_of(host))

    @property
    def address(self) -> str:
        """Where to point a browser, with the token."""
        return f"{self._behind or f'http://{self.host}:{self.port}'}/?{_TOKEN}={self.token}"

    def initialize_logging(self) -> None:
        """Nothing: its handler would write addresses, tokens among them, to the terminal."""

    async def on_startup(self, app: web.Application) -> None:
        """Nothing: what is to be said has been."""

    async def _make_app(self) -> web.Application:
        """What is served, and to whom."""
        app = await super()._make_app()
        app.middlewares.append(self._admitted)
        app.router.add_get(_METRICS, self._metrics)
        return app

    @web.middleware
    async def _admitted(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        at, origin = self._asked_at(request), request.headers.get("Origin")
        if at is None or origin not in (None, at):
            raise web.HTTPForbidden(text="This page is served at another address.", headers=_HEADERS)
        if request.path.startswith("/static") and request.path.endswith("/"):
            raise web.HTTPNotFound(headers=_HEADERS)  # a folder is nobody's to list
        given = request.query.get(_TOKEN)
        if given is not None and self._is_token(given) and request.path == "/":
            # out of the address at once: it is kept in histories, and sent on to whatever is linked
            away = web.HTTPSeeOther("/", headers=_HEADERS)
            secure = at.startswith("https:")
            away.set_cookie(_COOKIE, self.token, httponly=True, samesite="Strict", secure=secure)
            raise away
        if not (self._is_token(request.cookies.get(_COOKIE, "")) or self._may_watch(request)):
            raise web.HTTPForbidden(text="Open the address that panelsearch serve printed.", headers=_HEADERS)
        response = await handler(request)
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    def _asked_at(self, request: web.Request) -> str | None:
        """The address of ours that a browser asked at; None for one that is not ours."""
        host = request.headers.get("Host", "").lower()
        if self._behind and host == self._behind.partition("://")[2]:
            return self._behind
        return f"http://{host}" if host in self._hosts else None

    def _is_token(self, given: str) -> bool:
        return _same(given, self.token)

    def _may_watch(self, request: web.Request) -> bool:
        """Whether a request is for figures, with a token of those who may see them."""
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        if request.path != _METRICS or scheme.lower() != "bearer":
            return False
        return self._is_token(given) or (bool(self._watchers_token) and _same(given, self._watchers_token))

    async def _metrics(self, request: web.Request) -> web.Response:
        """The library's figures, and how many sessions there are."""
        sessions = (
            Metric("sessions", "Sessions in browsers at this moment.", self.at_work),
            Metric("sessions_most", "Sessions that there may be at a time.", self.admission.sessions),
        )
        figures = await asyncio.to_thread(self._measured)
        return web.Response(body=exposition((*figures, *sessions)).encode(), headers={"Content-Type": CONTENT_TYPE})

    @aiohttp_jinja2.template("app_index.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """The page, at whichever of our names it was asked for."""
        size = request.query.get("fontsize", "")
        return {
            "font_size": int(size) if size.isdecimal() and len(size) < 4 else 16,
            "app_websocket_url": f"ws{(self._asked_at(request) or '').removeprefix('http')}/ws",
            "config": {"static": {"url": "/static/"}},
            "application": {"name": self.title},
        }

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A session: a process that ends with it, however it ends."""
        if self.at_work >= self.admission.sessions:
            raise web.HTTPServiceUnavailable(text="As many are at work as may be at a time: try again later.")
        self.at_work += 1
        try:
            return await self._session(request)
        finally:
            self.at_work -= 1

    async def _session(self, request: web.Request) -> web.WebSocketResponse:
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=_LARGEST_MESSAGE)
        await websocket.prepare(request)
        service = _Session(
            self.argv, self.environment, write_bytes=websocket.send_bytes, write_str=websocket.send_str,
            close=websocket.close, download_manager=self.download_manager,
        )  # fmt: skip
        try:
            await service.start(_cells(request.query.get("width"), 80), _cells(request.query.get("height"), 24))
            await self._process_messages(websocket, service)
        finally:
            await service.stop()
            with contextlib.suppress(Exception):
                await websocket.close()
        return websocket

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        """What the browser says, until it goes, says what it cannot, is silent too long, or its time is over."""
        ends = time.monotonic() + self.admission.seconds
        idle_until = time.monotonic() + self.admission.idle_seconds
        while (left := min(ends, idle_until) - time.monotonic()) > 0:
            try:
                message = await websocket.receive(timeout=left)
            except TimeoutError:
                return
            if message.type is not WSMsgType.TEXT:
                return
            try:
                match message.json():
                    case ["stdin", str(typed)]:
                        idle_until = time.monotonic() + self.admission.idle_seconds
                        await app_service.send_bytes(typed.encode("utf-8", "replace"))
                    case ["resize", {"width": width, "height": height}]:
                        await app_service.set_terminal_size(_cells(width, 80), _cells(height, 24))
                    case ["ping", str() | int() | float() | None as data]:
                        await websocket.send_json(["pong", data])
                    case ["blur", *_]:
                        await app_service.blur()
                    case ["focus", *_]:
                        await app_service.focus()
                    case _:
                        return
            except (ValueError, RecursionError):
                return


class _Session(AppService):
    """A process of the UI, in a group of its own, that is ended where it does not end by itself."""

    def __init__(self, argv: Sequence[str], environment: dict[str, str], **services: Any) -> None:
        super().__init__(argv[0], **services)
        self._argv, self._environment = argv, environment

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start it, without a shell."""
        environment = {**self._build_environment(width=width, height=height), **self._environment}
        self._process = process = await asyncio.create_subprocess_exec(
            *self._argv, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment,
            start_new_session=sys.platform != "win32",
        )  # fmt: skip
        self._stdin = process.stdin
        return process

    async def stop(self) -> None:
        """Ask it to end, and see that it does, with all that it started."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(Exception):
            await asyncio.wait_for(super().stop(), _SECONDS_TO_END)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), _SECONDS_TO_END)
        if sys.platform != "win32":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)  # workers of an indexing run too
        elif process.returncode is None:
            process.kill()
        await process.wait()


def _same(given: str, token: str) -> bool:
    """Whether these are one, in a time that does not tell how nearly."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), token.encode())


def _names_of(host: str) -> tuple[str, ...]:
    """What an address may call itself: one of this machine's alone, by any of its names."""
    bare = host.lower().strip("[]")
    with contextlib.suppress(ValueError):
        address = ipaddress.ip_address(bare)
        if not address.is_loopback:
            return (f"[{bare}]" if address.version == 6 else bare,)
        return (*_LOOPBACK, bare)
    return _LOOPBACK if bare == "localhost" else (bare,)


def _cells(told: object, otherwise: int) -> int:
    """A width or a height of a screen, as a number or as digits."""
    if isinstance(told, str) and told.isdecimal() and len(told) < 6:
        told = int(told)
    return min(max(told, 1), _LARGEST_SCREEN) if isinstance(told, int) else otherwise

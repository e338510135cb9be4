"""`panelsearch serve` in Chromium: typed in at once, searched, a page opened, left; nothing is asked of other machines.

What stands on the screen is read from what the server sends: the browser draws it on a canvas.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, WebSocket

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("textual_serve", reason="the extra serve is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"), pytest.mark.timeout(600)]

_SECONDS = 120.0
_CONTROL = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][0-9A-B]")


@pytest.fixture(scope="module")
def address(library) -> Iterator[str]:
    """Where a library is served, as the command says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "panelsearch", "--index", str(library.index_dir), "serve", "--port", str(port)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stderr is not None
    said = server.stderr.readline()
    found = re.search(r"https?://\S+", said)
    assert found, said
    last = time.monotonic() + _SECONDS
    while True:
        with socket.socket() as trying:
            if trying.connect_ex(("localhost", port)) == 0:
                break
        assert time.monotonic() < last, "nobody listens"
        time.sleep(0.1)
    yield found.group()
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Visitor:
    """Somebody at the address with a browser session of their own."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.requests: list[str] = []
        self.sent = b""
        self.is_over = False
        self.page: Page = context.new_page()
        self.page.set_viewport_size({"width": 1200, "height": 800})
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", self._listen)
        self.page.goto(address)
        self.page.wait_for_selector("body.-first-byte", timeout=_SECONDS * 1000)

    def _listen(self, opened: WebSocket) -> None:
        self.requests.append(opened.url)
        opened.on("framereceived", self._take)
        opened.on("close", lambda _: setattr(self, "is_over", True))

    def _take(self, frame: str | bytes) -> None:
        self.sent += frame.encode() if isinstance(frame, str) else frame

    @property
    def seen(self) -> str:
        """All that was ever drawn."""
        return _CONTROL.sub(b"", self.sent).decode("utf-8", "replace")

    def until(self, words: str) -> None:
        last = time.monotonic() + _SECONDS
        while words not in self.seen:
            assert time.monotonic() < last, f"{words!r} was not drawn:\n{self.seen[-3000:]}"
            self.page.wait_for_timeout(50)

    def until_over(self) -> None:
        last = time.monotonic() + _SECONDS
        while not self.is_over:
            assert time.monotonic() < last, "the session goes on"
            self.page.wait_for_timeout(50)


@pytest.fixture
def visit(browser, address) -> Iterator[type[Visitor]]:
    contexts: list[BrowserContext] = []

    def begin() -> Visitor:
        contexts.append(browser.new_context())
        return Visitor(contexts[-1], address)

    yield begin  # type: ignore[misc]
    for context in contexts:
        context.close()


def test_a_search_a_page_and_goodbye(visit, tmp_path) -> None:
    visitor = visit()
    visitor.page.keyboard.type("footbridge", delay=30)  # nothing was clicked: the query box has the keys
    visitor.until("RESOLVED")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_timeout(2000)
    visitor.page.keyboard.press("Enter")
    visitor.until("PDF p. 1 of 2")
    visitor.page.keyboard.press("v")
    visitor.until("▀▀▀▀")
    visitor.page.screenshot(path=str(tmp_path / "page.png"), timeout=_SECONDS * 1000)
    visitor.page.keyboard.press("Control+q")
    visitor.until_over()
    asked = {urlsplit(url).hostname for url in visitor.requests if not url.startswith(("data:", "blob:"))}
    assert asked <= {"localhost", "127.0.0.1"}, asked


def test_two_visitors_see_nothing_of_one_another(visit) -> None:
    one, other = visit(), visit()
    one.page.keyboard.type("footbridge", delay=30)
    other.page.keyboard.type("devices", delay=30)
    one.until("RESOLVED")
    other.until("Commissioner")
    assert "devices" not in one.seen
    assert "footbridge" not in other.seen
    one.page.keyboard.press("Control+q")
    one.until_over()
    other.page.keyboard.press("Enter")
    other.page.wait_for_timeout(2000)
    other.page.keyboard.press("Enter")
    other.until("PDF p. 1 of 1")


def test_neither_a_wrong_token_nor_a_page_of_somebody_else_is_let_in(visit, browser, address: str) -> None:
    visitor = visit()  # whose browser has the cookie
    stranger = browser.new_context().new_page()
    ours = address.partition("?")[0]
    for place in (ours, f"{ours}?token=wrong"):
        answer = stranger.goto(place)
        assert answer is not None
        assert answer.status == 403
        assert stranger.locator("#terminal").count() == 0
    elsewhere = visitor.page.context.new_page()
    elsewhere.goto("data:text/html,<p>another page")
    told = elsewhere.evaluate(
        "place => new Promise(done => { const socket = new WebSocket(place);"
        " socket.onopen = () => done('open'); socket.onerror = () => done('refused'); })",
        f"{ours.replace('http', 'ws', 1)}ws",
    )
    assert told == "refused"
    stranger.context.close()

"""An OpenAI-compatible endpoint on this machine that says what it is told to: right, lying, slow, endless, broken."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from panelsearch.answering.generation.openai_client import Endpoint


class Stub:
    """Replies with what it was told to, and remembers what it was sent.

    `seconds` is how long it is silent first; an `endless` one goes on sending until nobody listens; `raw` bytes are
    sent instead of a reply in the protocol's form.
    """

    def __init__(self) -> None:
        self.reply = "{}"
        self.status = 200
        self.seconds = 0.0
        self.endless = False
        self.raw: bytes | None = None
        self.sent: list[dict[str, object]] = []
        stub = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                stub.sent.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                time.sleep(stub.seconds)
                choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": stub.reply}}
                body = json.dumps(
                    {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
                ).encode()
                try:
                    self.send_response(stub.status)
                    self.send_header("Content-Type", "application/json")
                    self.end_headers()
                    self.wfile.write(body if stub.raw is None else stub.raw)
                    while stub.endless:
                        self.wfile.write(b" " * 4096)
                except OSError:
                    pass  # nobody listens any more

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.server.daemon_threads = True
        self.endpoint = Endpoint(f"http://127.0.0.1:{self.server.server_port}/v1", "stub", "secret-key")
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def stop(self) -> None:
        """Listen no more."""
        self.endless = False
        self.server.shutdown()
        self.server.server_close()

    def says(self, *claims: tuple[str, str]) -> None:
        """Sentences with their quotations, all of the first excerpt."""
        self.reply = json.dumps({"sentences": [{"sentence": s, "excerpt": 1, "quote": q} for s, q in claims]})

    def points_at(self, passage: int, words: str) -> None:
        """Words of a passage."""
        self.reply = json.dumps({"passage": passage, "words": words})

"""Which requests are under way? None waits for a whole other one; whoever closes the library waits for them all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from panelsearch.errors import LibraryError

Given = ParamSpec("Given")
Answered = TypeVar("Answered")


class OpenRequests:
    """Counts requests from however many threads.

    A snapshot never changes, and the store and the index each let one question through at a time, so a request as a
    whole needs no lock: only the files must not be let go of while one is under way.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._open = 0
        self._ended = False

    def counted(self, service: Callable[Given, Answered]) -> Callable[Given, Answered]:
        """The same call, counted while it runs; LibraryError once the library is closed."""

        @wraps(service)
        def call(*args: Given.args, **kwargs: Given.kwargs) -> Answered:
            with self._changed:
                if self._ended:
                    raise LibraryError("The library was closed.", "Open it again.")
                self._open += 1
            try:
                return service(*args, **kwargs)
            finally:
                with self._changed:
                    self._open -= 1
                    self._changed.notify_all()

        return call

    def counted_when_made(self, service: Callable[[], Callable[Given, Answered]]) -> Callable[Given, Answered]:
        """The same of a call that is asked for, and so made, with the first request."""

        def call(*args: Given.args, **kwargs: Given.kwargs) -> Answered:
            return service()(*args, **kwargs)

        return self.counted(call)

    def end(self) -> None:
        """Admit no more, and wait for those under way."""
        with self._changed:
            self._ended = True
            self._changed.wait_for(lambda: self._open == 0)

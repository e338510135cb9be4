"""Requests run side by side; closing waits for those under way and admits no more."""

import threading

import pytest
from conftest import Cli

from panelsearch.errors import LibraryError
from panelsearch.services.library import Library
from panelsearch.services.open_requests import OpenRequests


def test_two_requests_are_answered_at_the_same_time() -> None:
    together = threading.Barrier(2, timeout=5)
    meet = OpenRequests().counted(together.wait)
    other = threading.Thread(target=meet)
    other.start()
    meet()  # a lock around requests would break the barrier
    other.join()


def test_closing_waits_for_the_request_under_way() -> None:
    requests, told = OpenRequests(), list[str]()
    begun, go_on = threading.Event(), threading.Event()

    @requests.counted
    def slow() -> None:
        begun.set()
        go_on.wait(5)
        told.append("answered")

    def close() -> None:
        requests.end()
        told.append("closed")

    asking, closing = threading.Thread(target=slow), threading.Thread(target=close)
    asking.start()
    begun.wait(5)
    closing.start()
    go_on.set()
    for thread in (asking, closing):
        thread.join(5)
    assert told == ["answered", "closed"]


def test_a_failing_request_is_no_longer_under_way() -> None:
    requests = OpenRequests()
    with pytest.raises(ZeroDivisionError):
        requests.counted(lambda: 1 / 0)()
    requests.end()  # would wait for ever


def test_a_closed_library_says_so() -> None:
    requests = OpenRequests()
    requests.end()
    with pytest.raises(LibraryError, match="closed"):
        requests.counted(lambda: 1)()


@pytest.mark.parametrize("asked", ["is_empty", "document_count", "evidence"])
@pytest.mark.parametrize("before", [False, True])
def test_a_closed_library_tells_nothing_of_itself(library: Cli, asked: str, *, before: bool) -> None:
    opened = Library.open(library.index_dir)
    if before:
        getattr(opened, asked)
    opened.close()
    with pytest.raises(LibraryError, match="was closed"):
        getattr(opened, asked)

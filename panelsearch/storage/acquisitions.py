"""When did each paper come in? Noted beside the store, and outliving every rebuild of it.

A paper is known by its bytes: one that moves, or that another version of the program reads again, is not new. A paper
that is not written down yet came in with the library's newest state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Protocol

from panelsearch.errors import LibraryDamagedError

TICK = timedelta(seconds=1)
"""The states of a library are at least so long apart; see `next_built`."""
TO_MEND_ARRIVALS = "Delete it and run panelsearch index: what is there then counts as having come in together."
"""The hint where what is noted here is damaged."""


def next_built(before: str | None) -> str:
    """When a library is said to be built: now, but always after the state before, even where a clock was set back."""
    now = datetime.now(UTC).replace(microsecond=0)
    return max(now, datetime.fromisoformat(before) + TICK if before else now).isoformat(timespec="seconds")


def moment(when: datetime) -> str:
    """A moment on the reader's own clock; at midnight it is the day that counts."""
    local = when.astimezone()
    return f"{local:%Y-%m-%d}" if local.time() == time.min else f"{local:%Y-%m-%d %H:%M}"


def moments_by_hash(rows: Iterable[Sequence[object]], where: str) -> dict[str, datetime]:
    """What rows of a hash and a moment say, which are kept there. LibraryDamagedError."""
    noted = [(str(sha256), str(built)) for sha256, built in rows]
    try:
        moments = {built: datetime.fromisoformat(built).astimezone(UTC) for built in {built for _, built in noted}}
    except (OverflowError, ValueError) as error:
        raise LibraryDamagedError(f"{where} holds what is no moment ({error}).", TO_MEND_ARRIVALS) from error
    return {sha256: moments[built] for sha256, built in noted}


class Arrivals(Protocol):
    """What is noted of one library. LibraryError where that cannot be read or written."""

    def note(self, contents: Iterable[str], built: str) -> None:
        """Files of these hashes are in the library built then; those that came in before keep their day."""
        ...

    def known(self) -> dict[str, datetime]:
        """By hash, when the library was built that first held the file."""
        ...

    def restore(self, moments: Mapping[str, datetime]) -> None:
        """These are all: what was noted before is forgotten."""
        ...

    def mend(self) -> str:
        """Put what is damaged aside, for the writer; what was and where it is then, in words, "" where all is whole."""
        ...

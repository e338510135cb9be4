"""Has the user asked the run to stop?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from panelsearch.errors import Interrupted


@dataclass(frozen=True, slots=True)
class Cancellation:
    """`asked` says whether the run is to stop; long work asks it between two steps."""

    asked: Callable[[], bool] = lambda: False

    def check(self) -> None:
        """Interrupted where the user wants no more; what was finished is kept."""
        if self.asked():
            raise Interrupted(
                "Stopped. The files read so far are kept, and can be searched once a run has ended.",
                "Run the same command again to go on.",
            )

"""Which stretches of a text are spoken for? First come, first served, in time linear in what is claimed."""

from __future__ import annotations


class Claims:
    """The code points of one text that somebody has claimed."""

    def __init__(self) -> None:
        self._taken = bytearray()

    def are_free(self, start: int, end: int) -> bool:
        """Whether nobody has claimed any of the stretch."""
        return self._taken.find(1, start, end) < 0

    def claim(self, start: int, end: int) -> bool:
        """Take the stretch if all of it is free."""
        if not self.are_free(start, end):
            return False
        if end > len(self._taken):
            self._taken.extend(bytes(end - len(self._taken)))
        self._taken[start:end] = b"\1" * (end - start)
        return True

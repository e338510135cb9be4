"""Small disks in memory that servers keep their own on, so that one can be full without the others."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

_BYTES = 256 * 1024 * 1024
_FILLER = "filler"


class Disks:
    """One disk for each node of a cluster and one for a store; plain folders where this user may mount none."""

    def __init__(self, place: Path, nodes: int) -> None:
        """They lie in `place`, which a cluster of so many nodes may be kept in."""
        self.place = place
        self.of_store = place / "store"
        self._all = [self.of_store, *(self.of_node(number) for number in range(nodes))]
        self._mounted: list[Path] = []

    def of_node(self, number: int) -> Path:
        """The disk of a node."""
        return self.place / f"node{number}"

    @property
    def are_real(self) -> bool:
        """Whether they can be full."""
        return bool(self._mounted)

    def fill(self, disk: Path, spare: int) -> None:
        """Leave so many bytes of room."""
        free = shutil.disk_usage(disk).free
        with (disk / _FILLER).open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, free - spare))

    def empty(self) -> None:
        """Give the room back."""
        for disk in self._all:
            (disk / _FILLER).unlink(missing_ok=True)

    def __enter__(self) -> Self:
        for disk in self._all:
            disk.mkdir(parents=True)
            mounting = ["mount", "-t", "tmpfs", "-o", f"size={_BYTES}", "tmpfs", str(disk)]
            try:
                if subprocess.run(mounting, capture_output=True, check=False).returncode == 0:
                    self._mounted.append(disk)
            except OSError:
                break
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for disk in self._mounted:
            subprocess.run(["umount", "-l", str(disk)], check=False)

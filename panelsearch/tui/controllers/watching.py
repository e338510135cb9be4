"""When have papers come or changed? Folders are watched in a thread until somebody says stop; nothing is read here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from panelsearch.storage.drives import network_drive

_QUIET_MS, _AT_LAST_MS = 1_000, 15_000
"""A change is told when a second goes by without another, so that a paper is copied whole; but not later than that."""
_LOOK_AGAIN_MS = 2_000
"""How often it is looked whether a folder that was taken away is there again."""


class FolderWatch:
    """Watches the folders of a library, but for its `own`; `changed` is called in the watch's thread."""

    def __init__(self, own: Sequence[Path], changed: Callable[[], None]) -> None:
        self._own, self._changed = [folder.absolute() for folder in own], changed
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.folders: tuple[Path, ...] = ()
        self._looks_in_turn = False

    @property
    def is_on(self) -> bool:
        """Whether folders are watched."""
        return self._thread is not None

    @property
    def missing(self) -> list[Path]:
        """The folders that are not there now; they are watched again when they are."""
        return [folder for folder in self.folders if not folder.exists()]

    def start(self, folders: Sequence[str]) -> None:
        """Watch these folders, in the place of those before."""
        self.stop()
        self.folders = tuple(map(Path, folders))
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=[self._stop], name="watching", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch nothing any more."""
        self._stop.set()
        self._thread = None

    def _watch(self, stop: threading.Event) -> None:
        seen: dict[Path, tuple[int, int]] | None = None
        while not stop.is_set():
            here = _there(self.folders)
            if seen is not None and here != seen:  # it went, or came back with other papers
                self._changed()
            seen = here
            if here:
                self._watch_some(here, stop)
            else:
                stop.wait(_LOOK_AGAIN_MS / 1000)

    def _watch_some(self, here: dict[Path, tuple[int, int]], stop: threading.Event) -> None:
        """Watch folders until one of all of them comes or goes."""
        from watchfiles import watch

        try:
            for changes in watch(
                *here, watch_filter=lambda _, path: self._is_of_papers(path), debounce=_AT_LAST_MS, step=_QUIET_MS,
                stop_event=stop, rust_timeout=_LOOK_AGAIN_MS, yield_on_timeout=True, raise_interrupt=False,
                force_polling=self._looks_in_turn or _is_remote(here) or None, ignore_permission_denied=True,
            ):  # fmt: skip
                if changes and not stop.is_set():
                    self._changed()
                if _there(self.folders) != here:
                    return
        except (OSError, RuntimeError):  # it went while the watch began, or the system watches no more folders
            self._looks_in_turn = self._looks_in_turn or _there(self.folders) == here
            stop.wait(_LOOK_AGAIN_MS / 1000)

    def _is_of_papers(self, path: str) -> bool:
        """Whether it may be a paper, or a folder of them, which may be gone; our own files lie in folders of theirs."""
        place = Path(path)
        if any(place.is_relative_to(folder) for folder in self._own):
            return False
        return place.suffix.lower() == ".pdf" or not place.is_file()


def _there(folders: Collection[Path]) -> dict[Path, tuple[int, int]]:
    """Those that are there, and what tells one from another of its name."""
    found = {}
    for folder in folders:
        try:
            told = folder.stat()
        except OSError:
            continue
        found[folder] = told.st_dev, told.st_ino
    return found


def _is_remote(folders: Collection[Path]) -> bool:
    """Whether one lies over a network, where the system tells nothing of what others write: it is looked at in turn."""
    return any(network_drive(folder) for folder in folders)

"""How do the passages on screen get into a file? Never over one that is there without asking."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from panelsearch.errors import UsageError
from panelsearch.services.library import Library
from panelsearch.tui import confinement
from panelsearch.tui.controllers.host import Host
from panelsearch.tui.library_access import Lane
from panelsearch.tui.requests import ToExport

_DEFAULT_NAME = "passages.csv"


class ExportController:
    """Asks where to, writes in a thread, says what came of it."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def start(self, wanted: ToExport | None, why_not: str) -> None:
        """Ask for the file's name; where there is nothing to write, say why not."""
        if wanted is None:
            self._host.tell(why_not)
            return
        from panelsearch.exporting.formats import NAMES

        self._ask(wanted, f"Write {wanted.told} to ({' '.join(NAMES)}):", _DEFAULT_NAME)

    def _ask(self, wanted: ToExport, question: str, value: str, *, agreed: str = "") -> None:
        self._host.ask_line(question, value, lambda name: self._write(wanted, name, may_replace=name == agreed))

    def _write(self, wanted: ToExport, name: str, *, may_replace: bool) -> None:
        self._host.tell(f"writing {wanted.told} ...")
        self._host.call(
            Lane.FILES,
            lambda library: _written(library, wanted, Path(name).expanduser(), self._count, may_replace=may_replace),
            lambda told: self._written(wanted, name, told),
        )

    def _count(self, done: int, total: int | None) -> None:
        self._host.tell_later(f"writing: {done:,}" + (f" of {total:,}" if total else "") + " passages")

    def _written(self, wanted: ToExport, name: str, told: str | None) -> None:
        if told is not None:
            self._host.tell(told)
            return
        self._host.tell("")
        self._ask(wanted, f"{name} is there already: enter writes over it; or give another name:", name, agreed=name)


def _written(
    library: Library, wanted: ToExport, path: Path, progress: Callable[[int, int | None], None], *, may_replace: bool
) -> str | None:  # fmt: skip
    """What was written, in words; None where the file is there already. PanelsearchError."""
    from panelsearch.exporting.formats import NAMES, format_for
    from panelsearch.exporting.writing import write

    try:
        confinement.check(path)
    except UsageError as error:
        return f"{error.message} {error.hint}"
    if path.exists() and not may_replace:
        return None
    try:
        format_for(path)
    except UsageError as error:
        return f"{error.message} A file's ending names its format: {', '.join(NAMES)}."
    written = write(wanted.selection(library), path, None, library=library, replace=may_replace, progress=progress)
    if not written.rows:
        return "nothing to write"
    told = f"{written.taken} passage{'s' * (written.taken != 1)} written to {path.absolute()}"
    return f"{told}; it has no place for {', '.join(written.left_out)}" if written.left_out else told

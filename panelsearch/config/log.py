"""Where does the program write down what went wrong inside it? In one file, which workers write to as well."""

from __future__ import annotations

import logging
import os
from pathlib import Path

LOG_VARIABLE = "PANELSEARCH_LOG"
"""The environment variable that names another file for the log."""
_LOG_BYTES = 1_000_000


def log_file() -> Path:
    """Where what went wrong inside the program is written down: in the place that the system has for that."""
    if named := os.environ.get(LOG_VARIABLE):
        return Path(named)
    from platformdirs import user_log_path

    return user_log_path("panelsearch", appauthor=False) / "panelsearch.log"


def keep_log() -> None:
    """Send warnings and tracebacks of this process to the log file instead of the screen; nowhere if it cannot be made.

    A file of a megabyte is begun anew, the one before kept beside it. Asked again, it does nothing.
    """
    root = logging.getLogger()
    if any(isinstance(handler, _LogFile) for handler in root.handlers):
        return
    handler = _LogFile(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)


class _LogFile(logging.Handler):
    """Opens the file for each record: they are few, and several processes write to it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record. A log that cannot be written stops nobody."""
        try:
            path = log_file()
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_file() and path.stat().st_size > _LOG_BYTES:
                path.replace(path.with_suffix(".old.log"))
            with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(self.format(record) + "\n")
        except OSError:
            pass

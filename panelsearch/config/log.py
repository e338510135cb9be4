"""Where does the program write down what went wrong inside it? In one file, which workers write to as well.

Each line is a JSON object: `time`, `level`, `logger`, `process`, `message`, and of an exception its `error` (the type)
and `frames` (file, line and function, outermost first). What papers say and what users type stays out of it: an
exception's own words may quote them, and so may what libraries say, so that both are written down at DEBUG only. Of a
warning of Python's, which would show on the screen, the log has its kind and its place.
"""

from __future__ import annotations

import json
import logging
import os
import traceback
import warnings
from datetime import UTC, datetime
from pathlib import Path

LOG_VARIABLE = "PANELSEARCH_LOG"
"""The environment variable that names another file for the log."""
LEVEL_VARIABLE = "PANELSEARCH_LOG_LEVEL"
"""The environment variable that is "debug" where words of papers may stand in the log."""
_LOG_BYTES = 1_000_000
_OURS = "panelsearch"
_PACKAGES = Path(__file__).resolve().parents[2]


def log_file() -> Path:
    """Where what went wrong inside the program is written down: in the place that the system has for that."""
    if named := os.environ.get(LOG_VARIABLE):
        return Path(named)
    from platformdirs import user_log_path

    return user_log_path("panelsearch", appauthor=False) / "panelsearch.log"


def logs() -> tuple[Path, ...]:
    """The log's files, the older one first; they need not be there."""
    path = log_file()
    return (path.with_suffix(".old.log"), path)


def keep_log() -> None:
    """Send warnings and tracebacks of this process to the log file instead of the screen; nowhere if it cannot be made.

    A file of a megabyte is begun anew, the one before kept beside it. Asked again, it does nothing.
    """
    root = logging.getLogger()
    if any(isinstance(handler, _LogFile) for handler in root.handlers):
        return
    in_full = os.environ.get(LEVEL_VARIABLE, "").casefold() == "debug"
    handler = _LogFile(logging.DEBUG if in_full else logging.WARNING)
    handler.setFormatter(_Line(in_full=in_full))
    root.addHandler(handler)
    warnings.showwarning = _logged
    if in_full:
        logging.getLogger(_OURS).setLevel(logging.DEBUG)


def why_unwritten() -> str:
    """Why what this process wrote last is not in the log file, in words; "" where it is."""
    return next((handler.failed for handler in logging.getLogger().handlers if isinstance(handler, _LogFile)), "")


def _logged(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: object, **__: object
) -> None:
    logger = logging.getLogger(_OURS)
    logger.warning("%s at %s:%d", category.__name__, _shortened(Path(filename)), lineno)
    logger.debug("%s", message)


class _Line(logging.Formatter):
    """A record as a line of JSON; `in_full`, with words that may come from papers."""

    def __init__(self, *, in_full: bool) -> None:
        super().__init__()
        self._in_full = in_full

    def format(self, record: logging.LogRecord) -> str:
        """One line: what is not ASCII is escaped, so that no name can break it or turn it round."""
        ours = record.name.partition(".")[0] in (_OURS, "root", "__main__")
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname, "logger": record.name, "process": record.process,
            "message": record.getMessage() if ours or self._in_full else str(record.msg),
        }  # fmt: skip
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            told |= {"error": type(error).__name__, "frames": _frames(error)}
            if self._in_full:
                told["said"] = str(error)
        return json.dumps(told)


def _frames(error: BaseException) -> list[str]:
    """Where an exception passed, without the home directory of whoever met it."""
    return [
        f"{_shortened(Path(frame.filename))}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _shortened(path: Path) -> str:
    if path.is_relative_to(_PACKAGES):
        return path.relative_to(_PACKAGES).as_posix()
    return "/".join(path.parts[-3:])


class _LogFile(logging.Handler):
    """Opens the file for each record: they are few, and several processes write to it."""

    failed = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record. A log that cannot be written stops nobody."""
        try:
            before, path = logs()
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_file() and path.stat().st_size > _LOG_BYTES:
                path.replace(before)
            with open(path, "a", encoding="utf-8", opener=_for_its_owner) as file:
                file.write(self.format(record) + "\n")
            self.failed = ""
        except OSError as error:
            self.failed = error.strerror or str(error)


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)

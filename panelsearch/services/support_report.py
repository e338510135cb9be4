"""What does a maintainer need to know when something is wrong? Versions, counts, sizes, places in the code.

Nothing in it says what papers are called or say, who is named, what was asked, or where folders lie.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from itertools import chain
from pathlib import Path

import apsw

from panelsearch import __version__
from panelsearch.config import Engines, Locale
from panelsearch.config.log import logs
from panelsearch.errors import PanelsearchError
from panelsearch.model.ingest_reports import FileReport, Status
from panelsearch.services.library import Library
from panelsearch.storage.drives import network_drive
from panelsearch.storage.library_files import OWN_NAMES
from panelsearch.storage.place import Place

Report = Mapping[str, object]

_LOG_RECORDS = 50
_SAID_IN_LOG = ("time", "level", "logger", "error", "frames")
"""A message may name a paper, so it is left out."""
_OWN_FILES = frozenset(
    "library.sqlite library.sqlite-wal library.sqlite-shm arrivals.sqlite recognised.sqlite writer.txt writer.lock"
    " library-id".split()
).union(OWN_NAMES)


def support_report(place: Place) -> Report:
    """All of it, also where the library is missing or damaged."""
    return {
        "program": _program(),
        "libraries": dict(_versions()),
        "settings": _settings(),
        "library": _library(place),
        "files": _files(place.directories),
        "log": list(_log()),
    }


def _program() -> Report:
    return {
        "panelsearch": __version__, "python": platform.python_version(), "system": platform.system(),
        "release": platform.release(), "machine": platform.machine(), "sqlite": apsw.sqlite_lib_version(),
        "cores": os.cpu_count(), "file_names": sys.getfilesystemencoding(), "output": sys.stdout.encoding,
    }  # fmt: skip


def _versions() -> Iterator[tuple[str, str]]:
    """Of all that is depended on, with what is only asked for by some; "" for what is not installed."""
    try:
        wanted = requires("panelsearch") or []
    except PackageNotFoundError:  # run from a checkout that is not installed
        wanted = []
    for name in sorted({_name(one) for one in wanted}, key=str.casefold):
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, ""


def _name(requirement: str) -> str:
    end = next((at for at, c in enumerate(requirement) if c in " ;<>=!~[("), len(requirement))
    return requirement[:end]


def _settings() -> Report:
    engines = Engines.in_use()
    try:
        locale = Locale.in_use().key or "usual"
    except PanelsearchError as error:
        locale = error.code
    return {
        "index": engines.index, "ocr": engines.ocr, "tagger": engines.tagger, "locale": locale,
        "set": sorted(name for name in os.environ if name.startswith("PANELSEARCH_")),
    }  # fmt: skip


def _library(place: Place) -> Report:
    try:
        with Library.open(place) as library:
            state, number = library.status(on_disk=False), library.generation
    except PanelsearchError as error:
        cause = error.__cause__
        return {"error": error.code, "cause": type(cause).__name__ if cause else None}
    return {"generation": number, **_counts(state)}


def _counts(state: Status) -> Report:
    return {
        "built": state.built, "folders": len(state.roots), "documents": state.documents, "pages": state.pages,
        "passages": state.passages, "mentions": state.mentions, "kinds": dict(state.kinds), "bodies": len(state.bodies),
        "recognised_pages": state.ocr_pages, "locked": len(state.locked),
        "unreadable": _counted(one.reason for one in state.unreadable),
        "without_text": len(state.without_text), "incomplete": _layers(state.incomplete),
    }  # fmt: skip


def _layers(files: Sequence[FileReport]) -> dict[str, int]:
    """Rules that failed, and layers that are missing: the reasons are ours, but for words that a paper is called by."""
    return _counted(f"{one.layer}: {one.reason.partition(': ')[0]}" for file in files for one in file.missing)


def _counted(words: Iterator[str] | Sequence[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


def _files(directories: Sequence[Path]) -> Report:
    """How large each kind of file of the library is, in bytes; those that are not ours go by no name."""
    sizes: Counter[str] = Counter()
    for parent, _, names in chain.from_iterable(map(os.walk, directories)):
        inside = Path(parent) not in directories
        for name in names:
            kind = f"*{Path(name).suffix}" if inside else name if name in _OWN_FILES else "others"
            try:
                sizes[kind] += os.lstat(os.path.join(parent, name)).st_size  # noqa: PTH118
            except OSError:
                sizes["unreadable"] += 1
    drive = next(filter(None, map(network_drive, directories)), "")
    return {"drive": drive or "local or unknown", "bytes": dict(sorted(sizes.items()))}


def _log() -> Iterator[Report]:
    """The last records of the log without their words."""
    lines: list[str] = []
    for path in logs():
        try:
            lines += path.read_text("utf-8", "replace").splitlines()
        except OSError:
            continue
    for line in lines[-_LOG_RECORDS:]:
        try:
            record = json.loads(line)
        except ValueError:
            continue  # what a library below us wrote on standard error
        if isinstance(record, dict):
            yield {name: record[name] for name in _SAID_IN_LOG if name in record}

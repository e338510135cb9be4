"""Which searches does the user keep? Reads and writes `searches.toml` beside the index, which the user may edit too.

    [[search]]
    name = "drones"
    query = 'drone OR "unmanned aircraft"'
    sort = "-date"               # the rest may be left out: sort, limit, strict, boilerplate, synonyms
    limit = 50

When each was last run stands in a file of its own, `searches-run.json`, so that this one changes only by its owner's
hand or wish. Neither is touched by indexing.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from panelsearch.errors import LibraryError, QueryError
from panelsearch.indexing.base import Sort
from panelsearch.services.library import Library
from panelsearch.storage.acquisitions import TICK, moment

FILE_NAME = "searches.toml"
RUNS_NAME = "searches-run.json"
SCREENFUL = 20


class SearchesError(LibraryError):
    """`searches.toml` cannot be followed or changed, or does not hold what is asked for; the message says where."""

    code = "searches_file"


class NoSuchSearchError(SearchesError):
    """No search of that name is kept."""

    code = "not_found"
    exit_code = 1


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with the options it is run with; `limit` 0 is for all."""

    name: str
    query: str
    sort: Sort = Sort.RELEVANCE
    limit: int = SCREENFUL
    strict: bool = False
    boilerplate: bool = False
    synonyms: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """When a search was last run, and when the library was built that it was run on."""

    at: datetime
    library: datetime

    @property
    def since(self) -> datetime:
        """Papers that came in then or later were not there."""
        return self.library + TICK


@dataclass(frozen=True, slots=True)
class Standing:
    """A saved search, its last run, and how many passages are new since; of one never run, how many match.

    `fault` says why it cannot be run, where its query was written wrongly.
    """

    search: SavedSearch
    last: Run | None
    new: int
    fault: str = ""

    @property
    def told(self) -> str:
        """The same in a few words."""
        if self.fault:
            return f"cannot be run. {self.fault}"
        return f"{self.new} new since {moment(self.last.at)}" if self.last else f"{self.new} passages, never run"


class SavedSearches:
    """The searches kept beside one index. Every method reads the files anew; they may be edited meanwhile."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / FILE_NAME
        self._runs_path = directory / RUNS_NAME

    def all(self) -> tuple[SavedSearch, ...]:
        """In the file's order; none where there is no file. SearchesError for anything in it not understood."""
        return _parsed(self.path, self._text())

    def named(self, name: str) -> SavedSearch:
        """The search of that name, capitals aside. NoSuchSearchError."""
        searches = self.all()
        for search in searches:
            if search.name.casefold() == name.strip().casefold():
                return search
        known = ", ".join(search.name for search in searches)
        raise NoSuchSearchError(
            f'No search is saved as "{name}".',
            f"There are: {known}." if known else "Save one with: panelsearch search QUERY --save NAME",
        )

    def save(self, search: SavedSearch) -> bool:
        """Keep a search, in the place of one of that name, whose last run is forgotten; whether there was one."""
        search = replace(search, name=_plain(search.name), query=_plain(search.query))
        text, searches = self._text(), self.all()
        old = next((one for one in searches if one.name.casefold() == search.name.casefold()), None)
        if old is not None:
            text, searches = _without(text, searches, old)
            self._forget_run(old)
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        self._write(text + gap + _written(search), (*searches, search))
        return old is not None

    def forget(self, name: str) -> SavedSearch:
        """Drop a search from the file; what else stands there stays as it was written. NoSuchSearchError."""
        gone = self.named(name)
        self._write(*_without(self._text(), self.all(), gone))
        self._forget_run(gone)
        return gone

    # runs

    def runs(self) -> dict[str, Run]:
        """By name, when each was last run; nothing where that cannot be read, so that everything counts as new."""
        try:
            told = json.loads(self._runs_path.read_text("utf-8"))
            return {
                name: Run(*(datetime.fromisoformat(one[key]).astimezone() for key in ("at", "library")))
                for name, one in told.items()
            }
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def note_run(self, search: SavedSearch, library: Library) -> None:
        """Remember that a search was run now, and on which state of the library."""
        now = datetime.now(UTC).replace(microsecond=0)
        kept = {one.name for one in self.all()}
        runs = {name: run for name, run in self.runs().items() if name in kept}
        self._write_runs({**runs, search.name: Run(now, library.built)})

    def _forget_run(self, search: SavedSearch) -> None:
        runs = self.runs()
        if runs.pop(search.name, None):
            self._write_runs(runs)

    def standings(self, library: Library) -> tuple[Standing, ...]:
        """Every saved search with what is new for it."""
        runs = self.runs()
        return tuple(_standing(one, last, library) for one in self.all() for last in [runs.get(one.name)])

    # files

    def _text(self) -> str:
        try:
            return self.path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise SearchesError(f"{self.path} cannot be read: {error}.", "It is a text file in UTF-8.") from error

    def _write(self, text: str, wanted: Sequence[SavedSearch]) -> None:
        """Replace the file, if the text says what is wanted: how it is laid out is its owner's, and may not be ours."""
        if _parsed(self.path, text) != tuple(wanted):
            raise SearchesError(f"{self.path} is laid out in a way that is not safely changed.", "Edit it by hand.")
        _replace(self.path, text)

    def _write_runs(self, runs: Mapping[str, Run]) -> None:
        told = {name: {"at": run.at.isoformat(), "library": run.library.isoformat()} for name, run in runs.items()}
        _replace(self._runs_path, json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def _standing(search: SavedSearch, last: Run | None, library: Library) -> Standing:
    since = last.since if last else None
    try:
        found = library.search(search.query, limit=1, strict=True, synonyms=search.synonyms, since=since)
    except QueryError as error:
        return Standing(search, last, 0, error.message)
    return Standing(search, last, found.total)


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)  # noqa: PTH105 - the same call under its clearer name
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise SearchesError(
            f"{path} cannot be written: {error.strerror or error}.", "Is the index's folder yours to write to?"
        ) from error


# -- how it is written ------------------------------------------------------------------------------------------------

_HEAD = re.compile(r"\s*\[\[\s*[\"']?search[\"']?\s*\]\]")
_HOW = "See README.md for how it is written."
_DEFAULTS = SavedSearch("", "")
_KEYS = tuple(field.name for field in fields(SavedSearch))


def _plain(text: str) -> str:
    """A command line's bytes that are no text, as a mark that can be written."""
    return text.strip().encode("utf-8", "replace").decode("utf-8")


def _without(text: str, searches: Sequence[SavedSearch], gone: SavedSearch) -> tuple[str, tuple[SavedSearch, ...]]:
    """The text without a search's lines, and the searches that are left in it."""
    lines = text.splitlines(keepends=True)
    heads = [at for at, line in enumerate(lines) if _HEAD.match(line)]
    if len(heads) == len(searches):
        number = searches.index(gone)
        start, end = heads[number], [*heads, len(lines)][number + 1]
        while end < len(lines) and lines[end - 1].lstrip().startswith("#"):
            end -= 1  # a remark above the next search is the next one's
        del lines[start:end]
    return "".join(lines), tuple(one for one in searches if one != gone)


def _written(search: SavedSearch) -> str:
    lines = ["[[search]]"]
    for key in _KEYS:
        value = getattr(search, key)
        if value != getattr(_DEFAULTS, key):
            # a JSON string is a TOML string, but for one letter
            lines.append(f"{key} = " + json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f"))
    return "\n".join(lines) + "\n"


def _parsed(path: Path, text: str) -> tuple[SavedSearch, ...]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SearchesError(f"{path} is not TOML: {error}.", _HOW) from error
    heads = [number for number, line in enumerate(text.splitlines(), 1) if _HEAD.match(line)]

    def fault(what: str, number: int | None = None) -> SearchesError:
        line = f", line {heads[number]}" if number is not None and number < len(heads) else ""
        return SearchesError(f"{path}{line}: {what}.", _HOW)

    if unknown := sorted(set(tables) - {"search"}):
        raise fault(f'there is no "{unknown[0]}" in it; there is search')
    entries = tables.get("search", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise fault("write [[search]], in double brackets")
    found: list[SavedSearch] = []
    for number, entry in enumerate(cast("list[Mapping[str, object]]", entries)):
        try:
            one = _search(entry)
        except ValueError as error:
            raise fault(str(error), number) from error
        if any(one.name.casefold() == other.name.casefold() for other in found):
            raise fault(f'there is another search called "{one.name}" above', number)
        found.append(one)
    return tuple(found)


def _search(entry: Mapping[str, object]) -> SavedSearch:
    """One entry. ValueError saying what is wrong with it."""
    if unknown := sorted(set(entry) - set(_KEYS)):
        raise ValueError(f'a search has no "{unknown[0]}"; it has {", ".join(_KEYS)}')
    texts = []
    for key in ("name", "query"):
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f'a search needs "{key}", in quotes')
        texts.append(value.strip())
    try:
        sort = Sort(cast("str", entry.get("sort", Sort.RELEVANCE)))
    except ValueError as error:
        raise ValueError(f'"sort" is one of {", ".join(Sort)}, in quotes') from error
    limit = entry.get("limit", SCREENFUL)
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 0:
        raise ValueError('"limit" is a number; 0 is for all')
    flags = []
    for key in ("strict", "boilerplate", "synonyms"):
        value = entry.get(key, key == "synonyms")
        if not isinstance(value, bool):
            raise ValueError(f'"{key}" is true or false')
        flags.append(value)
    return SavedSearch(texts[0], texts[1], sort, limit, *flags)

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
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

from panelsearch.config.owned_tables import Kind, OwnedTables, Written, text_of
from panelsearch.errors import LibraryError, QueryError
from panelsearch.indexing.base import Sort
from panelsearch.storage.acquisitions import TICK, moment
from panelsearch.storage.library_files import LibraryFiles, OwnFile
from panelsearch.text.counts import counted

if TYPE_CHECKING:
    from panelsearch.services.library import Library

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


_LARGEST_RUNS = 1024 * 1024
_NEEDED = 'a search needs "{}", in quotes'
Said = Annotated[str, Meta(pattern=r"\S", description=_NEEDED)]
Order = Annotated[Sort, Meta(description=f'"{{}}" is one of {", ".join(Sort)}, in quotes')]
Limit = Annotated[int, Meta(ge=0, description='"{}" is a number; 0 is for all')]
Flag = Annotated[bool, Meta(description='"{}" is true or false')]


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with the options it is run with; `limit` 0 is for all."""

    name: Said
    query: Said
    sort: Order = Sort.RELEVANCE
    limit: Limit = SCREENFUL
    strict: Flag = False
    boilerplate: Flag = False
    synonyms: Flag = True


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
        if self.last is None:
            return f"{counted(self.new, 'passage')}, never run"
        return f"{self.new} new since {moment(self.last.at)}"


class SavedSearches:
    """The searches kept of one library. Every method reads the files anew; they may be edited meanwhile."""

    def __init__(self, files: LibraryFiles) -> None:
        self.file = OwnFile(files, FILE_NAME)
        self._runs_file = OwnFile(files, RUNS_NAME)

    def all(self) -> tuple[SavedSearch, ...]:
        """In the file's order; none where there is no file. SearchesError for anything in it not understood."""
        return read_searches(self.file)

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
        with _changing(self.file):
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
        gone = self.named(name)  # where there is none, nothing is held
        with _changing(self.file):
            gone = self.named(name)
            self._write(*_without(self._text(), self.all(), gone))
            self._forget_run(gone)
        return gone

    # runs

    def runs(self) -> dict[str, Run]:
        """By name, when each was last run; nothing where that cannot be read, so that everything counts as new."""
        try:
            told = self._runs_file.read(_LARGEST_RUNS)
            return {} if told is None else msgspec.json.decode(told, type=dict[str, Run])
        except (OSError, RecursionError, msgspec.DecodeError):
            return {}

    def note_run(self, search: SavedSearch, library: Library) -> None:
        """Remember that a search was run now, and on which state of the library."""
        now = datetime.now(UTC).replace(microsecond=0)
        kept = {one.name for one in self.all()}
        with _changing(self._runs_file):
            runs = {name: run for name, run in self.runs().items() if name in kept}
            self._write_runs({**runs, search.name: Run(now, library.built)})

    def _forget_run(self, search: SavedSearch) -> None:
        if search.name in self.runs():
            with _changing(self._runs_file):
                self._write_runs({name: run for name, run in self.runs().items() if name != search.name})

    def standings(self, library: Library) -> tuple[Standing, ...]:
        """Every saved search with what is new for it."""
        runs = self.runs()
        return tuple(_standing(one, last, library) for one in self.all() for last in [runs.get(one.name)])

    # files

    def _text(self) -> str:
        return text_of(self.file, SearchesError)

    def _write(self, text: str, wanted: Sequence[SavedSearch]) -> None:
        """Replace the file, if the text says what is wanted: how it is laid out is its owner's, and may not be ours."""
        if _parsed(self.file, text) != tuple(wanted):
            raise SearchesError(f"{self.file} is laid out in a way that is not safely changed.", "Edit it by hand.")
        _replace(self.file, text)

    def _write_runs(self, runs: Mapping[str, Run]) -> None:
        _replace(self._runs_file, msgspec.json.format(msgspec.json.encode(runs), indent=1).decode() + "\n")


def _standing(search: SavedSearch, last: Run | None, library: Library) -> Standing:
    since = last.since if last else None
    try:
        found = library.search(search.query, limit=1, strict=True, synonyms=search.synonyms, since=since)
    except QueryError as error:
        return Standing(search, last, 0, error.message)
    return Standing(search, last, found.total)


@contextmanager
def _changing(file: OwnFile) -> Iterator[None]:
    """Nobody else changes a file meanwhile."""
    with ExitStack() as held:
        try:
            held.enter_context(file.changing())
        except OSError as error:
            raise _unwritten(file, error) from error
        yield


def _replace(file: OwnFile, text: str) -> None:
    """Write a file whole or not at all."""
    try:
        file.write(text)
    except OSError as error:
        raise _unwritten(file, error) from error


def _unwritten(file: OwnFile, error: OSError) -> SearchesError:
    return SearchesError(
        f"{file} cannot be written: {error.strerror or error}.", "Is the index's folder yours to write to?"
    )


# -- how it is written ------------------------------------------------------------------------------------------------

_HEAD = re.compile(r"\s*\[\[\s*[\"']?search[\"']?\s*\]\]")
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


_SEARCH = Kind("search", SavedSearch, _NEEDED, 'a search has no "{}"; it has {}')


def read_searches(file: Written) -> tuple[SavedSearch, ...]:
    """The searches of a file; none where there is none. SearchesError for anything in it not understood."""
    return _parsed(file, text_of(file, SearchesError))


def _parsed(file: object, text: str) -> tuple[SavedSearch, ...]:
    tables = OwnedTables(file, text, (_SEARCH,), SearchesError, "docs/queries.md")
    found: list[SavedSearch] = []
    for entry in tables.of(_SEARCH):
        one = replace(entry.value, name=entry.value.name.strip(), query=entry.value.query.strip())
        if any(one.name.casefold() == other.name.casefold() for other in found):
            raise tables.fault(f'there is another search called "{one.name}" above', entry.line)
        found.append(one)
    return tuple(found)

"""Which words does a language and region have for a thing? The lists and patterns beside this module, read once.

Each file holds groups of entries; an entry says its language ("en", "cy"), the region it is used in (none: anywhere it
is spoken), where it comes from, and its `words`, in small letters, its `sets` of words that go together, one a line and
parted by commas, or its `patterns`, parts of regular expressions.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from panelsearch.config import Locale

_REFERENCE = re.compile(r"(?<!\?P)<([a-z_]+)>")
_NOTHING = r"(?!)"
"""A pattern that matches nowhere: what is left of a group that no language asked for has entries in."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Some words, sets of them, or patterns of one language and region, and their source."""

    language: str
    region: str
    source: str
    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    sets: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Entry:
        """The entry as its file writes it. KeyError where language or source are not told, ValueError where all is."""
        words, patterns = tuple(table.get("words", "").split()), tuple(table.get("patterns", ()))
        sets = tuple(tuple(line.split(", ")) for line in table.get("sets", "").splitlines() if line)
        if sum(map(bool, (words, patterns, sets))) != 1:
            raise ValueError("an entry has either words, sets of them, or patterns")
        return cls(table["lang"], table.get("region", ""), table["source"], words, patterns, sets)


@cache
def groups(file: str) -> Mapping[str, tuple[Entry, ...]]:
    """The groups of a file by name, their entries in the order written."""
    written = tomllib.loads((files("panelsearch.gazetteers") / f"{file}.toml").read_text(encoding="utf-8"))
    return {name: tuple(map(Entry.of, tables)) for name, tables in written.items()}


def entries(group: str, locale: Locale | None = None) -> tuple[Entry, ...]:
    """The entries of "file.group" that the languages and regions asked for use; KeyError where there is none such."""
    file, _, name = group.partition(".")
    wanted = locale or Locale.in_use()
    return tuple(entry for entry in groups(file)[name] if wanted.has(entry.language, entry.region))


@cache
def words(group: str, locale: Locale | None = None) -> frozenset[str]:
    """All words of a group."""
    return frozenset(word for entry in entries(group, locale) for word in entry.words)


@cache
def words_in_order(group: str, locale: Locale | None = None) -> tuple[str, ...]:
    """All words of a group, each once, in the order written."""
    return tuple(dict.fromkeys(word for entry in entries(group, locale) for word in entry.words))


@cache
def sets(group: str, locale: Locale | None = None) -> tuple[tuple[str, ...], ...]:
    """The sets of words of a group, in order."""
    return tuple(one for entry in entries(group, locale) for one in entry.sets)


@cache
def alternatives(group: str, locale: Locale | None = None) -> tuple[str, ...]:
    """The patterns of a group, in order."""
    return tuple(one for entry in entries(group, locale) for one in entry.patterns)


@cache
def pattern(group: str, locale: Locale | None = None) -> str:
    """The patterns of a group as one, in brackets that name nothing; `<name>` in one stands for that group's."""
    joined = "|".join(alternatives(group, locale)) or _NOTHING
    return f"(?:{filled(joined, group.partition('.')[0], locale)})"


def filled(shape: str, file: str, locale: Locale | None = None) -> str:
    """A pattern in which each `<name>` stands for the patterns of that group of a file."""
    return _REFERENCE.sub(lambda named: pattern(f"{file}.{named[1]}", locale), shape)


def either(words: Iterable[str]) -> str:
    """Any of these words as one pattern, in their order; where there are none, one that matches nowhere."""
    return f"(?:{'|'.join(map(re.escape, words)) or _NOTHING})"


@cache
def any_word(*of: str) -> str:
    """The words of some groups as one pattern, the longest first, with the full stop that may shorten one."""
    found = sorted(frozenset().union(*map(words, of)), key=lambda word: (-len(word), word))
    return rf"(?:{either(found)}\b\.?)"


@cache
def lines(file: str) -> tuple[str, ...]:
    """The lines of a list, one entry each, without its comments."""
    written = (files("panelsearch.gazetteers") / file).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in written if line and not line.startswith("#"))

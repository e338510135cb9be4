"""Which words mean the same? The field's own list, and what the user adds to it in `synonyms.toml` beside the index."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

from panelsearch.config.owned_tables import Written, parsed, text_of
from panelsearch.errors import LibraryError
from panelsearch.text.analyzer import stems_of

FILE_NAME = "synonyms.toml"
_KEYS = {"same", "only"}


class SynonymsError(LibraryError):
    """`synonyms.toml` says something that cannot be followed."""

    code = "synonyms_file"


class Synonyms:
    """Groups of words and phrases; each is known by its stems."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._groups: list[list[str]] = []
        self._at: dict[tuple[str, ...], int] = {}
        for group in groups:
            self._add(group)

    def _add(self, group: Sequence[str]) -> None:
        """A group that shares a word with an earlier one belongs to it."""
        number = next((self._at[key] for phrase in group if (key := stems_of(phrase)) in self._at), len(self._groups))
        if number == len(self._groups):
            self._groups.append([])
        for phrase in group:
            key = stems_of(phrase)
            if key and key not in self._at:
                self._at[key] = number
                self._groups[number].append(phrase)

    def others(self, run: Sequence[str]) -> tuple[str, ...]:
        """What else the words, one after another, are called."""
        key = stems_of(" ".join(run))
        number = self._at.get(key)
        return () if number is None else tuple(p for p in self._groups[number] if stems_of(p) != key)


@cache
def of_the_field() -> tuple[tuple[str, ...], ...]:
    """The list that comes with the program."""
    return _groups(tomllib.loads(Path(__file__).with_name(FILE_NAME).read_text("utf-8")), FILE_NAME)


def read_synonyms(file: Written) -> Synonyms:
    """The field's list and the user's. SynonymsError for a file that is not understood."""
    try:
        tables: Mapping[str, object] = parsed(text_of(file, SynonymsError))
    except ValueError as error:
        raise SynonymsError(f"{file} is not TOML: {error}.", _HOW) from error
    unknown = sorted(set(tables) - _KEYS)
    if unknown:
        raise SynonymsError(f'{file}: there is no "{unknown[0]}" in it; there are same and only.', _HOW)
    return _known((*(() if tables.get("only") is True else of_the_field()), *_groups(tables, file)))


@lru_cache(4)
def _known(groups: tuple[tuple[str, ...], ...]) -> Synonyms:
    return Synonyms(groups)  # a quarter of a small search, where made for each


_HOW = 'Write: same = [["tip", "recycling centre"]]'


def _groups(tables: Mapping[str, object], file: object) -> tuple[tuple[str, ...], ...]:
    groups = tables.get("same", [])
    if not isinstance(groups, list) or not all(
        isinstance(group, list) and all(isinstance(word, str) and stems_of(word) for word in group) for group in groups
    ):
        raise SynonymsError(f"{file}: same is a list of lists of words.", _HOW)
    return tuple(tuple(group) for group in cast("list[list[str]]", groups))

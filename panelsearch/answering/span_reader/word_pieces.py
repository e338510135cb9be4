"""Which pieces of words does a text consist of, and where does each stand?

As BERT cuts them (Devlin et al. 2019, "BERT", with the pieces of Wu et al. 2016): small letters without accents, each
mark and each Chinese character by itself, then the longest piece that the vocabulary has, and the longest after it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

_CHUNK = re.compile(r"\S+")
_DROPPED = frozenset({"Cc", "Cf", "Cn", "Co"})
_LONGEST_WORD = 100
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class Piece(NamedTuple):
    """A piece by its number in the vocabulary, and where its characters stand in the text."""

    number: int
    start: int
    end: int


class WordPieces:
    """Cuts texts by a vocabulary: a piece a line, those that go on within a word behind ##. KeyError without [UNK]."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self.numbers["[UNK]"]
        self._of_chunk = lru_cache(maxsize=20_000)(self._cut)  # papers repeat their words

    def of(self, text: str) -> list[Piece]:
        """The pieces of a text, in order."""
        return [
            Piece(number, chunk.start() + start, chunk.start() + end)
            for chunk in _CHUNK.finditer(text)
            for number, start, end in self._of_chunk(chunk[0])
        ]

    def _cut(self, chunk: str) -> tuple[Piece, ...]:
        return tuple(piece for letters in _words(chunk) for piece in self._word(letters))

    def _word(self, letters: Sequence[tuple[str, int]]) -> list[Piece]:
        word = "".join(letter for letter, _ in letters)
        whole = Piece(self._unknown, letters[0][1], letters[-1][1] + 1)
        if len(word) > _LONGEST_WORD:
            return [whole]
        pieces = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self.numbers.get(word[start:end] if not start else "##" + word[start:end])
                if number is not None:
                    pieces.append(Piece(number, letters[start][1], letters[end - 1][1] + 1))
                    start = end
                    break
            else:
                return [whole]
        return pieces


def _words(chunk: str) -> list[list[tuple[str, int]]]:
    """The words of a run of characters, each as its small letters and where they stand; marks are words."""
    words: list[list[tuple[str, int]]] = [[]]
    for at, character in enumerate(chunk):
        if character == "\ufffd" or unicodedata.category(character) in _DROPPED:
            continue
        plain = unicodedata.normalize("NFD", character)
        letters = [(letter, at) for letter in plain.lower() if unicodedata.category(letter) != "Mn"]
        if _stands_alone(character):
            words += [letters, []]
        else:
            words[-1].extend(letters)
    return [word for word in words if word]


def _stands_alone(character: str) -> bool:
    code = ord(character)
    if code < 128:
        return not character.isalnum()
    return unicodedata.category(character).startswith("P") or any(a <= code <= b for a, b in _IDEOGRAPHS)

"""The seams of a language model: what it is given to write or to read, and what it gives back, not yet believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of the papers that may be written from, or read; `number` counts from 1."""

    number: int
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of a writer's, with the excerpt it names and the words that it says are there. Not yet believed."""

    sentence: str
    excerpt: int
    quote: str


class Writer(Protocol):
    """Phrases an answer from excerpts."""

    @property
    def address(self) -> str:
        """Where the text goes, for the user to see."""
        ...

    def write(self, question: str, excerpts: Sequence[Excerpt]) -> Sequence[Claim]:
        """Sentences with their quotations. WriterError where there is no usable reply."""
        ...


@dataclass(frozen=True, slots=True)
class Pick:
    """The words that a reader says answer, and the excerpt that it says they stand in; 0 and "" for silence."""

    passage: int
    words: str


class Reader(Protocol):
    """Points at the words of excerpts that answer."""

    @property
    def address(self) -> str:
        """Where the text goes, for the user to see."""
        ...

    def read(self, question: str, excerpts: Sequence[Excerpt]) -> Pick:
        """What it points at. WriterError where there is no usable reply."""
        ...

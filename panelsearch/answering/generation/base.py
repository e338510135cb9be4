"""The writing seam: what a writer is given, and what it gives back before anything of it is believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quotation of the papers that may be written from; `number` counts from 1."""

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

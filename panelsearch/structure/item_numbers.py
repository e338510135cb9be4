"""How is a line numbered, and what comes next in that numbering? 4. / 4) / (4) / 4.1 / 23/045 / PL.12 / IV. / B. ...

A number is read in every way it can be meant ("C." is a letter and a hundred); which is meant, its neighbours tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

_CALLED = re.compile(
    r"(?:agenda\s+item|item|minute|agenda)\s*(?:no\.?|number|ref\.?)?\s*[:.#]?\s*(?=[(\dA-Z])", re.IGNORECASE
)
"""What a number may be called: "Agenda Item 4:", "Minute No. 12"."""
_NUMBERED = re.compile(
    r"(?P<open>\()?"
    r"(?P<number>[A-Z][a-z]{1,4}[/-]\d{1,4}(?:[./-]\d{1,4}){1,3}"
    r"|\d{2,4}(?:[-/]\d{2,4})?[/-][A-Z]{1,5}[/-]\d{1,4}|\d{1,4}[a-z]/\d{2,4}"
    r"|[A-Z]{1,5}[./-]?\d{1,4}(?:[./-]\d{1,4}){0,3}[a-z]?|[A-Z]{2,5} \d{1,4}[/-]\d{1,4}"
    r"|\d{1,4}(?:\(\d{1,2}\))?(?:[./-]\d{1,4}){1,3}[a-z]?|\d{1,5}[a-z]?"
    r"|(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})(?=[.):]|\t|[^\S\n]+(?:[–-][^\S\n]+)?[A-Z][A-Za-z]{2})|[A-Z](?=[.)]))"
    r"(?P<stop>[.):]{1,2}|[^\S\n]\)(?=\s)|\s*[–-](?=\s))?"
    r"(?:(?P<gap>[^\S\n]+)|(?<=\d[.):])(?=[A-Z][a-z]))(?P<rest>\S[^\n]*)"
)
_NUMBERED_AGAIN = re.compile(r"\d{1,2}[.)][^\S\n]+(?=[A-Z])")
"""The agenda's number behind the minute's: "C048/23  1. Apologies"."""
_POSTCODE = re.compile(r"[A-Z]{1,2}\d{1,2}[A-Z]?\s+\d[A-Z]{2}\b")
_CODED = re.compile(r"[A-Z]{1,4}[/-]?\d{2,4}[-/]\d{1,4}")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3}")
_FIGURES = re.compile(r"\d+")
_DOTTED, _LETTERED, _PLAIN = re.compile(r"9(?:\.9)+"), re.compile(r"[A-Z]\.9"), re.compile(r"9[a-z]?")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


class Manner(Enum):
    """The ways of numbering that do not count on from one another."""

    PLAIN = auto()
    DOTTED = auto()
    CODED = auto()
    LETTERED = auto()
    LETTER = auto()
    ROMAN = auto()


@dataclass(frozen=True, slots=True)
class ItemNumber:
    """A number as printed, without its bracket or stop, and all the figures in it: `places`.

    `shape` tells one code from another ("9/9", "PL.9"); `begins` and `upto` are where the number and the words behind
    it begin in the line.
    """

    printed: str
    manner: Manner
    shape: str
    places: tuple[int, ...]
    begins: int
    upto: int
    stopped: bool
    called: bool = False

    @property
    def is_code(self) -> bool:
        """Whether it can be the number of a resolution rather than of an item: letters or a year, and a count."""
        return _CODED.fullmatch(self.printed) is not None


def numbers_of(words: str) -> Iterator[ItemNumber]:
    """The number that a line begins with, in each way that it can be meant; none where no words follow it."""
    called = _CALLED.match(words)
    found = _NUMBERED.match(words, called.end() if called else 0)
    if found is None and called:
        called, found = None, _NUMBERED.match(words)
    if found is None or _POSTCODE.match(words) or (found["open"] and not (found["stop"] or "").startswith(")")):
        return
    number, stop = found["number"], found["stop"]
    if called and stop is None and not found["gap"]:
        return
    again = _NUMBERED_AGAIN.match(words, found.start("rest")) if not number.isdigit() else None
    for manner in _manners(number):
        if manner is Manner.LETTER and stop is None and called is None:
            continue  # "V Smith"
        yield ItemNumber(
            number, manner, _shape(number, found["open"], stop), _places(number, manner),
            found.start("number"), again.end() if again else found.start("rest"), stop is not None, called is not None,
        )  # fmt: skip


def is_numbered(words: str) -> bool:
    """Whether a line begins with a number and goes on."""
    return next(numbers_of(words), None) is not None


@lru_cache(4096)
def _manners(number: str) -> tuple[Manner, ...]:
    return tuple(_meant(number))


def _meant(number: str) -> Iterator[Manner]:
    if number.isalpha():
        if _ROMAN.fullmatch(number):
            yield Manner.ROMAN
        if len(number) == 1:
            yield Manner.LETTER
        return
    shape = _FIGURES.sub("9", number)
    if _DOTTED.fullmatch(shape):
        yield Manner.DOTTED
    elif _LETTERED.fullmatch(shape):
        yield Manner.LETTERED
    elif _PLAIN.fullmatch(shape):
        yield Manner.PLAIN
    else:
        yield Manner.CODED


def _shape(number: str, bracket: str | None, stop: str | None) -> str:
    """What two numbers of one numbering have in common."""
    shape = _FIGURES.sub("9", number).rstrip("abcdefghijklmnopqrstuvwxyz") if not number.isalpha() else ""
    return f"{bracket or ''}{shape}{')' if stop and ')' in stop else ''}"


def _places(number: str, manner: Manner) -> tuple[int, ...]:
    if manner is Manner.ROMAN:
        values = [_ROMAN_DIGITS[letter] for letter in number]
        return (sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True)),)
    if manner is Manner.LETTER:
        return (ord(number) - ord("A") + 1,)
    return tuple(map(int, _FIGURES.findall(number)))

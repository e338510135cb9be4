"""When are two passages the same words, and when nearly? Pure functions of text; all values are stable for good.

Equal words give an equal `likeness`. Nearly equal words share most of their runs of words (Jaccard resemblance,
Broder 1997): `sketch` keeps the few smallest hashes of a passage's runs, so that two passages of resemblance r share
about that part of their sketches. A sketch finds candidates; only `resemblance` of the texts themselves decides.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib

LIKENESS_MIN_WORDS = 12
_PATTERN_MIN_WORDS = 8
SKETCH_SIZE = 8
SKETCH_SHARED = 4
"""How many of its hashes a candidate shares: at a resemblance of .8, fewer are shared once in some twenty times."""
NEARLY_SAME = 0.8
_RUN = 4
_SKETCH_MIN_WORDS = 20
_WORD = re.compile(r"[^\W_]+")
_MIX = 0x9E3779B1  # the golden ratio's odd multiplier: spreads what CRC leaves close together


def _words(text: str) -> list[str]:
    """The words, whatever their case, spacing or punctuation."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def likeness(text: str) -> int | None:
    """A 64-bit value equal for texts of equal words; None where there are too few to mean anything."""
    return _likeness(_words(text))


def _likeness(words: list[str]) -> int | None:
    return _hashed(words) if len(words) >= LIKENESS_MIN_WORDS else None


def pattern(text: str) -> int | None:
    """A 64-bit value equal for texts that differ in names, figures and days only; None where too few words are left.

    What is said again at every meeting ("the minutes of ... were approved") is so known again. Names are taken for the
    words with capitals.
    """
    words = [word for word in _WORD.findall(text) if word[0].islower() and word.isalpha()]
    return _hashed(words) if len(words) >= _PATTERN_MIN_WORDS else None


def _hashed(words: list[str]) -> int:
    digest = hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def sketch(text: str) -> tuple[int, ...]:
    """The smallest 32-bit hashes of the text's runs of words; empty for a short text."""
    return _sketch(_words(text))


def _sketch(words: list[str]) -> tuple[int, ...]:
    if len(words) < _SKETCH_MIN_WORDS:
        return ()
    hashes = {zlib.crc32(run.encode()) * _MIX & 0xFFFFFFFF for run in _runs(words)}
    return tuple(sorted(hashes)[:SKETCH_SIZE])


def signature(text: str) -> tuple[int | None, int | None, tuple[int, ...]]:
    """Likeness, pattern and sketch of a text, its words found once."""
    words = _words(text)
    return _likeness(words), pattern(text), _sketch(words)


def resemblance(one: str, other: str) -> float:
    """The share of all runs of words that both texts have, 0..1; 1 for equal words."""
    left, right = set(_runs(_words(one))), set(_runs(_words(other)))
    return len(left & right) / len(left | right) if left or right else 1.0


def _runs(words: list[str]) -> list[str]:
    return [" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))] if words else []

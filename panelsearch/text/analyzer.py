"""What are a text's words? Our analyzer decides tokens, matches and highlights for every index.

Minutes are read by number and reference: `5(a)`, `DC/2017/01318`, `£100,000`, `AB1` and initials survive; nothing is
too short to be found. A sum is found however it is printed: `£1,250.00` is `£1250`. Hyphened words are found whole and
in parts. `term` is stemmed (Snowball English), `exact` only folded: case, accents, apostrophes and possessives gone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import Stemmer

FINGERPRINT = "analysis 7"

_SPELLINGS = {
    "cllr": "councillor", "cllrs": "councillors", "cllors": "councillors",
    "color": "colour", "neighbor": "neighbour", "neighborhood": "neighbourhood", "labor": "labour",
    "harbor": "harbour", "honor": "honour", "favor": "favour", "behavior": "behaviour", "center": "centre",
    "theater": "theatre", "meter": "metre", "program": "programme", "defense": "defence", "license": "licence",
    "gray": "grey", "curb": "kerb", "tire": "tyre", "check": "cheque", "plow": "plough",
    "encyclopaedia": "encyclopedia", "archaeology": "archeology", "paediatric": "pediatric",
}  # fmt: skip
del _SPELLINGS["check"], _SPELLINGS["tire"]  # words of their own in British English

_TOKEN = re.compile(
    r"""(?P<money>[£$€]\s?\d(?:[\d,]*\d)?(?:\.\d+)?(?:bn|[km])?(?![^\W_]))
      | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+(?!\w))
      | (?P<reference>[^\W_]+(?:[/.][^\W_]+)+(?:-[^\W_]+)*)
      | (?P<measure>\d+(?:\.\d+)?[^\W\d_]+(?![^\W_]))
      | (?P<compound>[^\W_]+(?:[-‐‑][^\W_]+)+)
      | (?P<word>[^\W_]+(?:['’ʼ][^\W_]+)*)
    """,
    re.VERBOSE,
)
_BLOCK = re.compile(r"\S+")
_LONGEST_KEPT = 64
"""Longer blocks are hardly printed twice, and thousands of them may be all that a hostile paper prints."""
_PART = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
# "£" may end its line, and no term holds a blank or a line's end.
_PARTED = re.compile(r"[,\s]")
# Letters with a stroke through them, or of two letters in one, are no letter and an accent.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n"}
)
# "£1,250.00" is "£1250", and "£2.50" is "£2.5": nothing is meant by the noughts at the end.
_NOUGHTS = re.compile(r"(?<=\d)\.0+$|(?<=\.\d)0+$")
_MEASURE_PART = re.compile(r"[\d.]+|[^\W\d_]+")
_AMERICAN = re.compile(r"(?<=[a-z]{3})iz(?=(?:e|ed|es|er|ers|ing|ation|ations|able)$)")
_MONEY_SIGNS = ("£", "$", "€")
_stemmer = Stemmer.Stemmer("english")


class Token(NamedTuple):
    """A word at `start..end` of the text, the `position`-th. `whole` marks a compound beside its own parts."""

    term: str
    exact: str
    start: int
    end: int
    position: int
    whole: bool = False


Printed = tuple[str, str]
"""A word as it is printed, behind the name of the rule that found it: the same letters may be a number or a word."""


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Case, accents, apostrophes and a possessive s gone."""
    word = word.casefold().replace("’", "'").replace("ʼ", "'")
    if word.endswith("'s"):
        word = word[:-2]
    word = word.replace("'", "")
    if word.isascii():
        return word
    parted = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)  # a raised letter may be a capital
    plain = "".join(c for c in parted if not unicodedata.combining(c))
    return plain if plain.isalnum() else word  # a fraction sign is no letter


@lru_cache(maxsize=65536)
def stemmed(exact: str) -> str:
    """The stem under which spellings of one word meet: British and American, written out and short."""
    word = _SPELLINGS.get(exact, exact)
    word = _AMERICAN.sub("is", word)
    stem = str(_stemmer.stemWord(word)) if len(word) > 2 and word.isalpha() else word
    return stem if len(stem) > 1 else word  # an abbreviation such as AED is no form of the word a


def printed_words(text: str) -> list[Printed]:
    """What the text prints, word by word, each with the rule that found it; `tokens_of` says what each is."""
    return [(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(text)]


def blocks(text: str) -> list[str]:
    """The text in parts whose words, one part's after another's, are the text's: papers print the same ones again."""
    return [text] if _goes_over_a_blank(text) else text.split()


def _goes_over_a_blank(text: str) -> bool:
    """Whether a token may hold a blank: only a sum does, "£ 5"."""
    return any(sign in text for sign in _MONEY_SIGNS) and any(part.endswith(_MONEY_SIGNS) for part in text.split())


@lru_cache(maxsize=65536)
def tokens_of(printed: Printed) -> tuple[Token, ...]:
    """The tokens of one printed word, counted from its own start; a compound's whole stands before its parts."""
    kind, word = printed
    size = len(word)
    if kind == "word":
        exact = folded(word)
        return (Token(stemmed(exact), exact, 0, size, 0),)
    if kind in ("money", "number"):
        exact = _PARTED.sub("", word).lower()
        if kind == "money" or "," in word:
            exact = _NOUGHTS.sub("", exact)
        alone = Token(exact, exact, 0, size, 0)
        return (alone, Token(exact[1:], exact[1:], 0, size, 0, whole=True)) if kind == "money" else (alone,)
    whole = folded(word)
    if kind == "compound":
        whole = re.sub(r"[-‐‑]", "", whole)
    tokens = [Token(stemmed(whole), whole, 0, size, 0, whole=True)]
    for position, part in enumerate((_MEASURE_PART if kind == "measure" else _PART).finditer(word)):
        exact = folded(part.group())
        tokens.append(Token(stemmed(exact), exact, part.start(), part.end(), position))
    return tuple(tokens)


def analyze(text: str) -> tuple[Token, ...]:
    """The tokens in order of place; a compound's whole stands before its first part, at the same position."""
    if _goes_over_a_blank(text):
        return _analyzed(text)
    tokens: list[Token] = []
    position = 0
    for block in _BLOCK.finditer(text):
        at, found = block.start(), (_of_block if block.end() - block.start() <= _LONGEST_KEPT else _analyzed)(block[0])
        if not found:
            continue
        for term, exact, start, end, step, whole in found:
            tokens.append(_made(Token, (term, exact, at + start, at + end, position + step, whole)))
        position = tokens[-1].position + 1
    return tuple(tokens)


def _analyzed(text: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    position = 0
    for match in _TOKEN.finditer(text):
        at = match.start()
        tokens += [
            Token(term, exact, at + start, at + end, position + step, whole)
            for term, exact, start, end, step, whole in tokens_of((match.lastgroup or "", match.group()))
        ]
        position = tokens[-1].position + 1
    return tuple(tokens)


_of_block = lru_cache(maxsize=16384)(_analyzed)
_made: Callable[[type[Token], tuple[object, ...]], Token] = tuple.__new__  # as Token(...) does, in half the time


def forms(text: str) -> tuple[tuple[str, ...], ...]:
    """The stems under which a query word is found: its parts one after another, or the compound as one word."""
    tokens = analyze(text)
    parts = tuple(token.term for token in tokens if not token.whole)
    wholes = tuple((token.term,) for token in tokens if token.whole and not token.exact.replace(".", "").isdigit())
    return tuple(dict.fromkeys((*((parts,) if parts else ()), *wholes)))


def words_of(text: str) -> tuple[str, ...]:
    """The folded words, compounds in parts."""
    return tuple(token.exact for token in analyze(text) if not token.whole)


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of the words, compounds in parts: by what a phrase is known whatever its endings."""
    return tuple(token.term for token in analyze(text) if not token.whole)

"""A library of any size, made of words that mean nothing but are as uneven as a language's (Zipf), always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from panelsearch.model.indexed_passages import IndexedPassage

_SEED = 20230207
_VOCABULARY = 30_000
_SYLLABLES = "ba cor den el fen gri hal is jor kel lum mor nes ol pra quin ros sal tor ul ven wic yar zel".split()
_FIRST_DAY = date(2015, 1, 6)


def _word(rank: int) -> str:
    letters = ""
    rank += len(_SYLLABLES)
    while rank:
        rank, place = divmod(rank, len(_SYLLABLES))
        letters += _SYLLABLES[place]
    return letters


WORDS = tuple(_word(rank) for rank in range(_VOCABULARY))
_WEIGHTS = tuple(accumulate(1 / (rank + 2.7) for rank in range(_VOCABULARY)))


def passages(count: int) -> Iterator[IndexedPassage]:
    """Passages of 20 to 120 words, ten to a document, a fifth of them with a sum of money."""
    dice = random.Random(_SEED)
    for number in range(1, count + 1):
        words = dice.choices(WORDS, cum_weights=_WEIGHTS, k=dice.randint(20, 120))
        document = (number - 1) // 10 + 1
        yield IndexedPassage(
            passage_id=number,
            document_id=document,
            text=" ".join(words).capitalize() + ".",
            heading=" ".join(dice.choices(WORDS, cum_weights=_WEIGHTS, k=3)),
            title=f"Minutes {document}",
            body="Severnmoor District Council",
            kind="minutes",
            meeting_date=_FIRST_DAY + timedelta(days=7 * (document % 520)),
            page=(number - 1) % 10 + 1,
            sums=(("GBP", dice.randint(1, 5_000_000) * 100),) if number % 5 == 0 else (),
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """One query said twice: in our query language and, for the peers, as an FTS5 expression and its restriction.

    The meeting was within `days`, both included; a sum is more than `pence`; `counted` asks how many are of each year.
    """

    ours: str
    fts: str
    days: tuple[date, date] | None = None
    pence: int | None = None
    counted: bool = False


CLASSES = ("term", "and", "or", "phrase", "prefix", "date", "sums", "facets")


def questions(kind: str, count: int) -> tuple[Asked, ...]:
    """Queries of one class over common and less common words; always the same."""
    dice = random.Random(f"{_SEED} {kind}")
    return tuple(_question(kind, dice) for _ in range(count))


def _question(kind: str, dice: random.Random) -> Asked:
    common, other, third = WORDS[dice.randint(3, 60)], WORDS[dice.randint(61, 400)], WORDS[dice.randint(61, 2000)]
    match kind:
        case "term":
            return Asked(common, common)
        case "and":
            return Asked(f"{common} {other} {third}", f"{common} AND {other} AND {third}")
        case "or":
            return Asked(f"{common} OR {other} OR {third}", f"{common} OR {other} OR {third}")
        case "phrase":
            words = f'"{common} {WORDS[dice.randint(0, 20)]}"'
            return Asked(words, words)
        case "prefix":
            return Asked(f"{other[:4]}*", f"{other[:4]}*")
        case "date":
            year = dice.randint(2015, 2023)
            return Asked(f"{common} date:{year}", common, (date(year, 1, 1), date(year, 12, 31)))
        case "sums":
            pounds = dice.randint(1_000_000, 4_900_000)
            return Asked(f"{common} amount:>{pounds}", common, pence=pounds * 100)
        case "facets":
            return Asked(common, common, counted=True)
        case _:
            raise ValueError(f"no such class of query: {kind}")

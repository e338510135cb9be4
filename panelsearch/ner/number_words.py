"""How much does a number in words or with a scale mean? Exact decimals, never a float."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: number * 10 for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {
    "hundred": 10**2,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mm": 10**6,
    "mln": 10**6,
    "mill": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "billion": 10**9,
    "tn": 10**12,
    "trillion": 10**12,
}
_SMALL = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_STEP = rf"(?:{_SMALL}|hundred|thousand|million|billion)"

SCALE = r"(?: ?(?:k|mn|mln|m|bn|b|tn)\b(?!/[a-z]\b)|(?-i:MM)\b| {0,2}(?:thousand|millions?|mill|billions?|trillion)\b)"
"""What may follow a number and multiply it, as a pattern for case-blind use."""

SPELT = rf"(?:half an?|an?|{_SMALL})(?: and a half)?(?:(?: and |[ -]){_STEP}){{0,12}}"
"""A number in words: "half a million", "two and a half thousand", "one hundred and twenty-five"."""


def scale_of(printed: str | None) -> int:
    """What "k", " million" or nothing multiplies by."""
    word = (printed or "").strip().lower()
    return 1 if not word else _SCALES[word] if word in _SCALES else _SCALES[word.removesuffix("s")]


def amount_of(words: str) -> Decimal | None:
    """The number that words of the form `SPELT` mean; None where they mean none ("twenty thirty")."""
    total, group, least = Decimal(0), Decimal(0), Decimal(10**12)
    room = 10**12  # what may still be added to the group: "twenty" leaves room for a unit, "six" for none
    text = re.sub(r"\bhalf an?\b", "half", words.lower().replace("-", " ").replace(" and a half", " plushalf"))
    for word in text.split():
        if word in ("a", "an") and not group:
            group, room = Decimal(1), 1
        elif word in ("half", "plushalf"):
            group, room = group + Decimal("0.5"), 1
        elif word in _UNITS or word in _TENS:
            number = _UNITS.get(word) or _TENS.get(word) or 0
            if number >= room:
                return None
            group, room = group + number, 10 if word in _TENS else 1
        elif word == "hundred" and 0 < group < 100:
            group, room = group * 100, 100
        elif word in _SCALES and group and (scale := _SCALES[word]) < least:
            total, group, room, least = total + group * scale, Decimal(0), 10**12, Decimal(scale)
        elif word != "and":
            return None
    return total + group


VULGAR = "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
"""Fractions that are one letter."""


_WITH_FRACTION = re.compile(rf"(?P<whole>[\d,]*) ?(?:(?P<letter>[{VULGAR}])|(?<= )(?P<above>\d)/(?P<below>\d))")


_PLAIN = {ord(","): None, ord(" "): None, ord("l"): "1", ord("L"): "1"}


def _exact(printed: str) -> Decimal | Fraction:
    match = _WITH_FRACTION.fullmatch(printed)
    if match is None:
        return Decimal(printed.translate(_PLAIN))
    whole = int(match["whole"].replace(",", "") or 0)
    # One letter such as "½" is its two figures with a stroke between.
    above, _, below = unicodedata.normalize("NFKC", match["letter"] or "").partition("\u2044")
    return whole + Fraction(int(above or match["above"]), int(below or match["below"]))


def hundredths_of(number: str | Decimal | Fraction, scale: int = 1) -> int:
    """Whole hundredths of a printed number times its scale, half a hundredth rounded up."""
    exact = _exact(number) if isinstance(number, str) else number
    # Whole numbers, since a decimal's own sums are exact to 28 digits only, and papers print longer ones.
    above, below = exact.as_integer_ratio()
    return (2 * above * scale * 100 + below) // (2 * below)

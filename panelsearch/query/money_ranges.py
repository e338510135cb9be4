"""How much does a sum in a query mean? Hundredths of a currency; `100k`, `£1.2m`, `>€500`, `500..900`, `-50`."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from panelsearch.text.currencies import ANY_DOLLAR

Pence = tuple[int | None, int | None]
"""Lowest and highest hundredths, both included; None is an open end."""

_SIGNS = {
    "£": "GBP", "€": "EUR", "$": ANY_DOLLAR, "us$": "USD", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "nz$": "NZD",
    "hk$": "HKD", "¥": "JPY", "₹": "INR",
}  # fmt: skip
_CODES = {code.lower(): code for code in "GBP EUR USD CAD AUD NZD CHF JPY INR SEK NOK DKK PLN CNY ZAR HKD SGD".split()}
_NAMES = {
    "pound": "GBP", "pounds": "GBP", "euro": "EUR", "euros": "EUR", "dollar": ANY_DOLLAR, "dollars": ANY_DOLLAR,
}  # fmt: skip
_BEFORE, _BEHIND = {**_SIGNS, **_CODES}, {**_NAMES, **_CODES}


def _any_of(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SUM = re.compile(
    rf"(?P<minus>-)?(?P<before>{_any_of(_BEFORE)})?\s*(?P<minus_inside>-)?(?P<digits>\d[\d,]*(?:\.\d+)?)\s*"
    rf"(?P<scale>k|m|bn|thousand|million|billion|p)?(?:\s*(?P<behind>{_any_of(_BEHIND)}))?",
    re.IGNORECASE,
)
_TO = re.compile(r"(.+?)\s*(?:-|\bto\b)\s*(.+)", re.IGNORECASE)
_BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)", re.IGNORECASE)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_MOST_DIGITS = 15


def pence_of(text: str) -> int | None:
    """The hundredths of one sum, whatever its currency; None where it is none."""
    match = _SUM.fullmatch(text.strip())
    if match is None:
        return None
    digits = match["digits"].replace(",", "")
    if len(digits) > _MOST_DIGITS:
        return None
    unit = (match["scale"] or "").lower()
    scale = 0 if unit == "p" else 2 + _SCALES.get(unit, 0)
    pence = int(Decimal(digits).scaleb(scale).to_integral_value(ROUND_HALF_UP))
    return -pence if match["minus"] or match["minus_inside"] else pence


def currency_of(text: str) -> str | None:
    """The currency that a range of sums names, `ANY_DOLLAR` for a bare "$"; None for none."""
    return next(iter(_currencies_of(_dotted(text.strip()))), None)


def range_of(text: str) -> Pence | None:
    """The hundredths of a sum, of `a..b`, `..b`, `a..`, `>a`, `>=a`, `<b`, `<=b`; None where it means none.

    A range from one currency to another means none.
    """
    text = _dotted(text.strip())
    if len(_currencies_of(text)) > 1:
        return None
    if ".." in text:
        low, _, high = text.partition("..")
        first = None if low.strip() in ("", "*") else pence_of(low)
        last = None if high.strip() in ("", "*") else pence_of(high)
        wrong = (first is None and low.strip() not in ("", "*")) or (last is None and high.strip() not in ("", "*"))
        if wrong:
            return None
        return (first, last) if first is None or last is None or first <= last else (last, first)
    for sign, strict in ((">=", 0), ("<=", 0), (">", 1), ("<", 1)):
        if text.startswith(sign):
            pence = pence_of(text[len(sign) :])
            if pence is None:
                return None
            return (pence + strict, None) if sign[0] == ">" else (None, pence - strict)
    pence = pence_of(text)
    return None if pence is None else (pence, pence)


def _dotted(text: str) -> str:
    """A range as papers print it ("£500-£900", "500 to 900", "between £1m and £2m") with dots between its ends."""
    printed = _TO.fullmatch(text) or _BETWEEN.fullmatch(text)
    return "..".join(printed.groups()) if printed and None not in map(pence_of, printed.groups()) else text


def is_reversed(text: str) -> bool:
    """Whether it is a range whose higher end comes first."""
    low, _, high = _dotted(text).partition("..")
    least, most = pence_of(low), pence_of(high)
    return least is not None and most is not None and least > most


def _currencies_of(text: str) -> dict[str, None]:
    named: dict[str, None] = {}
    for end in text.lstrip("<>= ").split(".."):
        if match := _SUM.fullmatch(end.strip()):
            if match["before"]:
                named[_BEFORE[match["before"].lower()]] = None
            if match["behind"]:
                named[_BEHIND[match["behind"].lower()]] = None
            if (match["scale"] or "").lower() == "p":
                named["GBP"] = None
    return named

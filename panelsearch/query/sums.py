"""How much does a sum in a query mean? Whole pence; `100k`, `£1.2m`, `>500`, `500..900`."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

Pence = tuple[int | None, int | None]
"""Lowest and highest pence, both included; None is an open end."""

_SUM = re.compile(r"£?\s*(\d[\d,]*(?:\.\d+)?)\s*(k|m|bn|thousand|million|billion|p)?", re.IGNORECASE)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_MOST_DIGITS = 15


def pence_of(text: str) -> int | None:
    """The pence of one sum; None where it is none."""
    match = _SUM.fullmatch(text.strip())
    if match is None:
        return None
    digits = match[1].replace(",", "")
    if len(digits) > _MOST_DIGITS:
        return None
    unit = (match[2] or "").lower()
    scale = 0 if unit == "p" else 2 + _SCALES.get(unit, 0)
    return int(Decimal(digits).scaleb(scale).to_integral_value(ROUND_HALF_UP))


def range_of(text: str) -> Pence | None:
    """The pence of a sum, of `a..b`, `..b`, `a..`, `>a`, `>=a`, `<b`, `<=b`; None where it means none."""
    text = text.strip()
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

"""How else is a sum printed that was typed? In an account's columns with its pence and no sign, if round in short."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SUM = re.compile(r"(?P<sign>[£$€])?(?P<whole>\d[\d,]*)(?:\.(?P<pence>\d\d))?")

_UNITS = ((1_000_000, 10_000, ("m", " million")), (1_000, 100, ("k",)))
"""What round sums are told in, the least step in which they are, and how it is written."""


def sums_as_printed(run: Sequence[str]) -> tuple[str, ...]:
    """1250.00 for £1250; £1250, $1250 and €1250 for 1250.00; nothing for what need not be a sum (1250).

    £1.2m too for £1,200,000.
    """
    match = _SUM.fullmatch(run[0]) if len(run) == 1 else None
    if match is None or not (match["sign"] or match["pence"]):
        return ()
    whole, pence = match["whole"].replace(",", ""), match["pence"] or "00"
    signed = whole if pence == "00" else f"{whole}.{pence}"
    round_ = _in_short(int(whole)) if match["sign"] and pence == "00" else ()
    return (f"{whole}.{pence}", *(f"{sign}{said}" for sign in match["sign"] or "£$€" for said in (signed, *round_)))


def _in_short(pounds: int) -> tuple[str, ...]:
    """1.2m and 1.2 million for 1200000, 25k for 25000: round sums, as speakers of them write."""
    for unit, step, names in _UNITS:
        if pounds >= unit and pounds % step == 0:
            return tuple(f"{pounds / unit:.2f}".rstrip("0").rstrip(".") + name for name in names)
    return ()

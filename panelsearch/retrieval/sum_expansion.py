"""How else is a sum printed that was typed? In the columns of an account it has its pence and no sign."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SUM = re.compile(r"(?P<sign>[£$€])?(?P<whole>\d[\d,]*)(?:\.(?P<pence>\d\d))?")


def sums_as_printed(run: Sequence[str]) -> tuple[str, ...]:
    """1250.00 for £1250; £1250, $1250 and €1250 for 1250.00; nothing for what need not be a sum (1250)."""
    match = _SUM.fullmatch(run[0]) if len(run) == 1 else None
    if match is None or not (match["sign"] or match["pence"]):
        return ()
    whole, pence = match["whole"].replace(",", ""), match["pence"] or "00"
    signed = whole if pence == "00" else f"{whole}.{pence}"
    return (f"{whole}.{pence}", *(f"{sign}{signed}" for sign in match["sign"] or "£$€"))

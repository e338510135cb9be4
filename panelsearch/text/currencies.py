"""How is a sum written for people? Whole hundredths in, exact text out; never a float."""

from __future__ import annotations

_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$", "CAD": "C$"}

ANY_DOLLAR = "$"
"""What a bare "$" in a query asks for: a sum in whichever dollars its document means."""
_DOLLARS = ("AUD", "CAD", "HKD", "NZD", "SGD", "USD")


def pounds(hundredths: int, currency: str = "GBP") -> str:
    """Such as "£1,234.50" or "-£45,000": pence only where there are any; other currencies by sign or code."""
    sign = _SIGNS.get(currency, f"{currency} ")
    whole, rest = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{sign}{whole:,}" + (f".{rest:02}" if rest else "")


def currencies_meant(asked: str) -> tuple[str, ...]:
    """The codes of the currencies a query means by a code or by a bare "$"."""
    return _DOLLARS if asked == ANY_DOLLAR else (asked,)

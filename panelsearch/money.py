"""How is a sum written for people? Whole hundredths in, exact text out; never a float."""

from __future__ import annotations

_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$", "CAD": "C$"}


def pounds(hundredths: int, currency: str = "GBP") -> str:
    """Such as "£1,234.50" or "-£45,000": pence only where there are any; other currencies by sign or code."""
    sign = _SIGNS.get(currency, f"{currency} ")
    whole, rest = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{sign}{whole:,}" + (f".{rest:02}" if rest else "")

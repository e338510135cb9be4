"""Which sums does a text name? Whole hundredths, exact, and the currency as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from panelsearch.spans import Span
from panelsearch.tagging.plain import plain


@dataclass(frozen=True, slots=True)
class FoundSum:
    """A sum where it stands; `pence` is whole hundredths of `currency`, fractions rounded half up."""

    span: Span
    pence: int
    currency: str


_NUMBER = r"(?!00)(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
# What follows a number must not carry it on: "£1,58" or "1.234.567" is a misprint, and no value is certain.
_ENDS = r"(?![\d]|[.,]\d)"
_SCALE = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mill": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "billion": 10**9,
    "tn": 10**12,
    "trillion": 10**12,
}
_SCALES = r"(?: ?(?:k|mn|m|bn|b|tn)\b| {0,2}(?:thousand|millions?|mill|billion|trillion)\b)"
_SIGN = {
    "£": "GBP",
    "€": "EUR",
    "$": "",
    "US$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "CAD$": "CAD",
    "A$": "AUD",
    "NZ$": "NZD",
    "¥": "JPY",
    "₹": "INR",
}
_SIGNS = "|".join(re.escape(sign) for sign in sorted(_SIGN, key=len, reverse=True))
_CODES = "GBP|EUR|USD|CAD|AUD|NZD|CHF"
_SIGNED = re.compile(
    rf"(?P<open>\()?(?P<minus>(?<![^\s(])-)?(?P<sign>(?<![A-Za-z])(?:{_SIGNS}|(?:{_CODES})(?= ?\d)))"
    rf"(?P<inner> {{0,2}}-)? {{0,2}}(?P<number>{_NUMBER}){_ENDS}(?P<scale>{_SCALES})?"
    rf"(?:(?P<dash> ?(?:-|to) ?)(?P<upper>{_NUMBER}){_ENDS}(?P<upper_scale>{_SCALES}))?"
    r"(?P<close>\))?",
    re.IGNORECASE,
)
_NEXT = re.compile(rf" ?(?:-|to|and) ?(?:{_SIGNS}) ?(?P<number>{_NUMBER}){_ENDS}(?P<scale>{_SCALES})", re.IGNORECASE)
_UNITS = {
    "pounds": "GBP",
    "pounds sterling": "GBP",
    "gbp": "GBP",
    "euros": "EUR",
    "euro": "EUR",
    "eur": "EUR",
    "dollars": "",
    "usd": "USD",
    "cad": "CAD",
    "us dollars": "USD",
    "canadian dollars": "CAD",
}
_WORDS: dict[str, int | Decimal] = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "half a": Decimal("0.5"),
}  # fmt: skip
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_SPOKEN = re.compile(
    rf"(?<![\w.,£$€])(?:(?P<number>{_NUMBER})(?P<scale>{_SCALES})?|(?P<word>{_WORD}) (?P<words>hundred|thousand"
    rf"|million|billion))"
    rf" (?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b(?! (?:of pressure|weight|in weight))",
    re.IGNORECASE,
)
_PENCE = re.compile(rf"(?<![\w.,£$€/-])(?P<number>{_NUMBER})(?:p\b(?![./\w])|(?P<spoken> ?pence\b))")
_CANADA = re.compile(r"\b(?:Canad(?:a|ian)|Ontario|Quebec|Manitoba|Saskatchewan|Alberta|British Columbia|CAD)\b")
_AUSTRALIA = re.compile(r"\b(?:Australian?|New South Wales|Queensland|AUD)\b")
_NEW_ZEALAND = re.compile(r"\b(?:New Zealand|NZD)\b")


def dollars_of(text: str) -> str:
    """What a bare "$" means: the country the document names most, else US dollars."""
    counts = {
        code: len(pattern.findall(text))
        for code, pattern in (("CAD", _CANADA), ("AUD", _AUSTRALIA), ("NZD", _NEW_ZEALAND))
    }
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else "USD"


def _hundredths(number: str | Decimal, scale: int) -> int:
    exact = Decimal(number.replace(",", "")) if isinstance(number, str) else number
    return int((exact * scale * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _scale(printed: str | None) -> int:
    return _SCALE[printed.strip().lower()] if printed else 1


def _in_a_row(text: str, start: int, end: int) -> bool:
    """Whether the bracketed sum is a table's negative: alone on its line, or beside other figures."""
    before = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
    stop = text.find("\n", end)
    after = text[end : stop if stop >= 0 else len(text)].lstrip()
    if not before and not after:
        return True
    return before[-1:].isdigit() or before.endswith(")") or after[:1] in ("£", "(", "$") or after[:1].isdigit()


def find_money(text: str, dollars: str = "USD") -> tuple[FoundSum, ...]:
    """Every sum in order of place; `dollars` is the currency a bare "$" stands for.

    Brackets mean a negative sum only in a table row: in a sentence they are brackets.
    """
    level = plain(text)
    # Where a page sets its sums off with dashes ("Hall hire - £25"), a dash after a word is no minus.
    dashed = re.search(r"[A-Za-z)] - [£$€]", level) is not None
    found: list[FoundSum] = []
    for match in _SIGNED.finditer(level):
        sign = match["sign"].upper()
        currency = _SIGN.get(sign, sign) or dollars
        scale, number = _scale(match["scale"]), match["number"]
        start = match.start("minus") if match["minus"] else match.start("sign")
        end = match.end("scale") if match["scale"] else match.end("number")
        following = _NEXT.match(level, end)
        upper = (
            (match["upper"], _scale(match["upper_scale"]))
            if match["upper"]
            else (following["number"], _scale(following["scale"]))
            if following
            else None
        )
        # "£1.2-1.5m": the scale printed once, at the end, holds for both figures.
        if upper and not match["scale"] and _hundredths(number, upper[1]) <= _hundredths(*upper):
            scale = upper[1]
        bracketed = bool(match["open"]) and level[end : end + 1] == ")"
        minus = bool(match["minus"]) and not (
            dashed and re.search(r"[A-Za-z] $", level[max(0, match.start("minus") - 2) : match.start("minus")])
        )
        if match["minus"] and not minus:
            start = match.start("sign")
        negative = minus or bool(match["inner"])
        if bracketed and _in_a_row(level, match.start(), end + 1):
            negative, start, end = True, match.start(), end + 1
        pence = _hundredths(number, scale)
        found.append(FoundSum(Span(start, end), -pence if negative else pence, currency))
        if match["upper"]:
            end = match.end("upper_scale")
            found.append(FoundSum(Span(match.start("upper"), end), _hundredths(*(upper or ("0", 1))), currency))
    for match in _SPOKEN.finditer(level):
        amount: str | Decimal = match["number"] or Decimal(_WORDS[match["word"].lower()])
        printed = match["scale"] or match["words"]
        scale = 100 if printed and printed.lower() == "hundred" else _scale(printed)
        unit = _UNITS[match["unit"].lower()] or dollars
        found.append(FoundSum(Span(match.start(), match.end()), _hundredths(amount, scale), unit))
    for match in _PENCE.finditer(level):
        pence = int(Decimal(match["number"].replace(",", "")).quantize(Decimal(1), rounding=ROUND_HALF_UP))
        found.append(FoundSum(Span(match.start(), match.end()), pence, "GBP"))
    return _apart(found)


def _apart(found: list[FoundSum]) -> tuple[FoundSum, ...]:
    kept: list[FoundSum] = []
    for one in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)

"""Which sums does a text name? Whole hundredths, exact, and the currency as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from panelsearch.model.spans import Span
from panelsearch.ner.number_words import SCALE, SPELT, VULGAR, amount_of, hundredths_of, scale_of
from panelsearch.ner.payment_frequency import unit_behind
from panelsearch.ner.table_units import sums_in_columns, sums_in_lists
from panelsearch.text.normalization import plain
from panelsearch.text.pattern_prefilter import form_of, in_small_letters, lines_of, lines_with
from panelsearch.text.rule_engine import OPEN, Fence, Rule, rule
from panelsearch.text.span_claims import Claims


@dataclass(frozen=True, slots=True)
class FoundSum:
    """A sum where it stands; `pence` is whole hundredths of `currency`, fractions rounded half up.

    `unit` is what it is paid for over and over, as "per year"; None where it is paid once.
    """

    span: Span
    pence: int
    currency: str
    unit: str | None = None
    rule: str = field(default="", compare=False)
    score: float = field(default=1.0, compare=False)


@dataclass(frozen=True, slots=True)
class _SumPage:
    """A page as the rules read it: its text, the same levelled, and the currency of a bare "$"."""

    text: str
    level: str
    dollars: str


_NUMBER = (
    rf"(?:(?!00)(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}} [1-3]/[2-4](?={SCALE})|\d+(?! ?[{VULGAR}])|\d{{1,9}})"
    rf"(?:\.\d+|[{VULGAR}]| [{VULGAR}](?={SCALE}))?|\.\d+|[{VULGAR}])"
)
# "£1, 250.00": a blank that a scanner or a typist put behind the comma; without pence two things may be listed.
_SPACED = r"\d{1,3}(?:(?:, ?\d{3})+ ?|(?:,\d{3})* )\.\d\d"
# "£l,250": a one that a scanner took for a letter.
_MISREAD = r"l(?:\d{0,2}(?:,\d{3})+|\d{1,2})(?:\.\d\d)?(?![\w,.]*[\w])"
# What follows a number must not carry it on: "£1,58" or "1.234.567" is a misprint, and no value is certain.
_ENDS = r"(?![\d]|[.,]\d)"
_SIGN = {
    "£": "GBP",
    "€": "EUR",
    "$": "",
    "US$": "USD",
    "USD$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "CAD$": "CAD",
    "CDN$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "AUD$": "AUD",
    "NZD$": "NZD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "¥": "JPY",
    "₹": "INR",
}
_SIGNS = "|".join(re.escape(sign) for sign in sorted(_SIGN, key=len, reverse=True))
_CODES = "GBP|EUR|USD|CAD|AUD|NZD|CHF|JPY|INR|SEK|NOK|DKK|PLN|CNY|ZAR|HKD|SGD"
_BEFORE = (
    rf"(?P<sign>(?<![A-Za-z])(?:(?:USD|CAD|CDN|AUD|NZD|US|NZ) \$|{_SIGNS}|(?:{_CODES})(?= ?[\d.(-]))|(?<=\bc)[£€])"
)
_MARKS = (*"£€$¥₹", *_CODES.lower().split("|"))
_SIGNED = form_of(
    rf"(?P<open>\()?(?P<minus>(?<![^\s(])-)?{_BEFORE}"
    rf"(?P<inner> {{0,2}}[-(])? {{0,2}}(?P<number>{_SPACED}|{_NUMBER}|{_MISREAD}){_ENDS}"
    rf"(?P<scale>{SCALE})?(?P<close>\))?",
    re.IGNORECASE,
    known_by=_MARKS,
    any_case=True,
)
# "£5-10k", "£1.2-£1.5m", "between £1 and £2 million": the other end of a range, whose scale may hold for both.
_UPPER = re.compile(
    rf" ?(?P<join>-|to|and) ?(?P<sign>(?:{_SIGNS}))? ?(?P<number>{_NUMBER}){_ENDS}(?P<scale>{SCALE})?(?!\w|%|/)",
    re.IGNORECASE,
)
# "£235-50" is two hundred and thirty-five pounds fifty: no range falls. "£45:50" and "£45=50" can be no range.
_SET_OFF_PENCE = re.compile(r"[:=\u00b7\u2219](?P<pence>\d\d)(?:p\b)?(?![\w%/:=]|[.,]\d)")
_DASHED_PENCE = re.compile(
    r"-(?P<pence>\d\d)(?![\w%/-]|[.,]\d| (?:month|week|year|day|hour|minute|people|page|copies))"
)
# More than there is money: a run of figures behind a sign, which no store of whole numbers could hold either.
_MOST_PENCE = 10**17
_JOINED = re.compile(r" ?(?P<join>-|to|or|and) ?")
_TENDER = re.compile(r" ?(?P<code>USD|CAD|CDN|AUD|NZD)\b")
_CODE_OF = {"CDN": "CAD"}
_UNITS = {
    "pounds": "GBP",
    "pound": "GBP",
    "pounds sterling": "GBP",
    "gbp": "GBP",
    "euros": "EUR",
    "euro": "EUR",
    "dollars": "",
    "dollar": "",
    "us dollars": "USD",
    "canadian dollars": "CAD",
    "australian dollars": "AUD",
} | {code.lower(): code for code in _CODES.split("|")}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_ALSO_NAMES = ("Pound", "Pounds")
"""Words for money with which names of places begin."""
# One of these stands in each unit.
_SPOKEN_OF = ("pound", "euro", "dollar", *_CODES.lower().split("|"))
_COINS = r"(?:,? ?(?:and )?(?P<coins>\d{{1,2}}|{spelt}) ?(?:p|pence|c|cents?)\b)?"
_SPOKEN = re.compile(
    rf"(?<![\w.,/£$€-])(?:(?:(?P<lower>{_NUMBER})(?P<lower_scale>{SCALE})?(?P<join> ?- ?| to | and ))?"
    rf"(?P<number>{_NUMBER})(?P<scale>{SCALE})?|(?P<words>{SPELT}))"
    rf"[ -]?(?P<unit>(?:{_UNIT})\b|[€$£](?![ \d.,]*\d| *-))"
    rf"(?! (?:of (?:pressure|weight|force)|weight|in weight|per square|sign))" + _COINS.format(spelt=SPELT),
    re.IGNORECASE,
)
_PENCE = re.compile(
    rf"(?<![\w.,£$€/-])(?P<number>{_NUMBER})"
    r"(?:(?P<sign>p\b(?!\.?\w|/(?!(?:k?Wh|[a-z]{3,})\b))|¢)|(?: ?-?(?P<unit>pence|penny|cents?)\b))"
)
_PENCE_IN_WORDS = form_of(
    rf"(?<![\w-])(?P<words>{SPELT}) (?P<unit>pence|penny|cents?)\b",
    re.IGNORECASE,
    known_by=("pence", "penny", "cent"),
    any_case=True,
)
# Most pages hold none of these: they are looked for before the costly patterns are.
_COIN = re.compile(r"\d(?:p\b|¢| ?-?(?:pence|penny|cents?)\b)")
_SIGN_AFTER = form_of(r"[£€$](?!\d)", known_by=("£", "€", "$"))
_MINUS = re.compile(r"(?<![\d.] )\b[Mm]inus $")
# How far to either side of a sum we look for the rest of its row.
_SIGHT = 120
_WIDE_BLANK = re.compile("[\u00a0\u2007\u2009\u202f](?<=\\d.)(?=\\d{3}(?!\\d))")
# A plain blank parts thousands only in running text: in a row of figures it parts two figures.
_BLANK = re.compile(
    r"(?P<head>[£€](?<=[a-z] .) ?[1-9]\d{0,2})(?P<groups>(?: \d{3})+)(?=\.\d\d(?!\d)|[.,;:)]?(?: [a-z]|$))"
)
_COUNTRIES = {
    "CAD": form_of(
        r"\b(?:Canad(?:a|ian)|Ontario|Quebec|Manitoba|Saskatchewan|Alberta|British Columbia|CAD)\b",
        known_by=("Canad", "Ontario", "Quebec", "Manitoba", "Saskatchewan", "Alberta", "British Columbia", "CAD"),
    ),
    "AUD": form_of(
        r"\b(?:Australian?|New South Wales|Queensland|AUD)\b",
        known_by=("Australia", "New South Wales", "Queensland", "AUD"),
    ),
    "NZD": form_of(r"\b(?:New Zealand|NZD)\b", known_by=("New Zealand", "NZD")),
}


def dollars_of(text: str) -> str:
    """What a bare "$" means: the country the document names most, else US dollars."""
    counts = {code: sum(1 for _ in names.found_on(text)) for code, names in _COUNTRIES.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else "USD"


def find_money(text: str, dollars: str = "USD", fence: Fence = OPEN) -> tuple[FoundSum, ...]:
    """Every sum in order of place; `dollars` is the currency a bare "$" stands for.

    Brackets mean a negative sum only in a table row: in a sentence they are brackets. Both ends of a range are sums.
    """
    page = _SumPage(text, _levelled(text), dollars)
    claims = Claims()
    found = [
        FoundSum(one.span, one.pence, one.currency, one.unit, rule.name, rule.score)
        for rule in MONEY_RULES
        for one in fence.each(rule, page)
        if abs(one.pence) <= _MOST_PENCE and claims.claim(one.span.start, one.span.end)
    ]
    return _with_units(page.level, sorted(found, key=lambda one: one.span))


def _with_units(level: str, found: Sequence[FoundSum]) -> tuple[FoundSum, ...]:
    """The sums with the units printed behind them; behind a range it is the unit of both its ends."""
    named: list[FoundSum] = []
    for one in reversed(found):
        unit = unit_behind(level, one.span.end)
        if unit is None and named and (higher := named[-1]).unit and higher.currency == one.currency:
            joined = _JOINED.fullmatch(level, one.span.end, higher.span.start)
            if joined and (joined["join"] != "and" or level.endswith("between ", 0, one.span.start)):
                unit = higher.unit
        named.append(replace(one, unit=unit) if unit else one)
    return tuple(reversed(named))


def _levelled(text: str) -> str:
    """The text, same length, with thousands parted by commas alone."""
    level = plain(text if text.isascii() else _WIDE_BLANK.sub(",", text))
    if "£" not in level and "€" not in level:
        return level
    return _BLANK.sub(lambda match: match["head"] + match["groups"].replace(" ", ","), level)


@rule("money.signed")
def _signed(page: _SumPage) -> Iterator[FoundSum]:
    """Sums with a sign or code before the figure: "£1.2m", "EUR 5-10k"."""
    level, dollars = page.level, page.dollars
    # Where a page sets its sums off with dashes ("Hall hire - £25"), a dash after a word is no minus.
    dashed = any(f" - {sign}" in level for sign in "£$€") and re.search(r"[A-Za-z)] - [£$€]", level) is not None
    for match in _SIGNED.found_on(level):
        sign = match["sign"].upper().replace(" ", "")
        currency = _SIGN.get(sign, sign) or dollars
        end = match.end("scale") if match["scale"] else match.end("number")
        if dashed_on := _dashed_pence(match, level, end):
            amount = hundredths_of(f"{match['number']}.{dashed_on['pence']}")
            yield FoundSum(Span(match.start("sign"), dashed_on.end()), amount, currency)
            continue
        if "$" in sign and (tender := _TENDER.match(level, end)):
            currency, end = _CODE_OF.get(tender["code"], tender["code"]), tender.end()
        scale, upper = scale_of(match["scale"]), _upper(level, end, hundredths_of(match["number"]))
        # "£1.2-1.5m": the scale printed once, at the end, holds for both figures.
        if upper and not match["scale"] and upper["scale"]:
            raised = hundredths_of(match["number"], scale_of(upper["scale"]))
            if raised <= hundredths_of(upper["number"], scale_of(upper["scale"])):
                scale = scale_of(upper["scale"])
        elif upper and not upper["sign"] and _in_thousands(match["number"], upper["number"]):
            scale = 1000
        one = FoundSum(Span(match.start("sign"), end), hundredths_of(match["number"], scale), currency)
        yield _with_minus(level, match, one, dashed)
        if upper and not upper["sign"]:
            stop = upper.end("scale") if upper["scale"] else upper.end("number")
            pence = hundredths_of(upper["number"], scale_of(upper["scale"]))
            yield FoundSum(Span(upper.start("number"), stop), pence, currency)


def _dashed_pence(match: re.Match[str], level: str, end: int) -> re.Match[str] | None:
    """The pence set off from whole pounds by a mark other than a point, where the two figures can be no range."""
    if match["scale"] or not match["number"].replace(",", "").isdecimal():
        return None
    if set_off := _SET_OFF_PENCE.match(level, end):
        return set_off
    pence = _DASHED_PENCE.match(level, end)
    if pence and (pence["pence"] == "00" or hundredths_of(pence["pence"]) < hundredths_of(match["number"])):
        return pence
    return None


def _upper(level: str, end: int, low: int) -> re.Match[str] | None:
    """The other end of a range; without a sign of its own it needs a scale, or a dash right between the figures."""
    match = _UPPER.match(level, end)
    if match is None or match["sign"] or (match["scale"] and match["join"] != "and"):
        return match
    tight = match["join"] == "-" and match.start("number") == end + 1
    tight = tight or (match["join"] == "to" and match["number"].endswith(",000"))
    return match if tight and hundredths_of(match["number"]) > low else None


def _in_thousands(low: str, high: str) -> bool:
    """Whether "£20-25,000" leaves out the thousands of its lower end."""
    if not low.isdecimal() or len(low) > 3 or not high.endswith(",000"):
        return False
    whole = int(low) * 1000
    return whole < int(high.replace(",", "")) <= 10 * whole


def _with_minus(level: str, match: re.Match[str], one: FoundSum, dashed: bool) -> FoundSum:
    """The sum with the minus sign, the word or the brackets that make it negative, where there are any."""
    start, end = one.span.start, one.span.end
    closed = level[end : end + 1] == ")"
    inner = (match["inner"] or "").strip()
    if inner == "(" and closed:
        return replace(one, span=Span(start, end + 1), pence=-one.pence)
    if match["open"] and closed and _in_a_row(level, match.start(), end + 1):
        return replace(one, span=Span(match.start(), end + 1), pence=-one.pence)
    if inner == "-":
        return replace(one, pence=-one.pence)
    if match["minus"]:
        at = match.start("minus")
        if not (dashed and re.search(r"[A-Za-z] $", level[max(0, at - 2) : at])):
            return replace(one, span=Span(at, end), pence=-one.pence)
    if said := _MINUS.search(level, max(0, start - 9), start):
        return replace(one, span=Span(said.start(), end), pence=-one.pence)
    return one


def _in_a_row(text: str, start: int, end: int) -> bool:
    """Whether the bracketed sum is a table's negative: alone on its line, or beside other figures."""
    before = text[max(0, start - _SIGHT) : start].rpartition("\n")[2].rstrip()
    after = text[end : end + _SIGHT].partition("\n")[0].lstrip()
    if after[:1].isalpha() or after[:1] in (",", ";", "."):
        return False  # a sentence goes on
    if not before and not after:
        return True
    return before[-1:].isdigit() or before.endswith(")") or after[:1] in ("£", "(", "$") or after[:1].isdigit()


@rule("money.spoken")
def _spoken(page: _SumPage) -> Iterator[FoundSum]:
    """Sums that name their unit after the figure: "20 pounds", "1.2 million euros", "half a million pounds"."""
    level, dollars = page.level, page.dollars
    lines = sorted({*lines_of(_SIGN_AFTER, level), *lines_with(_SPOKEN_OF, in_small_letters(level))})
    for match in chain.from_iterable(_SPOKEN.finditer(level, *line) for line in lines):
        if match["unit"] in _ALSO_NAMES and level[match.end() : match.end() + 2].lstrip(" ").istitle():
            continue  # "4 Pound Lane"
        unit = match["unit"].lower()
        currency = (_UNITS[unit] if unit in _UNITS else _SIGN[unit]) or dollars
        scale = scale_of(match["scale"])
        amount = amount_of(match["words"]) if match["words"] else match["number"]
        if amount is None:
            continue
        pence, start = hundredths_of(amount, scale), match.start("words" if match["words"] else "number")
        if match["coins"]:
            coins = match["coins"] if match["coins"].isdigit() else amount_of(match["coins"])
            if coins is None or int(coins) > 99:
                continue
            pence += int(coins)
        if match["lower"]:
            low = hundredths_of(match["lower"], scale_of(match["lower_scale"] or match["scale"]))
            joined = match["join"].strip() != "and" or level.endswith("between ", 0, match.start("lower"))
            if low < pence and joined:
                yield FoundSum(Span(match.start("lower"), match.start("join")), low, currency)
        yield FoundSum(Span(start, match.end()), pence, currency)


@rule("money.coins")
def _coins(page: _SumPage) -> Iterator[FoundSum]:
    """Pence and cents: "50p", "twenty cents"."""
    level, dollars = page.level, page.dollars
    for match in _PENCE.finditer(level) if _COIN.search(level) else ():
        foreign = (match["unit"] or match["sign"]).startswith(("c", "¢"))
        pence = hundredths_of(match["number"]) // 100 if foreign else (hundredths_of(match["number"]) + 50) // 100
        yield FoundSum(Span(match.start(), match.end()), pence, dollars if foreign else "GBP")
    for match in _PENCE_IN_WORDS.found_on(level):
        amount = amount_of(match["words"])
        if amount is not None:
            currency = dollars if match["unit"].lower().startswith("c") else "GBP"
            yield FoundSum(Span(match.start(), match.end()), (hundredths_of(amount) + 50) // 100, currency)


@rule("money.column")
def _columns(page: _SumPage) -> Iterator[FoundSum]:
    """Bare figures under a head that makes them sums: "£000"."""
    for cell in sums_in_columns(page.text, page.dollars):
        yield FoundSum(cell.span, cell.pence, cell.currency)


@rule("money.cell", score=0.9)
def _cells(page: _SumPage) -> Iterator[FoundSum]:
    """Bare figures with their pence in a list of payments: under "Amount", where the page prints its currency."""
    for cell in sums_in_lists(page.text, page.dollars):
        yield FoundSum(cell.span, cell.pence, cell.currency)


MONEY_RULES: tuple[Rule[[_SumPage], Iterator[FoundSum]], ...] = (_signed, _spoken, _coins, _columns, _cells)

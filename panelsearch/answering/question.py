"""What is asked for? The sort of answer wanted, the words that matter, and the constraints the question states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from panelsearch.analysis import analyze

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_WHEN = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})\b,?\s+(?P<year>{_YEAR})\b"
    rf"|\b(?P<first>{_YEAR})\s?[/–-]\s?(?P<second>\d\d(?:\d\d)?)\b|\b(?P<alone>{_YEAR})\b",
    re.IGNORECASE,
)

_STOP_WORDS = frozenset(
    """a about after all an and any are as at be because been before being between but by can could did do does
doing down during each for from further get give given go had has have having he her here him his how i if
in into is it its itself many me more most much my of off on once one only or other our out over own put
same she should so some such than that the their them then there these they this those through to under
until up upon us very was we were what when where which while who whom whose why will with would you your
someone actually somebody""".split()
)
_GENERIC_BODY_WORDS = frozenset(
    """the of and council councils parish town community district county borough city township corporation
municipality police crime panel committee board authority commissioner meeting annual ordinary special
community pc cc dc bc combined cabinet scrutiny overview""".split()
)


class Wanted(StrEnum):
    """The sort of answer a question wants."""

    PERSON = "person"
    SUM = "sum"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    ORGANISATION = "organisation"
    DECISION = "decision"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days that the question names, both ends included."""

    first: date
    last: date

    def distance_days(self, day: date) -> int:
        """How far a day lies outside, 0 inside."""
        return max((self.first - day).days, (day - self.last).days, 0)


@dataclass(frozen=True, slots=True)
class Question:
    """`terms` are the stems that matter, in order; `bodies` those of the library's bodies that the question names."""

    text: str
    wanted: Wanted
    terms: tuple[str, ...]
    words: tuple[str, ...]
    bodies: frozenset[str]
    periods: tuple[Period, ...]


_SHAPES: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern, re.IGNORECASE))
    for wanted, pattern in (
        (Wanted.TIME, r"^(?:at )?what time\b|^when did (?:the )?meeting\b.*\b(?:end|close|start|begin|open|finish)"),
        (Wanted.SUM, r"^how much\b|\bhow much (?:money|was|did|does|is)\b"),
        (
            Wanted.SUM,
            r"\bwhat (?:\S+ ){0,3}?(?:sum|amount|price|cost|fee|rent|precept|budget|grant|figure|salary|rate|pay"
            r"|donation|levy|balances?|reserves?|quote|value|total)\b",
        ),
        (Wanted.SUM, r"^what (?:did|does|do)\b.*\b(?:cost|pay|charge|spend|give|donate|contribute)\b"),
        (Wanted.NUMBER, r"\bhow many\b|^what (?:share|percentage|proportion|number)\b|^how (?:long|old|far|often)\b"),
        (Wanted.PERSON, r"^(?:by |to |from |for |with )?who(?:m|se)?\b(?! software)"),
        (Wanted.PERSON, r"^which (?:\S+ )?(?:councillor|member|person|officer|clerk|chair\w*|mayor|commissioner)\b"),
        (Wanted.DATE, r"^when\b|\bwhat (?:date|day|month|year)\b|^(?:from|by|on) what date\b|^since when\b"),
        (
            Wanted.ORGANISATION,
            r"^(?:which|what|whose) (?:\S+ ){0,2}?(?:firm|company|contractor|solicitors?|engineers?|organisation"
            r"|charity|supplier|bank|school|prison|force|agency|software|auditors?|consultants?)\b",
        ),
        (
            Wanted.DECISION,
            r"^(?:did|was|were|has|have|does|do|is|are|can|could|should|may)\b"
            r"|\b(?:decide|decided|decision|resolve|resolved|agree|agreed|approve|approved)\b",
        ),
    )
)


def understood(text: str, bodies: Iterable[str]) -> Question:
    """The question as understood, given the names of the library's bodies."""
    plain = " ".join(text.split())
    wanted = next((wanted for wanted, shape in _SHAPES if shape.search(plain)), Wanted.STATEMENT)
    named, body_words = _named_bodies(plain, bodies)
    terms: list[str] = []
    words: list[str] = []
    timed = [match.span() for match in _WHEN.finditer(plain)]
    for token in analyze(plain):
        if any(start <= token.start < end for start, end in timed):
            continue  # when it was is weighed by the meeting's date: papers seldom say their own year
        if token.exact in _STOP_WORDS or token.term in terms or (len(token.exact) == 1 and not token.exact.isdigit()):
            continue
        if token.exact in body_words or (named and token.exact in _GENERIC_BODY_WORDS):
            continue
        terms.append(token.term)
        words.append(plain[token.start : token.end])
    return Question(plain, wanted, tuple(terms), tuple(words), named, periods(plain))


def periods(text: str) -> tuple[Period, ...]:
    """The days, months, years and financial years that a text names."""
    found = []
    for match in _WHEN.finditer(text):
        if match["month"]:
            year, month = int(match["year"]), _MONTHS[match["month"].lower()]
            if match["day"]:
                try:
                    day = date(year, month, int(match["day"]))
                except ValueError:
                    continue
                found.append(Period(day, day))
            else:
                following = date(year + month // 12, month % 12 + 1, 1)
                found.append(Period(date(year, month, 1), following - timedelta(days=1)))
        elif match["first"]:
            first = int(match["first"])
            if int(match["second"][-2:]) == (first + 1) % 100:
                found.append(Period(date(first, 4, 1), date(first + 1, 3, 31)))
        else:
            year = int(match["alone"])
            found.append(Period(date(year, 1, 1), date(year, 12, 31)))
    return tuple(found)


def _named_bodies(question: str, bodies: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The bodies whose distinctive words the question holds (by initials too), and those words."""
    asked = {token.exact for token in analyze(question)}
    named, used = set(), set()
    for body in bodies:
        words = [token.exact for token in analyze(body)]
        distinctive = [word for word in words if word not in _GENERIC_BODY_WORDS and len(word) > 2]
        initials = "".join(word[0] for word in words if word not in ("the", "of", "and", "for"))
        if distinctive and asked.issuperset(distinctive[:1]):
            named.add(body)
            used.update(asked.intersection(distinctive))
        elif len(initials) >= 3 and initials in asked:
            named.add(body)
            used.add(initials)
    return frozenset(named), frozenset(used)

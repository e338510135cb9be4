"""What is asked for? The sort of answer wanted, the words that matter, and the constraints the question states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from panelsearch.analysis import analyze, stemmed
from panelsearch.answering.paraphrase import said_otherwise
from panelsearch.answering.times import WHEN, Period, periods

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


_LIGHT = frozenset(
    stemmed(word)
    for word in """date day month year firm company contractor price cost amount figure share percentage proportion number
decide decided decision agree agreed approve approved resolve view opinion sum total money pay paid name named place
location time outcome choose chose councillor councillors member members set put new old actually exactly overall
organisation business person""".split()
)


class Wanted(StrEnum):
    """The sort of answer a question wants."""

    PERSON = "person"
    SUM = "sum"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    ORGANISATION = "organisation"
    PLACE = "place"
    DECISION = "decision"
    STATEMENT = "statement"


class Role(StrEnum):
    """What a person asked for did at a meeting: facts that the register and the attendance lists hold."""

    PROPOSER = "proposer"
    SECONDER = "seconder"
    CHAIR = "chair"
    OFFICE = "office"
    APOLOGIES = "apologies"
    PRESENT = "present"
    IN_ATTENDANCE = "in attendance"


@dataclass(frozen=True, slots=True)
class Term:
    """A word that matters: as typed, its stem, and the stems of other words that say the same.

    `proper` marks a name; `light` a word that says what sort of answer is wanted, which papers need not repeat;
    `of_body` a word that names a body, whose own papers need not say it.
    """

    word: str
    stem: str
    kin: frozenset[str] = frozenset()
    proper: bool = False
    light: bool = False
    of_body: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """`terms` are the words that matter, in order; `bodies` those of the library's bodies that the question names.

    `counted` are the stems of the words that say what is counted ("how many *pupils*"), empty otherwise.
    """

    text: str
    wanted: Wanted
    terms: tuple[Term, ...]
    bodies: frozenset[str] = frozenset()
    periods: tuple[Period, ...] = ()
    role: Role | None = None
    counted: frozenset[str] = frozenset()

    @property
    def constraints(self) -> tuple[str, ...]:
        """How the question was understood, for people: the sort of answer, the bodies, the periods."""
        sort = self.role.value if self.role else self.wanted.value
        return (f"a {sort}" if sort[0] not in "aeiou" else f"an {sort}", *sorted(self.bodies), *map(str, self.periods))


_SHAPES: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern, re.IGNORECASE))
    for wanted, pattern in (
        (
            Wanted.TIME,
            r"\bwhat time\b|^when did .*\bmeeting\b.*\b(?:end|close|start|begin|open|finish)",
        ),
        (Wanted.SUM, r"\bhow much\b(?! (?:time|longer|land|of\b))"),
        (
            Wanted.SUM,
            r"\b(?:what|which) (?:\S+ ){0,3}?(?:sum|amount|price|costs?|fees?|rent|precept|budget|grant|figure|salary|rate"
            r"|donation|levy|balances?|reserves?|quote|quotation|value|charge|total (?:cost|bill|sum))\b(?! of return)",
        ),
        (
            Wanted.SUM,
            r"^what (?:did|does|do|will|would)\b.*\b(?:cost|pay|charge|spend|give|donate|contribute)\b"
            r"|^what (?:was|is|were|has been) (?:granted|paid|charged|spent|raised|collected|owed|awarded)\b",
        ),
        (
            Wanted.NUMBER,
            r"\bhow many\b|\b(?:what|which) (?:\S+ )?(?:share|percentage|proportion|number)\b|\bwhat (?:was|is) the (?:highest|lowest|average"
            r"|maximum|minimum|fastest|biggest)\b|\bhow (?:long|old|far|often|big"
            r"|large|tall|high|wide|deep)\b",
        ),
        (Wanted.PERSON, r"^(?:by |to |from |for |with |and )?who(?:m|se)?\b(?! (?:software|\w+ (?:software|system)))"),
        (
            Wanted.PERSON,
            r"\b(?:which|what) (?:\S+ )?(?:councillors?|members?|person|people|officers?|clerk|chair\w*|mayor|commissioner)\b",
        ),
        (
            Wanted.DATE,
            r"^(?:and )?when\b|\b(?:what|which) (?:\S+ )?(?:date|day|month|year|deadline)\b|^(?:from|by|on|since|until) when\b",
        ),
        (
            Wanted.ORGANISATION,
            r"\b(?:which|what|whose) (?:\S+ ){0,2}?(?:firm|company|contractors?|solicitors?|engineers?|organisations?"
            r"|charity|charities|suppliers?|bank|school|prison|force|agency|software|auditors?|consultants?|insurers?"
            r"|builders?|business|club|group|council|authority)\b",
        ),
        (Wanted.PLACE, r"^(?:and )?where\b|\b(?:what|which) (?:place|venue|location|room|hall)\b"),
        (
            Wanted.DECISION,
            r"^what (?:happened|became)\b|^how did .*\bvote\b|^what did .*\b(?:ask|say|do)\b|^(?:did|was|were|has|have|does|do|is|are|can|could|should|may|will|would)\b"
            r"|\b(?:decide|decided|decision|resolve|resolved|resolution|agree|agreed|approve|approved|view|opinion|stance"
            r"|go for|went for|chose|choose|outcome|vote on)\b",
        ),
    )
)
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (Role.SECONDER, r"^(?:and )?(?:by )?(?:who|which \w+)\b.*\b(?:second(?:ed|er|ing)|seconds)\b"),
        (Role.PROPOSER, r"^(?:and )?(?:by )?(?:who|which \w+)\b.*\b(?:propos(?:ed|er|es)|moved|mover|put forward)\b"),
        (Role.APOLOGIES, r"\bapologi(?:es|s(?:ed|ing)|zed)\b|^who (?:was|were) (?:absent|missing)\b"),
        (Role.CHAIR, r"^who (?:chairs|chaired|presided|was in the chair|took the chair)\b"),
        (
            Role.PRESENT,
            r"^(?:who|which (?:councillors|members))\b.*\b(?:present|attend(?:ed|ing)|came|there|at the meeting)\b(?!.*\bfrom\b)",
        ),
    )
)
_COUNTED = re.compile(
    r"\b(?:how many|what (?:\S+ )?number of(?: the)?)\s+(?P<what>(?:[\w'’-]+\s+){0,3}[\w'’-]+)",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:did|do|does|was|were|is|are|has|have|had|will|would|came|come|from|in|on|at|of|to)\b.*", re.I
)


def understood(text: str, bodies: Iterable[str], previous: str | None = None) -> Question:
    """The question as understood, given the names of the library's bodies and the question that it follows, if any."""
    asked = _understood(text, bodies)
    if previous is None or not _FOLLOWS.search(asked.text):
        return asked
    return _following(asked, _understood(previous, bodies))


_FOLLOWS = re.compile(
    r"^(?:and|but|what about|how about|then)\b|^(?:who|when|where|why|how much|how many)\W*$", re.IGNORECASE
)
_A_YEAR_AWAY = re.compile(
    r"\bthe (?P<which>year before|previous year|last year|year after|next year|following year)\b", re.I
)
_ASKS = re.compile(r"\b(?:who|whom|when|where|why|how|which|what time|did|was|were)\b", re.IGNORECASE)


def _following(asked: Question, before: Question) -> Question:
    """A question that keeps the matter of the one before it, and what it does not say itself."""
    shift = _A_YEAR_AWAY.search(asked.text)
    periods = asked.periods or before.periods
    if shift and before.periods and not asked.periods:
        years = -1 if shift["which"].lower() in ("year before", "previous year", "last year") else 1
        periods = tuple(period.years_away(years) for period in before.periods)
    own = tuple(term for term in asked.terms if not _OF_FOLLOWING.fullmatch(term.word))
    known = {term.stem for term in own}
    asks = _ASKS.search(re.sub(_FOLLOWS, "", asked.text))
    return Question(
        asked.text,
        asked.wanted if asks else before.wanted,
        (*own, *(term for term in before.terms if term.stem not in known)),
        asked.bodies or before.bodies,
        periods,
        asked.role if asks else before.role,
        asked.counted or before.counted,
    )


_OF_FOLLOWING = re.compile(r"year|years|previous|last|next|following|before|after|about|then", re.IGNORECASE)


def _understood(text: str, bodies: Iterable[str]) -> Question:
    plain = " ".join(text.split())
    wanted = next((wanted for wanted, shape in _SHAPES if shape.search(plain)), Wanted.STATEMENT)
    role = next((role for role, shape in _ROLES if shape.search(plain)), None)
    named, body_words = _named_bodies(plain, bodies)
    terms: list[Term] = []
    timed = [match.span() for match in WHEN.finditer(plain)]
    for token in analyze(plain):
        if token.whole or any(start <= token.start < end for start, end in timed):
            continue  # a compound is asked for by its parts; when it was is weighed by dates: papers seldom say their own year
        known = any(token.term == term.stem for term in terms)
        if token.exact in _STOP_WORDS or known or (len(token.exact) == 1 and not token.exact.isdigit()):
            continue
        if named and token.exact in _GENERIC_BODY_WORDS:
            continue
        word = plain[token.start : token.end]
        proper = word[0].isupper() and token.start > 0
        kin = frozenset() if proper else said_otherwise(token.term)
        light = token.term in _LIGHT and not proper
        terms.append(Term(word, token.term, kin, proper, light, token.exact in body_words))
    return Question(plain, wanted, tuple(terms), named, periods(plain), role, _counted(plain))


def _counted(text: str) -> frozenset[str]:
    match = _COUNTED.search(text)
    if match is None:
        return frozenset()
    what = _AUXILIARY.sub("", match["what"])
    return frozenset(token.term for token in analyze(what) if token.exact not in _STOP_WORDS)


def _named_bodies(question: str, bodies: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The bodies whose distinctive words the question holds (or whose initials), and those words.

    A body's first distinctive word names it, unless another word follows it in the name and stands in no question
    ("West Burton" does not name West Mercia): then the question must not use that word for another name.
    """
    tokens = [token for token in analyze(question) if not token.whole]
    asked = [token.exact for token in tokens]
    named: set[str] = set()
    used: set[str] = set()
    for body in bodies:
        words = [token.exact for token in analyze(body) if not token.whole]
        distinctive = [word for word in words if word not in _GENERIC_BODY_WORDS and len(word) > 2]
        initials = "".join(word[0] for word in words if word not in ("the", "of", "and", "for"))
        if distinctive and all(word in asked for word in distinctive):
            named.add(body)
            used.update(distinctive)
        elif distinctive and _names_alone(distinctive, question, asked):
            named.add(body)
            used.add(distinctive[0])
        elif len(initials) >= 3 and initials in asked:
            named.add(body)
            used.add(initials)
    return frozenset(named), frozenset(used)


def _names_alone(distinctive: list[str], question: str, asked: list[str]) -> bool:
    """Whether the first word of a long name stands for it: it is no everyday word and part of no other name."""
    first = distinctive[0]
    if first not in asked or first in _COMPASS or len(first) < 4:
        return False
    part_of_another = re.search(rf"\b{re.escape(first)}(?:['’]s)?\s+(?P<next>[A-Z]\w+)", question, re.IGNORECASE)
    follower = part_of_another["next"] if part_of_another else ""
    if not follower or not follower[0].isupper():
        return True
    folded_follower = follower.casefold()
    return folded_follower in distinctive or folded_follower in _GENERIC_BODY_WORDS or folded_follower in _INITIALS


_COMPASS = frozenset("north south east west great little upper lower new old saint".split())
_INITIALS = frozenset("pc cc dc bc tc pcp".split())

"""What did the body do with a matter that it decided? The most formal word wins."""

from __future__ import annotations

import re

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.meetings import DecisionOutcome
from panelsearch.structure.decision_formulas import UNABLE, outright
from panelsearch.text.required_words import KnownPattern

_I = re.IGNORECASE
_LEFT_FOR_NEXT_TIME = (
    r"\bminutes\b[^.]{0,120}\b(?:will|would|to)\s+be\s+(?:approved|signed|agreed|presented|considered)\s+at\s+the"
    r"\s+(?:next|following)\b"
)
_NEXT_TIME = KnownPattern(_LEFT_FOR_NEXT_TIME, _I)
DEFERS = KnownPattern(
    r"(?:^|:\s)\W*(?:re-?agenda|deferred|held\s+over|postponed)\b|^\W*(?:tabled|carried\s+(?:forward|over)|left|adjourned)\s+(?:to|until|till|for|pending)\b"
    r"|\b(?:item|matter|discussion|report|application|motion|decision)\s+(?:was\s+|were\s+|to\s+be\s+)?(?:held\s+over|carried\s+(?:forward|over)|postponed|tabled|deferred)\b"
    r"|\b(?:consideration|discussion|item|matter|decision|application|hearing)\b[^.]{0,60}\b(?:was|were|be|is)\s+(?:(?!previous)\w+ly\s+)?"
    r"(?:held\s+over|carried\s+(?:forward|over)|adjourned|continued|postponed|deferred|tabled)\b"
    rf"|^(?!\W*(?:if|when|where)\b)[^.]*\b{pattern('formulas.put_off')}\b[^.]{{0,60}}"
    r"\b(?:was|were)\s+referred\s+(?:back\s+to\b|to\s+(?:the\s+|a\s+)?(?:\w+\s+){0,4}(?:committee|sub-?committee|working\s+(?:group|party)|cabinet|executive|full\s+council)\b(?![^.]*\bby\b))|\bcontinued\s+consideration\b|\b(?:lie|laid)\s+on\s+the\s+table\b"
    r"|\b(?:item|matter|discussion|decision|application|consideration|vote)\b[^.]{0,60}\bput\s+off\s+(?:until|till|to)\b"
    r"|[–—-]\s*(?:leave|left|defer(?:red)?|tabled|postponed|hold\s+over)\s+(?:until|till|to)\b(?![^.]*\s[–—-]\s)"
    rf"|{_LEFT_FOR_NEXT_TIME}"
    r"|^\W*no\s+decision\s*[;,–-][^.]*\b(?:carried|held|deferred|left)\b|\b(?:(?:this|the)\s+(?:item|matter|application|decision)|it)\s+(?:was|is|be)\s+(?:deferred|held\s+over|postponed|adjourned)\b",
    _I,
)
WAS_DEFERRED = KnownPattern(
    r"\b(?:was|were)\s+(?:\w+ly\s+)?(?:held\s+over|carried\s+over|adjourned|continued|postponed|deferred|tabled|referred)\b",
    _I,
)
"""What came of a matter, not what is moved: "on a motion of Bell and Dunn, the fees were tabled"."""
_RECORD = KnownPattern(
    r"\b(?:true|correct|accurate)\b[^.]{0,40}\b(?:record|copy)\b|\bsigned\s+as\b|\btaken\s+as\s+read\b|\bminutes\b[^.]{0,160}\b(?:approved|agreed|confirmed|adopted|accepted)\b",
    _I,
)
_ELECTS = KnownPattern(
    r"\b(?:be|was|were|is|duly|unanimously)\s+(?:duly\s+|unanimously\s+)?(?:re-?)?elected\b|\b(?:re-?)?elected\s+(?:as\s+)?(?:the\s+)?(?:vice|deputy|chair|mayor)|\bremain\s+as\s+(?:vice|chair)"
    r"|\b(?:declared|deemed)\s+(?:[\w.’'-]+\s+){1,6}(?:to\s+be\s+)?(?:duly\s+)?(?:re-?)?elected\b"
    r"|\bappointed\s+(?:as\s+)?(?:the\s+)?(?:vice|deputy|chair)|\bco-?opted\b|\belected\b[^.]{0,60}\b(?:chair|mayor)"
    rf"|\b(?:re-?)?elected\s+(?:unopposed|unanimously|en\s+bloc|nem)|\bvoted\s+(?:in\b|as\b|on\s?to\b)|\bnominated\s+(?:by\s[^.]{{3,60}}\s)?(?:as|for|to\s+be)\s+(?:the\s+)?(?:office\s+of\s+|position\s+of\s+|post\s+of\s+)?(?:the\s+)?(?:vice[\s-]|deputy\s+)?{pattern('formulas.post')}\b|\b(?:proposed|nominated)\s+(?:[\w.’'-]+\s+){{1,5}}?(?:as|for|to\s+be)\s+(?:the\s+)?(?:new\s+)?(?:office\s+of\s+|position\s+of\s+|post\s+of\s+)?(?:the\s+)?(?:vice[\s-]|deputy\s+)?(?:{pattern('formulas.post')}|(?:leas\s+)?cathaoirleach)\b"
    r"|\bfilled\s+unopposed|^\W*(?:re-?)?elected\b",
    _I,
)
_RECOMMENDS = KnownPattern(
    r"^\W*(?:(?:it\s+was|that)\s+)?(?:unanimously\s+)?recommended\b"
    r"|\b(?:panel|committee|council|board|members|authority|commission|forum)\s+(?:\w+ly\s+|also\s+)*recommend(?:s|ed)\b",
    _I,
)
_VERDICT_OF_DECISION = KnownPattern(r"^\W*decision\b(?!\W+(?:resolved|recommended)\b)|\bdecided\s+to\b", _I)
_GRANTS_NOTHING = KnownPattern(
    r"\b(?:resolved|agreed|decided)\s+(?:\w+ly\s+)?not\s+to\s+(?:\w+ly\s+)?"
    rf"{pattern('formulas.grants')}\b",
    _I,
)
"""What is asked for is refused, however formally: "resolved not to donate"."""
_DENIES = KnownPattern(
    r"\b(?:moved|motion|proposed)\b(?:(?!\b(?:appeal\w*|against|overturn\w*|revers\w*|object\w*)\b)[^.]){0,40}?"
    r"\b(?:to\s+(?:deny|refuse|disapprove)|(?<!the\s)(?:denial|disapproval|refusal)\s+of)\b",
    _I,
)
"""A motion to refuse what is asked for, carried."""
_RESOLVED = re.compile(
    r"\bresolved\b|(?-i:\bRESOLUTION\b)|^\W*resolution\b|\bresolution\b[^.]*\b(?:adopted|passed|carried|approved)\b", _I
)
"""Not "resolution should be sought"."""
_TABLES = KnownPattern(
    r"\b(?:motion|moved|proposed|resolved|agreed|decided|decision)\b[^.]{0,60}\b(?:to\s+(?:table|defer|postpone|hold\s+over)|be\s+(?:tabled|deferred|postponed|held\s+over)"
    r"|to\s+(?:adjourn|continue)\s+(?:the\s+|this\s+)?(?:public\s+)?(?:motion|matter|item|debate|discussion|application|consideration|hearing(?=\s+(?:to|until)\b)))\b",
    _I,
)


def outcome_of(words: str) -> DecisionOutcome:
    """The most formal word wins: what was resolved is resolved, whatever it then approves or notes."""
    for verbs, outcome in _OUTRIGHT:
        if verbs.search(words):
            return outcome
    if _NEXT_TIME.search(words):
        return DecisionOutcome.DEFERRED
    if _GRANTS_NOTHING.search(words) or _DENIES.search(words):
        return DecisionOutcome.REFUSED
    if _RECOMMENDS.search(words):
        return DecisionOutcome.RECOMMENDED
    if _ELECTS.search(words):
        return DecisionOutcome.ELECTED
    if _TABLES.search(words):
        return DecisionOutcome.DEFERRED
    if _VERDICT_OF_DECISION.search(words):
        for formula, outcome in _OUTCOMES:
            if outcome in _VERDICTS and formula.search(words):
                return outcome
    if _RESOLVED.search(words):
        return DecisionOutcome.RESOLVED
    if _RECORD.search(words):
        return DecisionOutcome.APPROVED
    if DEFERS.search(words):
        return DecisionOutcome.DEFERRED
    return next((outcome for formula, outcome in _OUTCOMES if formula.search(words)), DecisionOutcome.AGREED)


_VERDICTS = (DecisionOutcome.REFUSED, DecisionOutcome.DEFERRED, DecisionOutcome.APPROVED)
"""What a decision that says so itself may be, before it is called resolved."""
_OUTRIGHT = tuple((outright(outcome), outcome) for outcome in DecisionOutcome)
_OUTCOMES = tuple(
    (re.compile(formula, _I), outcome)
    for formula, outcome in (
        (
            r"\bmajority\b[^.]*\b(?:supported|agreed|voted)|\bit\s+was\s+(?:\w+ly\s+|also\s+)*(?:agreed|decided)|\bagreed\b|\bno\s+objections?\b",
            DecisionOutcome.AGREED,
        ),
        (
            r"\b(?:(?<!the )(?<!an )(?<!a )(?:refused|rejected|declined|denied|vetoed)|(?<=to )refuse|turned\s+down"
            rf"|voted\s+(?:down|against|not\s+to)|{UNABLE}"
            r"|(?:did|do|does|could|would)\s+not\s+(?:agree|approve|support|accept|endorse|adopt|grant))\b",
            DecisionOutcome.REFUSED,
        ),
        (r"\bdeferred\b", DecisionOutcome.DEFERRED),
        (
            r"\b(?:approved|adopted|accepted|ratified|endorsed|supported|passed|(?<!not\s)to\s+(?:approve|adopt|accept|ratify|endorse))\b",
            DecisionOutcome.APPROVED,
        ),
        (r"\brecommend(?:s|ed)?\b", DecisionOutcome.RECOMMENDED),
        (r"\bnoted\b", DecisionOutcome.NOTED),
    )
)

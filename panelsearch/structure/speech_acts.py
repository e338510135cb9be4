"""What does a sentence of the minutes do: decide, move, or only tell? And what came of it?

A decision is recognised by the field's own formulas: RESOLVED, "it was agreed", the body as the subject of a deciding
verb. What somebody reported, wished or will do is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from panelsearch.structure.decision_formulas import (
    ALL_DID,
    ANY_FORMULA,
    ASIDE,
    BY_THE_BODY,
    CAPITALS,
    CONDITIONAL,
    DECIDING,
    DECLINED,
    DENIED,
    ELECTED,
    ELSEWHERE,
    FRAGMENT,
    HEARSAY,
    IMPERSONAL,
    MAJORITY,
    MOTION_ENDED,
    MOTION_STANDS,
    MOVED_BY_NOBODY,
    MOVES,
    NO_ACT_OF_THE_BODY,
    NO_MATTER,
    NO_OBJECTION,
    NOT_AGREED,
    NOT_YET,
    ONLINE,
    ONLY_A_VERDICT,
    OPENING,
    OTHER_BODY,
    OUTRIGHT,
    PASSIVE,
    PERSON_FIRST,
    SAYS,
    SIMPLY_NOTED,
    SUPPORTED,
    TRAILING,
    WAS_NOTED,
    WITHOUT_VERB,
)
from panelsearch.structure.decision_outcomes import DEFERS, WAS_DEFERRED
from panelsearch.structure.votes import MOVER, MOVING, SECONDER, only_names_movers, only_tells_the_vote
from panelsearch.text.required_words import KnownPattern, small_letters
from panelsearch.text.rule_engine import OPEN, Fence, Rule, rule

_I = re.IGNORECASE
_known_pattern = lru_cache(64)(KnownPattern)
"""Bodies are few beside their papers."""


class Act(Enum):
    """What a sentence does in the meeting."""

    DECIDES = "decides"
    MOVES = "moves"
    NAMES_MOVERS = "names movers"
    TELLS_THE_VOTE = "tells the vote"
    NOTHING = "nothing"


_OTHER_KINDS = frozenset(
    "panel committee subcommittee board commission cabinet forum trust society association club group partnership"
    " network federation alliance consortium".split()
)
"""Of a body that is one of these and no council, "the Council" is another."""


def _written_out(short: str) -> str:
    """The words that a body's short name may stand for: the Tithe Appeals Council, of the TAC."""
    return r"\s+(?:(?:of|and|for|the|on)\s+){0,2}".join(rf"{letter}[a-z]+" for letter in short)


class Formulas:
    """The sentences that decide, with this body as the one who does."""

    def __init__(self, body: str | None, fence: Fence = OPEN) -> None:
        self.fence = fence
        words = re.findall(r"[^\W\d_]+", body or "")
        qualifiers = {w.casefold() for w in words} or {"parish", "town", "community"}
        ours = "|".join(map(re.escape, sorted(qualifiers)))
        last = f"|{words[-1]}" if words and words[-1].casefold() in _OTHER_KINDS else ""
        council = "council|" if "council" in qualifiers or not qualifiers & _OTHER_KINDS else ""
        own = (
            rf"(?:(?:{ours})\s+)*(?:{council}parents?\s+council|vestry|panel|committee|sub-?\s?committee|board|authority|cabinet|assembly|commission|forum|executive"
            rf"|trust|governing\s+body|working\s+(?:group|party){last})"
        )
        shorts = {w for w in words if w.isupper() and len(w) > 2} | {"".join(w[0] for w in words if w[0].isupper())}
        names = (
            rf"(?:the|this)\s+(?:{own}|meeting)"
            r"|(?:the\s+)?(?:members|councillors|cllrs|trustees|governors|directors|commissioners)|we|those\s+present|everyone"
        )
        for short in sorted(one for one in shorts if len(one) > 2):
            names += rf"|(?:the\s+)?(?-i:{short})(?:\s+(?:members|committee|board))?"
            names += rf"|(?:the\s+)?(?-i:{_written_out(short)})"
        names += rf"|^(?:{own})"
        self.active = _known_pattern(
            rf"\b(?:{names})\s+(?:present\s+)?(?:(?:\w+ly|also|then|therefore|subsequently|all|both|(?:received|considered|reviewed|discussed)\s+and)\s+)*{DECIDING}\b",
            _I,
        )
        self.declined = _known_pattern(
            rf"\b(?:{names})\s+(?:present\s+)?(?:(?:\w+ly|also|then|therefore|all)\s+)*{DECLINED}\b", _I
        )
        self.by_us = re.compile(
            rf"\bby\s+(?:the|this)\s+(?:(?:{ours})\s+)*{re.escape(words[-1]) if words else 'council'}\b", _I
        )
        """Where the body names itself as who decided: "approved by the Committee" in the minutes of one."""
        self.by_another = re.compile(rf"by\s+(?i:{OTHER_BODY.format(own=own)})(?:the\s+)?[A-Z]")

    def act_of(self, sentence: str) -> tuple[Act, str]:
        """What the sentence (its white space made single) does, and the name of the rule that says so."""
        if not ANY_FORMULA.search(small_letters(sentence)) or NO_ACT_OF_THE_BODY.match(sentence):
            return Act.NOTHING, ""
        if self.fence.ask(_tells_the_vote, False, sentence):
            return Act.TELLS_THE_VOTE, _tells_the_vote.name
        moving = MOVING.search(sentence)
        if moving and self.fence.ask(_names_movers, False, sentence):
            return Act.NAMES_MOVERS, _names_movers.name
        if decides := self.deciding(sentence):
            return Act.DECIDES, decides
        if moving and self.fence.ask(_moves, False, sentence):
            return Act.MOVES, _moves.name
        return Act.NOTHING, ""

    def deciding(self, sentence: str) -> str:
        """The name of the rule by which the sentence is a formal decision; "" where it is none."""
        said = _Sentence(sentence, self)
        for one in DECIDING_RULES:
            answer = self.fence.ask(one, None, said)
            if answer is not None:
                return one.name if answer else ""
        return ""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as the rules read it, and the formulas of the body it may decide for."""

    words: str
    formulas: Formulas

    def says(self, formula: KnownPattern) -> bool | None:
        """True where the formula stands there and nobody only reports it; None where the sentence does not tell."""
        found = formula.search(self.words)
        return True if found and not _hearsay(self.words[: found.start()], formula) else None


def _hearsay(before: str, formula: KnownPattern) -> bool:
    """Whether the words before a formula make it one that somebody only reports."""
    if SAYS.search(before) or (formula is FRAGMENT and PERSON_FIRST.search(before)):
        return True
    if re.search(r"(?:[,;]|\band)\s*(?:the\s+)?$", before, _I):
        return False
    return bool(HEARSAY.search(before) or NOT_YET.search(before))


def _told_by_another(before: str) -> bool:
    """Whether the words before the body that decides make it hearsay; verbs of a clause before it do not."""
    if SAYS.search(before):
        return True
    if re.search(r"(?:[,;]|\band)\s*(?:the\s+)?$", before, _I):
        return False
    return bool(HEARSAY.search(before) or _ONLY_IF.search(before))


_ONLY_IF = re.compile(r"\b(?:if|when|until|once|unless|should|would|had|will|may)\s+$", _I)


@rule("decisions.tells_the_vote")
def _tells_the_vote(sentence: str) -> bool:
    """It does nothing but tell how the vote on what stands before it went."""
    return only_tells_the_vote(sentence)


@rule("decisions.names_movers")
def _names_movers(sentence: str) -> bool:
    """It does nothing but tell who proposed and seconded what stands beside it."""
    return only_names_movers(sentence)


@rule("decisions.moves")
def _moves(sentence: str) -> bool:
    """It moves something, and somebody moves it."""
    if CONDITIONAL.search(sentence):
        return False
    moved = MOVER.search(sentence) or SECONDER.search(sentence) or MOVED_BY_NOBODY.search(sentence)
    if MOTION_STANDS.match(sentence):
        return True
    return bool(MOVES.search(sentence) and moved)


@rule("decisions.capitals")
def _in_capitals(said: _Sentence) -> bool | None:
    """RESOLVED, AGREED, RECOMMENDED."""
    return True if CAPITALS.search(said.words) else None


@rule("decisions.opening")
def _at_its_opening(said: _Sentence) -> bool | None:
    """ "Resolved: that ...", "That ... be approved"."""
    return True if OPENING.search(said.words) else None


@rule("decisions.no_matter")
def _of_no_matter(said: _Sentence) -> bool | None:
    """Apologies and declarations are decided by nobody."""
    return False if NO_MATTER.match(said.words) else None


@rule("decisions.impersonal")
def _impersonal(said: _Sentence) -> bool | None:
    """ "It was agreed"."""
    return said.says(IMPERSONAL)


@rule("decisions.fragment")
def _fragment(said: _Sentence) -> bool | None:
    """ "..., resolved to", "- agreed that"."""
    return said.says(FRAGMENT)


@rule("decisions.majority")
def _majority(said: _Sentence) -> bool | None:
    """ "A majority of members supported"."""
    return said.says(MAJORITY)


@rule("decisions.all_did")
def _all_did(said: _Sentence) -> bool | None:
    """ "All councillors agreed"."""
    return said.says(ALL_DID)


@rule("decisions.defers")
def _defers(said: _Sentence) -> bool | None:
    """ "Deferred", "the item was held over"; not what somebody moves."""
    return None if MOVES.search(said.words) and not WAS_DEFERRED.search(said.words) else said.says(DEFERS)


@rule("decisions.body_acts")
def _body_acts(said: _Sentence) -> bool | None:
    """ "The Council approved": the body itself is the subject of a deciding verb."""
    found = said.formulas.active.search(said.words)
    return True if found and not _told_by_another(said.words[: found.start()]) else None


@rule("decisions.noted")
def _noted(said: _Sentence) -> bool | None:
    """ "The report was noted", "Noted."."""
    return said.says(WAS_NOTED) or said.says(SIMPLY_NOTED)


_CLOSED_CLAUSE = re.compile(r",\s+(?:which|who)\b[^,]*,")
"""What a relative clause tells between commas does not make what follows it an aside."""


_BY_MOVER = re.compile(r"by\s+(?-i:[A-Z])[^.;]{2,40}?,?\s+(?:and\s+)?seconded\b(?!\s+to\b)", _I)
"""Who proposed it, not another body: "approved by Ann Ash and seconded by Ben Elm"."""


@rule("decisions.passive")
def _passive(said: _Sentence) -> bool | None:
    """ "The accounts were approved", unless by another body or in what tells of the past."""
    found = PASSIVE.search(said.words)
    if (
        not found
        or ASIDE.search(_CLOSED_CLAUSE.sub(",", said.words[: found.start()]))
        or _hearsay(said.words[: found.start()], PASSIVE)
    ):
        return None
    behind = said.words[found.end() :].lstrip()
    return not said.formulas.by_another.match(behind) or _BY_MOVER.match(behind) is not None


@rule("decisions.trailing")
def _trailing(said: _Sentence) -> bool | None:
    """ "... - agreed", "All approved."."""
    return True if TRAILING.search(said.words) else None


@rule("decisions.outright")
def _outright(said: _Sentence) -> bool | None:
    """ "PENDERFYNWYD": one verb that decides."""
    return True if OUTRIGHT.search(said.words) else None


@rule("decisions.elected")
def _elected(said: _Sentence) -> bool | None:
    """ "Elected unopposed", "was voted as our representative"."""
    return said.says(ELECTED)


@rule("decisions.supported")
def _supported(said: _Sentence) -> bool | None:
    """ "The application was supported", "A grant of £200 was awarded to the Scouts"."""
    return said.says(SUPPORTED)


@rule("decisions.declined")
def _declined(said: _Sentence) -> bool | None:
    """ "Members did not support it", "the request was denied"."""
    return said.says(said.formulas.declined) or said.says(DENIED)


@rule("decisions.no_objection")
def _no_objection(said: _Sentence) -> bool | None:
    """ "No objection.", what a body says that is asked."""
    return said.says(NO_OBJECTION)


@rule("decisions.motion_ended")
def _motion_ended(said: _Sentence) -> bool | None:
    """ "The motion to buy a mower was defeated": a motion and what came of it."""
    return said.says(MOTION_ENDED)


@rule("decisions.without_verb")
def _without_verb(said: _Sentence) -> bool | None:
    """ "Minutes approved", "Unanimous adoption of the minutes"."""
    return said.says(WITHOUT_VERB) or (True if ONLINE.search(said.words) else None)


@rule("decisions.of_another")
def _of_another(said: _Sentence) -> bool | None:
    """ "Agreed at the Finance Committee meeting", and what there was none of."""
    found = ELSEWHERE.search(said.words)
    return False if found and not said.formulas.by_us.search(found.group()) else None


@rule("decisions.not_agreed")
def _not_agreed(said: _Sentence) -> bool | None:
    """ "This was not agreed"."""
    return True if NOT_AGREED.search(said.words) else None


DECIDING_RULES: tuple[Rule[[_Sentence], bool | None], ...] = (
    _in_capitals,
    _at_its_opening,
    _of_no_matter,
    _of_another,
    _motion_ended,
    _impersonal,
    _fragment,
    _majority,
    _all_did,
    _defers,
    _body_acts,
    _noted,
    _declined,
    _passive,
    _trailing,
    _not_agreed,
    _no_objection,
    _elected,
    _supported,
    _without_verb,
    _outright,
)
"""In order: the first that says yes or no is believed."""


def is_formal(sentence: str) -> bool:
    """Whether the words are a resolution in so many words (RESOLVED, DECISION, it was agreed), not only a motion."""
    return bool(CAPITALS.search(sentence) or OPENING.search(sentence) or IMPERSONAL.search(sentence))


_ACTION_BEHIND = re.compile(r"\s*(?:[–—-]|\()\s*actions?\b[^.]{0,40}\.?\)?$", _I)
"""Who is to do it, behind the verdict: "All agreed – action JB"."""


_RESULT = re.compile(r"\W*(?-i:RESULT)\s*:\s*(?:approved?|accepted?|adopted?|passed|carried|denied|defeated)\b", _I)
"""The first line of the box that tells how an item went: "RESULT: APPROVED [UNANIMOUS]", mover and votes below."""


def is_verdict(sentence: str) -> bool:
    """Whether a sentence is only the verdict ("All approved.") on what stands before it."""
    if _RESULT.match(sentence) or BY_THE_BODY.fullmatch(sentence):
        return True
    sentence = _ACTION_BEHIND.sub("", sentence)
    if len(sentence.split()) > 7:
        return False
    return bool(TRAILING.search(sentence) or ONLY_A_VERDICT.search(sentence))

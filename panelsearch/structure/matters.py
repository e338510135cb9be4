"""What is known of a motion or resolution while the minutes are read, and what did the body do with it?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from panelsearch.model.meetings import DecisionOutcome
from panelsearch.model.spans import Span
from panelsearch.structure.decision_outcomes import outcome_of
from panelsearch.structure.roster import Roster
from panelsearch.structure.speech_acts import Act
from panelsearch.structure.votes import Result, mover_in, result_in, seconder_in, votes_in
from panelsearch.text.rule_engine import Fence

_I = re.IGNORECASE
BARE = re.compile(
    r"^\W*(?:it\s+was\s+)?(?:\w+ly\s+)?(?:resolved|agreed|decisions?|decided|recommended|resolution)\W*$", _I
)
ANNOUNCING = re.compile(rf"{BARE.pattern}|^\W*(?:noted|nodwyd)\W*$", _I)
"""Words on a line of their own that what was decided may follow in a list."""
_SECONDED = re.compile(r"\bsecond(?:ed|er|ing)\b|\bsec[.:]", _I)

Votes = tuple[int | None, int | None, int | None]
_NO_VOTES: Votes = (None, None, None)


@dataclass(slots=True)
class Matter:
    """A motion or resolution being read: where it stands, all its words, and what is known of it so far."""

    page: int
    span: Span
    act: Act
    rule: str
    words: str
    proposer: str | None = None
    seconder: str | None = None
    result: Result | None = None
    votes: Votes = _NO_VOTES
    amendment: bool = False
    set_apart: bool = False
    """Printed with its mover and seconder on lines of their own, under the number of a resolution."""
    before: Span | None = None
    """What stands before: the lines that name the movers, or the words that movers named alone may have moved."""
    alone: bool = False
    """Movers named on a line of their own, behind something that they may have moved."""
    since: int = 0
    """How many sentences of debate were read since."""

    def learn(self, words: str, roster: Roster, fence: Fence) -> None:
        """Take from further words who moved it and how the vote went, where that is not yet known."""
        self.proposer = self.proposer or fence.ask(mover_in, None, words, roster)
        self.seconder = self.seconder or fence.ask(seconder_in, None, words, roster)
        self.result = fence.ask(result_in, None, words) or self.result
        if None in self.votes:
            counted = fence.ask(votes_in, _NO_VOTES, words)
            ayes, noes, abstained = (
                old if old is not None else new for old, new in zip(self.votes, counted, strict=True)
            )
            self.votes = ayes, noes, abstained
            if self.result is None and ayes is not None and noes is not None:
                self.result = Result.CARRIED if ayes > noes else Result.LOST if noes > ayes else None


def came_to(matter: Matter) -> DecisionOutcome | None:
    """What the body did; None where a motion found no seconder, or nothing tells that it was put."""
    only_named = matter.act is Act.NAMES_MOVERS and matter.result is not Result.CARRIED
    if matter.result is Result.UNSECONDED or only_named or BARE.match(matter.words):
        return None
    if matter.result is Result.LOST:
        return DecisionOutcome.REFUSED
    if matter.result is Result.DEFERRED:
        return DecisionOutcome.DEFERRED
    if matter.set_apart:
        return DecisionOutcome.RESOLVED
    if matter.act is Act.MOVES and matter.result is None and not _SECONDED.search(matter.words):
        return None
    return outcome_of(matter.words)

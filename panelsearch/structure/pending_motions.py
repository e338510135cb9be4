"""What is before the meeting while its minutes are read? The motion in hand, the one that it amends, what was decided.

A sentence that names movers, moves, decides or tells a vote is taken up here: as a matter of its own, or as a part of
the one that is open.
"""

from __future__ import annotations

import re

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.meetings import DecisionOutcome
from panelsearch.model.pages import Page
from panelsearch.model.spans import Span
from panelsearch.structure.decision_outcomes import outcome_of
from panelsearch.structure.decision_spans import Place, heading_above, lines_alone, opens_an_entry
from panelsearch.structure.matters import Matter
from panelsearch.structure.roster import Roster
from panelsearch.structure.speech_acts import Act, is_formal
from panelsearch.structure.votes import Result, mover_in, names_movers_alone, result_in, seconder_in
from panelsearch.text.rule_engine import Fence

_I = re.IGNORECASE
_OF_A_VOTE = re.compile(r"\b(?:carried|lost|defeated|unanimous\w*|favou?r|all\s+agreed|votes?)\b", _I)
_AND_AGREED = re.compile(r"\band\s+(?:agreed|carried|resolved)\W*$", _I)
_A_MATTER = re.compile(r"\W*(?:To\s+[a-z]{3,}|That)\b")
_OF_COURSE = re.compile(rf"\b(?:{pattern('headings.of_course')})\b", _I)
"""What is approved where an item so headed tells nothing but who proposed and seconded it."""
_AMENDMENT = re.compile(r"\bamendment\b", _I)
_FOR_EITHER = re.compile(
    r"(?:(?P<n>\d{1,3})\s+(?:(?:members?|councillors?|votes?)\s+)?(?:voted\s+|voting\s+|were\s+)?)?\bfor\s+the\s+(?P<which>motion|amendment)\b"
    r"(?(n)|\s*[:–=(-]?\s*(?P<m>\d{1,3})\b)",
    _I,
)
_LATE = 2
"""Sentences after which mover and seconder may still be told of a resolution."""
_DEBATE_BETWEEN = 4
"""Sentences that may stand between a motion and what came of it."""
_SAME_MATTER = 0.33
"""The share of a motion's words that a resolution repeats when it is that motion, carried."""
_FEW_WORDS, _HARDLY_ANY = 5, 3
_MOVING_WORDS = frozenset("moved seconded proposed seconding second that".split())


class PendingMotions:
    """What was moved and not yet decided, and all that was read before it."""

    def __init__(self, roster: Roster, fence: Fence) -> None:
        self.fence = fence
        self.done: list[Matter] = []
        """What nothing that follows belongs to any more; motions set apart are put here as they are read."""
        self.open: Matter | None = None
        self._roster = roster
        self._under: Matter | None = None
        """The motion that an amendment was moved to."""
        self._idle = 0
        """How many sentences that do nothing were read since the last that did, in the same item."""
        self._behind = 0
        """The paper's manner: lines of movers read behind their matter, less those read before it."""

    def next_item(self) -> None:
        """Another item of business begins: what was open stays as it is."""
        self.close()
        self._idle = _LATE + 1

    def debated(self) -> None:
        """A sentence was read that does nothing: after some of them nothing follows to what is open."""
        self._idle += 1
        if self.open is not None:
            self.open.since += 1
            if self.open.since > _DEBATE_BETWEEN or not _may_be_put(self.open):
                self.close()

    def named(self, at: Place, by: str, words: str, *, told: bool) -> None:
        """A sentence names mover and seconder: of what was read last, or of what follows.

        `told`: the item said something before.
        """
        page, sentence = at.on.page, at.sentence
        alone = lines_alone(page.text, sentence)
        if self._named_late(page, words):
            self._behind += alone
        elif self.open is not None and self.open.page == page.number and self._wants_movers(words):
            self._behind += alone and self.open.proposer is None and self.open.act is Act.DECIDES
            self.add(page, sentence, words)
        else:
            self.close()
            self.begin(page, sentence, Act.NAMES_MOVERS, by, words)
            assert self.open is not None
            self.open.before = at.with_sentence_before() if at.number else None
            if (heading := heading_above(at)) and _OF_COURSE.search(heading):
                self.open.before, self.open.words = sentence, f"{heading}: {words}"
            self.open.alone = alone and (told or at.number > 0)

    def enter(self, page: Page, span: Span, act: Act, by: str) -> None:
        """Take up a motion or resolution: of its own, or the end of the one that is open."""
        words = " ".join(span.of(page.text).split())
        before = self.open
        names_alone = before is not None and before.act is Act.NAMES_MOVERS and before.result is None
        if before is not None and names_alone and not before.since and not self._moved_before(page, span):
            self._behind -= before.alone
            if before.page == page.number:
                self.add(page, span, words)
                before.act, before.rule = act, by
                return
            self.open = None
            self.begin(page, span, act, by, words)
            self._inherit(before)
            return
        if before is not None and self._leads_in(before, page, act, words):
            self.add(page, span, words)
            before.act, before.rule = act, by
            return
        if before is not None and _elects_who_was_nominated(before, act, words) and before.result is not Result.LOST:
            if before.page == page.number and not before.since:
                self.add(page, span, words)
                before.act, before.rule = act, by
            else:
                self.open = None
                self.begin(page, span, act, by, words)
                self._inherit(before)
            return
        answers = before is not None and before.act is Act.MOVES and act is Act.DECIDES and before.page == page.number
        if (
            before is not None
            and answers
            and before.result is None
            and not is_formal(words)
            and not before.since
            and _repeats(words, before.words)
        ):
            self.add(page, span, words)
            before.act, before.rule = act, by
            return
        inherits = before is not None and before.act is Act.MOVES and act is Act.DECIDES and is_formal(words)
        at_once = before is not None and not before.since and before.result is None and before.seconder is not None
        if (
            before is not None
            and inherits
            and before.result is not Result.LOST
            and (at_once or _repeats(words, before.words))
        ):
            self.open = None
            self.begin(page, span, act, by, words)
            self._inherit(before)
            return
        amends = act is Act.MOVES and bool(_AMENDMENT.search(words))
        if before is not None and before.act is Act.MOVES and before.result is None and amends:
            self._under, self.open = before, None
        elif not amends:
            self.close()
        self.begin(page, span, act, by, words, amends)

    def add(self, page: Page, span: Span, words: str, *, whole: bool = True) -> None:
        """Take in further words of what is open: part of its span where they stand beside it on its page."""
        assert self.open is not None
        self.open.words += " " + words
        self.open.learn(words, self._roster, self.fence)
        if whole and self.open.page == page.number and not self.open.since:
            self.open.span = Span(self.open.span.start, span.end)

    def tell(self, page: Page, sentence: Span, words: str) -> None:
        """Take in a vote: of the amendment where it is named or was not yet voted on, else of the motion."""
        if self.open is None:
            return
        if self._under is not None and self.open.amendment and self._decided_between(words):
            self.open.span = (
                Span(self.open.span.start, sentence.end) if self.open.page == page.number else self.open.span
            )
            return
        of_motion = re.search(r"\bmotion\b", words, _I) and not _AMENDMENT.search(words)
        if self._under is not None and self.open.amendment and (self.open.result is not None or of_motion):
            if self.open.result is None:
                self.open.result = Result.LOST if self.result_of(words) is Result.CARRIED else Result.CARRIED
            self.done.append(self.open)
            self.open, self._under = self._under, None
            self.open.since += 1
        self.add(page, sentence, words)
        if self.open.act is Act.NAMES_MOVERS and self.open.result is not None:
            self.open.act = Act.MOVES  # what was moved is the heading's matter, or stands before
            if self.open.since:  # the names stand far above: what the vote tells is quoted
                self.open.page, self.open.span, self.open.since = page.number, sentence, 0
            elif self.open.before and self.open.proposer and self.open.seconder:
                self.open.span = Span(self.open.before.start, self.open.span.end)

    def begin(self, page: Page, span: Span, act: Act, by: str, words: str, amends: bool = False) -> None:
        """Take up a matter of its own."""
        if self.open is not None:
            self.close()
        self._idle = 0
        self.open = Matter(page.number, span, act, by, words, amendment=amends)
        self.open.learn(words, self._roster, self.fence)

    def close(self) -> None:
        """Nothing that follows belongs to what is open."""
        for matter in (self._under, self.open):
            if matter is None:
                continue
            if matter.act is Act.NAMES_MOVERS and matter.before and matter.proposer and matter.seconder:
                matter.act, matter.span = Act.MOVES, Span(matter.before.start, matter.span.end)
            self.done.append(matter)
        self.open = self._under = None

    def was_just_moved(self, page: Page) -> bool:
        """Whether the sentence before tells who moved or seconded what is open."""
        before = self.open
        return before is not None and before.page == page.number and not before.since and before.seconder is not None

    def is_told_by(self, page: Page, words: str) -> bool:
        """Whether what two people moved and all agreed is told behind it: "AND AGREED" over "To confirm it"."""
        before = self.open
        if before is None or before.page != page.number or before.since or before.seconder is None:
            return False
        return bool(_AND_AGREED.search(before.words) and _A_MATTER.match(words))

    def awaits_a_matter(self, page: Page, words: str) -> bool:
        """Whether what two people moved on the line above is told by "That ...": "Moved Cr Ash / Cr Elm" over it."""
        before = self.open
        if before is None or before.page != page.number or before.since or before.result is not None:
            return False
        return before.act is Act.NAMES_MOVERS and before.proposer is not None and _A_MATTER.match(words) is not None

    def awaits(self, words: str) -> bool:
        """Whether a bare "Agreed." is the answer to what is open; "Carried" may also end a resolution."""
        if self.open is None or self.open.act is Act.DECIDES:
            return self.open is not None and not self.open.since and bool(_OF_A_VOTE.search(words))
        return self.open.result is None or not self.open.since

    def result_of(self, words: str) -> Result | None:
        """How the vote went, where the words say so."""
        return self.fence.ask(result_in, None, words)

    def _named_late(self, page: Page, words: str) -> bool:
        """Whether mover and seconder, told a sentence late, are those of the decision last read; it takes them."""
        last = self.done[-1] if self.done and self.open is None else None
        if last is None or last.page != page.number or self._idle > _LATE or last.proposer or last.seconder:
            return False
        if not names_movers_alone(words) or last.act is not Act.DECIDES or last.set_apart or last.result is Result.LOST:
            return False
        last.learn(words, self._roster, self.fence)
        return True

    def _moved_before(self, page: Page, span: Span) -> bool:
        """Whether the line of movers that is open belongs to what stands before it, not to the matter that follows.

        So it does in a paper whose lines of movers stand behind, and by itself where the next entry of a list follows.
        """
        assert self.open is not None
        if not self.open.alone or self.open.words.endswith((":", ",", " and")):
            return False
        return self._behind > 0 or (not self._behind and opens_an_entry(page.text, span))

    def _leads_in(self, before: Matter, page: Page, act: Act, words: str) -> bool:
        """Whether what is open only leads in the resolution: "Proposed by A, seconded by B, and carried:"."""
        close = before.page == page.number and not before.since and before.words.endswith((":", ",", " and"))
        return close and act is Act.DECIDES and is_formal(words) and before.result is not Result.LOST

    def _inherit(self, motion: Matter) -> None:
        """Take the people and the votes of a motion for the resolution that it became."""
        assert self.open is not None
        self.open.proposer = self.open.proposer or motion.proposer
        self.open.seconder = self.open.seconder or motion.seconder
        if self.open.votes == (None, None, None):
            self.open.votes = motion.votes

    def _decided_between(self, words: str) -> bool:
        """Whether a vote tells how many were for the motion and how many for its amendment; the amendment's result."""
        assert self.open is not None
        assert self._under is not None
        counted = {found["which"].casefold(): int(found["n"] or found["m"]) for found in _FOR_EITHER.finditer(words)}
        if len(counted) < 2:
            return bool(counted)
        self.open.result = Result.CARRIED if counted["amendment"] > counted["motion"] else Result.LOST
        return True

    def _wants_movers(self, words: str) -> bool:
        """Whether movers named after it can be those of what is open."""
        assert self.open is not None
        moves = self.fence.ask(mover_in, None, words, self._roster)
        named = (moves and self.open.proposer) or (
            self.fence.ask(seconder_in, None, words, self._roster) and self.open.seconder
        )
        # who seconds a motion may do so after its mover has said why
        waits = self.open.act is Act.MOVES and self.open.proposer is not None and moves is None
        return not named and self.open.since <= (_DEBATE_BETWEEN if waits else 1)


_NO_NAMES = frozenset(
    "Cllr Councillor Chair Chairman Chairwoman Chairperson Vice Deputy Mayor President The There".split()
)


def _elects_who_was_nominated(before: Matter, act: Act, words: str) -> bool:
    """Whether "Ben Elm was duly elected" is what came of "Ann Ash proposed Ben Elm as Chair"."""
    if before.act is not Act.MOVES or act is not Act.DECIDES or is_formal(words):
        return False
    if outcome_of(words) is not DecisionOutcome.ELECTED or outcome_of(before.words) is not DecisionOutcome.ELECTED:
        return False
    ours, theirs = (set(re.findall(r"\b[A-Z][\w’'-]{2,}", text)) - _NO_NAMES for text in (words, before.words))
    return bool(ours & theirs) or re.match(r"\W*(?:he|she|they)\b", words, _I) is not None


def _may_be_put(matter: Matter) -> bool:
    """Whether a vote on it may follow a debate: a motion, or what a heading tells and two people moved."""
    moved = matter.proposer is not None and matter.seconder is not None
    return matter.act is Act.MOVES or (matter.act is Act.NAMES_MOVERS and moved)


def _repeats(words: str, motion: str) -> bool:
    """Whether a resolution is that of the motion: it uses the motion's words, or the motion has hardly any."""
    ours, theirs = (set(re.findall(r"[^\W\d_]{4,}", text.casefold())) for text in (words, motion))
    said = set(re.findall(r"\b[a-z]{4,}", motion)) - _MOVING_WORDS
    return (
        len(said) <= _HARDLY_ANY
        or len(theirs) <= _FEW_WORDS
        or len(ours & theirs) >= _SAME_MATTER * min(len(ours), len(theirs))
    )

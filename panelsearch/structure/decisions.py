"""What did the body decide? Formal decisions of minutes, each a span of one page, with who moved and who voted.

The sentences of an item are read in turn. One that decides is a decision; one that moves waits for what came of it;
those that only name the movers or tell the vote belong to the motion or resolution beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from panelsearch.model.meetings import Attendance, Decision, DocumentKind, Item
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan, Span, trimmed
from panelsearch.structure.attendance import opens_minutes
from panelsearch.structure.decision_spans import (
    CLOSES,
    Layout,
    Place,
    cut_at,
    lines_alone,
    opens_an_entry,
    sentences_in,
    with_list,
    with_matter,
    without_marker,
)
from panelsearch.structure.matters import BARE, Matter, came_to
from panelsearch.structure.motions_set_apart import motions_set_apart, unfinished
from panelsearch.structure.paragraphs import paragraphs
from panelsearch.structure.roster import Roster
from panelsearch.structure.speech_acts import Act, Formulas, is_formal, is_verdict
from panelsearch.structure.votes import Result, mover_in, names_movers_alone, result_in, seconder_in
from panelsearch.text.rule_engine import OPEN, Fence, rule

_I = re.IGNORECASE
_MINUTES_LENGTH = 40
"""Pages after which minutes inside a pack are taken to be over even where nothing says so."""

_OF_OTHERS = re.compile(
    r"\b(?:decisions?\s+(?:notices?|received|made|of)|determin(?:ed|ations)|applications\s+(?:approved|refused|granted)|outcomes?)\b",
    _I,
)


_ANNOUNCED = re.compile(r"\s*(?:That\b|THAT\b|To\b|Not\b|\(?(?:i|a|1|A)[.)]\s)|(?<=:)\s*\S|(?<=[/–-])\s*[A-Z(]")
_ANNOUNCED_BEFORE = re.compile(r"\W*(?:\(?(?:i|a|1|A)[.)]\s|that\b|to\b|not\b)", _I)
_ANSWERS = (Act.DECIDES, Act.TELLS_THE_VOTE)
_A_MOTION = re.compile(r"\W*(?:[\w./-]*\d\s+)?(?:[A-Z][\w.' -]{1,30}[:–-]\s*)?[Tt]hat\s")
"""A motion told by nothing but "that", behind who moves it or none: "ASH: That the lease be ended"."""
_OF_A_VOTE = re.compile(r"\b(?:carried|lost|defeated|unanimous\w*|favou?r|all\s+agreed|votes?)\b", _I)
_OF_WHAT_WAS_MOVED = re.compile(
    r"\W*(?:this|it|which)\s+was\s+(?:\w+ly\s+|then\s+)?(?:carried|agreed|approved|passed|accepted|lost|defeated)\b(?!\s+(?:that|to)\b)",
    _I,
)
_AMENDMENT = re.compile(r"\bamendment\b", _I)
_FOR_EITHER = re.compile(
    r"(?:(?P<n>\d{1,3})\s+(?:(?:members?|councillors?|votes?)\s+)?(?:voted\s+|voting\s+|were\s+)?)?\bfor\s+the\s+(?P<which>motion|amendment)\b"
    r"(?(n)|\s*[:–=(-]?\s*(?P<m>\d{1,3})\b)",
    _I,
)
_ABSENT = re.compile(r"\W*(?:absent|excused|absence)\b\s*[:–-]", _I)
"""Who was not there, told among the votes."""
_LATE = 2
"""Sentences after which mover and seconder may still be told of a resolution."""
_DEBATE_BETWEEN = 4
"""Sentences that may stand between a motion and what came of it."""
_SAME_MATTER = 0.33
"""The share of a motion's words that a resolution repeats when it is that motion, carried."""
_FEW_WORDS, _HARDLY_ANY = 5, 3
_MOVING_WORDS = frozenset("moved seconded proposed seconding second that".split())


def find_decisions(
    pages: Sequence[Page],
    items: Sequence[Item],
    attendance: Attendance,
    kind: DocumentKind,
    body: str | None,
    fence: Fence = OPEN,
) -> tuple[Decision, ...]:
    """The formal decisions in order of place; those of minutes, and of minutes inside a pack."""
    if kind is DocumentKind.MINUTES:
        scope: Sequence[Page] = pages
    elif kind is DocumentKind.PACK:
        scope = tuple(_minutes_within(pages, fence))
    else:
        return ()
    proceedings = _Proceedings(body, Roster(attendance), fence)
    for page in scope:
        proceedings.read(page, [item for item in items if item.at.page == page.number])
    found = [
        Decision(
            PageSpan(matter.page, matter.span.start, matter.span.end),
            outcome,
            _item_of(items, matter.page, matter.span.start),
            matter.proposer,
            matter.seconder,
            *matter.votes,
            rule=matter.rule,
        )
        for matter in proceedings.settled()
        if (outcome := came_to(matter)) is not None
    ]
    return tuple(sorted(found, key=lambda decision: decision.at))


class _Proceedings:
    """Reads the sentences in turn and puts together what belongs to one decision."""

    def __init__(self, body: str | None, roster: Roster, fence: Fence) -> None:
        self._formulas = Formulas(body, fence)
        self._roster = roster
        self._fence = fence
        self._idle = 0
        """How many sentences that do nothing were read since the last that did, in the same item."""
        self._done: list[Matter] = []
        self._open: Matter | None = None
        self._under: Matter | None = None
        """The motion that an amendment was moved to."""
        self._behind = 0
        """The paper's manner: lines of movers read behind their matter, less those read before it."""
        self._told = False
        """Whether the item said anything before its line of movers was read."""
        self._led_in = ""
        """RESOLVED at the end of the page before, with nothing behind it."""
        self._begun: Matter | None = None
        """A motion set apart whose page ended before its result."""

    def settled(self) -> Iterator[Matter]:
        """All that was read; nothing is open afterwards."""
        self._close()
        return iter(self._done)

    def read(self, page: Page, items: Sequence[Item]) -> None:
        """Read one page; what was open at the end of the page before may end here."""
        self._fence = self._fence.at(page.number)
        self._formulas.fence = self._fence
        self._fence.ask(_page_of_minutes, False, self, page, items)

    def read_page(self, page: Page, items: Sequence[Item]) -> None:
        """The sentences of one page in turn, but for those of motions that are set apart."""
        starts, headings = {item.at.start for item in items}, {item.at.end for item in items}
        set_apart = list(self._fence.each(motions_set_apart, page, self._roster, starts, self._begun))
        begun, self._begun = self._begun, unfinished(page, set_apart)
        taken = [Span(m.before.start if m.before else m.span.start, m.span.end) for m in set_apart]
        blocks = cut_at(page.text, paragraphs(page), starts | headings)
        laid = Layout(page, blocks, starts, [line.span for line in page.lines if line.bold])
        upto = 0
        lead = ""
        if blocks:
            lead, self._led_in = self._led_in, ""
        for i, block in enumerate(blocks):
            if block.start in starts:
                self._close()
                self._idle = _LATE + 1
                self._told = False
            sentences = list(sentences_in(page.text, block))
            for j, sentence in enumerate(sentences):
                if any(sentence.overlaps(span) for span in taken):
                    self._close()
                    continue
                if sentence.start < upto:
                    continue
                words = " ".join(sentence.of(page.text).split())
                first = not i and not j
                if first and lead and block.start not in starts and _ANNOUNCED_BEFORE.match(words):
                    upto = self._led_on(Place(laid, i, sentences, j), lead)
                    continue
                if first and self._runs_on(words):
                    self._add(page, sentence, words, whole=False)
                    continue
                act, by = self._formulas.act_of(words)
                if act is Act.DECIDES and _is_heading(sentence, words, laid.bold):
                    act = Act.NOTHING
                at = Place(laid, i, sentences, j)
                if act in _ANSWERS and BARE.match(words) and _ANNOUNCED.match(page.text, sentence.end):
                    upto = self._announced(at)
                    continue
                if act in _ANSWERS and BARE.match(words) and words.endswith((":", "–", "-")) and at.ends_page:
                    self._led_in = words  # what was resolved stands on the next page
                    continue
                if act in _ANSWERS and is_verdict(words) and not self._awaits(words):
                    self._pass_verdict(at)
                    continue
                upto = self._take(at, act, by, words)
            self._told = self._told or block.start not in starts
        if begun is not None and begun.span and set_apart and set_apart[0].before is None:
            end = set_apart.pop(0)  # of a motion whose words stand on the page before
            begun.result, begun.votes = end.result, end.votes
        self._done += [matter for matter in set_apart if matter.span]

    def _announced(self, at: Place) -> int:
        """RESOLVED on a line of its own, with what was resolved below it."""
        span = at.sentence
        if not at.ends_block:
            span = Span(span.start, at.sentences[at.number + 1].end)
        if at.number + 2 >= len(at.sentences):
            span = with_list(at, span)
        self._enter(at.on.page, span, Act.DECIDES, "decisions.announced")
        return span.end

    def _led_on(self, at: Place, lead: str) -> int:
        """What was resolved, where the page before ended with the word for it."""
        span = with_list(at, at.sentence) if at.ends_block else at.sentence
        self._enter(at.on.page, span, Act.DECIDES, "decisions.announced")
        assert self._open is not None
        self._open.words = f"{lead} {self._open.words}"
        return span.end

    def _take(self, at: Place, act: Act, by: str, words: str) -> int:
        """Add the sentence to what is open or open another; the offset up to which the page is read by then."""
        page, sentence = at.on.page, at.sentence
        if act is Act.NOTHING and _ABSENT.match(words):
            return sentence.end
        if act is Act.NOTHING:
            self._idle += 1
            if self._open is not None:
                self._open.since += 1
                if self._open.since > _DEBATE_BETWEEN or not self._may_be_put(self._open):
                    self._close()
            return sentence.end
        if act is Act.DECIDES and _OF_WHAT_WAS_MOVED.match(words) and self._was_just_moved(page):
            self._tell(page, sentence, words)
            return sentence.end
        if act is Act.TELLS_THE_VOTE or (act is Act.DECIDES and is_verdict(words)):
            came_to = self._result(words) if self._open is None and at.number else None
            if came_to is Result.CARRIED or (
                came_to is Result.LOST and _A_MOTION.match(at.sentences[at.number - 1].of(page.text))
            ):
                self._enter(page, at.with_sentence_before(), Act.DECIDES, by)
            else:
                self._tell(page, sentence, words)
            return sentence.end
        if act is Act.NAMES_MOVERS and words.endswith(":") and at.ends_block:
            span = with_list(at, sentence)
            act = Act.MOVES if span != sentence else act
            self._enter(page, span, act, by)
            return span.end
        if act is Act.NAMES_MOVERS:
            alone = lines_alone(page.text, sentence)
            if self._named_late(page, words):
                self._behind += alone
                return sentence.end
            if self._open is not None and self._open.page == page.number and self._wants_movers(words):
                self._behind += alone and self._open.proposer is None and self._open.act is Act.DECIDES
                self._add(page, sentence, words)
            else:
                self._close()
                self._begin(page, sentence, act, by, words)
                assert self._open is not None
                self._open.before = at.with_sentence_before() if at.number else None
                self._open.alone = alone and (self._told or at.number > 0)
            return sentence.end
        span = sentence
        if act is Act.DECIDES and at.number and self._takes_up(words, at.sentences[at.number - 1].of(page.text)):
            span = at.with_sentence_before()
        if at.ends_block:
            span = with_list(at, span)
        span = without_marker(page.text, span)
        self._enter(page, span, act, by)
        return span.end

    def _named_late(self, page: Page, words: str) -> bool:
        """Whether mover and seconder, told a sentence late, are those of the decision last read; it takes them."""
        last = self._done[-1] if self._done and self._open is None else None
        if last is None or last.page != page.number or self._idle > _LATE or last.proposer or last.seconder:
            return False
        if not names_movers_alone(words) or last.act is not Act.DECIDES or last.set_apart or last.result is Result.LOST:
            return False
        last.learn(words, self._roster, self._fence)
        return True

    def _enter(self, page: Page, span: Span, act: Act, by: str) -> None:
        """A motion or resolution: of its own, or the end of the one that is open."""
        words = " ".join(span.of(page.text).split())
        before = self._open
        names_alone = before is not None and before.act is Act.NAMES_MOVERS and before.result is None
        if before is not None and names_alone and not before.since and not self._moved_before(page, span):
            self._behind -= before.alone
            if before.page == page.number:
                self._add(page, span, words)
                before.act, before.rule = act, by
                return
            self._open = None
            self._begin(page, span, act, by, words)
            self._inherit(before)
            return
        if before is not None and self._leads_in(before, page, act, words):
            self._add(page, span, words)
            before.act, before.rule = act, by
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
            self._add(page, span, words)
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
            self._open = None
            self._begin(page, span, act, by, words)
            self._inherit(before)
            return
        amends = act is Act.MOVES and bool(_AMENDMENT.search(words))
        if before is not None and before.act is Act.MOVES and before.result is None and amends:
            self._under, self._open = before, None
        elif not amends:
            self._close()
        self._begin(page, span, act, by, words, amends)

    def _moved_before(self, page: Page, span: Span) -> bool:
        """Whether the line of movers that is open belongs to what stands before it, not to the matter that follows.

        So it does in a paper whose lines of movers stand behind, and by itself where the next entry of a list follows.
        """
        assert self._open is not None
        if not self._open.alone or self._open.words.endswith((":", ",", " and")):
            return False
        return self._behind > 0 or (not self._behind and opens_an_entry(page.text, span))

    def _leads_in(self, before: Matter, page: Page, act: Act, words: str) -> bool:
        """Whether what is open only leads in the resolution: "Proposed by A, seconded by B, and carried:"."""
        close = before.page == page.number and not before.since and before.words.endswith((":", ",", " and"))
        return close and act is Act.DECIDES and is_formal(words) and before.result is not Result.LOST

    def _begin(self, page: Page, span: Span, act: Act, by: str, words: str, amends: bool = False) -> None:
        if self._open is not None:
            self._close()
        self._idle = 0
        self._open = Matter(page.number, span, act, by, words, amendment=amends)
        self._open.learn(words, self._roster, self._fence)

    def _inherit(self, motion: Matter) -> None:
        """Take the people and the votes of a motion for the resolution that it became."""
        assert self._open is not None
        self._open.proposer = self._open.proposer or motion.proposer
        self._open.seconder = self._open.seconder or motion.seconder
        if self._open.votes == (None, None, None):
            self._open.votes = motion.votes

    def _add(self, page: Page, span: Span, words: str, *, whole: bool = True) -> None:
        """Further words of what is open: part of its span where they stand beside it on its page."""
        assert self._open is not None
        self._open.words += " " + words
        self._open.learn(words, self._roster, self._fence)
        if whole and self._open.page == page.number and not self._open.since:
            self._open.span = Span(self._open.span.start, span.end)

    def _tell(self, page: Page, sentence: Span, words: str) -> None:
        """A vote: of the amendment where it is named or was not yet voted on, else of the motion."""
        if self._open is None:
            return
        if self._under is not None and self._open.amendment and self._decided_between(words):
            self._open.span = (
                Span(self._open.span.start, sentence.end) if self._open.page == page.number else self._open.span
            )
            return
        of_motion = re.search(r"\bmotion\b", words, _I) and not _AMENDMENT.search(words)
        if self._under is not None and self._open.amendment and (self._open.result is not None or of_motion):
            if self._open.result is None:
                self._open.result = Result.LOST if self._result(words) is Result.CARRIED else Result.CARRIED
            self._done.append(self._open)
            self._open, self._under = self._under, None
            self._open.since += 1
        self._add(page, sentence, words)
        if self._open.act is Act.NAMES_MOVERS and self._open.result is not None:
            self._open.act = Act.MOVES  # what was moved is the heading's matter, or stands before
            if self._open.since:  # the names stand far above: what the vote tells is quoted
                self._open.page, self._open.span, self._open.since = page.number, sentence, 0
            elif self._open.before and self._open.proposer and self._open.seconder:
                self._open.span = Span(self._open.before.start, self._open.span.end)

    def _decided_between(self, words: str) -> bool:
        """Whether a vote tells how many were for the motion and how many for its amendment; the amendment's result."""
        assert self._open is not None
        assert self._under is not None
        counted = {found["which"].casefold(): int(found["n"] or found["m"]) for found in _FOR_EITHER.finditer(words)}
        if len(counted) < 2:
            return bool(counted)
        self._open.result = Result.CARRIED if counted["amendment"] > counted["motion"] else Result.LOST
        return True

    @staticmethod
    def _may_be_put(matter: Matter) -> bool:
        """Whether a vote on it may follow a debate: a motion, or what a heading tells and two people moved."""
        moved = matter.proposer is not None and matter.seconder is not None
        return matter.act is Act.MOVES or (matter.act is Act.NAMES_MOVERS and moved)

    def _was_just_moved(self, page: Page) -> bool:
        """Whether the sentence before tells who moved or seconded what is open."""
        before = self._open
        return before is not None and before.page == page.number and not before.since and before.seconder is not None

    def _result(self, words: str) -> Result | None:
        return self._fence.ask(result_in, None, words)

    def _wants_movers(self, words: str) -> bool:
        """Whether movers named after it can be those of what is open."""
        assert self._open is not None
        named = (self._fence.ask(mover_in, None, words, self._roster) and self._open.proposer) or (
            self._fence.ask(seconder_in, None, words, self._roster) and self._open.seconder
        )
        return not named and self._open.since <= 1

    def _awaits(self, words: str) -> bool:
        """Whether a bare "Agreed." is the answer to what is open; "Carried" may also end a resolution."""
        if self._open is None or self._open.act is Act.DECIDES:
            return self._open is not None and not self._open.since and bool(_OF_A_VOTE.search(words))
        return self._open.result is None or not self._open.since

    def _takes_up(self, words: str, before: str) -> bool:
        """Whether "this suggestion" in a resolution is what the sentence before it proposes."""
        return bool(
            re.search(r"\b(?:this|the|that)\s+(?:suggestion|proposal|proposition|motion|course)\b", words, _I)
            and re.search(r"\b(?:propos|suggest|mov)", before, _I)
        )

    def _runs_on(self, words: str) -> bool:
        """Whether a page begins in the middle of the sentence that was open at the end of the page before."""
        if self._open is None or self._open.since or self._open.act is Act.NAMES_MOVERS:
            return False
        if self._open.words.endswith((".", "!", "?", "”", '"', ":")):
            return False
        if opens_an_entry(words, Span(0, len(words))):
            return False
        return words[:1].islower() or self._formulas.act_of(words)[0] in (Act.NOTHING, Act.TELLS_THE_VOTE)

    def _pass_verdict(self, at: Place) -> None:
        self._close()
        page = at.on.page
        if _OF_OTHERS.search(page.text[max(0, at.on.blocks[at.block].start - 120) : at.sentence.end]):
            return
        span = with_matter(at)
        last = max((m.span.end for m in self._done if m.page == page.number), default=0)
        start = min(max(span.start, last), at.sentence.start)
        start += len(page.text[start : span.end]) - len(page.text[start : span.end].lstrip(" \n\t:;,."))
        span = trimmed(page.text, Span(start, span.end))
        self._begin(page, span, Act.DECIDES, "decisions.verdict", " ".join(span.of(page.text).split()))

    def _close(self) -> None:
        for matter in (self._under, self._open):
            if matter is None:
                continue
            if matter.act is Act.NAMES_MOVERS and matter.before and matter.proposer and matter.seconder:
                matter.act, matter.span = Act.MOVES, Span(matter.before.start, matter.span.end)
            self._done.append(matter)
        self._open = self._under = None


@rule("decisions.page")
def _page_of_minutes(proceedings: _Proceedings, page: Page, items: Sequence[Item]) -> bool:
    """One page's sentences, put together with what the page before left open; True once they are."""
    proceedings.read_page(page, items)
    return True


def _repeats(words: str, motion: str) -> bool:
    """Whether a resolution is that of the motion: it uses the motion's words, or the motion has hardly any."""
    ours, theirs = (set(re.findall(r"[^\W\d_]{4,}", text.casefold())) for text in (words, motion))
    said = set(re.findall(r"\b[a-z]{4,}", motion)) - _MOVING_WORDS
    return (
        len(said) <= _HARDLY_ANY
        or len(theirs) <= _FEW_WORDS
        or len(ours & theirs) >= _SAME_MATTER * min(len(ours), len(theirs))
    )


def _is_heading(sentence: Span, words: str, bold: Sequence[Span]) -> bool:
    """Whether a bold line that speaks of a decision is the heading above it, not the resolution set in bold."""
    return not is_formal(words) and not words.endswith(":") and any(span.contains(sentence) for span in bold)


def _minutes_within(pages: Sequence[Page], fence: Fence) -> Iterator[Page]:
    left = 0
    for page in pages:
        if opens_minutes(page, fence):
            left = _MINUTES_LENGTH
        if left:
            yield page
            left = 0 if CLOSES.search(page.text) else left - 1


def _item_of(items: Sequence[Item], page: int, start: int) -> int | None:
    inside = None
    for i, item in enumerate(items):
        if (item.at.page, item.at.start) <= (page, start) < (item.end_page, item.end):
            inside = i
    return inside

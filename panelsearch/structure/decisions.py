"""What did the body decide? Formal decisions of minutes, each a span of one page, with who moved and who voted.

The sentences of an item are read in turn. One that decides is a decision; one that moves waits for what came of it;
those that only name the movers or tell the vote belong to the motion or resolution beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from panelsearch.model.meetings import Attendance, Decision, DecisionOutcome, DocumentKind, Item
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan, Span, trimmed
from panelsearch.structure.attendance import opens_minutes
from panelsearch.structure.paragraphs import paragraphs
from panelsearch.structure.roster import Roster
from panelsearch.structure.speech_acts import Act, Formulas, is_formal, is_verdict, outcome_of
from panelsearch.structure.votes import PRINTED_NAME, Result, mover_in, result_in, seconder_in, votes_in, who_is
from panelsearch.text.rule_engine import OPEN, Fence, rule

_I = re.IGNORECASE
_MINUTES_LENGTH = 40
"""Pages after which minutes inside a pack are taken to be over even where nothing says so."""

_CLOSES = re.compile(
    r"\bmeeting\s+(?:was\s+)?(?:then\s+)?(?:formally\s+)?(?:ended|closed|concluded|finished|terminated|adjourned)\b(?:\s+at\b|\.|\s*:|\s+\d)"
    r"|\bclosed\s+the\s+meeting\b|^\s*(?:chair(?:man|person)?)\b[ :]*[.…_]{5,}",
    _I | re.MULTILINE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“(‘]?[A-Z£])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:No|Nos|Cllrs?|Mr|Mrs|Ms|Dr|St|Rev|Co|Ltd|Ch|Ref|Prop|Sec|nem|con|approx|etc|i\.e|e\.g|c|p|pp|a\.m)|\b[A-Z])\.$"
)
_MOVED_LINE = re.compile(
    rf"^[ \t]*(?:moved|mover|proposed)(?:[ \t]+by)?\s*:?\s*(?P<mover>(?-i:{PRINTED_NAME}))\s*[,;./|]?\s*(?:and\s+)?"
    rf"(?:seconded|seconder)(?:[ \t]+by)?\s*:?\s*(?P<second>(?-i:{PRINTED_NAME}))\s*[.:,;]?\s*"
    r"(?=that\b|be\s+it|whereas|resolved)",
    _I | re.MULTILINE,
)
_CODED_LINE = re.compile(
    r"^[ \t]*(?:Resolution\s*(?:No\.?|#)?\s*)?(?:[A-Z]{1,3}-?)?\d{2,4}[-/.]\d{1,4}[ \t:]+"
    r"(?P<mover>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}),\s+(?P<second>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})\s*:",
    re.MULTILINE,
)
_MOTION_RESULT = re.compile(
    r"\b(?:(?P<lost>defeated|lost|not\s+carried|failed)|(?P<deferred>deferred|tabled)|(?P<carried>(?:motion\s+)?carried(?:\s+unanimously)?))\s*[.!]?(?=\s|$)",
    _I,
)
_MOTION_OPENS = re.compile(r"\s*(?:that\b|and\s+that\b|be\s+it|whereas|now\s+therefore|resolved)", _I)

_OF_OTHERS = re.compile(
    r"\b(?:decisions?\s+(?:notices?|received|made|of)|determin(?:ed|ations)|applications\s+(?:approved|refused|granted)|outcomes?)\b",
    _I,
)
_LIST_ENTRY = re.compile(r"\W{0,2}\(?(?:[ivx]{1,5}|[a-z]|\d{1,2})[.)]\s|[•▪◦‣●\uf0a7\uf0b7–-]\s")
_ITEM_OPENS = re.compile(r"\d{1,4}(?:[./]\d{1,3})*[.:)]?\s+[A-Z][^.:]{2,90}[:.]\s*|\d{1,4}(?:[./]\d{1,3})+\s+[A-Z]")


_BARE = re.compile(
    r"^\W*(?:it\s+was\s+)?(?:\w+ly\s+)?(?:resolved|agreed|decisions?|decided|recommended|resolution)\W*$", _I
)
_ANNOUNCED = re.compile(r"\s*(?:That\b|THAT\b|To\b|Not\b|\(?(?:i|a|1|A)[.)]\s)|(?<=:)\s*\S|(?<=[/–-])\s*[A-Z(]")
_ANSWERS = (Act.DECIDES, Act.TELLS_THE_VOTE)
_OF_A_VOTE = re.compile(r"\b(?:carried|lost|defeated|unanimous\w*|favou?r|all\s+agreed|votes?)\b", _I)
_MARKER = re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]|\d{1,3}(?:\.\d{1,2})+[.)]?|[•▪◦‣●–-])\s+(?=[A-Z])")
_SECONDED = re.compile(r"\bsecond(?:ed|er|ing)\b|\bsec[.:]", _I)
_HEADING_BEFORE = re.compile(r"(?:[\w’'-]+\s+){1,8}?(?=(?:RESOLVED|AGREED|RECOMMENDED)\s+(?:that|THAT|to|TO)\b)")
_VERBS = re.compile(
    r"\b(?:it|was|were|is|be|been|and|by|members|council\w*|committee|panel|board|unanimously|also|then)\b", _I
)
"""Words of a side heading run into the resolution beside it have none of these."""
_AMENDMENT = re.compile(r"\bamendment\b", _I)
_DEBATE_BETWEEN = 4
"""Sentences that may stand between a motion and what came of it."""
_SAME_MATTER = 0.33
"""The share of a motion's words that a resolution repeats when it is that motion, carried."""
_FEW_WORDS, _HARDLY_ANY = 5, 3
_MOVING_WORDS = frozenset("moved seconded proposed seconding second that".split())


_Votes = tuple[int | None, int | None, int | None]
_NO_VOTES: _Votes = (None, None, None)


@dataclass(slots=True)
class _Matter:
    """A motion or resolution being read: where it stands, all its words, and what is known of it so far."""

    page: int
    span: Span
    act: Act
    rule: str
    words: str
    proposer: str | None = None
    seconder: str | None = None
    result: Result | None = None
    votes: _Votes = _NO_VOTES
    amendment: bool = False
    set_apart: bool = False
    """Printed with its mover and seconder on lines of their own, under the number of a resolution."""
    before: Span | None = None
    """What stands before: the lines that name the movers, or the words that movers named alone may have moved."""
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
        if (outcome := _came_to(matter)) is not None
    ]
    return tuple(sorted(found, key=lambda decision: decision.at))


def _came_to(matter: _Matter) -> DecisionOutcome | None:
    """What the body did; None where a motion found no seconder, or nothing tells that it was put."""
    if matter.result is Result.UNSECONDED or matter.act is Act.NAMES_MOVERS or _BARE.match(matter.words):
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


class _Proceedings:
    """Reads the sentences in turn and puts together what belongs to one decision."""

    def __init__(self, body: str | None, roster: Roster, fence: Fence) -> None:
        self._formulas = Formulas(body, fence)
        self._roster = roster
        self._fence = fence
        self._done: list[_Matter] = []
        self._open: _Matter | None = None
        self._under: _Matter | None = None
        """The motion that an amendment was moved to."""
        self._begun: _Matter | None = None
        """A motion set apart whose page ended before its result."""

    def settled(self) -> Iterator[_Matter]:
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
        set_apart = list(self._fence.each(_moved, page, self._roster, starts, self._begun))
        begun, self._begun = self._begun, _unfinished(page, set_apart)
        taken = [Span(m.before.start if m.before else m.span.start, m.span.end) for m in set_apart]
        blocks = _cut(page.text, paragraphs(page), starts | headings)
        bold = [line.span for line in page.lines if line.bold]
        upto = 0
        for i, block in enumerate(blocks):
            if block.start in starts:
                self._close()
            sentences = list(_sentences(page.text, block))
            for j, sentence in enumerate(sentences):
                if any(sentence.overlaps(span) for span in taken):
                    self._close()
                    continue
                if sentence.start < upto:
                    continue
                words = " ".join(sentence.of(page.text).split())
                first = not i and not j
                if first and self._runs_on(words):
                    self._add(page, sentence, words, whole=False)
                    continue
                act, by = self._formulas.act_of(words)
                if act is Act.DECIDES and _is_heading(sentence, words, bold, starts):
                    act = Act.NOTHING
                if act in _ANSWERS and _BARE.match(words) and _ANNOUNCED.match(page.text, sentence.end):
                    self._close()
                    upto = self._announced(page, blocks, i, sentences, j, starts, bold)
                    continue
                if act in _ANSWERS and is_verdict(words) and not self._awaits(words):
                    self._pass_verdict(page, blocks, i, sentences, j, starts)
                    continue
                upto = self._take(page, blocks, i, sentences, j, act, by, words, starts, bold)
        if begun is not None and begun.span and set_apart and set_apart[0].span.start == 0:
            set_apart.pop(0)  # only the end of a motion that stands on the page before
        self._done += [matter for matter in set_apart if matter.span]

    def _announced(
        self,
        page: Page,
        blocks: Sequence[Span],
        i: int,
        sentences: Sequence[Span],
        j: int,
        starts: set[int],
        bold: Sequence[Span],
    ) -> int:
        """RESOLVED on a line of its own, with what was resolved below it."""
        span = sentences[j]
        if j + 1 < len(sentences):
            span = Span(span.start, sentences[j + 1].end)
        if j + 2 >= len(sentences):
            span = _with_list(page.text, blocks, i, span, starts, bold)
        self._begin(page, span, Act.DECIDES, "decisions.announced", " ".join(span.of(page.text).split()))
        return span.end

    def _take(
        self,
        page: Page,
        blocks: Sequence[Span],
        i: int,
        sentences: Sequence[Span],
        j: int,
        act: Act,
        by: str,
        words: str,
        starts: set[int],
        bold: Sequence[Span],
    ) -> int:
        """Add the sentence to what is open or open another; the offset up to which the page is read by then."""
        sentence = sentences[j]
        if act is Act.NOTHING:
            if self._open is not None:
                self._open.since += 1
                if self._open.since > _DEBATE_BETWEEN or self._open.act is not Act.MOVES:
                    self._close()
            return sentence.end
        if act is Act.TELLS_THE_VOTE or (act is Act.DECIDES and is_verdict(words)):
            if self._open is None and j and self._result(words) is Result.CARRIED:
                self._enter(page, Span(sentences[j - 1].start, sentence.end), Act.DECIDES, by)
            else:
                self._tell(page, sentence, words)
            return sentence.end
        if act is Act.NAMES_MOVERS and words.endswith(":") and j == len(sentences) - 1:
            span = _with_list(page.text, blocks, i, sentence, starts, bold)
            act = Act.MOVES if span != sentence else act
            self._enter(page, span, act, by)
            return span.end
        if act is Act.NAMES_MOVERS:
            if self._open is not None and self._open.page == page.number and self._wants_movers(words):
                self._add(page, sentence, words)
            else:
                self._close()
                self._begin(page, sentence, act, by, words)
                assert self._open is not None
                self._open.before = Span(sentences[j - 1].start, sentence.end) if j else None
            return sentence.end
        span = sentence
        if act is Act.DECIDES and j and self._takes_up(words, sentences[j - 1].of(page.text)):
            span = Span(sentences[j - 1].start, sentence.end)
        if j == len(sentences) - 1:
            span = _with_list(page.text, blocks, i, span, starts, bold)
        span = _without_marker(page.text, span)
        self._enter(page, span, act, by)
        return span.end

    def _enter(self, page: Page, span: Span, act: Act, by: str) -> None:
        """A motion or resolution: of its own, or the end of the one that is open."""
        words = " ".join(span.of(page.text).split())
        before = self._open
        if before is not None and before.act is Act.NAMES_MOVERS and not before.since and before.result is None:
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

    def _leads_in(self, before: _Matter, page: Page, act: Act, words: str) -> bool:
        """Whether what is open only leads in the resolution: "Proposed by A, seconded by B, and carried:"."""
        close = before.page == page.number and not before.since and before.words.endswith((":", ",", " and"))
        return close and act is Act.DECIDES and is_formal(words) and before.result is not Result.LOST

    def _begin(self, page: Page, span: Span, act: Act, by: str, words: str, amends: bool = False) -> None:
        if self._open is not None:
            self._close()
        self._open = _Matter(page.number, span, act, by, words, amendment=amends)
        self._open.learn(words, self._roster, self._fence)

    def _inherit(self, motion: _Matter) -> None:
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
        of_motion = re.search(r"\bmotion\b", words, _I) and not _AMENDMENT.search(words)
        if self._under is not None and self._open.amendment and (self._open.result is not None or of_motion):
            if self._open.result is None:
                self._open.result = Result.LOST if self._result(words) is Result.CARRIED else Result.CARRIED
            self._done.append(self._open)
            self._open, self._under = self._under, None
            self._open.since += 1
        self._add(page, sentence, words)
        if self._open.act is Act.NAMES_MOVERS and self._open.result is not None:
            self._open.act = Act.MOVES  # what was moved is the heading's matter

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
        return words[:1].islower() or self._formulas.act_of(words)[0] in (Act.NOTHING, Act.TELLS_THE_VOTE)

    def _pass_verdict(
        self, page: Page, blocks: Sequence[Span], i: int, sentences: Sequence[Span], j: int, starts: set[int]
    ) -> None:
        self._close()
        if _OF_OTHERS.search(page.text[max(0, blocks[i].start - 120) : sentences[j].end]):
            return
        span = _with_matter(page.text, blocks, i, sentences, j, starts)
        last = max((m.span.end for m in self._done if m.page == page.number), default=0)
        span = trimmed(page.text, Span(min(max(span.start, last), sentences[j].start), span.end))
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


def _unfinished(page: Page, set_apart: Sequence[_Matter]) -> _Matter | None:
    """The motion that the page's end cuts off."""
    last = set_apart[-1] if set_apart else None
    return last if last and last.result is None and not page.text[last.span.end :].strip() else None


def _repeats(words: str, motion: str) -> bool:
    """Whether a resolution is that of the motion: it uses the motion's words, or the motion has hardly any."""
    ours, theirs = (set(re.findall(r"[^\W\d_]{4,}", text.casefold())) for text in (words, motion))
    said = set(re.findall(r"\b[a-z]{4,}", motion)) - _MOVING_WORDS
    return (
        len(said) <= _HARDLY_ANY
        or len(theirs) <= _FEW_WORDS
        or len(ours & theirs) >= _SAME_MATTER * min(len(ours), len(theirs))
    )


def _is_heading(sentence: Span, words: str, bold: Sequence[Span], starts: set[int]) -> bool:
    """Whether a bold line that speaks of a decision is the heading above it, not the resolution set in bold."""
    return not is_formal(words) and any(span.contains(sentence) for span in bold)


def _without_marker(text: str, span: Span) -> Span:
    """The span without the number, letter or side heading that its line begins with."""
    start = span.start
    while start < span.end and (text[start].isspace() or text[start] in ":;,."):
        start += 1
    if marker := _MARKER.match(text, start, span.end):
        start = marker.end()
    if (heading := _HEADING_BEFORE.match(text, start, span.end)) and not _VERBS.search(heading.group()):
        start = heading.end()
    return Span(start, span.end)


def _minutes_within(pages: Sequence[Page], fence: Fence) -> Iterator[Page]:
    left = 0
    for page in pages:
        if opens_minutes(page, fence):
            left = _MINUTES_LENGTH
        if left:
            yield page
            left = 0 if _CLOSES.search(page.text) else left - 1


def _cut(text: str, blocks: Sequence[Span], cuts: set[int]) -> tuple[Span, ...]:
    """The paragraphs, cut again where an item's heading begins or ends inside one."""
    found: list[Span] = []
    for block in blocks:
        start = block.start
        for at in sorted(cut for cut in cuts if block.start < cut < block.end):
            found.append(trimmed(text, Span(start, at)))
            start = at
        found.append(trimmed(text, Span(start, block.end)))
    return tuple(span for span in found if span)


@rule("decisions.set_apart")
def _moved(page: Page, roster: Roster, starts: set[int], begun: _Matter | None) -> Iterator[_Matter]:
    """Motions that print mover and seconder on lines of their own, then their words, then the result.

    `begun` is one whose page ended before its result did; its end, or all its words, may open this page.
    """
    text = page.text
    heads = sorted([*_CODED_LINE.finditer(text), *_MOVED_LINE.finditer(text)], key=lambda head: head.start())
    ends = sorted([*(head.start() for head in heads), *starts, len(text)])
    if begun is not None and (result := _MOTION_RESULT.search(text, 0, ends[0])):
        yield replace(
            begun,
            page=page.number,
            span=trimmed(text, Span(0, result.end())),
            before=None,
            result=_RESULTS[result.lastgroup or "carried"],
        )
    for head in heads:
        upto = next(end for end in ends if end >= head.end())
        result = _MOTION_RESULT.search(text, head.end(), upto)
        opens = _MOTION_OPENS.match(text, head.end()) or not text[head.end() :].strip()
        if not opens or (result is None and head.re is not _CODED_LINE):
            continue
        end = result.end() if result else _paragraph_end(text, head.end(), upto)
        span = trimmed(text, Span(head.end(), end))
        words = " ".join(span.of(text).split())
        yield _Matter(
            page.number,
            span,
            Act.DECIDES,
            _moved.name,
            words,
            who_is(head["mover"], roster),
            who_is(head["second"], roster),
            _RESULTS[result.lastgroup or "carried"] if result else None,
            votes_in.find(words),
            set_apart=True,
            before=Span(head.start(), head.end()),
        )


_RESULTS = {"lost": Result.LOST, "deferred": Result.DEFERRED, "carried": Result.CARRIED}


def _paragraph_end(text: str, start: int, upto: int) -> int:
    blank = text.find("\n\n", start, upto)
    return upto if blank < 0 else blank


def _sentences(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for gap in _SENTENCE_END.finditer(text, block.start, block.end):
        if gap.start() < start or _ABBREVIATED.search(text[max(start, gap.start() - 8) : gap.start()]):
            continue
        yield trimmed(text, Span(start, gap.start()))
        start = gap.end()
    if start < block.end:
        yield trimmed(text, Span(start, block.end))


def _with_matter(
    text: str, blocks: Sequence[Span], i: int, sentences: Sequence[Span], j: int, starts: set[int]
) -> Span:
    """The verdict with the matter it is passed on: its paragraph, or the list it closes."""
    verdict = sentences[j]
    begin = sentences[0].start
    if re.match(r"\W*all\b", verdict.of(text), _I) and blocks[i].start not in starts:
        k = i
        while k > 0 and not _ITEM_OPENS.match(text, blocks[k].start) and blocks[k].start not in starts:
            if i - k > 24 or (
                k < i and text[blocks[k].start : blocks[k].end].rstrip().endswith((".", ":-", ":")) and k != i
            ):
                k += 1
                break
            k -= 1
        begin = min(begin, blocks[min(k + (k < i and bool(_ITEM_OPENS.match(text, blocks[k].start))), i)].start)
    elif j == 0 and i and len(verdict) < 40 and blocks[i].start not in starts:
        begin = blocks[i - 1].start
    return Span(begin, verdict.end)


def _with_list(text: str, blocks: Sequence[Span], i: int, span: Span, starts: set[int], bold: Sequence[Span]) -> Span:
    """The decision with the list it announces: entries behind a colon, or further lettered limbs."""
    end = span.end
    words = span.of(text).rstrip()
    announced = words.endswith((":", ":-", ":–", ";")) or bool(_ANNOUNCES.search(words))
    lettered = bool(_LETTERED.search(words))
    style = ""
    in_bold = any(line.overlaps(span) for line in bold)
    for block in blocks[i + 1 : i + 21]:
        entry = block.of(text)
        long = len(entry.split())
        heading = not in_bold and any(line.overlaps(block) for line in bold)
        if block.start in starts or heading or long > 60 or _CLOSES.search(entry):
            break
        listed = _LIST_ENTRY.match(entry)
        if listed:
            kind = _entry_style(listed.group())
            first = not style and not lettered
            if (style and kind != style) or (first and (not announced or (kind == "1" and "1" not in listed.group()))):
                break
            style = style or kind
        elif not announced or style or (end != span.end and not _belongs_to_a_list(entry)):
            break
        end = block.end
        if not listed and _ANNOUNCES.search(words) and not words.endswith(":"):
            break
    return Span(span.start, end)


def _belongs_to_a_list(entry: str) -> bool:
    """Whether an entry without a mark can be one of several: a limb, a payment, a few words that are no sentence."""
    if re.match(r"(?:and\s+)?(?:that|to)\b", entry, _I) or _SUM.search(entry):
        return True
    few = 6 if entry.endswith(".") and " – " not in entry else 14
    return len(entry.split()) <= few and not entry.isupper()


_SUM = re.compile(r"[£$€]\s?\d")
_ANNOUNCES = re.compile(
    r"\b(?:RESOLVED|AGREED|RECOMMENDED|DECIDED|RESOLUTION|Resolved|Agreed|Decision|DECISION|Recommended)\b\W*(?:[Tt]hat|THAT|to|TO)?\W*$"
)
_LETTERED = re.compile(r"(?:RESOLVED|AGREED|RECOMMENDED|Resolved|Agreed)\b[^.]{0,24}\(?(?:i|a|1)[.)]")


def _entry_style(marker: str) -> str:
    if any(letter.isdigit() for letter in marker):
        return "1"
    return "a" if any(letter.isalpha() for letter in marker) else "•"


def _item_of(items: Sequence[Item], page: int, start: int) -> int | None:
    inside = None
    for i, item in enumerate(items):
        if (item.at.page, item.at.start) <= (page, start) < (item.end_page, item.end):
            inside = i
    return inside

"""What does each sentence of the minutes do to what is before the meeting? Pages are read sentence by sentence.

Motions that are set apart are read by themselves; RESOLVED on a line of its own decides what follows it, also on the
next page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from panelsearch.model.meetings import Item
from panelsearch.model.pages import Page
from panelsearch.model.spans import Span, trimmed
from panelsearch.structure.decision_spans import (
    Layout,
    Place,
    cut_at,
    heading_above,
    opens_an_entry,
    sentences_in,
    with_list,
    with_matter,
    without_marker,
)
from panelsearch.structure.matters import ANNOUNCING, BARE, Matter
from panelsearch.structure.motions_set_apart import motions_set_apart, unfinished
from panelsearch.structure.paragraphs import paragraphs
from panelsearch.structure.pending_motions import PendingMotions
from panelsearch.structure.roster import Roster
from panelsearch.structure.speech_acts import Act, Formulas, is_formal, is_verdict
from panelsearch.structure.votes import Result
from panelsearch.text.rule_engine import Fence, rule

_I = re.IGNORECASE
_OF_OTHERS = re.compile(
    r"\b(?:decisions?\s+(?:notices?|received|made|of)|determin(?:ed|ations)|applications\s+(?:approved|refused|granted)|outcomes?)\b",
    _I,
)
_ANNOUNCED = re.compile(
    r"\s*[“\"‘]?(?:That\b|THAT\b|To\b|Not\b|\(?(?:i|a|1|A)[.)]\s)|(?<=:)\s*\S|(?<=[/–-])\s*[A-Z(“\"‘]"
)
_NOTHING = re.compile(r"\W*(?:there\s+(?:was|were)\s+(?:none|no\b)|none\b|nil\b|n/a\b)", _I)
_ANNOUNCED_BEFORE = re.compile(r"\W*(?:\(?(?:i|a|1|A)[.)]\s|that\b|to\b|not\b)", _I)
_ANSWERS = (Act.DECIDES, Act.TELLS_THE_VOTE)
_A_MOTION = re.compile(r"\W*(?:[\w./-]*\d\s+)?(?:[A-Z][\w.' -]{1,30}[:–-]\s*)?[Tt]hat\s")
"""A motion told by nothing but "that", behind who moves it or none: "ASH: That the lease be ended"."""
_OF_WHAT_WAS_MOVED = re.compile(
    r"\W*(?:this|it|which)\s+was\s+(?:\w+ly\s+|then\s+)?(?:carried|agreed|approved|passed|accepted|lost|defeated)\b(?!\s+(?:that|to)\b)",
    _I,
)
_ABSENT = re.compile(r"\W*(?:absent|excused|absence)\b\s*[:–-]", _I)
"""Who was not there, told among the votes."""


_HEADS_A_VOTE = re.compile(r"\W*(?:voting\s+record|record(?:ed)?\s+(?:of\s+)?vot(?:e|es|ing))\W*", _I)
"""What stands over the figures of a vote."""


class Proceedings:
    """Reads the sentences in turn and puts together what belongs to one decision."""

    def __init__(self, body: str | None, roster: Roster, fence: Fence) -> None:
        self._formulas = Formulas(body, fence)
        self._roster = roster
        self._fence = fence
        self._pending = PendingMotions(roster, fence)
        self._told = False
        """Whether the item said anything before its line of movers was read."""
        self._led_in = ""
        """RESOLVED at the end of the page before, with nothing behind it."""
        self._begun: Matter | None = None
        """A motion set apart whose page ended before its result."""

    def settled(self) -> Iterator[Matter]:
        """All that was read; nothing is open afterwards."""
        self._pending.close()
        return iter(self._pending.done)

    def read(self, page: Page, items: Sequence[Item]) -> None:
        """Read one page; what was open at the end of the page before may end here."""
        self._fence = self._fence.at(page.number)
        self._formulas.fence = self._pending.fence = self._fence
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
                self._pending.next_item()
                self._told = False
            sentences = list(sentences_in(page.text, block))
            for j, sentence in enumerate(sentences):
                if any(sentence.overlaps(span) for span in taken):
                    self._pending.close()
                    continue
                if sentence.start < upto:
                    continue
                words = " ".join(sentence.of(page.text).split())
                first = not i and not j
                if first and lead and block.start not in starts and _ANNOUNCED_BEFORE.match(words):
                    upto = self._led_on(Place(laid, i, sentences, j), lead)
                    continue
                if first and self._runs_on(words):
                    self._pending.add(page, sentence, words, whole=False)
                    continue
                act, by = self._formulas.act_of(words)
                if act is Act.DECIDES and _is_heading(sentence, words, laid.bold):
                    act = Act.NOTHING
                at = Place(laid, i, sentences, j)
                if act in _ANSWERS and ANNOUNCING.match(words) and _ANNOUNCED.match(page.text, sentence.end):
                    upto = self._announced(at)
                    continue
                if act in _ANSWERS and BARE.match(words) and words.endswith((":", "–", "-")) and at.ends_page:
                    self._led_in = words  # what was resolved stands on the next page
                    continue
                if act in _ANSWERS and first and page.number == 1 and is_verdict(words):
                    continue  # a stamp on the paper: "APPROVED"
                if act in _ANSWERS and is_verdict(words) and not self._pending.awaits(words):
                    self._pass_verdict(at)
                    continue
                upto = self._take(at, act, by, words)
            self._told = self._told or block.start not in starts
        if begun is not None and begun.span and set_apart and set_apart[0].before is None:
            end = set_apart.pop(0)  # of a motion whose words stand on the page before
            begun.result, begun.votes = end.result, end.votes
        self._pending.done += [matter for matter in set_apart if matter.span]

    def _announced(self, at: Place) -> int:
        """RESOLVED on a line of its own, with what was resolved below it."""
        span = at.sentence
        if _NOTHING.match(at.on.page.text, span.end):
            return span.end
        if not at.ends_block:
            span = Span(span.start, at.sentences[at.number + 1].end)
        if at.number + 2 >= len(at.sentences):
            span = with_list(at, span)
        self._pending.enter(at.on.page, span, Act.DECIDES, "decisions.announced")
        return span.end

    def _led_on(self, at: Place, lead: str) -> int:
        """What was resolved, where the page before ended with the word for it."""
        span = with_list(at, at.sentence) if at.ends_block else at.sentence
        self._pending.enter(at.on.page, span, Act.DECIDES, "decisions.announced")
        assert self._pending.open is not None
        self._pending.open.words = f"{lead} {self._pending.open.words}"
        return span.end

    def _take(self, at: Place, act: Act, by: str, words: str) -> int:
        """Add the sentence to what is open or open another; the offset up to which the page is read by then."""
        page, sentence = at.on.page, at.sentence
        if act is Act.NOTHING and (_ABSENT.match(words) or _HEADS_A_VOTE.fullmatch(words)):
            return sentence.end
        if act is Act.NOTHING and self._pending.is_told_by(page, words):
            self._pending.add(page, sentence, words)
            return sentence.end
        if act is Act.NOTHING and self._pending.awaits_a_matter(page, words):
            span = with_list(at, sentence) if at.ends_block else sentence
            self._pending.enter(page, span, Act.MOVES, "decisions.moves")
            return span.end
        if act is Act.NOTHING:
            self._pending.debated()
            return sentence.end
        if act is Act.DECIDES and _OF_WHAT_WAS_MOVED.match(words) and self._pending.was_just_moved(page):
            self._pending.tell(page, sentence, words)
            return sentence.end
        if act is Act.TELLS_THE_VOTE or (act is Act.DECIDES and is_verdict(words)):
            came_to = self._pending.result_of(words) if self._pending.open is None and at.number else None
            if came_to is Result.CARRIED or (
                came_to is Result.LOST and _A_MOTION.match(at.sentences[at.number - 1].of(page.text))
            ):
                self._pending.enter(page, at.with_sentence_before(), Act.DECIDES, by)
            else:
                self._pending.tell(page, sentence, words)
            return sentence.end
        if act is Act.NAMES_MOVERS and words.endswith((":", ":-", ":–")) and at.ends_block:
            span = with_list(at, sentence)
            act = Act.MOVES if span != sentence else act
            self._pending.enter(page, span, act, by)
            return span.end
        if act is Act.NAMES_MOVERS:
            self._pending.named(at, by, words, told=self._told)
            return sentence.end
        span = sentence
        if act is Act.DECIDES and at.number and self._takes_up(words, at.sentences[at.number - 1].of(page.text)):
            span = at.with_sentence_before()
        if at.ends_block:
            span = with_list(at, span)
        span = without_marker(page.text, span)
        self._pending.enter(page, span, act, by)
        return span.end

    def _takes_up(self, words: str, before: str) -> bool:
        """Whether "this suggestion" in a resolution is what the sentence before it proposes."""
        return bool(
            re.search(r"\b(?:this|the|that)\s+(?:suggestion|proposal|proposition|motion|course)\b", words, _I)
            and re.search(r"\b(?:propos|suggest|mov)", before, _I)
        )

    def _runs_on(self, words: str) -> bool:
        """Whether a page begins in the middle of the sentence that was open at the end of the page before."""
        if self._pending.open is None or self._pending.open.since or self._pending.open.act is Act.NAMES_MOVERS:
            return False
        if self._pending.open.words.endswith((".", "!", "?", "”", '"', ":")):
            return False
        if opens_an_entry(words, Span(0, len(words))):
            return False
        return words[:1].islower() or self._formulas.act_of(words)[0] in (Act.NOTHING, Act.TELLS_THE_VOTE)

    def _pass_verdict(self, at: Place) -> None:
        self._pending.close()
        page = at.on.page
        if _OF_OTHERS.search(page.text[max(0, at.on.blocks[at.block].start - 120) : at.sentence.end]):
            return
        span = with_matter(at)
        last = max((m.span.end for m in self._pending.done if m.page == page.number), default=0)
        start = min(max(span.start, last), at.sentence.start)
        start += len(page.text[start : span.end]) - len(page.text[start : span.end].lstrip(" \n\t:;,."))
        span = trimmed(page.text, Span(start, span.end))
        words = " ".join(span.of(page.text).split())
        if BARE.match(words) and (heading := heading_above(at)):
            words = f"{heading}: {words}"
        self._pending.begin(page, span, Act.DECIDES, "decisions.verdict", words)


@rule("decisions.page")
def _page_of_minutes(proceedings: Proceedings, page: Page, items: Sequence[Item]) -> bool:
    """One page's sentences, put together with what the page before left open; True once they are."""
    proceedings.read_page(page, items)
    return True


def _is_heading(sentence: Span, words: str, bold: Sequence[Span]) -> bool:
    """Whether a bold line that speaks of a decision is the heading above it, not the resolution set in bold."""
    return not is_formal(words) and not words.endswith(":") and any(span.contains(sentence) for span in bold)

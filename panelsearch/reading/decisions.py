"""What did the body decide? Formal decisions of minutes, each a span of one page, with who moved and who voted.

A decision is recognised by the field's own formulas: RESOLVED, "it was agreed", a motion with its mover and
"Carried", the body as the subject of a deciding verb. What somebody reported, wished or will do is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from panelsearch.documents import Attendance, Decision, DecisionOutcome, DocumentKind, Item, Page
from panelsearch.reading.attendance import opens_minutes
from panelsearch.reading.breaks import paragraphs
from panelsearch.reading.names import Roster, person_name
from panelsearch.spans import PageSpan, Span, trimmed

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
    r"(?:\b(?:No|Nos|Cllrs?|Mr|Mrs|Ms|Dr|St|Rev|Co|Ltd|Ch|Ref|Prop|Sec|approx|etc|i\.e|e\.g|c|p|pp|a\.m)|\b[A-Z])\.$"
)
_ADVERBS = r"(?:(?:\w+ly|also|then|therefore|further|all|in\s+principle|subsequently)\s+)*"
_NOT_A_NAME = r"(?!(?i:seconded|moved|proposed|that|and|carried|resolved|agreed|all|unanimously|the|it|motion)\b)"
_PRINTED_NAME = (
    r"(?:(?:Cllrs?|Councillor|Coun|Mr|Mrs|Ms|Miss|Dr|Mayor|Reeve)\.?\s+)*"
    rf"(?:(?:{_NOT_A_NAME}[A-Z]\.?\s*(?![a-z'’])){{2,4}}(?![\w'’]|\s[A-Z][a-z])|"
    rf"(?:[A-Z]\.?\s+|[A-Z]\.){{0,3}}{_NOT_A_NAME}[A-Z][\w'’-]+(?:\s+{_NOT_A_NAME}[A-Z][\w'’-]+){{0,2}})"
)

_MOVED_LINE = re.compile(
    rf"(?:^|(?<=[.\s]))(?:moved|mover|proposed)(?:\s+by)?\s*:?\s*(?P<mover>(?-i:{_PRINTED_NAME}))\s*[,;.]?\s*(?:and\s+)?"
    rf"(?:seconded|seconder)(?:\s+by)?\s*:?\s*(?P<second>(?-i:{_PRINTED_NAME}))\s*[.:,;]?\s*(?=that\b|be\s+it|whereas|resolved|\d?\s*\n)",
    _I,
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

_OTHER_BODY = (
    r"(?!(?:the\s+)?(?:{own})\b|members|all\b|councillors|those|everyone|(?:a\s+)?majority|\w+\s+votes|(?:a\s+)?show)"
)
_REPORT_LIKE = (
    r"(?:report|reports|update|updates|minutes|letter|correspondence|position|contents?|information|accounts|"
    r"presentation|statement|plan|document|recommendations?|programme|performance|budget|dates?|application|decision)"
)
_RECORD = re.compile(
    r"\b(?:true|correct|accurate)\b[^.]{0,40}\b(?:record|copy)\b|\bsigned\s+as\b|\bminutes\b[^.]{0,160}\b(?:approved|agreed|confirmed|adopted|accepted)\b",
    _I,
)
_CAPITALS = re.compile(
    r"(?:^|[\s:–-])(?:RESOLVED|AGREED|RECOMMENDED|DECIDED|RESOLUTION|NOTED)\b(?=\s*(?::|that\b|to\b|\(|–|-|unanimously\b|THAT\b|$))"
)
_OPENING = re.compile(
    r"^\W*(?:(?:\([a-z\d]+\)|\d+[.)])\s*)?(?:resolved|resolution|agreed|decision|decided|(?:it\s+is\s+)?recommended)\s*"
    r"(?::|[–-]|\bthat\b|\bto\b|\bunanimously\b|\bnot\b|\bby\b)",
    _I,
)
_IMPERSONAL = re.compile(
    rf"(?<!that\s)(?<!if\s)\bit\s+was\s+(?:{_ADVERBS})(?:agreed|resolved|decided|recommended|approved|"
    rf"proposed\b[^.]{{0,300}}\b(?:seconded|agreed|carried|approved)|moved\b[^.]{{0,300}}\bseconded)\b",
    _I,
)
_FRAGMENT = re.compile(
    r"(?:[,;–—-]|\bcouncillors|\bmembers|\band)\s+(?:unanimously\s+)?resolved\s+(?:that|not|all)\b|"
    r"(?<!be )(?<!been )(?<!is )\bresolved\s+to\b|[,;–—-]\s*agreed\s+(?:to|that)\b",
    _I,
)
_TRAILING = re.compile(
    r"(?:[–—-]\s*|^\W*|[:.]\s*)(?:all\s+)?(?:unanimously\s+)?(?:approved|agreed|refused|deferred|carried|accepted|resolved)"
    r"(?:\s*(?:&|and)\s*(?:duly\s+)?(?:signed|adopted|paid|accepted|approved)(?:\s+(?:as|by)\b[^.]{0,60})?|\s+unanimously|\s+by\s+all)?\W*$",
    _I,
)
_PASSIVE = re.compile(
    rf"(?<!had )\b(?:was|were)\s+(?:{_ADVERBS}|duly\s+|signed\s+and\s+|completed\s+and\s+|received\s+and\s+|"
    r"reviewed\s+and\s+|"
    r"considered\s+and\s+|proposed\s*,?\s*(?:and\s+)?seconded\s+and\s+)*"
    r"(?P<verb>approved|agreed|adopted|ratified|endorsed|accepted|deferred|refused|rejected|carried|passed|elected|re-elected|co-opted|"
    r"confirmed\s+as|confirmed\s+and\s+signed|appointed|taken\s+as\s+a\s+(?:true|correct))\b",
    _I,
)
_WAS_NOTED = re.compile(
    rf"\b{_REPORT_LIKE}\b(?:\s+\w+){{0,8}}?(?:,?\s+which)?\s+(?:was|were)\s+(?:received\s+and\s+|duly\s+)?noted\b(?!\s+that)",
    _I,
)
_PROPOSED_SECONDED = re.compile(
    r"\b(?:propos(?:ed|er|al)|moved|prop\.?)\b.{0,250}\b(?:second(?:ed|er)|sec[.:])", _I | re.DOTALL
)
_MAJORITY = re.compile(
    r"\bmajority\s+of\s+(?:the\s+)?(?:members|councillors|panel|council|committee|those\s+present)\s+(?:supported|voted|agreed|were\s+in\s+favour|approved)",
    _I,
)
_ALL_DID = re.compile(
    r"\ball\s+(?:the\s+)?(?:(?:councillors|members|those|parish)\s+)?(?:present\s+)?(?:were\s+in\s+(?:agreement|favour)|agreed|approved|voted\s+in\s+favour|supported)\b|\ball\s+in\s+favour\b",
    _I,
)
_DEFERS = re.compile(
    r"(?:^|:\s)\W*(?:re-?agenda|deferred|held\s+over|postponed)\b|\b(?:(?:this|the)\s+(?:item|matter|application|decision)|it)\s+(?:was|is|be)\s+(?:deferred|held\s+over|postponed|adjourned)\b",
    _I,
)
_DECIDING = (
    r"(?:agreed|resolved|decided|approved|adopted|ratified|endorsed|supported|deferred|rejected|refused|declined|recommends?|recommended|"
    r"elected|appointed|co-opted|voted|accepted(?!\s+that)|confirmed(?!\s+that)|nominated\s+and\s+resolved|"
    rf"noted(?=\s+(?:and\s+\w+\s+)?(?:the\s+|these\s+|this\s+|both\s+)?(?:\w+['’]?s?\s+){{0,3}}{_REPORT_LIKE}\b))"
)
_ELECTS = re.compile(
    r"\b(?:be|was|were|is|duly|unanimously)\s+(?:duly\s+|unanimously\s+)?(?:re-?)?elected\b|\b(?:re-?)?elected\s+(?:as\s+)?(?:the\s+)?(?:vice|deputy|chair|mayor)|\bremain\s+as\s+(?:vice|chair)"
    r"|\bappointed\s+(?:as\s+)?(?:the\s+)?(?:vice|deputy|chair)|\bco-?opted\b|\belected\b[^.]{0,60}\b(?:chair|mayor)",
    _I,
)
_LOST = re.compile(
    r"\b(?:motion|amendment|proposal|proposition)\b[^.]{0,80}\b(?:was\s+|were\s+)?(?:lost|defeated|rejected|fell|not\s+carried)\b|\bnot\s+(?:agreed|approved|carried)\b",
    _I,
)
_HEARSAY = re.compile(
    r"\b(?:reported|advised|said|stated|explained|informed|told|commented|suggested|believed|understood|felt|hoped|asked|reminded|highlighted|queried|added|replied|responded)\b[^.]*\bthat\b",
    _I,
)
_NOT_YET = re.compile(
    r"\b(?:had|has|have|having|will|would|should|could|may|might|must|to|if|when|until|once|unless|not\s+yet)\s+(?:\w+\s+){0,2}$|\b(?:previously|already)\s*$",
    _I,
)
_ASIDE = re.compile(
    r"^\W*[•▪◦‣●]|\b(?:after|before|when|while|during|since|until|that|who|which|because|whether)\b|\bit\s*$", _I
)
"""Where a passive tells of the past: in a speaker's point, or behind a subordinating word."""
_RESULT = re.compile(
    r"\W*(?:(?:(?:up)?on\s+(?:being\s+)?(?:put\s+to\s+(?:the|a)\s+)?vot\w*,?\s+)?(?:the|this)\s+(?:motion|amendment|proposal|proposition|vote)\s+"
    r"(?:was|were|is)\s+(?:\w+ly\s+)?(?:lost|carried|defeated|agreed|passed|rejected)\b|(?:carried|lost|defeated|all\s+in\s+favour|"
    r"all\s+agreed|unanimous|agreed\s+unanimously)\b(?:\W+\w+){0,8}\W*$|(?:votes?\s+)?for\s*:?\s*\d)",
    _I,
)
"""A sentence that only tells how the vote on what stands before it went."""
_NO_MATTER = re.compile(r"^\W*(?:\d+\W+)?(?:apolog|regrets|no\s+(?:apolog|declaration))", _I)
_OF_OTHERS = re.compile(
    r"\b(?:decisions?\s+(?:notices?|received|made|of)|determin(?:ed|ations)|applications\s+(?:approved|refused|granted)|outcomes?)\b",
    _I,
)
_NUMBERS = {
    w: i
    for i, w in enumerate(
        "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
}
_COUNT = (
    r"(\d{1,3}|no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|nil)"
)
_FOR = re.compile(
    rf"\b{_COUNT}\s+(?:votes?\s+)?(?:\w+\s+)?(?:voted\s+)?(?:for|in\s+favour)\b(?!\s+(?:a|an|the|this)\b)|\b(?:votes\s+for|in\s+favour|for|yeas|ayes)\s*[:–=-]\s*{_COUNT}\b|\bby\s+{_COUNT}\s+votes?\s+to\s+\w+",
    _I,
)
_AGAINST = re.compile(
    rf"\b{_COUNT}\s+(?:votes?\s+|members?\s+|councillors?\s+)?(?:voted\s+|were\s+|was\s+)?(?:against|not\s+in\s+favour|opposed)\b|\b(?:votes\s+against|against|nays|noes)\s*[:–=-]\s*{_COUNT}\b|\bvotes?\s+to\s+{_COUNT}\b",
    _I,
)
_ABSTAINED = re.compile(
    rf"\b{_COUNT}\s+(?:members?\s+|councillors?\s+)?(?:abst\w+)|\b(?:abstentions?|abstained|abstaining)\s*[:–=-]\s*{_COUNT}\b",
    _I,
)
_MOVER = re.compile(
    rf"\b(?i:proposed|moved|on\s+the\s+(?:motion|proposal|proposition)\s+of)(?:\s+(?i:by))?\s*:?\s*(?P<a>{_PRINTED_NAME})|\b(?i:proposer|prop)\.?\s*:?\s*(?P<b>{_PRINTED_NAME})|"
    rf"(?P<c>{_PRINTED_NAME})\s+(?:proposed|moved)\b"
)
_SECONDER = re.compile(
    rf"\b(?i:seconded|2nd)(?:\s+(?i:by))?\s*:?\s*(?P<a>{_PRINTED_NAME})|\b(?i:seconder|sec)\.?\s*:?\s*(?P<b>{_PRINTED_NAME})|"
    rf"(?P<c>{_PRINTED_NAME})\s+seconded\b"
)
_LIST_ENTRY = re.compile(r"\W{0,2}\(?(?:[ivx]{1,5}|[a-z]|\d{1,2})[.)]\s|[•▪◦‣●\uf0a7\uf0b7–-]\s")
_ITEM_OPENS = re.compile(r"\d{1,4}(?:[./]\d{1,3})*[.:)]?\s+[A-Z][^.:]{2,90}[:.]\s*|\d{1,4}(?:[./]\d{1,3})+\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class _Motion:
    """A stretch found to be a decision, before its item is known."""

    span: Span
    outcome: DecisionOutcome
    proposer: str | None = None
    seconder: str | None = None


def find_decisions(
    pages: Sequence[Page],
    items: Sequence[Item],
    attendance: Attendance,
    kind: DocumentKind,
    body: str | None,
) -> tuple[Decision, ...]:
    """The formal decisions in order of place; those of minutes, and of minutes inside a pack."""
    if kind is DocumentKind.MINUTES:
        scope: Sequence[Page] = pages
    elif kind is DocumentKind.PACK:
        scope = tuple(_minutes_within(pages))
    else:
        return ()
    formulas = _Formulas(body)
    roster = Roster(attendance)
    found: list[Decision] = []
    running = False
    for page in scope:
        starts = {item.at.start for item in items if item.at.page == page.number}
        headings = {item.at.end for item in items if item.at.page == page.number}
        for motion in _on_page(page, formulas, roster, starts, headings):
            words = motion.span.of(page.text)
            if running and motion.proposer is None and _MOTION_RESULT.search(words):
                running = False
                continue  # the end of a motion that began on the page before
            running = False
            outcome = _came_to(motion, words, page.text, starts)
            if outcome is None:
                continue
            found.append(
                Decision(
                    PageSpan(page.number, motion.span.start, motion.span.end),
                    outcome,
                    _item_of(items, page.number, motion.span.start),
                    motion.proposer,
                    motion.seconder,
                    _votes(_FOR, words),
                    _votes(_AGAINST, words),
                    _votes(_ABSTAINED, words),
                )
            )
        running = _runs_on(page, found)
    return tuple(sorted(found, key=lambda decision: decision.at))


_CARRIED = re.compile(r"\b(?:carried|agreed|resolved|approved|adopted|passed|supported)\b", _I)
_LOST = re.compile(
    r"\b(?:motion|amendment|proposal|proposition|resolution|it|this|which)\b[^.]{0,60}?"
    r"\b(?:lost|defeated|rejected|negatived|not\s+carried|fell|failed|voted\s+down)\b"
    r"|^\W*(?:lost|defeated|not\s+carried)\b|\b(?:lost|defeated)\s+(?:by|on)\b",
    _I | re.MULTILINE,
)
_UNSECONDED = re.compile(r"\b(?:no|without\s+a|want\s+of\s+a|lack\s+of\s+a)\s+seconder\b|\bnot\s+seconded\b", _I)
_AFTERMATH = 600


def _came_to(motion: _Motion, words: str, text: str, starts: set[int]) -> DecisionOutcome | None:
    """What a motion came to: where its own words do not say, the sentences after it may say that it was lost.

    None where it had no seconder: then nothing was decided. Only up to the next motion, resolution or item.
    """
    if _UNSECONDED.search(words):
        return None
    if motion.proposer is None or _CARRIED.search(words):
        return motion.outcome
    end = min([motion.span.end + _AFTERMATH, len(text), *(s for s in starts if s >= motion.span.end)])
    after = re.split(r"\b(?:moved|proposed|RESOLVED|Resolved)\b", text[motion.span.end : end])[0]
    if _UNSECONDED.search(after):
        return None
    return DecisionOutcome.REFUSED if _LOST.search(words) or _LOST.search(after) else motion.outcome


def _runs_on(page: Page, found: Sequence[Decision]) -> bool:
    """Whether the page's last motion names its mover and has no result yet."""
    last = max((d for d in found if d.at.page == page.number), key=lambda d: d.at, default=None)
    if last is None or last.proposer is None or last.at.end < len(page.text.rstrip()):
        return False
    return not _MOTION_RESULT.search(last.at.span.of(page.text))


def _minutes_within(pages: Sequence[Page]) -> Iterator[Page]:
    left = 0
    for page in pages:
        if opens_minutes(page):
            left = _MINUTES_LENGTH
        if left:
            yield page
            left = 0 if _CLOSES.search(page.text) else left - 1


class _Formulas:
    """The sentences that decide, with this body as the one who does."""

    def __init__(self, body: str | None) -> None:
        words = re.findall(r"[^\W\d_]+", body or "")
        qualifiers = {w.casefold() for w in words} or {"parish", "town", "community"}
        ours = "|".join(map(re.escape, sorted(qualifiers)))
        own = rf"(?:(?:{ours})\s+)*(?:council|panel|committee|sub-committee|board|authority|cabinet|assembly)"
        acronym = "".join(w[0] for w in words if w[0].isupper())
        names = rf"(?:the|this)\s+(?:{own}|meeting)|(?:the\s+)?(?:members|councillors|cllrs|trustees)"
        if len(acronym) >= 3:
            names += rf"|(?-i:{acronym})"
        names += rf"|^(?:{own})"
        self.active = re.compile(
            rf"\b(?:{names})\s+(?:present\s+)?(?:(?:\w+ly|also|then|therefore|subsequently|all|both)\s+)*{_DECIDING}\b",
            _I,
        )
        self.by_another = re.compile(rf"by\s+(?i:{_OTHER_BODY.format(own=own)})(?:the\s+)?[A-Z]")

    def decides(self, sentence: str) -> bool:
        """Whether the sentence is a formal decision."""
        if _CAPITALS.search(sentence) or _OPENING.search(sentence):
            return True
        if _NO_MATTER.match(sentence):
            return False
        for formula in (_IMPERSONAL, _FRAGMENT, _MAJORITY, _ALL_DID, _DEFERS):
            found = formula.search(sentence)
            if found and not self._hearsay(sentence, found):
                return True
        if _PROPOSED_SECONDED.search(sentence):
            return True
        for formula in (self.active, _WAS_NOTED):
            found = formula.search(sentence)
            if found and not self._hearsay(sentence, found):
                return True
        found = _PASSIVE.search(sentence)
        if found and not _ASIDE.search(sentence[: found.start()]) and not self._hearsay(sentence, found):
            return not self.by_another.match(sentence[found.end() :].lstrip())
        return bool(_TRAILING.search(sentence))

    def _hearsay(self, sentence: str, found: re.Match[str]) -> bool:
        before = sentence[: found.start()]
        if re.search(r"(?:[,;]|\band)\s*(?:the\s+)?$", before, _I):
            return False
        return bool(_HEARSAY.search(before) or _NOT_YET.search(before))


def _on_page(
    page: Page, formulas: _Formulas, roster: Roster, starts: set[int], headings: set[int]
) -> Iterator[_Motion]:
    motions = list(_moved(page.text, roster))
    yield from motions
    taken = [motion.span for motion in motions]
    blocks = _cut(page.text, paragraphs(page), starts | headings)
    bold = [line.span for line in page.lines if line.bold]
    last: _Motion | None = None
    for i, block in enumerate(blocks):
        sentences = list(_sentences(page.text, block))
        for j, sentence in enumerate(sentences):
            if any(sentence.overlaps(span) for span in taken):
                continue
            words = " ".join(sentence.of(page.text).split())
            if last and sentence.start - last.span.end < 4 and _adds_to(words, formulas, last):
                last = _motion(page.text, Span(last.span.start, sentence.end), roster)
                continue
            if not formulas.decides(words) or any(span.contains(sentence) for span in bold):
                continue
            span = sentence
            if _is_verdict(words):
                if _OF_OTHERS.search(page.text[max(0, block.start - 120) : sentence.end]):
                    continue
                span = _with_matter(page.text, blocks, i, sentences, j, starts)
            elif (
                j
                and re.search(r"\b(?:this|the|that)\s+(?:suggestion|proposal|proposition|motion|course)\b", words, _I)
                and re.search(r"\b(?:propos|suggest|mov)", sentences[j - 1].of(page.text), _I)
            ):
                span = Span(sentences[j - 1].start, sentence.end)
            if j == len(sentences) - 1:
                span = _with_list(page.text, blocks, i, span, starts, bold)
            if last and span.start < last.span.end:
                span = Span(min(last.span.end, sentence.start), span.end)
            if last is not None:
                yield last
            last = _motion(page.text, trimmed(page.text, span), roster)
            taken.append(last.span)
    if last is not None:
        yield last


def _adds_to(words: str, formulas: _Formulas, last: _Motion) -> bool:
    """Whether a sentence only tells who moved the decision before it, or how the vote on it went."""
    if _RESULT.match(words):
        return True
    moved = len(words) < 90 and not last.proposer and _PROPOSED_SECONDED.search(words)
    return bool(moved and not _IMPERSONAL.search(words) and not formulas.active.search(words))


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


def _moved(text: str, roster: Roster) -> Iterator[_Motion]:
    """Motions that print mover and seconder first, then their words, then the result."""
    heads = sorted([*_CODED_LINE.finditer(text), *_MOVED_LINE.finditer(text)], key=lambda head: head.start())
    for i, head in enumerate(heads):
        upto = heads[i + 1].start() if i + 1 < len(heads) else len(text)
        result = _MOTION_RESULT.search(text, head.end(), upto)
        if not _MOTION_OPENS.match(text, head.end()) or (result is None and head.re is not _CODED_LINE):
            continue
        end = result.end() if result else _paragraph_end(text, head.end(), upto)
        outcome = DecisionOutcome.RESOLVED
        if result and result["lost"]:
            outcome = DecisionOutcome.REFUSED
        elif result and result["deferred"]:
            outcome = DecisionOutcome.DEFERRED
        yield _Motion(
            trimmed(text, Span(head.end(), end)), outcome, _who(head["mover"], roster), _who(head["second"], roster)
        )


def _paragraph_end(text: str, start: int, upto: int) -> int:
    blank = text.find("\n\n", start, upto)
    return upto if blank < 0 else blank


def _motion(text: str, span: Span, roster: Roster) -> _Motion:
    words = " ".join(span.of(text).split())
    mover, seconder = _named(_MOVER, words, roster), _named(_SECONDER, words, roster)
    return _Motion(span, _outcome(words), mover, seconder)


def _outcome(words: str) -> DecisionOutcome:
    """The most formal word wins: what was resolved is resolved, whatever it then approves or notes."""
    if _LOST.search(words):
        return DecisionOutcome.REFUSED
    if _ELECTS.search(words):
        return DecisionOutcome.ELECTED
    if re.search(r"\bresolved\b|\bRESOLUTION\b", words, _I):
        return DecisionOutcome.RESOLVED
    if _RECORD.search(words):
        return DecisionOutcome.APPROVED
    if _DEFERS.search(words):
        return DecisionOutcome.DEFERRED
    for pattern, outcome in _OUTCOMES:
        if pattern.search(words):
            return outcome
    return DecisionOutcome.AGREED


_OUTCOMES = tuple(
    (re.compile(pattern, _I), outcome)
    for pattern, outcome in (
        (
            r"\bmajority\b[^.]*\b(?:supported|agreed|voted)|\bit\s+was\s+(?:\w+ly\s+|also\s+)*(?:agreed|decided)|\bagreed\b",
            DecisionOutcome.AGREED,
        ),
        (r"\b(?:refused|rejected|declined)\b", DecisionOutcome.REFUSED),
        (r"\bdeferred\b", DecisionOutcome.DEFERRED),
        (r"\b(?:approved|adopted|accepted|ratified|endorsed|supported|passed)\b", DecisionOutcome.APPROVED),
        (r"\brecommend(?:s|ed)?\b", DecisionOutcome.RECOMMENDED),
        (r"\bnoted\b", DecisionOutcome.NOTED),
    )
)


def _named(pattern: re.Pattern[str], words: str, roster: Roster) -> str | None:
    for found in pattern.finditer(words):
        printed = next(group for group in found.groups() if group)
        name = _who(printed, roster)
        if name:
            return name
    return None


def _who(printed: str, roster: Roster) -> str | None:
    """The name as printed; bare initials become the one roster name they stand for, else stay as they are."""
    bare = printed.strip(" .,:;()")
    if re.fullmatch(r"(?:[A-Z]\.?\s?){2,4}", bare):
        return roster.resolve(bare) or bare
    return person_name(bare)


def _votes(pattern: re.Pattern[str], words: str) -> int | None:
    found = pattern.search(words)
    if not found:
        return None
    count = next(group for group in found.groups() if group).casefold()
    if count.isdigit():
        return int(count)
    return 0 if count in ("none", "nil") else _NUMBERS[count]


def _sentences(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for gap in _SENTENCE_END.finditer(text, block.start, block.end):
        if gap.start() < start or _ABBREVIATED.search(text[max(start, gap.start() - 8) : gap.start()]):
            continue
        yield trimmed(text, Span(start, gap.start()))
        start = gap.end()
    if start < block.end:
        yield trimmed(text, Span(start, block.end))


def _is_verdict(words: str) -> bool:
    """Whether a sentence is only the verdict ("All approved.") on what stands before it."""
    return len(words.split()) <= 7 and bool(_TRAILING.search(words))


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
    for block in blocks[i + 1 : i + 21]:
        entry = block.of(text)
        long = len(entry.split())
        if block.start in starts or any(b.overlaps(block) for b in bold) or long > 60 or _CLOSES.search(entry):
            break
        listed = _LIST_ENTRY.match(entry)
        if listed:
            kind = _entry_style(listed.group())
            first = not style and not lettered
            if (style and kind != style) or (first and (not announced or (kind == "1" and "1" not in listed.group()))):
                break
            style = style or kind
        elif not announced or style or (long > 14 and end != span.end) or (end != span.end and entry.isupper()):
            break
        end = block.end
        if not listed and _ANNOUNCES.search(words):
            break
    return Span(span.start, end)


_ANNOUNCES = re.compile(r"\b(?:RESOLVED|AGREED|RECOMMENDED|DECIDED|RESOLUTION|Resolved|Agreed)(?:\s+that)?\s*$")
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

"""Who is to do what? Actions that minutes lay on somebody, and what reports recommend.

An action is a sentence that begins with its owner ("The Clerk to write to ..."), that lays it on one ("Cllr Ash was
asked to ..."), or that a label or a column marks as one. What somebody did or hopes to do is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.meetings import Action, ActionKind, Attendance, DocumentKind, Item, Part, PartKind
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan, Span, trimmed
from panelsearch.structure.paragraphs import paragraphs
from panelsearch.structure.roster import Roster
from panelsearch.text.document_cache import once_a_page
from panelsearch.text.required_words import KnownPattern
from panelsearch.text.rule_engine import OPEN, Fence, Rule, rule
from panelsearch.text.sentences import sentences

_POST = pattern("posts.of_owners")
_TITLED = (
    rf"(?i:(?:county|district|town)\s+)?(?i:{pattern('titles.of_owners')})\.?"
    r"(?:\s+(?:and\s+|&\s+)?(?:[A-Z]\.?\s*){0,3}[A-Z][\w'’-]+){1,4}"
)
_WHO = rf"(?-i:(?i:{_POST})|{_TITLED})"
_OWNER = rf"(?P<owner>{_WHO})"
_NO_VERB = r"(?!(?:the|a|an|be|have|this|that|these|all|any|each|its|our|his|her|their|council|members|date|whom)\b)"

_TO_DO = re.compile(
    rf"^(?:\W*(?:therefore|also|and|so|it\s+was\s+agreed\s+that|agreed\s*[:–-]?\s*that)\s+)?(?:the\s+)?{_OWNER}"
    rf"\s+(?:to|will|shall|agreed\s+to|undertook\s+to|offered\s+to|volunteered\s+to|is\s+to|are\s+to)\s+"
    rf"(?:\w+ly\s+|also\s+|now\s+|then\s+)?{_NO_VERB}[a-z]{{2,}}",
    re.I,
)
_LAID_ON = KnownPattern(
    rf"\b{_OWNER}\s+(?:(?:was|were|is|are|be)\s+(?:also\s+)?"
    rf"{pattern('actions.asked')}\s+to"
    rf"|would\s+(?:now\s+|also\s+)?(?={pattern('actions.would')}\b))",
    re.I,
)
_WHOLE_BODY = re.compile(r"\b(?:members|councillors)\s+(?:agreed|undertook|offered)\b", re.I)
_CONDITIONAL = re.compile(r"\b(?:if|whether|unless|who|which)\b", re.I)
_LETTERS = r"[A-Z]{2,4}"
_NOBODY = rf"{pattern('actions.nobody')}\b"
"""What stands in capitals between "ACTION" and its colon and is nobody's letters."""
_LABEL = KnownPattern(
    r"(?:^|(?<=[\s(\[]))(?:ACTIONS?|Actions?)\s*"
    rf"(?:(?P<to>(?!{_NOBODY}){_LETTERS}(?:\s*[/,&+]\s*{_LETTERS})*)(?=\s*:)"
    r"|(?:point|required|[Bb]y|BY|[Ff]or|FOR|on)?\s*\d{0,3})"
    r"\s*[:–—-]+\s*(?P<rest>[^\n]*)"
)
_COLUMN = re.compile(r"^(?:actions?|action\s+by|by\s+whom|owner|lead)$", re.I)
_ONE_OWNER = rf"(?:{_WHO}|{_LETTERS})"
_SHORT_OWNER = re.compile(rf"^(?:[Tt]he\s+)?{_ONE_OWNER}(?:\s*(?:[/&,]|and)\s*(?:the\s+)?{_ONE_OWNER})*\.?$")
_FORMAL = re.compile(r"^\W*(?:resolved|agreed|it\s+was\s+(?:resolved|agreed)|noted|decided)\b", re.I)
_COLUMN_SLACK_PT = 30.0
_WHITE = re.compile(r"\s")

_RECOMMENDED = KnownPattern(
    r"\b(?:(?:is|are)\s+(?:therefore\s+)?(?:recommended|invited|asked|requested)\s+to\b"
    r"|it\s+is\s+(?:therefore\s+)?recommended\s+that\b|^\W*recommended?\s*[:–-]?\s*that\b)",
    re.I,
)
_ADDRESSED = re.compile(rf"\b{pattern('actions.addressed')}\b", re.I)
_RECOMMENDATIONS = re.compile(r"^\W*(?:\d{1,2}(?:\.\d)?[.)]?\s+)?recommendations?\s*[:.]?$", re.I)
_HEADING = re.compile(r"^\W*(?:\d{1,2}(?:\.0)?[.)]?\s+)?[A-Z][^.;:]{2,60}$")
_ENTRY = re.compile(r"^\W*(?:\(?(?:\d{1,2}[.)]|\d{1,2}\.\d{1,2}[.)]?|(?:[a-z]|[ivx]{1,4})[.)])\s|that\b|[•▪-])", re.I)
_ENTRIES_AT_MOST = 12
_WORDS_AT_LEAST = 4


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page as the rules read it, the people listed, and where its Action column begins, if it has one."""

    page: Page
    roster: Roster
    column: float | None


_Told = tuple[Span, str]
"""What is to be done, and its owner as printed."""


def find_actions(
    pages: Sequence[Page],
    items: Sequence[Item],
    attendance: Attendance,
    kind: DocumentKind,
    parts: Sequence[Part],
    fence: Fence = OPEN,
) -> tuple[Action, ...]:
    """The actions of minutes and the recommendations of reports, in order, each a span of one page."""
    roster = Roster(attendance)
    found: list[Action] = []
    column: float | None = None
    for page in pages:
        if not page.text.strip():
            continue
        paper, on_page = _paper(page.number, kind, parts), fence.at(page.number)
        if paper is PartKind.MINUTES:
            column = on_page.ask(_column_at, None, page) or column
            sheet = _Sheet(page, roster, column)
            told = [(*one, of.name) for of in ACTION_RULES for one in on_page.each(of, sheet)]
            found += on_page.stage("actions", (), lambda: tuple(_actions(page, told, items, roster)))  # noqa: B023
        elif paper is PartKind.REPORT:
            found += [
                Action(
                    PageSpan(page.number, span.start, span.end), ActionKind.RECOMMENDATION, rule=_recommendations.name
                )
                for span in on_page.each(_recommendations, page)
            ]
    return tuple(found)


def _paper(page: int, kind: DocumentKind, parts: Sequence[Part]) -> PartKind | None:
    for part in parts:
        if part.first_page <= page <= part.last_page:
            return part.kind
    return {DocumentKind.MINUTES: PartKind.MINUTES, DocumentKind.REPORT: PartKind.REPORT}.get(kind)


def _actions(
    page: Page, told: Sequence[tuple[Span, str, str]], items: Sequence[Item], roster: Roster
) -> Iterator[Action]:
    """One action a place: of two that overlap, the narrower."""
    taken: list[Span] = []
    for span, _, _ in sorted(told, key=lambda one: (len(one[0]), one[0].start)):
        if not any(span.overlaps(other) for other in taken):
            taken.append(span)
    owners = {span: (owner, by) for span, owner, by in reversed(told)}
    for span in sorted(taken):
        (owner, by), at = owners[span], PageSpan(page.number, span.start, span.end)
        yield Action(at, ActionKind.ACTION, _item_at(at, items), owner, _people(owner, roster), by)


def _people(owner: str, roster: Roster) -> tuple[str, ...]:
    named = [roster.resolve(name) for name in re.split(r"\s*[/&,]\s*|\s+and\s+", owner) if name]
    return tuple(name for name in named if name)


def _item_at(at: PageSpan, items: Sequence[Item]) -> int | None:
    for number in range(len(items) - 1, -1, -1):
        item = items[number]
        if (item.at.page, item.at.start) <= (at.page, at.start) < (item.end_page, item.end):
            return number
    return None


# sentences


@rule("actions.to_do")
def _to_do(sheet: _Sheet) -> Iterator[_Told]:
    """A sentence that begins with its owner: "The Clerk to write to the owner"."""
    return _laid_by(sheet.page, _begins_with_owner)


@rule("actions.laid_on")
def _laid_on(sheet: _Sheet) -> Iterator[_Told]:
    """A sentence that lays it on somebody: "Cllr Ash was asked to write"."""
    return _laid_by(sheet.page, _lays_on)


def _laid_by(page: Page, owner_in: Callable[[str], str | None]) -> Iterator[_Told]:
    for span, words in _sentences_of(page):
        if (owner := owner_in(words)) is not None:
            yield span, " ".join(owner.split())


@once_a_page
def _sentences_of(page: Page) -> list[tuple[Span, str]]:
    """The sentences of each paragraph, and their words with white space for white space."""
    found: list[tuple[Span, str]] = []
    for paragraph in paragraphs(page):
        text = paragraph.of(page.text)
        found += [(sentence.shift(paragraph.start), _WHITE.sub(" ", sentence.of(text))) for sentence in sentences(text)]
    return found


def _begins_with_owner(sentence: str) -> str | None:
    found = _TO_DO.match(sentence)
    # What the members agree to do together is a decision.
    return None if found is None or _WHOLE_BODY.search(sentence[: found.end()]) else found["owner"]


def _lays_on(sentence: str) -> str | None:
    found = None if _TO_DO.match(sentence) else _LAID_ON.search(sentence)
    return None if found is None or _CONDITIONAL.search(sentence[: found.start()]) else found["owner"]


# labels and columns


@rule("actions.labelled")
def _labelled(sheet: _Sheet) -> Iterator[_Told]:
    """`Action: Clerk` behind what is to be done, and `Action: Clerk to write ...`, which says it itself."""
    page = sheet.page
    whole = paragraphs(page)
    for label in _LABEL.finditer(page.text):
        rest = label["rest"].strip().rstrip("])").strip()
        own = next((span for span in whole if span.start <= label.start() < span.end), None)
        if not rest or own is None:
            continue
        if _SHORT_OWNER.match(rest):
            before = Span(own.start, label.start())
            if not before.of(page.text).strip(" \n\t([•-"):
                before = next((span for span in reversed(whole) if span.end <= own.start), before)
            last = [s.shift(before.start) for s in sentences(before.of(page.text))][-1:]
            if last:
                end = min(label.end(), own.end)
                yield trimmed(page.text, Span(last[0].start, end)), rest.removeprefix("the ").rstrip(".")
        else:
            own = next((span for span in whole if span.start <= label.start("rest") < span.end), own)
            said = (s.shift(own.start) for s in sentences(own.of(page.text)))
            shifted = next((s for s in said if s.end > label.start("rest")), None)
            if shifted is None:
                continue
            where = trimmed(page.text, Span(max(shifted.start, label.start()), max(shifted.end, label.end())))
            owner = _TO_DO.match(re.sub(r"\s", " ", rest))
            named = re.match(rf"(?:the\s+)?{_OWNER}\b", rest, re.I)
            told = (owner or named)["owner"] if (owner or named) else ""  # type: ignore[index]
            yield where, label["to"] or told  # "ACTION HP: Talk to them"


@rule("actions.column_head")
def _column_at(page: Page) -> float | None:
    """Where the column headed "Action" begins, in points from the left; None where the page heads none."""
    for line in page.lines:
        last = line.cells[-1] if line.cells else line.span
        if _COLUMN.match(last.of(page.text).strip()) and (left := _left(page, last)) > page.width_pt / 2:
            return left
    return None


def _left(page: Page, span: Span) -> float:
    first = next((box.rect.x0_pt for box in page.boxes if box.span.overlaps(span)), None)
    line = next((line.rect.x0_pt for line in page.lines if line.span == span), 0.0)
    return line if first is None else first


@rule("actions.column")
def _in_column(sheet: _Sheet) -> Iterator[_Told]:
    """What stands beside an owner in the Action column: the decision, else the last sentence, of that row."""
    page, column = sheet.page, sheet.column
    if column is None:
        return
    row = 0
    for number, line in enumerate(page.lines):
        last = line.cells[-1] if line.cells else line.span
        owner = last.of(page.text).strip()
        if len(line.cells) > 1 and not _SHORT_OWNER.match(owner):
            row = line.span.end  # a heading beside its number begins a row
        elif _SHORT_OWNER.match(owner) and abs(_left(page, last) - column) <= _COLUMN_SLACK_PT and number:
            letters = re.findall(rf"\b{_LETTERS}\b", owner)
            before = Span(row, last.start)
            row = last.end
            if (
                all(sheet.roster.resolve(each) for each in letters)
                and (start := _told_from(page.text, before)) is not None
            ):
                yield trimmed(page.text, Span(start, last.end)), owner.rstrip(".")


ACTION_RULES: tuple[Rule[[_Sheet], Iterator[_Told]], ...] = (_to_do, _laid_on, _labelled, _in_column)


def _told_from(text: str, row: Span) -> int | None:
    """Where in the row what is to be done begins; None where the row is too short to say it."""
    told = [sentence.shift(row.start) for sentence in sentences(row.of(text))]
    formal = [span for span in told if _FORMAL.match(span.of(text))]
    chosen = (formal or told)[-1:]
    enough = chosen and len(text[chosen[0].start : row.end].split()) >= _WORDS_AT_LEAST
    return chosen[0].start if enough else None


# recommendations


@rule("actions.recommendations")
def _recommendations(page: Page) -> Iterator[Span]:
    """What a report recommends: the entries under that heading, and sentences that ask the body."""
    whole = paragraphs(page)
    under, entries = False, 0
    for span in whole:
        words = span.of(page.text)
        if _RECOMMENDATIONS.match(words.strip()):
            under, entries = True, 0
            continue
        if under and entries < _ENTRIES_AT_MOST and not (_HEADING.match(words.strip()) and not _ENTRY.match(words)):
            if entries == 0 or _ENTRY.match(words):
                entries += 1
                yield span
                continue
            under = False
        else:
            under = False
        for sentence in sentences(words):
            said = _RECOMMENDED.search(sentence.of(words))
            if said and (_ADDRESSED.search(sentence.of(words)[: said.start()]) or "that" in said[0].casefold()):
                yield sentence.shift(span.start)

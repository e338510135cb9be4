"""Who was elected to a post? Minutes that tell it name somebody whom their own list of people cannot give the post."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from panelsearch.answering.base import Evidence, Sheet
from panelsearch.answering.body_linking import of_bodies
from panelsearch.answering.register_answers.post_words import Post, post_of, words_for
from panelsearch.answering.register_answers.whose_post import is_at_home, is_of_a_matter, is_of_its_own
from panelsearch.gazetteers.loader import words_in_order
from panelsearch.model.meetings import DecisionOutcome, DocumentKind
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.query.ast import And, DateIn, Or, Word
from panelsearch.text.analyzer import folded
from panelsearch.text.sentences import sentences

_CHOSEN = words_in_order("posts.chosen")
_PASSAGES = 24
_WAS_ELECTED = re.compile(
    r"\s*(?:,\s*)?(?:(?:was|is|be|been|being)\s+(?:proposed|nominated)\b[^.;]{3,90}?[\s,](?:and\s+)?)?"
    r"(?:(?:was|is|be|been)\s+)?(?:(?:then|duly|unanimously|hereby|also|therefore)\s+)*(?:re-?)?(?:elected|appointed)\b"
    r"(?:\s+unopposed|\s+unanimously)?(?!\s+to\s+(?!be\b|serve\b|the\b))(?P<rest>[^.;]*)",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s+(?:as\s+|to\s+be\s+|to\s+serve\s+as\s+|to\s+the\s+(?:office|post|position)\s+of\s+)?(?:the\s+|an?\s+|our\s+)?"
    r"(?P<post>[\w’']{1,40}(?:[ \n/-]{1,3}[\w’']{1,40}){0,6}?)"
    r"(?=\s+(?:for|until|of|from|unanimously|by|to|with|and|in|on|at|unopposed|nem)\b|\s*[,:(–—]|\s+-\s|\s*$)"
    r"(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_FOR_GOOD = re.compile(
    r"\s*(?:from\b|for\s+tonight|pro[ -]tem"
    r"|for\s+(?:the|this)\W{0,3}\w{0,20}\s{0,3}(?:meeting|evening|hearing|session|remainder|duration)\b)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:was|were)\s+(?:\w+ly\s+)?(?:re-?)?elected\b|\bduly\b|\b(?:resolved|agreed|carried|passed)\b", re.IGNORECASE
)
_NOT_HERE = re.compile(
    r"\bin\s+the\s+absence\b|\bwas\s+absent\b"
    r"|\b(?:noted|reported|congratulat\w+|learn\w*|heard|announced|informed|advised)\b[^.]{0,200}\belected\b",
    re.IGNORECASE,
)
"""What elects somebody for a day only, or tells of an election elsewhere."""
_HEADING = re.compile(
    r"\b(?:election|appointment)\s+of\s+(?:an?\s+|the\s+|new\s+)?(?P<post>[^\n]{3,60})\n", re.IGNORECASE
)
_NUMBERED = re.compile(r"\n\s*\d[\d./]*[.)]?\s+[A-Z]")
_HEADED_WITHIN = 300


@dataclass(frozen=True, slots=True)
class Elected:
    """Somebody elected at a meeting: the name's place on a page, and that of the words that tell it."""

    source: Source
    page: int
    name: str
    at: Span
    told: Span

    @property
    def surname(self) -> str:
        """The last of the names, folded."""
        return folded(self.name.split()[-1])

    def is_of(self, name: str) -> bool:
        """Whether somebody of that name may be meant, by surname or by initials."""
        initials = "".join(part[0] for part in name.split())
        return self.surname == folded(name.split()[-1]) or self.name == initials


def elections(post: Post, bodies: Collection[str], first: date, last: date, evidence: Evidence) -> tuple[Elected, ...]:
    """Who was elected to a post of the body, by minutes of meetings from one day to another, the latest first."""
    heads = Or(tuple(Word(word) for word in sorted(words_for(post))))
    chosen = Or(tuple(Word(word) for word in _CHOSEN))
    hits = evidence.find(And((heads, chosen, of_bodies(bodies), DateIn(first, last))), _PASSAGES)
    pages = {(hit.source.document, hit.at.page): hit.source for hit in hits if hit.source.kind is DocumentKind.MINUTES}
    found = [
        Elected(source, page, at.of(sheet.text), at, told)
        for (document, page), source in pages.items()
        for sheet in (evidence.sheet(document, page),)
        for at, told in _on_page(post, bodies, sheet)
    ]
    found.sort(key=lambda one: (one.source.meeting_date or first, not one.source.draft), reverse=True)
    return tuple(found)


def _on_page(post: Post, bodies: Collection[str], sheet: Sheet) -> Iterator[tuple[Span, Span]]:
    """Names of those elected, each with the words that tell it: sentences that decide, or say that somebody was."""
    decided = [one.at.span for one in sheet.decisions if one.outcome is DecisionOutcome.ELECTED]
    names = [one.at.span for one in sheet.mentions if one.label is MentionLabel.PERSON]
    for told in dict.fromkeys((*decided, *sentences(sheet.text))):
        is_done = told in decided or _DONE.search(told.of(sheet.text))
        for name in names if is_done and not _NOT_HERE.search(told.of(sheet.text)) else ():
            if told.contains(name) and _is_chosen(post, bodies, sheet.text, name, told):
                next_name = min((one.start for one in names if one.start >= name.end), default=told.end)
                if is_at_home(bodies, sheet.text, name, Span(told.start, min(told.end, next_name))):
                    yield name, told


def _is_chosen(post: Post, bodies: Collection[str], text: str, name: Span, told: Span) -> bool:
    """Whether the words behind a name say that its bearer was elected to the post, or the heading over them does."""
    chosen = _WAS_ELECTED.match(text, name.end, told.end)
    if chosen is None:
        return False
    to = _TO.match(chosen["rest"])
    if to is None or not (said := post_of(to["post"])) or to["post"].split()[0].casefold() in ("and", "for", "by"):
        return _headed(text, name.start) == post and not is_of_a_matter(text, told.start, name.end, bodies)
    behind = chosen.start("rest") + to.start("after")
    is_its_own = is_of_its_own(to["after"], bodies) and not is_of_a_matter(text, told.start, behind, bodies)
    return said == post and not _NOT_FOR_GOOD.match(to["after"]) and is_its_own


def _headed(text: str, before: int) -> Post:
    """The post whose election the heading just before a place is of."""
    headings = list(_HEADING.finditer(text, max(0, before - _HEADED_WITHIN), before))
    if not headings or _NUMBERED.search(text, headings[-1].end() - 1, before):
        return frozenset()
    return post_of(re.split(r"\s+for\b|\s*\d", headings[-1]["post"])[0])

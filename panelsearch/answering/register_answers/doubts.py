"""Which words of the papers cannot be the answer, though they look like one? What a register knows rules them out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date

from panelsearch.answering.base import Evidence, Sheet
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.register_answers.front_sheets import asks_when_next, further_words, last_held
from panelsearch.answering.register_answers.post_words import (
    KNOWN,
    Post,
    names_a_post,
    post_asked,
    post_named,
    words_for,
    words_of,
)
from panelsearch.answering.register_answers.precepts import (
    PRECEPT,
    is_a_year,
    is_of_all,
    is_settled,
    is_whole,
    year_asked,
)
from panelsearch.answering.register_answers.record import bodies_asked, names_a_part, own_words, words_asked
from panelsearch.answering.register_answers.whose_post import headings_over, is_of_a_matter, is_of_another
from panelsearch.answering.temporal_expressions import Period, days_of, times_named
from panelsearch.gazetteers.loader import either
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.text.analyzer import analyze

_DOES = (
    r"\s+(?:to\s+(?!the\b|this\b)|will\b|would\b|shall\b|should\b|ha[sd]\b"
    r"|(?!(?:appoint|elect|nominat|re-?elect)ed\b)(?-i:[a-z]+ed)\b)"
)
"""What somebody of a post does, where nobody is named: "the Clerk reported", "Clerk to write"."""
_DEPUTY = frozenset(("vice", "deputy"))
_CLAUSE_ENDS, _A_CLAUSE = re.compile(r"[.;()\n]"), 120
SheetOf = Callable[[str, int], Sheet]
"""A page of a document with what was read on it, looked up once however many candidates stand on it."""
Doubt = Callable[[Source, Span, Span], bool]
"""Whether an answer of a page, given its span and that of its quotation, cannot be right."""


def doubt_of(asked: Question, evidence: Evidence) -> Doubt | None:
    """What cannot answer a question that a register was asked first; None where any words may."""
    is_of_sums = PRECEPT in asked.text.casefold()
    if not is_of_sums and not asks_when_next(asked) and not names_a_post(asked.text):
        return None
    bodies = bodies_asked(asked, evidence, or_a_part=True)
    post = post_asked(asked, bodies)
    if post is None or not post <= KNOWN:
        post = post_named(asked)
    further: list[str] = []
    sheet_of = evidence.sheet
    if asks_when_next(asked):
        further = further_words(asked, bodies)
        last = last_held(bodies, evidence) if bodies and not asked.periods else date.min
        doubt = _past(last, max((period.last for period in asked.periods), default=date.max), sheet_of)
    elif year := year_asked(asked, bodies):
        doubt = _of_another_sum(year, sheet_of)
    elif post:
        further = [word for word in words_asked(asked, bodies) if word not in words_of(post)]
        doubt = _of_another_post(post, bodies, asked.text, sheet_of)
    else:
        return None
    elsewhere = _of_another_body(bodies, further if names_a_part(asked, bodies) else (), sheet_of)
    return lambda *place: doubt(*place) or elsewhere(*place)


def _of_another_body(bodies: Collection[str], further: Collection[str], sheet_of: SheetOf) -> Doubt:
    """The papers of another body, but for a part of this one, tell it where they name this one in the same words.

    Where the question names a committee that is no body of the library, they must say all else that it says.
    """
    own = [own_words(body) for body in bodies]

    def doubt(source: Source, _: Span, quote: Span) -> bool:
        if not bodies:
            return False
        theirs = own_words(source.body or "")
        said = {token.exact for token in analyze(quote.of(sheet_of(source.document, source.page).text))}
        if not said.union(theirs).issuperset(further):
            return True
        if source.body is None or source.body in bodies:
            return False
        is_part = any(theirs > words for words in own)
        return (is_part and not further) or not any(words <= said | theirs for words in own)

    return doubt


def _past(last: date, asked_after: date, sheet_of: SheetOf) -> Doubt:
    """A next meeting is told by papers of the last, or of the one asked after, and comes after it."""

    def doubt(source: Source, at: Span, _: Span) -> bool:
        if source.meeting_date is None:
            return False
        told = sheet_of(source.document, source.page).mentions
        days = [
            day.first
            for mention in told
            if mention.label is MentionLabel.DATE and at.overlaps(mention.at.span)
            if (day := days_of(mention.iso or "")) and day.is_day
        ]
        if source.meeting_date > asked_after:
            return source.meeting_date not in days
        return source.meeting_date < last or (bool(days) and max(days) <= source.meeting_date)

    return doubt


def _of_another_sum(year: Period, sheet_of: SheetOf) -> Doubt:
    """A precept is told by words that name it, and no other year; what it grew by or was moved to be is none."""

    def doubt(source: Source, at: Span, quote: Span) -> bool:
        sheet = sheet_of(source.document, source.page)
        said = quote.of(sheet.text)
        years = [period for _, period in times_named(said) if is_a_year(period)]
        if not is_of_all(said) or (years and year not in years) or not is_settled(quote, at, sheet):
            return True
        sums = [one.at.span for one in sheet.mentions if one.label is MentionLabel.MONEY and at.overlaps(one.at.span)]
        return not any(is_whole(one, quote, sheet.text) for one in sums)

    return doubt


def _of_another_post(post: Post, bodies: Collection[str], said: str, sheet_of: SheetOf) -> Doubt:
    """Who holds a post is told beside a word for it, not for its deputy.

    Neither the clause of that word nor the headings over it may name a body, or a part of one, that the question
    does not: neither by its words nor as the body that it is about, which is that of the paper where it names none.
    """
    heads = either(sorted(words_for(post) - _DEPUTY))
    deputy = r"(?:vice|deputy)\W+(?:\w+\W+)?" if post & _DEPUTY else r"(?<!vice\W)(?<!deputy\W)"
    word = re.compile(rf"\b{deputy}{heads}\b(?!['’]s)(?!{_DOES})", re.IGNORECASE)

    def doubt(source: Source, _: Span, quote: Span) -> bool:
        text = sheet_of(source.document, source.page).text
        names = (*(bodies or (source.body or "",)), said)
        return all(
            is_of_another(_clause(text, told.start(), told.end()), names)
            or is_of_another(headings_over(text, told.start()), names)
            or is_of_a_matter(text, told.start(), told.end(), names)
            for told in word.finditer(text, quote.start, quote.end)
        )

    return doubt


def _clause(text: str, first: int, last: int) -> str:
    """The words of a line around a place, as far as a bracket or the end of a sentence."""
    before = _CLAUSE_ENDS.split(text[max(0, first - _A_CLAUSE) : first])[-1]
    return before + text[first:last] + _CLAUSE_ENDS.split(text[last : last + _A_CLAUSE])[0]

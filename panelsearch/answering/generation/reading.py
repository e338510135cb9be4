"""May a language model read? It points at words of the best passages; only words that stand there, and fit, are taken.

What it points at is looked up in the passage again, white space aside, and shown as the page has it. Then it is held
against the question: a sum, a number, a date or a time where one is asked for; the question's figures and names said
in the passage or by what it is filed under; its time told there, or that of the meeting. What fails is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from panelsearch.answering.answer_types import Wanted
from panelsearch.answering.base import Evidence
from panelsearch.answering.candidate_retrieval import gathered
from panelsearch.answering.generation.base import Excerpt, Pick, Reader
from panelsearch.answering.question_analysis import Question, understood
from panelsearch.answering.temporal_expressions import Period, days_of
from panelsearch.answering.verification import stands
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Citation
from panelsearch.model.spans import PageSpan, Span
from panelsearch.retrieval.citations import citation as cited
from panelsearch.text.analyzer import analyze
from panelsearch.text.sentences import sentences

_PASSAGES, _WORDS_AT_MOST = 8, 60
_BEFORE, _AFTER = timedelta(days=150), timedelta(days=100)
"""A year is planned in the winter before it; what happened is told at the next meeting or two."""
_SURELY = 0.5
_FIGURE = re.compile(r"[£$€]?\d[\d,.:/]*")
_IN_FIGURES = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|half|none"
    r"|noon|midday|midnight|unanimous(?:ly)?)\b",
    re.IGNORECASE,
)
_NO_LETTERS = re.compile(r"[\W\d_]+")
_COUNTED = {Wanted.SUM: "sum", Wanted.NUMBER: "number", Wanted.DATE: "date", Wanted.TIME: "time"}


class ReadOutcome(StrEnum):
    """What came of a model's reading: words that stand and fit, its silence, or words that were not taken."""

    READ = "read"
    SILENT = "silent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ModelReading:
    """What a model pointed at: a span of the citation's page where it was taken, else the reason why there is none."""

    outcome: ReadOutcome
    address: str
    answer: str | None = None
    citation: Citation | None = None
    reason: str = ""


def passages_to_read(asked: Question, evidence: Evidence) -> tuple[Hit, ...]:
    """The best passages about a question, the best first: what a reader is sent, and all of it."""
    return tuple(sorted(gathered(asked, evidence), key=lambda hit: -hit.score)[:_PASSAGES])


def read_by_model(question: str, reader: Reader, evidence: Evidence) -> ModelReading:
    """What the reader makes of the best passages, checked. WriterError from the reader."""
    asked = understood(question, evidence.bodies())
    hits = passages_to_read(asked, evidence) if asked.terms else ()
    if not hits:
        return ModelReading(ReadOutcome.SILENT, reader.address, reason="Nothing was found to be read.")
    pick = reader.read(asked.text, [Excerpt(n, hit.text, cited(hit.source)) for n, hit in enumerate(hits, 1)])
    if pick.passage == 0 or not pick.words.strip():
        return ModelReading(ReadOutcome.SILENT, reader.address, reason="It finds no answer in the passages.")
    try:
        answer, citation = _taken(asked, pick, hits, evidence)
    except _RefusedError as why:
        return ModelReading(ReadOutcome.REFUSED, reader.address, reason=str(why))
    return ModelReading(ReadOutcome.READ, reader.address, answer, citation)


class _RefusedError(Exception):
    """Why what was pointed at is not taken."""


def _taken(asked: Question, pick: Pick, hits: tuple[Hit, ...], evidence: Evidence) -> tuple[str, Citation]:
    if not 1 <= pick.passage <= len(hits):
        raise _RefusedError("It points at a passage that it was not given.")
    hit = hits[pick.passage - 1]
    words = pick.words.split()
    if len(words) > _WORDS_AT_MOST:
        raise _RefusedError("It points at more than an answer.")
    found = re.search(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", hit.text)
    if found is None:
        raise _RefusedError("The words that it points at do not stand in the passage.")
    at = Span(found.start(), found.end())
    for complaint in _complaints(asked, hit, at, evidence):
        raise _RefusedError(complaint)
    said = [span for span in sentences(hit.text) if span.overlaps(at)]
    quote = Span(min(at.start, said[0].start), max(at.end, said[-1].end)) if said else at
    place = PageSpan(hit.at.page, hit.at.start + quote.start, hit.at.start + quote.end)
    citation = Citation(hit.source, place, quote.of(hit.text))
    if not stands(citation, evidence):
        raise _RefusedError("Its quotation could not be confirmed on its page.")
    return at.of(hit.text), citation


def _complaints(asked: Question, hit: Hit, at: Span, evidence: Evidence) -> Iterator[str]:
    """Why the words do not fit the question, the plainest reason first."""
    wanted, share = asked.sorts[0]
    if wanted in _COUNTED and share >= _SURELY and not _IN_FIGURES.search(at.of(hit.text)):
        yield f"A {_COUNTED[wanted]} is asked for, and the words hold none."
    source, item = hit.source, hit.source.item
    filed = (source.title, source.body or "", item.heading if item else "", _NO_LETTERS.sub(" ", source.document))
    said = {token.term for token in analyze(" ".join((hit.text, *filed)))}
    at_home = source.body in asked.bodies
    for term in asked.terms:
        if term.proper and not (term.of_body and at_home) and not ({term.stem} | term.kin) & said:
            yield f"The passage does not speak of {term.word}."
    for figure in (term.word for term in asked.terms if _FIGURE.fullmatch(term.word)):
        if figure not in hit.text:
            yield f"The passage does not say {figure}."
    if asked.periods and not any(_is_of(period, asked, hit, evidence) for period in asked.periods):
        yield f"Neither the passage nor its meeting is of {' or '.join(map(str, asked.periods))}."


def _is_of(period: Period, asked: Question, hit: Hit, evidence: Evidence) -> bool:
    """Whether the passage tells the time asked for, or is of a meeting that may have talked of it."""
    held = hit.source.held
    if held is not None and asked.sitting:
        return period.first <= held <= period.last
    if held is not None and period.first - _BEFORE <= held <= period.last + _AFTER:
        return True
    told = (
        days_of(mention.iso or "")
        for mention in evidence.sheet(hit.source.document, hit.at.page).mentions
        if mention.label is MentionLabel.DATE and hit.at.span.contains(mention.at.span)
    )
    return any(day is not None and day.first <= period.last and period.first <= day.last for day in told)

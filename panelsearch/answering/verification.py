"""Does the quotation stand where it is said to? The last look before anything is shown."""

from __future__ import annotations

import logging
from dataclasses import replace

from panelsearch.answering.base import Pages
from panelsearch.model.answers import Alternative, Answer, AnswerOutcome
from panelsearch.model.sources import Citation

_log = logging.getLogger(__name__)


def stands(citation: Citation, papers: Pages) -> bool:
    """Whether the quote is, word for word, its page's text at its place."""
    page = papers.page(citation.source.document, citation.source.page)
    at = citation.at
    return (
        bool(citation.quote.strip())
        and at.page == citation.source.page
        and page.text[at.start : at.end] == citation.quote
    )


def _alternative_stands(alternative: Alternative, papers: Pages) -> bool:
    citation = alternative.citation
    if stands(citation, papers) and alternative.answer.strip() in citation.quote:
        return True
    _log.error("a quotation does not stand on page %d of %s", citation.source.page, citation.source.document)
    return False


def verified(answer: Answer, papers: Pages) -> Answer:
    """The answer where all its quotations stand and hold it; otherwise a silence, and an error in the log."""
    if answer.outcome is not AnswerOutcome.ANSWERED:
        return answer
    wanted = (answer.answer or "").strip()
    sound = bool(answer.citations) and all(stands(c, papers) for c in answer.citations)
    if sound and wanted and wanted in answer.citations[0].quote:
        return replace(answer, alternatives=tuple(a for a in answer.alternatives if _alternative_stands(a, papers)))
    for citation in answer.citations:
        _log.error("a quotation does not stand on page %d of %s", citation.source.page, citation.source.document)
    return replace(
        answer,
        outcome=AnswerOutcome.NOT_ANSWERED,
        answer=None,
        confidence=0.0,
        citations=(),
        explanation="What seemed to answer could not be confirmed on its page.",
    )

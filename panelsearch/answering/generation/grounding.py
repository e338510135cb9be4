"""Which of a writer's sentences may be shown? Those whose quotation stands on its page and bears them out.

A quotation may differ from the page in white space only; what is shown is the page's own text. A sentence may name
no number, sum, date or name that its quotation does not hold, and may not deny what the quotation
does not deny: a true quotation under a false sentence is as bad as a false one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from panelsearch.answering.base import Pages
from panelsearch.answering.generation.base import Claim, Excerpt, Writer
from panelsearch.answering.verification import stands
from panelsearch.model.answers import Answer, AnswerOutcome
from panelsearch.model.sources import Citation
from panelsearch.model.spans import PageSpan
from panelsearch.retrieval.citations import citation as cited

_QUOTE_WORDS_AT_LEAST = 3
_FACT = re.compile(r"[£$€]?\d[\d,.:/]*\d(?:[kmKM%](?!\w))?|[£$€]?\d[kmKM%]?|\b[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]+")
_NUMBER_WORD = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|dozen|hundred|thousand|million|billion|half|third|quarter|first|second|unanimous(?:ly)?|none"
    r"|january|february|april|june|july|august|september|october|november|december|\w+day)\b",
    re.IGNORECASE,
)
_STARTERS = frozenset(
    "a all an and as at both by for from he however his in it its members no none of on one she so some that the their"
    " there these they this those to under was were when which while with yes".split()
)
"""Words that a sentence may begin with though its quotation does not hold them."""
_DENIAL = re.compile(
    r"\b(?:not|no|never|without|refused|rejected|lost|defeated|fell|declined|deferred|against)\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """A sentence and the quotation that bears it out."""

    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer made of an answer's quotations: the sentences kept, how many were dropped, where the text went."""

    sentences: tuple[WrittenSentence, ...]
    dropped: int
    address: str


def written(answer: Answer, writer: Writer, papers: Pages) -> Written | None:
    """The answer phrased from its own quotations; None where there is no answer. WriterError from the writer."""
    if answer.outcome is not AnswerOutcome.ANSWERED:
        return None
    sources = (*answer.citations, *(other.citation for other in answer.alternatives))
    excerpts = [Excerpt(n, c.quote, cited(c.source)) for n, c in enumerate(sources, 1)]
    claims = writer.write(answer.question, excerpts)
    kept = [s for claim in claims if (s := _borne_out(claim, sources, answer.question, papers)) is not None]
    return Written(tuple(kept), len(claims) - len(kept), writer.address)


def _borne_out(claim: Claim, sources: Sequence[Citation], question: str, papers: Pages) -> WrittenSentence | None:
    if not 1 <= claim.excerpt <= len(sources) or not claim.sentence.strip():
        return None
    source = sources[claim.excerpt - 1]
    at = _place(claim.quote, source)
    if at is None:
        return None
    quotation = Citation(source.source, at, source.quote[at.start - source.at.start : at.end - source.at.start])
    if not stands(quotation, papers) or not _says_no_more(claim.sentence, quotation.quote, question):
        return None
    return WrittenSentence(" ".join(claim.sentence.split()), quotation)


def _place(quote: str, source: Citation) -> PageSpan | None:
    """Where the words stand in the excerpt, white space aside; None where they do not, or are too few to tell."""
    words = quote.split()
    if len(words) < min(_QUOTE_WORDS_AT_LEAST, len(source.quote.split())):
        return None
    found = re.search(r"\s+".join(re.escape(word) for word in words), source.quote)
    if found is None:
        return None
    return PageSpan(source.at.page, source.at.start + found.start(), source.at.start + found.end())


def _says_no_more(sentence: str, quote: str, question: str) -> bool:
    # a question's own words may be taken up, but not its sums, numbers or names: it may ask for what never was
    known = {_plain(word) for word in quote.split()}
    known |= {_plain(word) for word in question.split() if word[:1].islower() and not _NUMBER_WORD.search(word)}
    known |= {_plain(word) for word in sentence.split()[:1] if _plain(word) in _STARTERS}
    facts = [*_FACT.findall(sentence.strip()), *_NUMBER_WORD.findall(sentence)]
    if any(_plain(fact) not in known for fact in facts):
        return False
    return bool(_DENIAL.search(sentence)) == bool(_DENIAL.search(quote))


def _plain(word: str) -> str:
    return re.sub(r"^[^\w£$€]+|[^\w%]+$", "", word.replace("’", "'").removesuffix("'s")).casefold()

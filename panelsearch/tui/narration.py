"""What is said of what is on screen, in a line?"""

from __future__ import annotations

from collections.abc import Sequence

from panelsearch.indexing.base import Sort
from panelsearch.model.answers import AnswerOutcome
from panelsearch.model.search_results import Holds, SearchResult, UnknownWord
from panelsearch.storage.acquisitions import moment
from panelsearch.text.counts import counted
from panelsearch.tui.requests import Answered, Terms

_SILENCE = {
    AnswerOutcome.EMPTY_INDEX: "Nothing is indexed yet: f4 reads a folder of PDFs.",
    AnswerOutcome.NOTHING_FOUND: "Nothing in the library is about this.",
    AnswerOutcome.NOT_ANSWERED: "The papers do not answer this, as far as can be told; the nearest passages follow.",
}


def greeting(documents: int) -> str:
    """What there is, where nothing is asked."""
    if not documents:
        return _SILENCE[AnswerOutcome.EMPTY_INDEX]
    return f"{counted(documents, 'document')}. Type to search; end with ? to ask; f1 for keys."


def brought_up_to_date(documents: int) -> str:
    """That others published a newer state of the library, which is shown from now on."""
    return f"The library was brought up to date: {counted(documents, 'document')}."


def explained(shown: SearchResult | Answered) -> str:
    """How what is on screen was understood."""
    if isinstance(shown, Answered):
        understood = shown.answer.understood
        return "Looked for " + ", ".join(understood) if understood else "Nothing special was looked for."
    told = [f"Understood as: {shown.canonical}"]
    told += [f"for {one.words} also {', '.join(one.others)}" for one in shown.synonyms]
    if shown.related:
        told.append("words that go with them: " + ", ".join(shown.related))
    return " · ".join(told)


def passages(count: int, sort: str = "") -> str:
    """So many passages, in words."""
    return counted(count, f"{sort}passage")


def told_answer(shown: Answered) -> str:
    """How surely the question was answered, or which kind of silence."""
    answer = shown.answer
    if answer.outcome is AnswerOutcome.ANSWERED:
        told = [f"Answer, quoted from its page (confidence {answer.confidence:.0%})"]
    else:
        told = [f"{_SILENCE[answer.outcome]} {answer.explanation}".rstrip()]
    if shown.phrased is not None:
        told[0] += f" · phrased by {shown.phrased.address}, {shown.phrased.dropped} sentences left out"
    if answer.understood:
        told.append("looked for " + ", ".join(answer.understood))
    return " · ".join(told)


def told_result(found: SearchResult, terms: Terms) -> str:
    """How many passages match, in which order, and what was taken another way."""
    if found.library_empty:
        return _SILENCE[AnswerOutcome.EMPTY_INDEX]
    if not found.hits:
        since = f"that came in since {moment(found.since)} " if found.since else ""
        told = [f"Nothing {since}matches.", *_unknown(found), *found.notes]
        if found.suggestions and not found.unknown:
            told.append("Did you mean: " + ", ".join(found.suggestions) + "?")
        return " · ".join(told)
    told = [passages(found.total), *_unknown(found)]
    if found.groups:
        told.append(f"by {terms.group}")
    if terms.kept is not None:
        told[0] += f" for {terms.kept.search.name}"
    if found.since is not None:
        told[0] += f" in papers that came in since {moment(found.since)}"
    if terms.sort is not Sort.RELEVANCE:
        told.append("oldest first" if terms.sort is Sort.OLDEST else "newest first")
    if terms.boilerplate:
        told.append("what many papers repeat ranks like the rest")
    return " · ".join([*told, *found.notes])


def _unknown(found: SearchResult) -> list[str]:
    """The words that stand in no paper, and what may have been meant."""
    if not found.unknown:
        return []
    told = "in no paper: " + ", ".join(one.told for one in found.unknown)
    meant = [one.meant[0] for one in found.unknown if one.others]
    if meant:
        return [told, f"ctrl+g takes {', '.join(meant)}"]
    return [told, *(one.instead for one in found.unknown if one.there)]


def in_no_paper(unknown: Sequence[UnknownWord]) -> list[str]:
    """Which words and values no paper has, each with what is nearest to it."""
    return [f"In no paper: {one.told}. {one.instead}".rstrip() for one in unknown]


def how_to_go_on(shown: SearchResult | Answered | None) -> tuple[str, ...]:
    """What to try where nothing was found; nothing where nothing was looked for."""
    if shown is None or (isinstance(shown, SearchResult) and shown.library_empty):
        return ()
    told = ("Try fewer words, or the beginning of one: footbr*", "f7 tells what an empty result does not prove.",
            "esc leads home.")  # fmt: skip
    unknown = shown.unknown if isinstance(shown, SearchResult) else ()
    return (
        ("ctrl+g searches with the words that are spelt nearly so.", *told) if any(u.others for u in unknown) else told
    )


def place_told(shown: SearchResult | Answered | None, row: int | None, rows: int, kept: int) -> str:
    """Which of how many is looked at, and how many are put aside: what stands over the results."""
    basket = f" · basket {kept}" if kept else ""
    if shown is None or not rows:
        return f"Results{basket}"
    at = (row or 0) + 1
    if isinstance(shown, Answered):
        answered = "Answer and evidence," if rows > 1 else "Answer"
        return f"{answered if shown.answer.answer is not None else 'Nearest passages,'} {at} of {rows}{basket}"
    matching = rows if shown.groups else sum(hit.holds is Holds.ALL for hit in shown.hits)
    if at > matching:
        after = f" · {counted(shown.total, 'result')} before" if matching else ""
        return f"Near misses {at - matching} of {rows - matching}{basket}{after}"
    listed = f" · {rows} listed" if rows != shown.total else ""
    return f"Results {at} of {shown.total:,}{basket}{listed}"

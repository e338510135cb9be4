"""What does the user look at, and which results are still wanted? The state of searching, without a screen.

What is on screen is one value, a search's result or an answer: whatever acts on it takes its query from there, never
from the box, in which the next query may already stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from panelsearch.model.answers import Answer, AnswerOutcome
from panelsearch.model.search_results import SearchResult
from panelsearch.services.basket import Kept, Place
from panelsearch.services.saved_searches import SavedSearch
from panelsearch.tui import narration
from panelsearch.tui.entries import Entry, entries_of_answer, entries_of_result
from panelsearch.tui.requests import Answered, Chosen, Question, SearchRequest, Terms, ToExport

if TYPE_CHECKING:
    from panelsearch.answering.generation.grounding import Written

_E = TypeVar("_E", bound=StrEnum)


@dataclass
class SearchSession:
    """`text` stands in the query box; `shown` is on screen, found under `shown_terms`; `kept` is put aside."""

    text: str = ""
    terms: Terms = field(default_factory=Terms)
    shown: SearchResult | Answered | None = None
    shown_terms: Terms = field(default_factory=Terms)
    kept: tuple[Kept, ...] = ()
    documents: int = 0
    _number: int = 0
    _asked: str | None = None

    def afresh(self) -> SearchSession:
        """A session with the same query and order, of which nothing is on screen yet."""
        return SearchSession(self.text, self.terms, kept=self.kept, documents=self.documents)

    # what is wanted

    @property
    def is_question(self) -> bool:
        """Whether what stands in the box is asked, not searched for."""
        return self.text.strip().endswith("?")

    def type(self, text: str) -> None:
        """Another text stands in the box: whatever is under way is stale."""
        self.text = text
        self._number += 1
        if self.terms.kept is not None and self.terms.kept.search.query != text:
            self.terms = replace(self.terms, kept=None)

    def search(self) -> SearchRequest | None:
        """Search for the words in the box; None where there are none, or a question."""
        self._number += 1
        if not self.text.strip() or self.is_question:
            return None
        return SearchRequest(self._number, self.text, self.terms)

    def ask(self) -> Question | None:
        """Ask what stands in the box; None for nothing."""
        from panelsearch.answering.question_analysis import follows

        if not self.text.strip():
            return None
        self._number += 1
        question = Question(self._number, self.text, self._asked)
        if not follows(self.text):
            self._asked = self.text
        return question

    def run_saved(self, chosen: Chosen) -> None:
        """Take up a saved search: its words, its order."""
        self.type(chosen.search.query)
        self.terms = Terms(chosen.search.sort, self.terms.group, chosen.search.boilerplate, chosen)

    def is_wanted(self, number: int) -> bool:
        """Whether the request of that number is the latest."""
        return number == self._number

    @property
    def number(self) -> int:
        """The latest request's number."""
        return self._number

    # what is shown

    def show_result(self, request: SearchRequest, found: SearchResult) -> bool:
        """Put a search's result on screen, if it is still wanted."""
        if not self.is_wanted(request.number):
            return False
        self.shown, self.shown_terms = found, request.terms
        return True

    def show_answer(self, number: int, answer: Answer, phrased: Written | None = None) -> bool:
        """Put an answer on screen, if it is still wanted."""
        if not self.is_wanted(number):
            return False
        self.shown = Answered(answer, phrased)
        return True

    def show_nothing(self) -> None:
        """Clear the screen."""
        self.shown = None

    @property
    def result(self) -> SearchResult | None:
        """The search on screen, if it is one."""
        return self.shown if isinstance(self.shown, SearchResult) else None

    @property
    def answer(self) -> Answer | None:
        """The answer on screen, if the papers gave one."""
        if isinstance(self.shown, Answered) and self.shown.answer.outcome is AnswerOutcome.ANSWERED:
            return self.shown.answer
        return None

    @property
    def is_shown(self) -> bool:
        """Whether what is wanted now is on screen, and there is something of it."""
        found = self.result
        return found is not None and bool(found.hits) and (found.query, self.shown_terms) == (self.text, self.terms)

    @property
    def shown_query(self) -> str:
        """The query whose passages are on screen; "" for an answer."""
        return self.result.query if self.result else ""

    @property
    def question(self) -> str:
        """The question whose answer is on screen; "" where none is."""
        return self.shown.answer.question if isinstance(self.shown, Answered) else ""

    @property
    def matter(self) -> str:
        """What registers are asked about: the words in the box, a question's without its mark."""
        return self.text.strip().rstrip("?").strip()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines of the results."""
        if isinstance(self.shown, Answered):
            return entries_of_answer(self.shown.answer, self.shown.phrased)
        return entries_of_result(self.shown) if self.shown else ()

    # acting on what is shown

    def why_not(self, what: str) -> str:
        """Why something cannot be done with what is on screen; "" where it can."""
        if self.result is not None:
            return ""
        if self.shown is None:
            return f"There is nothing to {what}: search first."
        return f"An answer is on screen: search for words, without a question mark, to {what} passages."

    def next_sort(self) -> None:
        """The next order."""
        self.terms = replace(self.terms, sort=_next(self.terms.sort))

    def next_group(self) -> None:
        """The next way of putting hits together."""
        self.terms = replace(self.terms, group=_next(self.terms.group))

    def turn_boilerplate(self) -> None:
        """Rank what many papers repeat lower, or like the rest."""
        self.terms = replace(self.terms, boilerplate=not self.terms.boilerplate)

    def to_keep(self, entry: Entry) -> Kept:
        """A line of the results as it is put aside."""
        source, query = entry.source, self.shown_query or self.question
        return Kept(source.document, source.page, entry.at.start, entry.at.end, entry.quote, query)

    @property
    def kept_places(self) -> frozenset[Place]:
        """What tells the passages put aside from others."""
        return frozenset(one.place for one in self.kept)

    @property
    def corrected(self) -> str:
        """The query on screen with what is suggested for its words that stand in no paper; "" for nothing."""
        unknown = [one for one in (self.result.unknown if self.result else ()) if one.others]
        if not unknown:
            return ""
        words = []
        for i, one in enumerate(unknown):
            word = re.escape(one.word)
            words.append(rf"(?P<of{i}>\w+:\s*(?P<q{i}>[\"“”]?){word}(?P=q{i}))" if one.field else rf"(?P<of{i}>{word})")
        meant = {f"of{i}": one.meant[0] for i, one in enumerate(unknown)}
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
        query = pattern.sub(lambda found: meant[found.lastgroup or ""], self.shown_query)
        return "" if query == self.shown_query else query

    def narrowed(self, added: str) -> str:
        """The query on screen, cut down by a field or its opposite."""
        query = self.shown_query.strip()
        either = " OR " in query or " || " in query
        return f"({query}) {added}" if either else f"{query} {added}"

    def to_export(self) -> ToExport | None:
        """All passages that match what is on screen; None where nothing is."""
        found = self.result
        if found is None or not found.hits:
            return None
        return ToExport(found.query, self.shown_terms, (), f"all {narration.passages(found.total, 'matching ')}")

    def basket_to_export(self) -> ToExport | None:
        """The passages put aside; None where there are none."""
        if not self.kept:
            return None
        return ToExport("", Terms(), self.kept, narration.passages(len(self.kept), "marked "))

    def to_save(self) -> SavedSearch | None:
        """The search on screen as it would be kept, under its own words or its old name."""
        if self.result is None:
            return None
        query = self.shown_query.strip()
        kept = self.shown_terms.kept
        base = kept.search if kept else SavedSearch(query, query)
        return replace(base, query=query, sort=self.shown_terms.sort, boilerplate=self.shown_terms.boilerplate)

    # told

    @property
    def greeting(self) -> str:
        """What there is, where nothing is asked."""
        return narration.greeting(self.documents)

    @property
    def told(self) -> str:
        """What is on screen, in a line."""
        if isinstance(self.shown, Answered):
            return narration.told_answer(self.shown)
        return narration.told_result(self.shown, self.shown_terms) if self.shown else self.greeting

    def place_told(self, row: int | None) -> str:
        """Which of how many results is looked at, counted from 0, and how many passages are put aside."""
        return narration.place_told(self.shown, row, len(self.entries), len(self.kept))

    @property
    def how_to_go_on(self) -> tuple[str, ...]:
        """What stands in the place of results where there are none."""
        return narration.how_to_go_on(self.shown)

    @property
    def explained(self) -> str:
        """How what is on screen was understood."""
        return narration.explained(self.shown) if self.shown else self.why_not("explain")


def _next(one: _E) -> _E:
    all_of_them = list(type(one))
    return all_of_them[(all_of_them.index(one) + 1) % len(all_of_them)]

"""What is exported? A query, a kept search, an answer with its evidence, a basket of passages: rows, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import structs

from panelsearch.errors import UsageError
from panelsearch.exporting.base import ExportFormat, Found, Order
from panelsearch.exporting.manifest import Asked
from panelsearch.exporting.records import (
    COLUMNS,
    CONTEXT,
    PICKED,
    ExportRecord,
    PageRecords,
    Row,
    record_of,
    record_of_hit,
    whole_number,
)
from panelsearch.exporting.register_columns import ANSWER, NOTE
from panelsearch.exporting.surroundings import sentences_around
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Citation, Source
from panelsearch.model.spans import PageSpan, Span
from panelsearch.retrieval.citations import address_of
from panelsearch.services.basket import standings

if TYPE_CHECKING:
    from panelsearch.model.answers import Answer
    from panelsearch.retrieval.hits import Matched
    from panelsearch.services.basket import Kept
    from panelsearch.services.library import Library
    from panelsearch.services.saved_searches import SavedSearch
    from panelsearch.storage.place import Place

T = TypeVar("T")

_AT_ONCE = 1_000
_KEPT = 10_000
_NAMES = (MentionLabel.PERSON, MentionLabel.COUNCIL, MentionLabel.ORG)


class Papers(Protocol):
    """The library as exporting sees it."""

    @property
    def place(self) -> Place:
        """Where it lies; nothing is written there."""
        ...

    @property
    def fingerprint(self) -> str:
        """What tells libraries of other papers, or read in another way, apart."""
        ...

    def page_text(self, document: str, number: int) -> str:
        """The whole text of a page, counted from 1."""
        ...

    def papers_called(self, documents: Collection[str]) -> Mapping[str, tuple[str, Path]]:
        """The SHA-256 of each document's PDF, and where it lay when it was read."""
        ...

    def is_paper(self, path: Path) -> bool:
        """Whether a file is a PDF of the library."""
        ...

    def mentions_on(self, document: str, page: int) -> Sequence[Mention]:
        """Who and what is named on a page."""
        ...


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be written: how it was `asked` for, the columns of its rows, and how many they are if that is known.

    `rows(form)` gives them anew each time, in the order that the format wants, with what it wants to know of them.
    `quotes`: they are passages. `fresh`: their words were just cut out of their pages by the store.
    """

    asked: Asked
    rows: Callable[[ExportFormat], Iterable[Row]]
    total: int | None
    columns: tuple[str, ...] = COLUMNS
    quotes: bool = True
    fresh: bool = False

    def with_context(self, library: Papers) -> Selection:
        """The same with the sentences before and after each passage. UsageError where there is none."""
        if not self.quotes:
            raise UsageError(f"{self.asked.what} counts and quotes nothing.", "--context is for what is quoted.")
        return replace(
            self,
            asked=replace(self.asked, options={**self.asked.options, "context": True}),
            columns=(*self.columns, *CONTEXT),
            rows=lambda form: (_in_context(row, library) for row in self.rows(form)),
        )


def of_query(library: Library, search: SavedSearch, *, limit: int | None = None) -> Selection:
    """Every passage that matches; near misses never. QueryError for an unknown field."""
    found = library.every_match(search, limit)
    options: dict[str, str | int | bool] = {
        "sort": search.sort.value, "strict": search.strict, "synonyms": search.synonyms,
        "boilerplate": search.boilerplate, "limit": limit or 0,
    }  # fmt: skip

    def rows(form: ExportFormat) -> Iterator[Row]:
        at_hand = _Facts(library, linked=form.linked)
        matches = library.by_place(found.matches) if form.order is Order.BY_PLACE else found.matches
        marks = found.marks if form.marked else None
        for passages in _looked_ahead(lambda some: library.passages_of(some, marks), matches):
            at_hand.look_up({one.cited.page.document for one in passages})
            for rank, score, one, marked in passages:
                made = at_hand.records_on(one.page).record
                record = made(one.at, one.text, one.item, rank=rank, score=score, highlights=marked)
                yield at_hand.with_entities(record) if form.entities else record

    asked = Asked("query", search.query, found.canonical, found.notes, options)
    return Selection(asked, rows, len(found.matches), fresh=True)


def _looked_ahead(
    look_up: Callable[[Sequence[T]], Sequence[Matched]], matches: Sequence[T]
) -> Iterator[Sequence[Matched]]:  # fmt: skip
    """The passages of all matches, some at once: while they are written, the next are fetched by the database."""
    batches = [matches[first : first + _AT_ONCE] for first in range(0, len(matches), _AT_ONCE)]
    with ThreadPoolExecutor(1, "panelsearch-export") as ahead:
        coming = ahead.submit(look_up, batches[0]) if batches else None
        for batch in batches[1:]:
            assert coming is not None
            passages, coming = coming.result(), ahead.submit(look_up, batch)
            yield passages
        if coming is not None:
            yield coming.result()


def of_hits(hits: Sequence[Hit], library: Papers, query: str) -> Selection:
    """Passages at hand, such as those that were marked; each is looked up on its page again."""
    return _of_records([record_of_hit(hit) for hit in hits], library, Asked("passages", query))


def of_answer(library: Library, answer: Answer, *, limit: int | None = None) -> Selection:
    """An answer's quotations, and those of other meetings that answer otherwise; of silence, nothing."""
    rows = [("answer", answer.answer or "", answer.confidence, one) for one in answer.citations]
    rows += [("another answer", one.answer, one.confidence, one.citation) for one in answer.alternatives]
    records = [
        structs.replace(_of_citation(one, number), more={"answer": said, "role": role, "confidence": round(sure, 4)})
        for number, (role, said, sure, one) in enumerate(rows, 1)
    ]
    asked = Asked(
        "question", answer.question, "; ".join(answer.understood), (answer.explanation,), _options(limit)
    )  # fmt: skip
    return replace(_of_records(records[:limit], library, asked), columns=(*PICKED, *ANSWER))


def of_places(
    library: Library, places: Iterable[tuple[str, int, int, int]], told: str, *, limit: int | None = None
) -> Selection:  # fmt: skip
    """The passages at these places (document, page, start, end), or at the first `limit`. DocumentNotFoundError."""
    records = []
    for number, (document, page, start, end) in enumerate(islice(places, limit), 1):
        source = library.source(document, page, start)
        quote = library.page_text(document, page)[start:end]
        records.append(structs.replace(record_of(source, PageSpan(page, start, end), quote), rank=number))
    return replace(_of_records(records, library, Asked("passages", told, options=_options(limit))), columns=PICKED)


def of_basket(library: Library, kept: Sequence[Kept], *, limit: int | None = None) -> Selection:
    """The passages put aside with their notes, in their order; those whose words are gone are told of, not written."""
    there = [(one.kept.note, one.cited) for one in standings(library, kept) if one.cited is not None]
    gone = len(kept) - len(there)
    notes = (f"{gone} of the basket's passages left out: their words are not where they stood",) if gone else ()
    records = [
        structs.replace(_of_citation(cited, number), more={"note": note})
        for number, (note, cited) in enumerate(there, 1)
    ]
    asked = Asked("passages", "the basket", notes=notes, options=_options(limit))
    return replace(_of_records(records[:limit], library, asked), columns=(*PICKED, *NOTE))


def _options(limit: int | None) -> dict[str, str | int | bool]:
    return {"limit": limit or 0}


def place_of(found: Found) -> tuple[str, int, int, int]:
    """The place that a row of an export names. UsageError where it names none."""
    page, start, end = (whole_number(found.values.get(name, "")) for name in ("page", "start", "end"))
    if page is None or start is None or end is None or not found.values.get("document"):
        raise UsageError("A row names no document, page, start and end.", "Export it anew.")
    if page < 1 or end < start:
        raise UsageError(f"A row names no place: page {page}, {start} to {end}.", "Export it anew.")
    return found.values["document"], page, start, end


def _of_records(records: Sequence[ExportRecord], library: Papers, asked: Asked) -> Selection:
    def rows(form: ExportFormat) -> Iterator[Row]:
        at_hand = _Facts(library, linked=form.linked)
        some = records
        if form.order is Order.BY_PLACE:
            some = sorted(records, key=lambda one: (one.document, one.page, one.start, one.end))
        return (at_hand.told(record, form) for record in some)

    return Selection(asked, rows, len(records))


def _of_citation(one: Citation, rank: int) -> ExportRecord:
    return structs.replace(record_of(one.source, one.at, one.quote), rank=rank)


class _Facts:
    """What is told of each passage beside its words, looked up once a document or page."""

    def __init__(self, library: Papers, *, linked: bool) -> None:
        self._library, self._linked = library, linked
        self._of_document: dict[str, tuple[str, str]] = {}
        self._records: tuple[Source, PageRecords] | None = None
        self._on_page: tuple[tuple[str, int], Sequence[Mention]] = (("", 0), ())

    def records_on(self, page: Source) -> PageRecords:
        """Makes the records of a page's passages."""
        if self._records is None or self._records[0] is not page:
            digest, link = self.of(page.document, page.page)
            self._records = page, PageRecords(page, sha256=digest, link=link)
        return self._records[1]

    def told(self, record: ExportRecord, form: ExportFormat) -> ExportRecord:
        """The record with its PDF's checksum, a link to its page, and who is named in it if the format asks."""
        digest, link = self.of(record.document, record.page)
        record = structs.replace(record, document_sha256=digest, link=link)
        return self.with_entities(record) if form.entities else record

    def of(self, document: str, page: int) -> tuple[str, str]:
        """The checksum of a document's PDF, and what opens it at a page, "" where no links are wanted."""
        if document not in self._of_document:
            self.look_up([document])
        digest, address = self._of_document[document]
        return digest, address and f"{address}#page={page}"

    def look_up(self, documents: Collection[str]) -> None:
        """Have what is told of these documents at hand."""
        if len(self._of_document) + len(documents) > _KEPT:
            self._of_document.clear()
        wanted = [document for document in documents if document not in self._of_document]
        for document, (digest, path) in self._library.papers_called(wanted).items():
            there = path if self._linked and path.is_file() else None
            self._of_document[document] = digest, address_of(document, there) if self._linked else ""

    def with_entities(self, record: ExportRecord) -> ExportRecord:
        """The record with who is named in it."""
        return structs.replace(record, entities=self._entities(record))

    def _entities(self, record: ExportRecord) -> tuple[tuple[str, str, Span], ...]:
        here = (record.document, record.page)
        if self._on_page[0] != here:
            self._on_page = (here, self._library.mentions_on(*here))
        return tuple(
            (one.label.value, one.canonical or record.quote[one.at.start - record.start : one.at.end - record.start],
             Span(one.at.start - record.start, one.at.end - record.start))
            for one in self._on_page[1]
            if one.label in _NAMES and record.start <= one.at.start and one.at.end <= record.end
        )  # fmt: skip


def _in_context(row: Row, library: Papers) -> Row:
    if not isinstance(row, ExportRecord):
        return row
    before, after = sentences_around(library.page_text(row.document, row.page), row.start, row.end)
    return structs.replace(row, before=before, after=after)


def facts_of(library: Papers, form: ExportFormat, records: Iterable[ExportRecord]) -> Iterator[Row]:
    """Records of a register with what is told of each, in the order that the format wants."""
    at_hand = _Facts(library, linked=form.linked)
    if form.order is Order.BY_PLACE:
        records = sorted(records, key=lambda one: (one.document, one.page, one.start, one.end))
    return (at_hand.told(record, form) for record in records)

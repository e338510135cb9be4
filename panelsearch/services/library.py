"""What do the papers say? The read side of a library: one snapshot that both front ends, answers and exports call."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from panelsearch.answering.base import Sheet
from panelsearch.errors import DocumentNotFoundError, LibraryMissingError, LibraryOutdatedError
from panelsearch.extraction.layout.span_geometry import rectangles
from panelsearch.indexing.base import Facet, IndexedPassage, IndexReader, Match, Sort
from panelsearch.indexing.facets import narrowing
from panelsearch.ingestion import discovery
from panelsearch.linking.authority_file import FILE_NAME, read_corrections
from panelsearch.linking.council_resolution import Councils
from panelsearch.linking.person_index import People
from panelsearch.linking.value_table import Value, ValueOrder, asked, gathered
from panelsearch.model.answers import Answer
from panelsearch.model.document_views import DocumentView
from panelsearch.model.ingest_reports import FileOutcome, FileReport, Status
from panelsearch.model.meetings import ActionKind, Attendance, DocumentKind, PartKind, Reference
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.pages import Page, Rect, TextSource
from panelsearch.model.register_rows import (
    ALL_ROWS,
    ActionRow,
    AttendanceRow,
    DecisionRow,
    EntityRow,
    Gap,
    ReferenceRow,
    Stage,
    Timeline,
    Wanted,
)
from panelsearch.model.search_results import FacetTable, FacetValue, Grouping, Hit, HitGroup, Holds, SearchResult, Twin
from panelsearch.model.sources import Citation, ItemRef, Source
from panelsearch.model.spans import PageSpan, Span
from panelsearch.ocr.engine_selection import how_to_install
from panelsearch.query.ast import (
    Alike,
    And,
    DateIn,
    DocumentIn,
    NameField,
    NameIs,
    ParsedQuery,
    Query,
    Word,
    leaves,
)
from panelsearch.query.parser import parse
from panelsearch.retrieval.abbreviation_expansion import Acronyms
from panelsearch.retrieval.compound_expansion import Compounds
from panelsearch.retrieval.highlighting import highlights
from panelsearch.retrieval.hits import Hits, Marks
from panelsearch.retrieval.provenance import Places
from panelsearch.retrieval.query_expansion import Meanings
from panelsearch.retrieval.ranking import Ranked, ranked
from panelsearch.retrieval.relevance_feedback import Read
from panelsearch.retrieval.synonyms import FILE_NAME as SYNONYMS_FILE
from panelsearch.retrieval.synonyms import read_synonyms
from panelsearch.storage.acquisitions import Arrivals
from panelsearch.storage.store import Generation, Member, Store, StoredDocument
from panelsearch.text.body_names import body_key, names_hold
from panelsearch.text.person_names import folded

if TYPE_CHECKING:
    from panelsearch.registers.attendance_register import Roll
    from panelsearch.registers.reference_resolution import Target

_SCREENFUL = 20
_REPRINTED = 0.7

_LATER_LOOKED_AT = 50
_LATER_SHOWN = 3
_RARE_PASSAGES = 3
_GROUPED = 1_000
"""How many of the best passages are put in groups."""


class Library:
    """A snapshot of the library in one directory. Its methods may be called from any thread, one at a time."""

    def __init__(self, store: Store, generation: Generation) -> None:
        self._store = store
        self._generation = generation
        self._lock = threading.RLock()
        self._reader: IndexReader | None = None
        self._people: tuple[tuple[int, int] | None, People] | None = None

    @classmethod
    def open(cls, index_dir: Path) -> Library:
        """The library as it is now. LibraryMissingError, LibraryOutdatedError or LibraryDamagedError."""
        store = Store.open_to_read(index_dir)
        generation = store.generation()
        if generation is None:
            store.close()
            raise LibraryMissingError(
                f"The index in {index_dir} was never finished.", "Finish it with: panelsearch index FOLDER_OF_PDFS"
            )
        return cls(store, generation)

    def close(self) -> None:
        """Release every file."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None
            self._store.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # what there is

    @property
    def is_empty(self) -> bool:
        """Whether no document could be read into it."""
        return not self._documents

    @property
    def generation(self) -> int:
        """The number of this state of the library."""
        return self._generation.number

    @property
    def built(self) -> datetime:
        """When this state of the library was made; papers of later states are said to have come in later."""
        return datetime.fromisoformat(self._generation.built)

    @cached_property
    def _arrived(self) -> dict[int, datetime]:
        """When each document came in, under whichever name first."""
        known = Arrivals(self.directory).known()
        return {m.document_id: known.get(m.sha256, self.built) for m in self._members if m.document_id is not None}

    @cached_property
    def _members(self) -> tuple[Member, ...]:
        return self._store.members(self._generation.number)

    @cached_property
    def _documents(self) -> dict[int, StoredDocument]:
        return self._store.documents(self._generation.number)

    @cached_property
    def _names(self) -> dict[int, list[str]]:
        """Every name of a document, by its id: the same bytes may lie in two places."""
        names: dict[int, list[str]] = {}
        for member in self._members:
            if member.document_id is not None:
                names.setdefault(member.document_id, []).append(member.name)
        return names

    @cached_property
    def _passage_count(self) -> int:
        return self._store.passage_count(self._generation.number)

    @cached_property
    def _by_name(self) -> dict[str, Member]:
        return {member.name: member for member in self._members}

    @cached_property
    def _places(self) -> Places:
        return Places(self._store, self._documents, self._names)

    @cached_property
    def _hits(self) -> Hits:
        return Hits(self._store, self._places)

    def _index(self) -> IndexReader:
        with self._lock:
            if self._reader is None:
                from panelsearch.indexing.whoosh_backend import WhooshBackend

                backend = WhooshBackend()
                if self._generation.index_fingerprint != backend.fingerprint:
                    raise LibraryOutdatedError(
                        f"The index in {self._store.directory} was made by another version of panelsearch.",
                        "Bring it up to date with: panelsearch index",
                    )
                self._reader = backend.reader(self._store.directory / self._generation.index_name)
            return self._reader

    # search

    def search(
        self, query: str, *, limit: int | None = _SCREENFUL, sort: Sort = Sort.RELEVANCE, fold: bool = True,
        strict: bool = False, synonyms: bool = True, boilerplate: bool = False, since: datetime | None = None,
        group: Grouping = Grouping.PASSAGE,
    ) -> SearchResult:  # fmt: skip
        """Ranked passages. `total` counts those that match; others that hold only some of the words, or words that go
        with them, follow where there is room, unless `strict`. What many papers repeat ranks lower, unless
        `boilerplate`.

        With `since`, only matches in papers that came in then or later. By item or by meeting, `limit` counts those, in
        the order of their best passage.

        Folded, passages of the very same words are one hit that tells where else they stand; unfolded, each is a hit.

        QueryError for an unknown field.
        """
        with self._lock:
            parsed = parse(query)
            if self.is_empty:
                return SearchResult(query, parsed.canonical, 0, (), parsed.notes, library_empty=True, since=since)
            tree = self._since(self._meant(parsed.tree), since)
            reach = limit if limit is None or group is Grouping.PASSAGE else max(limit, _GROUPED)
            meanings = self._meanings() if synonyms else Meanings(())
            if strict or since or sort is not Sort.RELEVANCE:
                matches = self._index().search(meanings.widened(tree), reach, sort, demoted=not boilerplate)
                found = Ranked(matches.total, matches.matches)
            else:
                found = ranked(
                    tree, meanings, reach, self._index(), self._read, self._passage_count, demoted=not boilerplate
                )
            marks = Marks(
                meanings.widened(parsed.tree),
                Alike(tuple(found.related)),
                frozenset(m.passage_id for m in found.beyond),
                tree,
            )
            groups: tuple[HitGroup, ...] = ()
            if group is Grouping.PASSAGE:
                hits = self._hits.of((*found.matches, *found.beyond), marks, fold=fold)
            else:
                groups = self._hits.grouped((*found.matches, *found.beyond[:limit]), group, marks, limit)
                hits = tuple(hit for one in groups for hit in one.hits)
            if since:
                hits = tuple(map(self._as_new, hits))
            return SearchResult(
                query, parsed.canonical, found.total, hits, (*parsed.notes, *_what_follows(hits)),
                () if found.total or since else self._suggestions(parsed), synonyms=meanings.found,
                related=tuple(found.related), since=since, groups=groups,
            )  # fmt: skip

    def facets(self, query: str, *, synonyms: bool = True) -> tuple[FacetTable, ...]:
        """All passages that match, counted by every facet. QueryError for an unknown field."""
        with self._lock:
            tree = self._meant(parse(query).tree)
            if self.is_empty:
                return ()
            wanted = self._meanings().widened(tree) if synonyms else tree
            counted = ((facet, self._index().facets(wanted, facet)) for facet in Facet)
            return tuple(
                FacetTable(facet, tuple(FacetValue(c.value, c.passages, narrowing(facet, c.value)) for c in counts))
                for facet, counts in counted
            )

    def _since(self, tree: Query, since: datetime | None) -> Query:
        if since is None:
            return tree
        new = frozenset(key for key, moment in self._arrived.items() if moment >= since)
        return And((*(tree.children if isinstance(tree, And) else (tree,)), DocumentIn(new)))

    def _as_new(self, hit: Hit) -> Hit:
        """The hit with its day, and with the papers that had the very same words before: a signed copy is new too."""
        passage = self._store.passages_by_id([hit.passage_id])[hit.passage_id]
        twins = self._hits.twins(passage, hit.text)
        before = (twin.source for twin in twins if twin.resemblance == 1 and twin.source not in hit.also_in)
        return replace(hit, first_indexed=self._arrived[passage.document_id], also_in=(*hit.also_in, *before))

    def _meanings(self) -> Meanings:
        """Other words for those of a query; the user's file is read each time, so that a change shows at once."""
        synonyms = read_synonyms(self._store.directory / SYNONYMS_FILE)
        acronyms = Acronyms(
            partial(self._store.written_out, self._generation.number),
            partial(self._store.acronyms_of, self._generation.number),
        )
        return Meanings((synonyms.others, acronyms.others, Compounds(self._index()).others))

    def _read(self, matches: Sequence[Match]) -> list[Read]:
        passages = self._store.passages_by_id([match.passage_id for match in matches])
        found = ((match.score, passages[match.passage_id]) for match in matches)
        return [Read(score, passage.document_id, self._places.words(passage)) for score, passage in found]

    def _suggestions(self, parsed: ParsedQuery) -> tuple[str, ...]:
        words = [word for word in parsed.text.split() if word.isalpha()]
        found = []
        for word in words[:4]:
            found += [other for other in self._index().suggest(word)[:2] if other != word.lower()]
        return tuple(dict.fromkeys(found))

    def find(self, tree: Query, limit: int) -> tuple[Hit, ...]:
        """Ranked passages for a query tree, nothing marked in them; what answers are looked for in."""
        with self._lock:
            return self._hits.of(self._index().search(self._meant(tree), limit).matches, None)

    def frequency(self, word: str) -> float:
        """The share of passages that hold the word, 0..1."""
        from panelsearch.query.ast import Word

        with self._lock:
            count = self._index().search(Word(word), 1).total
            return count / max(1, self._passage_count)

    def highlights(self, query: str, text: str) -> tuple[Span, ...]:
        """The places in a text that match the query."""
        return highlights(text, parse(query).tree)

    def twins(self, passage_id: int) -> tuple[Twin, ...]:
        """Where the same words stand elsewhere, or nearly the same, most alike first; KeyError for no such passage."""
        with self._lock:
            passage = self._store.passages_by_id([passage_id])[passage_id]
            return self._hits.twins(passage, self._places.words(passage))

    # ask

    def ask(self, question: str, previous: str | None = None) -> Answer:
        """An answer that is a quotation, or which kind of silence; `previous` is the question that this one follows."""
        from panelsearch.answering.extractive_answerer import ExtractiveAnswerer
        from panelsearch.answering.verification import verified

        with self._lock:
            return verified(ExtractiveAnswerer().answer(question, self, previous), self)

    def sources(self) -> tuple[Source, ...]:
        """Every document's front sheet."""
        with self._lock:
            return self._front_sheets

    @cached_property
    def _front_sheets(self) -> tuple[Source, ...]:
        return tuple(
            Source(names[0], d.title, d.kind, d.body, d.meeting_date, 1, None, draft=d.draft, inferred=d.inferred)
            for key, names in self._names.items()
            for d in [self._documents[key]]
        )

    # documents

    def _member(self, document: str) -> tuple[int, StoredDocument]:
        member = self._by_name.get(document)
        if member is None:
            near = [name for name in self._by_name if document.lower() in name.lower()][:3]
            raise DocumentNotFoundError(
                f"There is no document {document} in the library.",
                "Did you mean " + " or ".join(near) + "?" if near else "See panelsearch status for what is indexed.",
            )
        if member.document_id is None:
            raise DocumentNotFoundError(f"{document} could not be read: {member.reason}.", "See panelsearch status.")
        return member.document_id, self._documents[member.document_id]

    def show(self, document: str) -> DocumentView:
        """Everything read out of one document. DocumentNotFoundError."""
        with self._lock:
            key, stored = self._member(document)
            return DocumentView(
                document, stored.title, stored.kind, stored.body, stored.meeting_date, stored.draft,
                self._store.pages(key), self._store.attendance(key), self._store.items(key),
                tuple(self._decision_rows(key, document)), self._store.mentions(key), stored.inferred,
                self._places.parts(key), self._references_from(key), self._references_to(key), self._store.details(key),
            )  # fmt: skip

    def sheet(self, document: str, page: int) -> Sheet:
        """One page with its mentions and decisions; what answers are looked for in. DocumentNotFoundError."""
        with self._lock:
            key, _ = self._member(document)
            return Sheet(
                self._store.page_text(key, page) or "",
                self._store.mentions(key, page),
                tuple(decision for decision in self._store.decisions(key) if decision.at.page == page),
            )

    def attended(self, document: str) -> Attendance:
        """Who came to a document's meeting. DocumentNotFoundError."""
        with self._lock:
            return self._store.attendance(self._member(document)[0])

    def page(self, document: str, number: int) -> Page:
        """One page, counted from 1. DocumentNotFoundError where there is no such document or page."""
        with self._lock:
            key, stored = self._member(document)
            page = self._store.page(key, number)
            if page is None:
                raise DocumentNotFoundError(
                    f"{document} has no page {number}.", f"Its pages count from 1 to {stored.page_count}."
                )
            return page

    def source(self, document: str, page: int, offset: int = 0) -> Source:
        """How a place is cited: with its part and the item that runs there. DocumentNotFoundError."""
        with self._lock:
            key, _ = self._member(document)
            self.page(document, page)
            for passage in self._store.passages(key):
                if passage.at.page == page and offset < passage.at.end:
                    return self._places.source(passage, document)
            return self._places.at(key, document, page)

    def rectangles(self, document: str, at: PageSpan) -> tuple[Rect, ...]:
        """Where a span stands on its page: a rectangle in points for each line. DocumentNotFoundError."""
        return rectangles(self.page(document, at.page), at.span)

    def page_count(self, document: str) -> int:
        """How many pages a document has. DocumentNotFoundError."""
        with self._lock:
            return self._member(document)[1].page_count

    def needs_password(self, document: str) -> bool:
        """Whether the PDF opens with a password only."""
        member = self._by_name.get(document)
        return member is not None and member.document_id is not None and self._documents[member.document_id].locked

    def recognised_throughout(self, document: str) -> bool:
        """Whether all pages of the document with text were recognised, as `index --ocr force` does."""
        with self._lock:
            sources = {page.source for page in self._store.pages(self._member(document)[0])} - {TextSource.NONE}
            return sources == {TextSource.OCR}

    @property
    def directory(self) -> Path:
        """Where the library lies."""
        return self._store.directory

    def pdf_path(self, document: str) -> Path | None:
        """Where the PDF lies, if it is still there."""
        member = self._by_name.get(document)
        path = Path(member.path) if member else None
        return path if path and path.is_file() else None

    # decisions

    def register(self) -> tuple[DecisionRow, ...]:
        """All decisions, newest first; those of meetings without a date last."""
        with self._lock:
            rows = [row for key, names in self._names.items() for row in self._decision_rows(key, names[0])]
        return tuple(sorted(rows, key=_newest_first))

    def decisions(self, query: str = "", wanted: Wanted = ALL_ROWS) -> tuple[DecisionRow, ...]:
        """The register, cut down to the decisions that match a query. QueryError for an unknown field."""
        rows = tuple(row for row in self.register() if self._is_wanted(row, wanted))
        if not query.strip():
            return rows
        from panelsearch.indexing.memory_index import MemoryIndex

        index = MemoryIndex(_decision_as_passage(number, row, self._movers(row)) for number, row in enumerate(rows))
        return tuple(rows[number] for number in sorted(index.matching_ids(parse(query).tree)))

    def _decision_rows(self, document_id: int, name: str) -> Iterable[DecisionRow]:
        items = self._store.items(document_id)
        texts: dict[int, str] = {}
        for decision in self._store.decisions(document_id):
            page = decision.at.page
            if page not in texts:
                texts[page] = self._store.page_text(document_id, page) or ""
            view = items[decision.item] if decision.item is not None else None
            item = ItemRef(view.number, view.heading) if view else None
            yield DecisionRow(
                self._places.at(document_id, name, page, item), decision, decision.at.span.of(texts[page])
            )

    # references

    @cached_property
    def _resolved(self) -> tuple[tuple[int, Reference, Target | None], ...]:
        """Every reference in the library with the page it means."""
        from panelsearch.registers.reference_resolution import Shelf, Shelved

        papers = [
            Shelved(key, d.kind, d.body, d.meeting_date, d.draft, self._places.parts(key))
            for key, d in self._documents.items()
        ]
        shelf = Shelf(papers, cache(self._store.items), cache(self._store.labels))
        found = self._store.references(self._generation.number)
        return tuple(
            (key, reference, shelf.resolve(reference, key))
            for key, reference in found
            if not shelf.is_own_heading(reference, key)
        )

    def _references_from(self, document_id: int) -> tuple[ReferenceRow, ...]:
        return tuple(self._reference(*one) for one in self._resolved if one[0] == document_id)

    def _references_to(self, document_id: int) -> tuple[ReferenceRow, ...]:
        """What other papers, and other pages of this one, say of it."""
        return tuple(self._reference(*one) for one in self._resolved if one[2] and one[2].document_id == document_id)

    def _reference(self, document_id: int, reference: Reference, target: Target | None) -> ReferenceRow:
        source = self._places.at(document_id, self._names[document_id][0], reference.at.page)
        text = reference.at.span.of(self._store.page_text(document_id, reference.at.page) or "")
        if target is None:
            return ReferenceRow(source, reference, text)
        meant = self._places.at(target.document_id, self._names[target.document_id][0], target.page)
        return ReferenceRow(source, reference, text, meant, target.inferred)

    def references(self, document: str, page: int) -> tuple[tuple[ReferenceRow, ...], tuple[ReferenceRow, ...]]:
        """What a page refers to, and what refers to it. DocumentNotFoundError."""
        with self._lock:
            key, _ = self._member(document)
            return (
                tuple(row for row in self._references_from(key) if row.source.page == page),
                tuple(row for row in self._references_to(key) if row.target and row.target.page == page),
            )

    # actions

    def actions(
        self, query: str = "", wanted: Wanted = ALL_ROWS, kind: ActionKind | None = None
    ) -> tuple[ActionRow, ...]:
        """Who is to do what, newest first, and which later meetings speak of it. QueryError for an unknown field."""
        with self._lock:
            rows = [
                row
                for row in self._matching_actions(query)
                if (kind is None or row.action.kind is kind) and _is_wanted_of(row, wanted)
            ]
            frequency = cache(self.frequency)
            return tuple(replace(row, later=self._spoken_of_later(row, frequency)) for row in rows)

    def _matching_actions(self, query: str) -> Iterable[ActionRow]:
        """All actions that match a query, newest first, without standing text."""
        from panelsearch.indexing.memory_index import MemoryIndex
        from panelsearch.registers.action_register import standing

        with self._lock:
            rows = [row for key, names in self._names.items() for row in self._action_rows(key, names[0])]
            repeated = standing((row.source.document, row.text) for row in rows)
            rows = [row for row in rows if folded(row.text) not in repeated]
            rows.sort(key=lambda row: (-(row.source.held or date.min).toordinal(), row.source.document, row.action.at))
            if query.strip():
                index = MemoryIndex(_action_as_passage(number, row) for number, row in enumerate(rows))
                return [rows[number] for number in sorted(index.matching_ids(parse(query).tree))]
            return rows

    def _action_rows(self, document_id: int, name: str) -> Iterable[ActionRow]:
        items = self._store.items(document_id)
        for action in self._store.actions(document_id):
            view = items[action.item] if action.item is not None else None
            item = ItemRef(view.number, view.heading) if view else None
            text = action.at.span.of(self._store.page_text(document_id, action.at.page) or "")
            yield ActionRow(self._places.at(document_id, name, action.at.page, item), action, text)

    def _spoken_of_later(self, row: ActionRow, frequency: Callable[[str], float]) -> tuple[Citation, ...]:
        """The first passage of each of the next few meetings of the body that holds the action's rarest words."""
        from panelsearch.registers.action_register import RARE, telling_words

        held, body = row.source.held, row.source.body
        rare = max(RARE, _RARE_PASSAGES / max(1, self._passage_count))
        words = telling_words(row.text, row.action.owner, frequency, rare)
        if held is None or body is None or not words:
            return ()
        tree = And((DateIn(held, None), *map(Word, words)))
        later: dict[date, Citation] = {}
        matches = self._index().search(tree, _LATER_LOOKED_AT).matches
        for passage in self._store.passages_by_id([match.passage_id for match in matches]).values():
            source = self._places.source(passage)
            if source.held and source.held > held and body_key(source.body or "") == body_key(body):
                later.setdefault(source.held, Citation(source, passage.at, self._places.words(passage)))
        return tuple(later[day] for day in sorted(later)[:_LATER_SHOWN])

    # meetings side by side

    def attendance(self, wanted: Wanted = ALL_ROWS) -> tuple[tuple[AttendanceRow, ...], int]:
        """Who came to what, a person a row; and at how many meetings in all."""
        from panelsearch.registers.attendance_register import attendance

        with self._lock:
            return attendance(self._rolls(), wanted)

    def _rolls(self) -> Iterable[Roll]:
        from panelsearch.registers.attendance_register import APOLOGIES, IN_ATTENDANCE, PRESENT, Listed, Roll

        for key, document in self._documents.items():
            name, body = self._names[key][0], document.body
            inside = [p for p in self._places.parts(key) if p.kind is PartKind.MINUTES and p.meeting_date]
            day, first, last = document.meeting_date, 1, document.page_count
            if document.kind is not DocumentKind.MINUTES:
                if not inside:
                    continue
                day, first, last = inside[0].meeting_date, inside[0].first_page, inside[0].last_page
            if body is None or day is None:
                continue
            lists = self._store.attendance(key)
            texts: dict[int, str] = {}
            listed = []
            for on, people in (
                (PRESENT, lists.present), (IN_ATTENDANCE, lists.in_attendance), (APOLOGIES, lists.apologies)
            ):  # fmt: skip
                for person in people:
                    page = person.at.page
                    if not first <= page <= last:
                        continue
                    if page not in texts:
                        texts[page] = self._store.page_text(key, page) or ""
                    cited = Citation(self._places.at(key, name, page), person.at, person.at.span.of(texts[page]))
                    listed.append(Listed(person.name, person.role, on, cited))
            if listed:
                yield Roll(body, day, self._places.at(key, name, first), tuple(listed))

    def timeline(self, query: str, wanted: Wanted = ALL_ROWS) -> Timeline:
        """One matter through the meetings. QueryError for an unknown field."""
        from panelsearch.registers.timeline import Found, timeline

        with self._lock:
            parsed = parse(query)
            if self.is_empty:
                return Timeline(query, parsed.canonical, ())
            matches = self._index().search(self._meant(parsed.tree), None).matches
            passages = self._store.passages_by_id([match.passage_id for match in matches])
            found = []
            for match in matches:
                passage = passages[match.passage_id]
                text = self._places.words(passage)
                first = next(iter(highlights(text, parsed.tree)), Span(0, 0))
                source = self._places.source(passage)
                found.append(Found(source, passage.at, text, first, match.score))
            found += [
                Found(row.source, row.decision.at, row.text, Span(0, 0), 0.0, Stage.DECIDED, row.decision.outcome)
                for row in self.decisions(query)
            ]  # fmt: skip
            found += [
                Found(row.source, row.action.at, row.text, Span(0, 0), formal=Stage.ORDERED)
                for row in self._matching_actions(query)
                if row.action.kind is ActionKind.ACTION
            ]
            found = [one for one in found if _of_body(one.source, wanted) and wanted.covers(one.source.held)]
            undated = sum(one.source.held is None for one in found)
            return Timeline(query, parsed.canonical, timeline(found), undated)

    def gaps(self, wanted: Wanted = ALL_ROWS) -> tuple[Gap, ...]:
        """What an empty result does not prove."""
        from panelsearch.registers.coverage_gaps import Paper, gaps

        status = self.status()
        with self._lock:
            papers = [
                Paper(tuple(names), d.kind, d.body, d.meeting_date, self._minutes_within(key), d.inferred)
                for key, names in self._names.items()
                for d in [self._documents[key]]
            ]
            return gaps(papers, status.without_text, status.unreadable, self._reprints(), wanted)

    def _minutes_within(self, document_id: int) -> tuple[date, ...]:
        return tuple(p.meeting_date for p in self._places.parts(document_id) if p.meeting_date)

    def _reprints(self) -> Iterable[tuple[str, str]]:
        """Pairs of documents that share most of their passages."""
        for one, other in self._store.reprints(self._generation.number, _REPRINTED):
            yield self._names[one][0], self._names[other][0]

    # entities

    def entities(self, label: MentionLabel, query: str = "") -> tuple[EntityRow, ...]:
        """What the tagger found of one sort, merged, most frequent first; sums and dates as `values` gives them."""
        from panelsearch.linking.entity_table import matching, merged

        if label in (MentionLabel.MONEY, MentionLabel.DATE):
            return self.values(label, query)
        with self._lock:
            if label is MentionLabel.PERSON:
                return matching(self.people().rows(), query)
            mentions = self._store.labelled_mentions(self._generation.number, label)
            meant = self._councils.meant if label is MentionLabel.COUNCIL else None
            return matching(merged(label, mentions, self._documents, meant), query)

    def values(
        self,
        label: MentionLabel,
        query: str = "",
        *,
        order: ValueOrder = ValueOrder.COUNT,
        limit: int | None = None,
    ) -> tuple[EntityRow, ...]:
        """Sums or dates with every page that names them.

        A range in the query (">100k", "2018-02") is of the values themselves; the rest says in which passages they
        stand, as in `search`. QueryError for an unknown field.
        """
        with self._lock:
            wanted = asked(label, query)
            mentions = (
                one
                for one in self._store.labelled_mentions(self._generation.number, label)
                if wanted.admits(one.mention)
            )
            if wanted.rest:
                within = self._passages_on_pages(wanted.rest)
                mentions = (
                    one
                    for one in mentions
                    if any(
                        at.start <= one.mention.at.start and one.mention.at.end <= at.end
                        for at in within.get((one.document_id, one.mention.at.page), ())
                    )
                )
            rows = gathered(label, mentions, self._documents, order)
            return tuple(self._cited(row) for row in rows[:limit])

    @staticmethod
    def value_notes(label: MentionLabel, query: str) -> tuple[str, ...]:
        """What `values` takes another way than the query writes it."""
        wanted = asked(label, query)
        return wanted.notes + (parse(wanted.rest).notes if wanted.rest else ())

    def _passages_on_pages(self, query: str) -> dict[tuple[int, int], list[PageSpan]]:
        """Where the passages that match a query stand, by document and page."""
        within: dict[tuple[int, int], list[PageSpan]] = {}
        matches = [] if self.is_empty else self._index().search(self._meant(parse(query).tree), None).matches
        for passage in self._store.passages_by_id([match.passage_id for match in matches]).values():
            within.setdefault((passage.document_id, passage.at.page), []).append(passage.at)
        return within

    def _cited(self, row: Value) -> EntityRow:
        places = tuple(self._places.at(document, self._names[document][0], page) for document, page in row.pages)
        return EntityRow(
            row.label, row.name, row.count, len({document for document, _ in row.pages}), row.variants, row.bodies,
            row.first, row.last, row.value_pence, row.currency, row.iso, places, row.unit,
        )  # fmt: skip

    @property
    def people_file(self) -> Path:
        """Where the user says who is who; the file need not be there."""
        return self._store.directory / FILE_NAME

    def people(self) -> People:
        """Everyone named, one person a `Bearer`; read anew where people.toml has changed. CorrectionsError."""
        with self._lock:
            try:
                written = self.people_file.stat()
                state = (written.st_mtime_ns, written.st_size)
            except OSError:
                state = None
            if self._people is None or self._people[0] != state:
                corrections = read_corrections(self.people_file)
                names = self._store.names(self._generation.number, MentionLabel.PERSON)
                self._people = (state, People(names, self._documents, corrections))
            return self._people[1]

    @cached_property
    def _councils(self) -> Councils:
        return Councils(self._store.names(self._generation.number, MentionLabel.COUNCIL), self._documents)

    def _meant(self, tree: Query) -> Query:
        """The query as the index is to be asked it: a person or a council goes by all names that were joined."""
        asked = {leaf.field for leaf in leaves(tree) if isinstance(leaf, NameIs)}
        if NameField.PERSON in asked:
            tree = self.people().widened(tree)
        return self._councils.widened(tree) if NameField.COUNCIL in asked else tree

    def _movers(self, row: DecisionRow) -> tuple[str, ...]:
        """Every name of those who moved and seconded."""
        member = self._by_name.get(row.source.document)
        printed = [name for name in (row.decision.proposer, row.decision.seconder) if name]
        if member is None or member.document_id is None:
            return tuple(printed)
        people, document_id = self.people(), member.document_id
        return tuple(dict.fromkeys(name for one in printed for name in people.also_called(document_id, one)))

    def _is_wanted(self, row: DecisionRow, wanted: Wanted) -> bool:
        return (
            _of_body(row.source, wanted)
            and wanted.covers(row.source.held)
            and (not wanted.outcome or row.decision.outcome == wanted.outcome)
            and (not wanted.person or any(names_hold(name, wanted.person) for name in self._movers(row)))
        )

    # status

    def status(self) -> Status:
        """What is indexed, what could not be read and why, and what has changed on disk since."""
        with self._lock:
            pages, passages, mentions = self._store.totals(self._generation.number)
            documents = self._documents
            without = [
                FileReport(m.name, FileOutcome.INDEXED, d.page_count, d.without_text, d.reason)
                for m in self._members
                if m.document_id is not None and (d := documents[m.document_id]).without_text
            ]
            unreadable = [
                FileReport(m.name, FileOutcome.FAILED, reason=m.reason) for m in self._members if m.document_id is None
            ]
            added, changed, vanished = self._drift()
            return Status(
                str(self._store.directory), self._generation.roots, self._generation.built, len(documents), pages,
                passages, mentions, _counted(str(d.kind) for d in documents.values()),
                _counted(d.body or "unknown" for d in documents.values()), tuple(unreadable), tuple(without), added,
                changed, vanished, self._store.recognised_pages(self._generation.number),
                tuple(m.name for m in self._members if m.document_id is not None and documents[m.document_id].locked),
                how_to_install() if without else "",
            )  # fmt: skip

    def _drift(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Files added, changed and vanished since the index was built, by size and time alone."""
        roots = [Path(root) for root in self._generation.roots]
        there = [root for root in roots if root.exists()]
        found = {str(f.path): f for f in discovery.discover([discovery.Scope(root, root) for root in there]).files}
        known = {member.path: member for member in self._members}
        return (
            tuple(f.name for path, f in found.items() if path not in known),
            tuple(
                m.name
                for path, m in known.items()
                if path in found and (found[path].size_bytes, found[path].mtime_ns) != (m.size_bytes, m.mtime_ns)
            ),
            tuple(m.name for path, m in known.items() if path not in found),
        )


def _what_follows(hits: Sequence[Hit]) -> Iterator[str]:
    if any(hit.holds is Holds.SOME for hit in hits):
        yield "passages with only some of the words follow"
    if any(hit.holds is Holds.NONE for hit in hits):
        yield "passages with none of the words follow, which hold words that go with them"


def _of_body(source: Source, wanted: Wanted) -> bool:
    return names_hold(source.body or "", wanted.body)


def _is_wanted_of(row: ActionRow, wanted: Wanted) -> bool:
    people = (row.action.owner, *row.action.people)
    return (
        _of_body(row.source, wanted)
        and wanted.covers(row.source.held)
        and (not wanted.person or any(names_hold(name, wanted.person) for name in people))
    )


def _with_heading(item: ItemRef | None, text: str) -> str:
    """The words by which a row is found: a phrase in its item's heading is about it too."""
    return f"{item.heading}\n{text}" if item else text


def _action_as_passage(number: int, row: ActionRow) -> IndexedPassage:
    item = row.source.item
    return IndexedPassage(
        number, 0, _with_heading(item, row.text), item.heading if item else "", row.source.title, row.source.body or "",
        row.source.kind.value, row.source.held, row.source.page, (item.number or "") if item else "",
        (row.action.owner, *row.action.people),
    )  # fmt: skip


def _newest_first(row: DecisionRow) -> tuple[int, str, PageSpan]:
    when = row.source.held or date.min
    return -when.toordinal(), row.source.document, row.decision.at


def _decision_as_passage(number: int, row: DecisionRow, people: tuple[str, ...]) -> IndexedPassage:
    item = row.source.item
    return IndexedPassage(
        number, 0, _with_heading(item, f"{row.text} {row.decision.outcome}"), item.heading if item else "",
        row.source.title, row.source.body or "", row.source.kind.value, row.source.held, row.source.page,
        (item.number or "") if item else "", people,
    )  # fmt: skip


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

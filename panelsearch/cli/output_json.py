"""How do results look to a script? One JSON object a command; fields are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from panelsearch.extraction.layout.table_headers import column_head
from panelsearch.gazetteers.public_bodies import council_named
from panelsearch.model.answers import Answer
from panelsearch.model.document_views import DocumentView
from panelsearch.model.ingest_reports import FileReport, IngestReport, Status
from panelsearch.model.meetings import Decision, Detail, Part
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Page, TextSource
from panelsearch.model.register_rows import DecisionRow, EntityRow, ReferenceRow
from panelsearch.model.search_results import FacetTable, Hit, HitGroup, SearchResult
from panelsearch.model.sources import Citation, ItemRef, Source

if TYPE_CHECKING:
    from panelsearch.answering.generation.grounding import Written
    from panelsearch.exporting.verification import Verification

Json = dict[str, Any]  # the outermost edge: what json.dumps takes


def ingest_report(report: IngestReport) -> Json:
    """What a run of `index` did to each file."""
    return {
        "documents": [_file(file) for file in report.files], "seconds": round(report.seconds, 3),
        "to_recognise_more": report.advice or None, "notice": report.notice or None,
    }  # fmt: skip


def _file(file: FileReport) -> Json:
    return {
        "document": file.document, "outcome": file.outcome.value, "pages": file.pages,
        "pages_without_text": list(file.pages_without_text), "reason": file.reason or None,
        "missing": [asdict(one) for one in file.missing],
    }  # fmt: skip


def search_result(result: SearchResult) -> Json:
    """Ranked passages."""
    return {
        "query": result.query, "understood_as": result.canonical, "notes": list(result.notes),
        "suggestions": list(result.suggestions), "library_empty": result.library_empty, "total": result.total,
        "synonyms": {one.words: list(one.others) for one in result.synonyms}, "related": list(result.related),
        "since": result.since.isoformat() if result.since else None,
        "hits": [{**hit(h), **_arrival(h)} for h in result.hits], **_groups(result.groups),
    }  # fmt: skip


def _groups(groups: Sequence[HitGroup]) -> Json:
    if not groups:
        return {}
    return {
        "groups": [
            {"by": one.by.value, **place(one.source), "matching": one.matching, "ranks": [hit.rank for hit in one.hits]}
            for one in groups
        ]
    }


def facets(tables: Sequence[FacetTable]) -> Json:
    """All values of every facet, with the field that narrows a query to each."""
    return {
        "facets": {
            table.facet: [
                {"value": one.value, "passages": one.passages, "narrowing": one.narrowing} for one in table.values
            ]
            for table in tables
        }
    }


def _arrival(found: Hit) -> Json:
    return {"first_indexed": found.first_indexed.isoformat()} if found.first_indexed else {}


def hit(found: Hit) -> Json:
    """One passage with its place."""
    return {
        "rank": found.rank, "score": round(found.score, 4), **place(found.source),
        "text": found.text, "start": found.at.start, "end": found.at.end,
        "highlights": [[span.start, span.end] for span in found.highlights],
        "also_in": list(map(_briefly, found.also_in)), "near_in": list(map(_briefly, found.near_in)),
        "same_as": found.same_as, "holds": found.holds.value,
    }  # fmt: skip


def _briefly(source: Source) -> Json:
    return {"document": source.document, "page": source.page, "page_label": source.page_label, "draft": source.draft}


def place(source: Source) -> Json:
    """Where something stands, as every command tells it."""
    return {
        "document": source.document, "title": source.title, "kind": source.kind.value, "body": source.body,
        "meeting_date": source.meeting_date.isoformat() if source.meeting_date else None, "page": source.page,
        "page_label": source.page_label, "item": _item(source.item), "text_source": source.text_source.value,
        **_ocr(source.text_source, source.ocr_confidence),
        "draft": source.draft, "part": _part(source.part), "inferred": list(source.inferred),
    }  # fmt: skip


def _ocr(source: TextSource, confidence: float | None) -> Json:
    return {
        "ocr": source is TextSource.OCR, "ocr_confidence": None if confidence is None else round(confidence, 3)
    }  # fmt: skip


def _part(part: Part | None) -> Json | None:
    if part is None:
        return None
    return {
        "kind": part.kind.value, "title": part.title or None, "first_page": part.first_page,
        "last_page": part.last_page, "meeting_date": part.meeting_date.isoformat() if part.meeting_date else None,
        "item": part.item_number, "inferred": part.inferred,
    }  # fmt: skip


def _item(item: ItemRef | None) -> Json | None:
    return {"number": item.number, "heading": item.heading} if item else None


def answer(given: Answer) -> Json:
    """An answer with its quotations, or which silence."""
    return {
        "question": given.question, "outcome": given.outcome.value, "answer": given.answer,
        "confidence": round(given.confidence, 3), "explanation": given.explanation,
        "understood": list(given.understood), "citations": [_citation(c) for c in given.citations],
        "alternatives": [
            {"answer": a.answer, "confidence": round(a.confidence, 3), "citation": _citation(a.citation)}
            for a in given.alternatives
        ],
        "nearest": [hit(h) for h in given.nearest],
    }  # fmt: skip


def written(phrased: Written | None) -> Json:
    """What a language model made of the answer's quotations, beside the answer; nothing where none was asked."""
    if phrased is None:
        return {}
    sentences = [{"text": s.text, "citation": _citation(s.citation)} for s in phrased.sentences]
    return {"written": {"sentences": sentences, "dropped": phrased.dropped, "by": phrased.address}}


def answers(given: Sequence[Answer]) -> Json:
    """Many questions' answers, in the order of the questions."""
    return {"answers": [answer(one) for one in given]}


def _citation(citation: Citation) -> Json:
    return {**place(citation.source), "quote": citation.quote, "start": citation.at.start, "end": citation.at.end}


def document(view: DocumentView, page: int | None) -> Json:
    """What was read out of a document; with `page`, only what stands on that page."""

    def wanted(number: int) -> bool:
        return page is None or number == page

    pages = {p.number: p for p in view.pages}
    people = view.attendance
    return {
        "document": view.document, "title": view.title, "kind": view.kind.value, "body": view.body,
        "meeting_date": view.meeting_date.isoformat() if view.meeting_date else None, "draft": view.draft,
        "inferred": list(view.inferred),
        "details": {d.what.value: _detail(d, pages[d.at.page]) for d in view.details if wanted(d.at.page)},
        "parts": [_part(p) for p in view.parts if page is None or p.first_page <= page <= p.last_page],
        "pages": [_page(p) for p in view.pages if wanted(p.number)],
        "attendance": {
            "present": [a.name for a in people.present if wanted(a.at.page)],
            "in_attendance": [a.name for a in people.in_attendance if wanted(a.at.page)],
            "apologies": [a.name for a in people.apologies if wanted(a.at.page)],
        },
        "items": [{"number": i.number, "heading": i.heading, "page": i.page} for i in view.items if wanted(i.page)],
        "decisions": [_decision(row) for row in view.decisions if wanted(row.source.page)],
        "references": [_reference(r) for r in view.references if wanted(r.source.page)],
        "referred_to_by": [
            {**_reference(r), "document": r.source.document}
            for r in view.referred_to
            if r.target is not None and wanted(r.target.page)
        ],
        "mentions": [_mention(m, view.pages) for m in view.mentions if wanted(m.at.page)],
    }  # fmt: skip


def _page(page: Page) -> Json:
    return {
        "page": page.number, "page_label": page.label, "text": page.text, "text_source": page.source.value,
        **_ocr(page.source, page.confidence), "problem": page.problem.value if page.problem else None,
    }  # fmt: skip


def _detail(detail: Detail, page: Page) -> Json:
    at = detail.at
    text = " ".join(at.span.of(page.text).split())
    return {"text": text, "page": at.page, "start": at.start, "end": at.end}


def _decision(row: DecisionRow) -> Json:
    decision: Decision = row.decision
    item = row.source.item
    return {
        "text": row.text, "page": decision.at.page, "item": item.number if item else None,
        "outcome": decision.outcome.value, "proposer": decision.proposer, "seconder": decision.seconder,
        "for": decision.votes_for, "against": decision.votes_against, "abstained": decision.abstained,
        "start": decision.at.start, "end": decision.at.end,
    }  # fmt: skip


def _reference(row: ReferenceRow) -> Json:
    reference, target = row.reference, row.target
    return {
        "text": row.text, "page": reference.at.page, "start": reference.at.start, "end": reference.at.end,
        "kind": reference.kind.value, "number": reference.number or None,
        "date": reference.day.isoformat() if reference.day else None,
        "target": _briefly(target) if target else None, "inferred": row.inferred,
    }  # fmt: skip


def _mention(mention: Mention, pages: Sequence[Page]) -> Json:
    page = pages[mention.at.page - 1]
    shown: Json = {
        "label": mention.label.value, "text": mention.at.span.of(page.text), "page": mention.at.page,
        "start": mention.at.start, "end": mention.at.end,
    }  # fmt: skip
    for name in ("canonical", "value_pence", "currency", "unit", "iso"):
        value = getattr(mention, name)
        if value is not None:
            shown[name] = value
    if mention.label is MentionLabel.MONEY and (head := column_head(pages, page.number, mention.at.span)):
        shown["column"] = head
    return shown


def decisions(query: str, rows: Sequence[DecisionRow]) -> Json:
    """The register."""
    return {
        "query": query, "total": len(rows),
        "decisions": [{**place(row.source), **_decision(row), "item": _item(row.source.item)} for row in rows],
    }  # fmt: skip


def entities(query: str, rows: Sequence[EntityRow], notes: Sequence[str] = ()) -> Json:
    """Entities with their variants and counts; `notes` tell what of the query was taken another way."""
    return {
        "query": query, "total": len(rows), "notes": list(notes),
        "entities": [
            {
                "label": row.label.value, "name": row.name, "count": row.count, "documents": row.documents,
                "variants": list(row.variants), "bodies": list(row.bodies),
                "first": row.first.isoformat() if row.first else None,
                "last": row.last.isoformat() if row.last else None,
                **(_council(row.name) if row.label is MentionLabel.COUNCIL else {}),
                "value_pence": row.value_pence, "currency": row.currency, "unit": row.unit, "iso": row.iso,
                "places": [place(source) for source in row.places],
            }
            for row in rows
        ],
    }  # fmt: skip


def _council(name: str) -> Json:
    """What is publicly known of a principal council; nothing of any other."""
    council = council_named(name)
    if council is None:
        return {}
    return {
        "kind": council.kind, "nation": council.nation, "until": council.until, "successors": list(council.successors),
    }  # fmt: skip


def people(query: str, rows: Sequence[EntityRow], file: Path, notes: Sequence[str]) -> Json:
    """People, and where to say who is who; `notes` tell what that file says of names that are not there."""
    return {**entities(query, rows, notes), "people_file": str(file)}


def status(state: Status) -> Json:
    """What is indexed and what is not."""
    return {
        **asdict(state), "kinds": dict(state.kinds), "bodies": dict(state.bodies),
        "unreadable": [_file(f) for f in state.unreadable], "without_text": [_file(f) for f in state.without_text],
        "incomplete": [_file(f) for f in state.incomplete],
    }  # fmt: skip


def verification(report: Verification) -> Json:
    """Which quotations of an export stand on their pages."""
    return {
        "file": report.file, "quotations": report.checked, "confirmed": report.confirmed,
        "confirmed_by_ocr": report.recognised,
        "failures": [
            {"document": f.document, "page": f.page, "quote": f.quote, "reason": f.reason} for f in report.failures
        ],
    }  # fmt: skip
